"""The form a story is written in: its skeleton, what a draft may lack, and what is refused on publishing."""

import json

import pytest
from django.test import Client
from wagtail.rich_text import RichText

from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, HouseLabel, HouseStyle, StoryPage
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.writing.sections import has_text

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def eli(publication: Lantern) -> Reader:
    reader = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    reader.take_role("editor")
    return reader


@pytest.fixture
def desk(publication: Lantern) -> DeskPage:
    return publication.world


@pytest.fixture
def editor(client: Client, eli: Reader) -> Client:
    client.force_login(eli)
    return client


def draftail(text: str) -> str:
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": text}
    blocks = [{**block, "inlineStyleRanges": [], "entityRanges": []}]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def filled(*sections: tuple[str, str], **fields: str) -> dict[str, str]:
    """What the browser sends."""
    sent = {
        "title": "Rain at last",
        "slug": "rain-at-last",
        "standfirst": "It rained.",
        "access_level": "members",
        "sections-count": str(len(sections)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "sources-TOTAL_FORMS": "0",
        "sources-INITIAL_FORMS": "0",
    }
    for n, (label, text) in enumerate(sections):
        sent |= {
            f"sections-{n}-deleted": "",
            f"sections-{n}-order": str(n),
            f"sections-{n}-type": "section",
            f"sections-{n}-id": f"0000000{n}-0000-4000-8000-000000000000",
            f"sections-{n}-value-label": label,
            f"sections-{n}-value-text": draftail(text),
            f"sections-{n}-value-outside_label": "",
        }
    return {**sent, **fields}


def add_url(desk: DeskPage) -> str:
    return f"/admin/pages/add/stories/storypage/{desk.pk}/"


def publish(editor: Client, desk: DeskPage, *sections: tuple[str, str], **fields: str):
    return editor.post(
        add_url(desk), filled(*sections, **fields, **{"action-publish": "action-publish"})
    )


def labels_of(story: StoryPage) -> list[str]:
    return [block.value["label"] for block in story.sections]


def new_story_of(editor: Client, desk: DeskPage) -> StoryPage:
    return editor.get(add_url(desk)).context["form"].instance


def test_it_starts_with_the_skeleton_in_code(editor, desk):
    story = new_story_of(editor, desk)
    assert labels_of(story) == ["What’s the deal", "What … is saying", "What’s next"]


def test_it_starts_with_the_skeleton_of_the_house(editor, desk):
    house = HouseStyle.load()
    HouseLabel.objects.create(house=house, text="In short", in_skeleton=True)
    HouseLabel.objects.create(house=house, text="The long view")
    assert labels_of(new_story_of(editor, desk)) == ["In short"]
    assert "The long view" in editor.get(add_url(desk)).text


def test_it_starts_with_one_empty_section_if_the_house_has_no_skeleton(editor, desk):
    HouseLabel.objects.create(house=HouseStyle.load(), text="In short")
    assert labels_of(new_story_of(editor, desk)) == [""]


def test_it_starts_with_the_name_of_who_writes_it(editor, desk):
    assert new_story_of(editor, desk).byline == "Eli Ward"


def test_it_keeps_a_second_story_of_the_same_headline_at_an_address_of_its_own(editor, desk):
    for _ in range(3):
        publish(editor, desk, ("What’s the deal", "Rain."))
    slugs = StoryPage.objects.child_of(desk).filter(title="Rain at last").values_list("slug")
    assert {slug for (slug,) in slugs} == {"rain-at-last", "rain-at-last-2", "rain-at-last-3"}


def test_it_publishes_without_the_sections_nobody_wrote_in(editor, desk):
    publish(editor, desk, ("What’s the deal", "Rain."), ("What … is saying", ""), ("", ""))
    story = StoryPage.objects.get(slug="rain-at-last")
    assert story.live
    assert labels_of(story) == ["What’s the deal"]
    assert labels_of(story.get_latest_revision_as_object()) == ["What’s the deal"]


def test_it_keeps_the_ids_of_the_sections_it_publishes(editor, desk):
    publish(editor, desk, ("", ""), ("What’s the deal", "Rain."))
    story = StoryPage.objects.get(slug="rain-at-last")
    assert [block.id[:8] for block in story.sections] == ["00000001"]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (("What … is saying", "Nothing."), "Section “What … is saying”: put words in place of"),
        (("And then...", "Nothing."), "Section “And then...”: put words in place of"),
        (("", "Rain."), "Give this section a label."),
        (("What the rain is saying", ""), "Section “What the rain is saying” has no text."),
    ],
)
def test_it_refuses_to_publish_a_section_that_is_not_whole(editor, desk, section, said):
    refused = publish(editor, desk, ("What’s the deal", "Rain."), section)
    assert said in str(refused.context["form"].errors["sections"].as_data()[0].as_json_data())
    assert not StoryPage.objects.filter(slug="rain-at-last").exists()


def test_it_says_which_section_is_at_fault(editor, desk):
    refused = publish(editor, desk, ("", ""), ("What’s the deal", "Rain."), ("", "More rain."))
    error = refused.context["form"].errors["sections"].as_data()[0].as_json_data()
    assert list(error["blockErrors"]) == [2]


def test_it_refuses_to_publish_without_any_section(editor, desk):
    refused = publish(editor, desk, ("What’s the deal", ""))
    error = refused.context["form"].errors["sections"].as_data()[0].as_json_data()
    assert error["messages"] == ["Write at least one section."]


def test_it_takes_a_picture_for_text():
    assert has_text({"text": RichText('<embed embedtype="image" id="1"/>')})
    assert not has_text({"text": RichText("<p>&nbsp;</p>")})


