"""The rights table: what each role may do, tried in the admin as somebody with that role.

Each act is tried as a browser would do it, and judged by what came of it, not by the page that was answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Comment, Page, Revision, WorkflowState

from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.record.models import Party, Person, Statement
from standfirst.stories.models import DeskPage, FrontPage, HouseStyle, StoryPage
from standfirst.stories.tests.editor_form import add_address, edit_address, filled
from standfirst.stories.tests.factories import make_picture, make_story
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.tests.recorded import challenge_of

NEW = "Tried just now"


@dataclass
class Try:
    """Somebody with a role, logged in; `own` are their stories, the others Ana's."""

    made: Lantern
    client: Client
    reader: Reader
    own_draft: StoryPage
    own_live: StoryPage
    draft: StoryPage
    live: StoryPage

    def save(self, story: StoryPage, **typed: Any) -> StoryPage:
        """As the form does: with the title that is typed, and the button that is pressed."""
        address = edit_address(story.pk)
        form = self.client.get(address)
        if form.status_code == 200:
            self.client.post(address, filled(self.client, address, **typed))
        return StoryPage.objects.get(pk=story.pk)

    def edits(self, story: StoryPage) -> bool:
        return self.save(story, title=NEW).get_latest_revision_as_object().title == NEW

    def post(self, address: str, **fields: str) -> None:
        self.client.post(f"/admin/pages/{address}/", fields)

    def opens(self, address: str) -> bool:
        return self.client.get(f"/admin/{address}").status_code == 200


def add(it: Try) -> bool:
    address = add_address(it.made.world.pk)
    if it.client.get(address).status_code == 200:
        it.client.post(address, filled(it.client, address, title=NEW, standfirst="A."))
    return Page.objects.filter(title=NEW, live=False, owner=it.reader).exists()


def edit_own_draft(it: Try) -> bool:
    return it.edits(it.own_draft)


def edit_own_live_story(it: Try) -> bool:
    return it.edits(it.own_live)


def edit_others_draft(it: Try) -> bool:
    return it.edits(it.draft)


def edit_others_live_story(it: Try) -> bool:
    return it.edits(it.live)


def submit(it: Try) -> bool:
    it.save(it.own_draft, **{"action-submit": "Submit"})
    return WorkflowState.objects.filter(object_id=str(it.own_draft.pk)).exists()


def publish(it: Try) -> bool:
    return it.save(it.own_draft, **{"action-publish": "Publish"}).live


def publish_although(it: Try) -> bool:
    it.save(it.own_draft, overridden="Heard again on the tape.")
    draft = StoryPage.objects.get(pk=it.own_draft.pk).get_latest_revision_as_object()
    return bool(draft.overridden)


def schedule(it: Try) -> bool:
    tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d %H:%M}"
    it.save(it.own_draft, go_live_at=tomorrow, **{"action-publish": "Publish"})
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False).exists()


def unpublish(it: Try) -> bool:
    it.post(f"{it.live.pk}/unpublish")
    return not StoryPage.objects.get(pk=it.live.pk).live


def delete_own_draft(it: Try) -> bool:
    it.post(f"{it.own_draft.pk}/delete")
    return not Page.objects.filter(pk=it.own_draft.pk).exists()


def delete_others_draft(it: Try) -> bool:
    it.post(f"{it.draft.pk}/delete")
    return not Page.objects.filter(pk=it.draft.pk).exists()


def delete_what_has_been_out(it: Try) -> bool:
    it.post(f"{it.live.pk}/delete")
    return not Page.objects.filter(pk=it.live.pk).exists()


def move_to_another_desk(it: Try) -> bool:
    it.post(f"{it.live.pk}/move/{it.made.money.pk}/confirm")
    return StoryPage.objects.get(pk=it.live.pk).get_parent().pk == it.made.money.pk


def lock(it: Try) -> bool:
    it.post(f"{it.draft.pk}/lock")
    return StoryPage.objects.get(pk=it.draft.pk).locked


def comment(it: Try) -> bool:
    it.save(it.draft, comments=("Who says so?",))
    return Comment.objects.filter(user=it.reader).exists()


def add_a_desk(it: Try) -> bool:
    front = it.made.front.pk
    return it.opens(f"pages/add/stories/deskpage/{front}/")


def add_a_storyline(it: Try) -> bool:
    return it.opens(f"pages/add/stories/storylinepage/{it.made.front.pk}/")


def add_a_plain_page(it: Try) -> bool:
    return it.opens(f"pages/add/stories/plainpage/{it.made.front.pk}/")


def edit_the_front_page(it: Try) -> bool:
    return it.opens(f"pages/{it.made.front.pk}/edit/")


def place_a_lead(it: Try) -> bool:
    it.client.post(f"/admin/stories/{it.live.pk}/front/")
    return FrontPage.objects.get().leads.exists()


def edit_authors(it: Try) -> bool:
    return it.opens("snippets/stories/author/")


def house_style(it: Try) -> bool:
    return it.opens(f"settings/stories/housestyle/{HouseStyle.load().pk}/")


def settings(it: Try) -> bool:
    return it.opens(f"settings/publication/publicationsettings/{PublicationSettings.load().pk}/")


def notices(it: Try) -> bool:
    return it.opens("snippets/gate/noticewords/")


def redirects(it: Try) -> bool:
    return it.opens("redirects/add/")


def add_images(it: Try) -> bool:
    return it.opens("images/add/")


def edit_others_images(it: Try) -> bool:
    return it.opens(f"images/{make_picture().pk}/")


