"""Every refusal: its line, why, and what to do."""

from pathlib import Path

import pytest

from .. import BriefError, parse_brief, read_brief

SAID = ["statements:", "- words: a", "  mode: direct"]
ID = "6a1f8f1e-0000-4000-8000-000000000001"
STORY = "Stand.\n\n## A\n\n"


def front(*lines: str) -> str:
    return "\n".join(["---", "headline: H", *lines, "---", "Stand.", "", "## A", "", "b"])


def refusal(text: str, markdown: bool | None = None, skip: int = 0) -> BriefError:
    with pytest.raises(BriefError) as caught:
        parse_brief(text, name="brief.md", markdown=markdown, skip=skip)
    return caught.value


def holds(error: BriefError, line: int, reason: str, remedy: str) -> None:
    assert str(error) == f"brief.md:{line}: {error.reason}. {error.remedy}"
    assert (error.file, error.line) == ("brief.md", line)
    assert reason in error.reason
    assert remedy in error.remedy
    assert error.remedy.endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "line", "reason", "remedy"),
    [
        ("", 1, "nothing in it", "Write the standfirst"),
        (" \n\ufeff\u200b\n", 1, "nothing in it", "Write the standfirst"),
        ("Stand.\nA: b\x00", 2, "NUL", "plain text"),
        ("a" * 1_000_001, 1, "larger than 1 MB", "leave out"),
        ("Stand.", 1, "no section", "label and a colon"),
        ("Stand.\n\nNo label.\nA: b", 3, "has no label", "“What’s the deal:”"),
        ("Stand.\nA: b\nThe UN:\nC: d", 3, "“The UN” has no text", "Write its text"),
        (f"Stand.\n{'a' * 81}: b", 2, "label has 81 characters", "Cut it to 80"),
    ],
)
def test_it_refuses_plain_text(text: str, line: int, reason: str, remedy: str) -> None:
    holds(refusal(text), line, reason, remedy)


def test_it_refuses_front_matter_in_plain_text() -> None:
    holds(refusal(front(), markdown=False), 1, "looks like front matter", "ends in .md")


def test_it_refuses_to_skip_everything() -> None:
    holds(refusal("Stand.\n\nA: b\n", skip=2), 3, "after skipping 2 lines", "skip fewer")


