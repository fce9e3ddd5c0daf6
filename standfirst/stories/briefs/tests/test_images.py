"""Images in the text of a brief file: on a line of their own, beside the brief, with alt text and credit."""

import pytest

from .. import Brief, BriefError, BriefImage, images_in, parse_brief, write_brief

TEXT = """---
standfirst: They sail.
---

## When

At noon.

![A pier, at *dawn*](images/pier.jpg "Photo: Eli")

Each day.

![](<two words.png>)
"""


def read(text: str) -> Brief:
    return parse_brief(text, name="ferries.md", images=True)


def test_it_reads_images_between_paragraphs() -> None:
    (section,) = read(TEXT).sections
    assert section.html == (
        '<p>At noon.</p><img src="images/pier.jpg" alt="A pier, at dawn" title="Photo: Eli"/>'
        '<p>Each day.</p><img src="two words.png" alt=""/>'
    )
    assert images_in(section.html) == (
        BriefImage("images/pier.jpg", "A pier, at dawn", "Photo: Eli"),
        BriefImage("two words.png"),
    )
    assert read(write_brief(read(TEXT))) == read(TEXT)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("At noon ![a](b.jpg), sharp.", "no place for an image here"),
        ("At noon.\n![a](b.jpg)", "no place for an image here"),
        ("- ![a](b.jpg)", "no place for an image here"),
        ("> ![a](b.jpg)", "no place for an image here"),
        ("[![a](b.jpg)](https://a.b)", "no place for an image here"),
        ("![a](../b.jpg)", "“../b.jpg” is not a file beside the brief"),
        ("![a](/b.jpg)", "is not a file beside the brief"),
        ("![a](https://a.b/c.jpg)", "is not a file beside the brief"),
        ("![a]()", "“” is not a file beside the brief"),
        (f"![{'a' * 256}](b.jpg)", "the alt has 256 characters"),
        (f'![a](b.jpg "{"c" * 141}")', "the credit has 141 characters"),
    ],
)
def test_it_refuses_an_image_where_there_is_no_place_for_it(block: str, reason: str) -> None:
    with pytest.raises(BriefError) as refused:
        read(TEXT.replace("Each day.", block))
    assert refused.value.line in {11, 12}
    assert reason in refused.value.reason
    assert refused.value.remedy


def test_it_refuses_images_in_what_has_no_folder() -> None:
    with pytest.raises(BriefError, match="lead image stands in the front matter"):
        parse_brief(TEXT, name="")