def add_documents(it: Try) -> bool:
    return it.opens("documents/add/")


def give_roles(it: Try) -> bool:
    it.client.post("/admin/staff/", {"email": "dee@example.com", "role": "writer"})
    return Reader.objects.filter(email="dee@example.com", is_staff=True).exists()


def see_readers_and_support_cases(it: Try) -> bool:
    """What may be done there stands in office/tests/test_acts.py."""
    return it.opens("readers/") and it.opens("support/")


def edit_the_register(it: Try) -> bool:
    names = ("party", "person", "post", "tenure", "source")
    return all(it.opens(f"snippets/record/{name}/add/") for name in names)


def merge_two_people(it: Try) -> bool:
    gone, kept = (Person.objects.create(name=name) for name in ("Ana", "Anna"))
    it.client.post(f"/admin/record/people/{gone.pk}/merge/", {"kept": kept.pk})
    return not Person.objects.filter(pk=gone.pk).exists()


def delete_of_the_register(it: Try) -> bool:
    party = Party.objects.create(name="Nobody's")
    it.client.post(f"/admin/snippets/record/party/delete/{party.pk}/")
    return not Party.objects.exists()


def see_and_settle_challenges(it: Try) -> bool:
    made = challenge_of(it.live)
    it.client.post(f"/admin/challenges/{made.pk}/settle/", {"outcome": "declined"})
    made.refresh_from_db()
    seen = it.opens("challenges/") and it.opens(f"challenges/{made.pk}/")
    return seen and made.outcome == "declined"


def hold_a_statement_back(it: Try) -> bool:
    made = challenge_of(it.live)
    it.client.post(f"/admin/challenges/{made.pk}/hold-back/")
    return Statement.objects.get(pk=made.statement_id).held_back


def see_who_had_not_commented(it: Try) -> bool:
    return it.opens("reports/no-comment-yet/")


W, E, P, S = Role.WRITER, Role.EDITOR, Role.PUBLISHER, Role.SUPPORT
TABLE: dict[Callable[[Try], bool], set[Role]] = {
    add: {W, E, P},
    edit_own_draft: {W, E, P},
    edit_others_draft: {W, E, P},
    edit_own_live_story: {W, E, P},
    edit_others_live_story: {E, P},
    submit: {W, E, P},
    publish: {E, P},
    publish_although: {E, P},
    schedule: {E, P},
    unpublish: {E, P},
    delete_own_draft: {W, E, P},
    delete_others_draft: {E, P},
    delete_what_has_been_out: {P},
    move_to_another_desk: {E, P},
    lock: {E, P},
    comment: {W, E, P},
    add_a_desk: {E, P},
    add_a_storyline: {E, P},
    add_a_plain_page: {E, P},
    edit_the_front_page: {E, P},
    place_a_lead: {E, P},
    edit_authors: {E, P},
    house_style: {E, P},
    settings: {P},
    notices: {P},
    redirects: {E, P},
    add_images: {W, E, P},
    edit_others_images: {E, P},
    add_documents: {W, E, P},
    give_roles: {P},
    see_readers_and_support_cases: {P, S},
    edit_the_register: {E, P},
    merge_two_people: {E, P},
    delete_of_the_register: {E, P},
    see_and_settle_challenges: {E, P},
    hold_a_statement_back: {E, P},
    see_who_had_not_commented: {E, P},
}


@pytest.fixture
def tried(publication: Lantern, client: Client) -> Callable[[Role], Try]:
    def log_in(role: Role) -> Try:
        ana = Reader.objects.create_reader("ana@example.com")
        reader = Reader.objects.create_reader("eli@example.com")
        reader.take_role(role)
        client.force_login(reader)
        stories = {
            name: _story(publication.world, name, owner=owner, live=live)
            for name, owner, live in (
                ("own_draft", reader, False),
                ("own_live", reader, True),
                ("draft", ana, False),
                ("live", ana, True),
            )
        }
        return Try(publication, client, reader, **stories)

    return log_in


def _story(desk: DeskPage, name: str, *, owner: Reader, live: bool) -> StoryPage:
    """With a revision of the owner's, as all have that were written in the admin."""
    story = make_story(desk, f"By {owner.email} {name}", owner=owner, live=live)
    story.save_revision(user=owner)
    return story


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", list(TABLE), ids=lambda act: act.__name__)
def test_it_lets_a_role_do_what_the_table_says(
    tried: Callable[[Role], Try], act: Callable[[Try], bool], role: Role
) -> None:
    assert act(tried(role)) is (role in TABLE[act])


def test_it_lets_nobody_without_a_role_do_anything(tried: Callable[[Role], Try]) -> None:
    it = tried(Role.PUBLISHER)
    dee = Reader.objects.create_reader("dee@example.com")
    it.client.force_login(dee)
    it.reader = dee
    assert [act.__name__ for act in TABLE if act(it)] == []


@pytest.mark.parametrize("action", ["delete", "unpublish", "publish", "move"])
def test_it_gives_writers_no_way_round_in_bulk(tried: Callable[[Role], Try], action: str) -> None:
    """A draft is moved as it is edited: by all who write."""
    it = tried(Role.WRITER)
    before = set(Page.objects.values_list("pk", "live", "path"))
    for story in (it.live,) if action == "move" else (it.draft, it.live):
        address = f"/admin/bulk/wagtailcore/page/{action}/?id={story.pk}&next=/admin/"
        it.client.post(address, {"move_applicable": "on", "chooser": it.made.money.pk})
    assert set(Page.objects.values_list("pk", "live", "path")) == before