@pytest.mark.parametrize(
    ("lines", "line", "reason", "remedy"),
    [
        (["headlin: x"], 3, "no key headlin", "Did you mean headline?"),
        (["zzz: x"], 3, "no key zzz", "sources or statements"),
        (["desk: a", "desk: b"], 4, "desk is given twice", "Keep one desk"),
        (["desk: [a]"], 3, "desk is not one piece of text", "desk: and the text"),
        (["byline: Orm: more"], 3, "not valid YAML", "quotation marks"),
        (["\tdesk: a"], 3, "not valid YAML", "indent with spaces"),
        (["desk: &a b", "byline: *a"], 4, "alias", "Write the value out"),
        (["desk: [[[[[[a]]]]]]"], 3, "nested too deeply", "quotation marks"),
        (["access: friends"], 3, "access “friends” is none", "public, registered, members"),
        (["access: 'plans: '"], 3, "access “plans:” is none", '"plans: basic, plus"'),
        (["access: 'plans: a b'"], 3, "access “plans: a b” is none", '"plans: basic, plus"'),
        (["access:", "  plan: a"], 4, "no key plan", "Did you mean plans?"),
        (["published: tomorrow"], 3, "published “tomorrow” is no time", "taken as UTC"),
        (["published: 2024-02-30"], 3, "published “2024-02-30” is no time", "2024-08-08 10:30"),
        (["updated: 0001-01-01 00:00 +02:00"], 3, "is no time", "2024-08-08 10:30"),
        (["slug: a/b"], 3, "slug “a/b”", "letters, digits and hyphens"),
        ([f"slug: {'a' * 256}"], 3, "slug has 256 characters", "Cut it to 255"),
        (["image: /a.jpg"], 3, "“/a.jpg” is not a file beside", "relative to the brief"),
        (["image: ../a.jpg"], 3, "“../a.jpg” is not a file beside", "without “..”"),
        (["image: https://a.b/c.jpg"], 3, "is not a file beside", "images/harbour.jpg"),
        (["image: {alt: a}"], 3, "“” is not a file beside", "images/harbour.jpg"),
        (["image: [a.jpg]"], 3, "image is not one piece of text", "image: and the text"),
        (["image:", "  path: a.jpg", "  size: 3"], 5, "no key size", "path, alt or credit"),
        (["sources: https://a.b"], 3, "sources is not a list", "“- url: https://…”"),
        (["sources:", "- url: ftp://a.b"], 4, "url “ftp://a.b” is no web", "https:// or http://"),
        (["sources:", "- title: a"], 4, "url “” is no web address", "https:// or http://"),
        (["sources:", "- [a]"], 4, "a source is not made of keys", "url, publisher, title or date"),
        (
            ["sources:", "- url: https://a.b", "  date: May"],
            5,
            "date “May” is no day",
            "2024-08-08",
        ),
        (["sources:", "- url: https://a b"], 4, "url “https://a b”", "whole address"),
        (["statements: a"], 3, "statements is not a list", "“- words: …”"),
        (["statements:", "- mode: direct"], 4, "a statement has no words", "Write words:"),
        (["statements:", "- words: a"], 4, "a statement has no mode", "direct, mixed"),
        ([*SAID, "  speaker: b"], 6, "no key speaker", "Use words"),
        ([*SAID, "  stance: doubts"], 6, "stance “doubts” is none", "had not commented"),
        ([*SAID, "  said: May"], 6, "said “May” is no time", "2024-08-08"),
        ([*SAID, "  said: 2024-13"], 6, "said “2024-13” is no time", "2024-08-08"),
        ([*SAID, "  looked: 2024"], 6, "looked “2024” is no time", "10:30 +02:00"),
        ([*SAID, "  source: 1"], 6, "no number in the list of sources", "from 1"),
        ([*SAID, "  verb: " + "a" * 81], 6, "verb has 81 characters", "Cut it to 80"),
        ([*SAID, "  id: 7"], 6, "id “7” is none", "Leave it out"),
        ([*SAID, "  unnamed: {number: one}"], 6, "is not described", "Write as:"),
        ([*SAID, "  unnamed: {as: b, number: 3}"], 6, "number “3” is none", "one or several"),
        ([*SAID, f"  id: {ID}", *SAID[1:], f"  id: {ID}"], 7, "two statements have", "Take one"),
    ],
)
def test_it_refuses_front_matter(lines: list[str], line: int, reason: str, remedy: str) -> None:
    holds(refusal(front(*lines)), line, reason, remedy)


@pytest.mark.parametrize(
    ("text", "line", "reason", "remedy"),
    [
        ("---\nslug: a\n\nStand.", 1, "never closed", "Put a line with ---"),
        ("---\n- a\n---\nStand.", 1, "front matter is not made of keys", "headline, standfirst"),
        (f"---\n#{'a' * 100_000}\n---\nStand.", 1, "too long", "under 100,000"),
    ],
)
def test_it_refuses_a_broken_fence(text: str, line: int, reason: str, remedy: str) -> None:
    holds(refusal(text), line, reason, remedy)