def test_it_publishes_no_empty_section_by_another_way(editor, desk):
    editor.post(add_url(desk), filled(("What’s the deal", "Rain."), ("What’s next", "")))
    story = StoryPage.objects.get(slug="rain-at-last")
    assert labels_of(story) == ["What’s the deal", "What’s next"]
    story.latest_revision.publish()
    story.refresh_from_db()
    assert labels_of(story) == ["What’s the deal"]


def autosave(editor: Client, url: str, *sections: tuple[str, str], **fields: str) -> dict:
    return editor.post(url, filled(*sections, **fields), **JSON).json()


def test_it_autosaves_a_new_story_that_lacks_nearly_everything(editor, desk):
    saved = autosave(
        editor, add_url(desk), ("What … is saying", ""), ("", ""), title="", slug="", standfirst=""
    )
    assert saved["success"], saved
    story = StoryPage.objects.get(pk=saved["pk"])
    assert not story.live
    assert labels_of(story) == ["What … is saying", ""]


def test_it_keeps_no_draft_that_does_not_say_who_may_read(editor, desk):
    refused = autosave(editor, add_url(desk), access_level="")
    assert refused["error_code"] == "validation_error"


def test_it_autosaves_two_stories_without_a_headline(editor, desk):
    first = autosave(editor, add_url(desk), title="", slug="")
    second = autosave(editor, add_url(desk), title="", slug="")
    slugs = StoryPage.objects.filter(pk__in=[first["pk"], second["pk"]]).values_list("slug")
    assert len(set(slugs)) == 2


def test_it_asks_for_the_headline_of_a_draft_without_one(editor, desk):
    saved = autosave(editor, add_url(desk), ("", "Rain."), title="", slug="")
    form = editor.get(saved["url"]).context["form"]
    assert form["title"].value() == ""
    assert form["slug"].value() == ""
    publishing = filled(("Rain", "Rain."), title="", slug="", **{"action-publish": "1"})
    assert "title" in editor.post(saved["url"], publishing).context["form"].errors


def test_it_autosaves_a_live_story_and_leaves_what_is_live(editor, publication):
    story = publication.stories["members"]
    url = f"/admin/pages/{story.pk}/edit/"
    saved = autosave(editor, url, ("What … is saying", ""), title="Rain?", slug=story.slug)
    assert saved["success"], saved
    live = StoryPage.objects.get(pk=story.pk)
    assert live.title == "Accord reached at the strait"
    assert live.get_latest_revision_as_object().title == "Rain?"


def test_it_refuses_to_autosave_over_what_somebody_else_saved(editor, desk):
    saved = autosave(editor, add_url(desk), ("", "Rain."))
    ours = {"loaded_revision_id": str(saved["revision_id"])}
    theirs = autosave(editor, saved["url"], ("", "Sun."))
    assert theirs["success"]
    refused = autosave(editor, saved["url"], ("", "Hail."), **ours)
    assert refused["error_code"] == "invalid_revision"


def test_it_stays_on_the_form_after_publishing(editor, desk):
    answer = publish(editor, desk, ("What’s the deal", "Rain."))
    story = StoryPage.objects.get(slug="rain-at-last")
    assert answer.url == f"/admin/pages/{story.pk}/edit/"
    again = editor.post(
        answer.url, filled(("What’s the deal", "Sun."), **{"action-publish": "1"}), follow=True
    )
    assert again.redirect_chain == [(answer.url, 302)]
    assert f'href="{story.url}"' in again.text


def buttons_of(answer) -> list[str]:
    menu = answer.context["action_menu"]
    return [item.name for item in (menu.default_item, *menu.menu_items)]


def test_it_gives_the_main_button_to_publish(editor, desk):
    assert buttons_of(editor.get(add_url(desk)))[0] == "action-publish"


def test_it_gives_who_may_not_publish_the_draft_first(client, desk):
    wim = Reader.objects.create_reader("wim@example.com")
    wim.take_role("writer")
    client.force_login(wim)
    buttons = buttons_of(client.get(add_url(desk)))
    assert buttons[0] == "action-save-draft"
    assert "action-publish" not in buttons


def test_it_saves_a_draft_with_the_enter_key(editor, desk):
    page = editor.get(add_url(desk)).text
    form = page[page.index('id="page-edit-form"') :]
    assert form.index('<button type="submit" hidden>') < form.index('name="action-publish"')


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("publisher", 200), ("writer", 302)])
def test_it_lets_editors_change_the_labels(client, publication, role, status):
    reader = Reader.objects.create_reader("eli@example.com")
    reader.take_role(role)
    client.force_login(reader)
    url = f"/admin/settings/stories/housestyle/{HouseStyle.load().pk}/"
    assert client.get(url).status_code == status


def test_it_keeps_the_labels_an_editor_gives(editor):
    house = HouseStyle.load()
    sent = {
        "labels-TOTAL_FORMS": "1",
        "labels-INITIAL_FORMS": "0",
        "labels-0-text": "In short",
        "labels-0-in_skeleton": "on",
        "labels-0-ORDER": "1",
    }
    editor.post(f"/admin/settings/stories/housestyle/{house.pk}/", sent)
    assert [(it.text, it.in_skeleton) for it in house.labels.all()] == [("In short", True)]


def test_it_names_the_publication_in_the_window(editor, desk):
    assert "- The Lantern</title>" in " ".join(editor.get(add_url(desk)).text.split())


def test_it_does_not_say_visible_to_all_of_a_locked_story(editor, publication):
    page = editor.get(f"/admin/pages/{publication.stories['members'].pk}/edit/").text
    assert "Visible to all" not in page
    assert "Live. Everyone reads the standfirst" in page
