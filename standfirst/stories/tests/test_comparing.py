"""What the comparison of two drafts says of their sections."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import Part, make_story, sections_of
from standfirst.stories.tests.lantern import Lantern

FIRST = Part(
    "What is known",
    '<p>Ana met <a href="https://a.example/morning">Ben</a>.</p><p>Afterwards, around midday, they spoke.</p>',
)
SECOND = Part("What is next", "<p>Nothing.</p>")


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    return make_story(publication.world, "Noon", sections=(FIRST, SECOND))


def compared(client: Client, story: StoryPage, sections: list[Any]) -> str:
    eli = Reader.objects.create_reader("eli@example.com")
    eli.take_role("editor")
    client.force_login(eli)
    before = story.save_revision()
    story.sections = json.dumps(sections)
    after = story.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, before.pk, after.pk])
    return client.get(address).text


def _mark(before: str, after: str) -> str:
    return f'<span class="deletion">{before}</span><span class="addition">{after}</span>'


def kept(story: StoryPage) -> list[Any]:
    return list(story.sections.get_prep_value())


def test_it_marks_changed_words_between_paragraphs(story: StoryPage, client: Client) -> None:
    sections = kept(story)
    sections[0]["value"]["text"] = FIRST.html.replace("midday", "twelve").replace(
        "morning", "evening"
    )
    html = compared(client, story, sections)
    assert "Ana met Ben [https://a.example/" in html
    assert _mark("morning", "evening") + "].<br><br>Afterwards, around " in html
    assert _mark("midday", "twelve") + ", they spoke." in html
    assert "<h3><strong>What is next</strong></h3><p>As it was.</p>" in html
    assert "Nothing." not in html


def test_it_shows_what_is_new_and_what_is_gone(story: StoryPage, client: Client) -> None:
    [new] = json.loads(sections_of(Part("Why", "<p>It was <b>late</b>.</p>", free=True)))
    html = compared(client, story, [kept(story)[0], new])
    assert (
        'addition"><h3><strong>Why</strong></h3><p><em>Free for everyone</em></p><p>It was late.</p>'
        in html
    )
    assert 'deletion"><h3><strong>What is next</strong></h3><p>Nothing.</p>' in html


def test_it_says_when_only_the_order_changed(story: StoryPage, client: Client) -> None:
    html = compared(client, story, kept(story)[::-1])
    assert "in another order now: What is next, What is known." in html


def test_it_says_when_a_section_is_free_no_longer_or_renamed_outside(
    story: StoryPage, client: Client
) -> None:
    sections = kept(story)
    sections[0]["value"] |= {"free": True, "outside_label": "A <meeting>"}
    html = compared(client, story, sections)
    assert '<em><span class="addition">Free for everyone</span></em>' in html
    assert 'Label for outsiders: <span class="addition">A &lt;meeting&gt;</span>' in html


def test_it_says_when_only_the_emphasis_changed(story: StoryPage, client: Client) -> None:
    sections = kept(story)
    sections[1]["value"]["text"] = "<p><b>Nothing</b>.</p>"
    assert "Its emphasis changed." in compared(client, story, sections)