@pytest.mark.parametrize(
    ("text", "line", "reason", "remedy"),
    [
        ("## A\n\nb", 1, "no standfirst", "above the first section"),
        ("Stand.\n\nMore.\n\n## A\n\nb", 3, "before the first section", "under a ## heading"),
        ("---\nstandfirst: a\n---\nMore.\n\n## A\n\nb", 4, "before the first", "join it"),
        (
            "---\nheadline: a\n---\n# B\n\nS.\n\n## A\n\nb",
            4,
            "given twice, here and in line 2",
            "Keep",
        ),
        ("Stand.\n\n## A\n\n## B\n\nc", 3, "“A” has no text", "Write its text"),
        ("Stand.\n\n## {free}\n\nb", 3, "no label", "after the ##"),
        ("Stand.\n\n## A {fre}\n\nb", 3, "ends in {fre}", "Use {free}"),
        ("Stand.\n\n## A {outside=b}\n\nb", 3, "ends in {outside=b}", 'outside="…"'),
        ("Stand.\n\n## A ![b](c)\n\nd", 3, "an image", "front matter"),
        ("Stand.\n\n## A\n\n### B\n\nc", 5, "heading has no place", "Start a section with ##"),
        ("Stand.\n\n## A\n\n# B\n\nc", 5, "heading has no place", "# is for the headline"),
        (STORY + "> ## b", 5, "heading has no place", "Start a section"),
        (STORY + "b\n---", 5, "line of hyphens", "write ## and the label"),
        (STORY + "b\n##C", 6, "stick to its text", "Put a space"),
        (STORY + "b\n![c](d.jpg)", 6, "an image", "image: images/harbour.jpg"),
        (STORY + "b\nc\\\nd <b>e</b>", 7, "HTML (<b>)", "**bold**"),
        (STORY + "<div>\nb\n</div>", 5, "HTML", "Use Markdown"),
        (STORY + "b\n\n***", 7, "a rule", "Take the line out"),
        (STORY + "```\nb\n```", 5, "a block of code", "Write it as a paragraph"),
        (STORY + "|a|b|\n|-|-|\n|c|d|", 5, "a table", "as a list"),
        (STORY + "b\n[c](javascript:alert(1))", 6, "a link to “javascript:", "https://"),
        (STORY + "[c](data:text/html,x)", 5, "a link to “data:", "mailto: or /"),
        (STORY + "[c](//evil.example)", 5, "a link to “//evil.example”", "mailto: or /"),
        (STORY + "2024. A year.", 5, "a list that starts at 2024.", r"write 2024\."),
        (STORY + "> - b", 5, "a list inside a quotation", "one after the other"),
        (STORY + "- > b", 5, "a quotation inside a list", "one after the other"),
        (STORY + "> " * 30 + "b", 5, "nested too deeply", "fewer levels"),
        (STORY + "b\n\n[note]: c", 7, "[NOTE]: gives an address", r"write \["),
    ],
)
def test_it_refuses_markdown(text: str, line: int, reason: str, remedy: str) -> None:
    holds(refusal(text, markdown=True), line, reason, remedy)


def test_it_refuses_a_headline_that_is_too_long() -> None:
    with pytest.raises(BriefError, match="the headline has 256 characters. Cut it to 255"):
        parse_brief(STORY + "b", name="a", headline="a" * 256)


@pytest.mark.parametrize(
    ("contents", "line", "reason", "remedy"),
    [
        (b"Stand.\nA: \xff", 2, "not text in UTF-8", "Save the file as UTF-8"),
        ("Stand.\nA: b".encode("utf-16"), 1, "not text in UTF-8", "Save the file as UTF-8"),
        (b"\x89PNG\r\n", 1, "not text in UTF-8", "Save the file as UTF-8"),
        (b"a\nb\x00", 2, "NUL", "plain text"),
        (b"", 1, "nothing in it", "Write the standfirst"),
        (b"a" * 1_000_001, 1, "larger than 1 MB", "leave out"),
    ],
)
def test_it_refuses_a_file_that_is_no_text(
    tmp_path: Path, contents: bytes, line: int, reason: str, remedy: str
) -> None:
    path = tmp_path / "brief.md"
    path.write_bytes(contents)
    with pytest.raises(BriefError) as caught:
        read_brief(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_it_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="brief.md:1: there is no such file. Check the path."):
        read_brief(tmp_path / "brief.md")
    with pytest.raises(BriefError, match="cannot be read"):
        read_brief(tmp_path)
