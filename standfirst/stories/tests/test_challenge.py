"""Somebody named in a statement challenges it; staff hold it back, show the dispute, settle it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.gate.access import PUBLIC
from standfirst.publication.models import Change, OutgoingMail, PublicationSettings
from standfirst.readers.models import Reader
from standfirst.record.models import Challenge, Statement
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.lantern import MEMBERS_WORD, PUBLIC_WORD, Lantern
from standfirst.stories.tests.recorded import record

TYPED = {
    "name": "Ana Marin",
    "capacity": "Port of Galle",
    "email": "Press@Example.org",
    "text": "I said will not.",
}


@pytest.fixture
def locked(publication: Lantern) -> Statement:
    return record(publication.stories["members"], f"{MEMBERS_WORD} clause stays", section=1)


@pytest.fixture
def open_(publication: Lantern) -> Statement:
    return record(publication.stories["public"], f"{PUBLIC_WORD} rule", section=0)


@pytest.fixture
def eli(db: None) -> Client:
    return staff("eli@example.com", "editor")


def staff(address: str, role: str) -> Client:
    reader, client = Reader.objects.create_reader(address), Client()
    reader.take_role(role)
    client.force_login(reader)
    return client


def address(row: Statement) -> str:
    return f"/record/statements/{row.uid}/challenge/"


def made(row: Statement) -> Challenge:
    Client().post(address(row), TYPED)
    return Challenge.objects.get()


def act(client: Client, it: Challenge, name: str, **typed: str):
    return client.post(f"/admin/challenges/{it.pk}/{name}/", typed)


def words(page: str) -> str:
    return " ".join(page.split())


def topics() -> set[str]:
    return set(Change.objects.values_list("topic", flat=True))


def test_it_takes_a_challenge_from_anyone_and_says_by_mail_what_comes_next(
    locked: Statement, client: Client
) -> None:
    PublicationSettings.objects.update(contact_email="desk@example.org")
    answer = client.post(address(locked), TYPED)
    it = Challenge.objects.get()
    assert answer.headers["Location"] == f"{address(locked)}sent/"
    assert (it.statement, it.email, it.outcome) == (locked, "press@example.org", "open")
    page = words(client.get(answer.headers["Location"]).text)
    assert "An editor holds the statement to its source" in page
    assert it.email not in page
    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {"press@example.org", "desk@example.org"}
    assert f"/admin/challenges/{it.pk}/" in mails["desk@example.org"].text
    said = " ".join(mail.text + mail.html for mail in mails.values())
    assert not [word for word in (TYPED["text"], MEMBERS_WORD) if word in said]


def test_it_shows_the_words_to_whoever_may_read_them(
    locked: Statement, open_: Statement, cast: dict[str, Reader], client: Client
) -> None:
    outside = client.get(address(locked))
    assert MEMBERS_WORD not in outside.text
    assert "Ana Marin" in outside.text
    assert "private" in outside.headers["Cache-Control"]
    assert PUBLIC_WORD in client.get(address(open_)).text
    client.force_login(cast["ana"])
    inside = client.get(address(locked)).text
    assert MEMBERS_WORD in inside
    assert 'value="ana@example.com"' in inside


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Give your name."),
        ("name", "x" * 161, "at most 160 characters"),
        ("email", "ana@", "Type a whole email address"),
        ("text", " ", "Say what is wrong."),
        ("text", "x" * 4001, "at most 4000 characters"),
        ("capacity", "x" * 201, "at most 200 characters"),
        ("website", "https://spam.example", "it is there to stop programs"),
    ],
)
def test_it_names_the_field_that_is_wrong(
    open_: Statement, client: Client, field: str, typed: str, said: str
) -> None:
    answer = client.post(address(open_), {**TYPED, field: typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.context["form"].errors.keys() == {field}
    assert not Challenge.objects.exists()


def test_it_takes_the_same_once_and_not_many(open_: Statement, client: Client) -> None:
    for _again in range(2):
        assert client.post(address(open_), TYPED).status_code == 302
    assert (Challenge.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    for number in range(4):
        answer = client.post(address(open_), {**TYPED, "text": f"Wrong, {number}."})
    assert answer.status_code == 429
    assert "Too many messages" in answer.text


def test_it_wants_a_token_against_forged_forms(open_: Statement) -> None:
    assert Client(enforce_csrf_checks=True).post(address(open_), TYPED).status_code == 403


def test_it_knows_only_what_readers_find(locked: Statement, client: Client) -> None:
    Statement.objects.update(held_back=True)
    assert client.get(address(locked)).status_code == 404
    assert (
        client.get("/record/statements/6a1f8f1e-0000-4000-8000-00000000000f/challenge/").status_code
        == 404
    )


def test_it_shows_staff_who_waits_and_why(locked: Statement, eli: Client) -> None:
    it = made(locked)
    home = words(eli.get("/admin/").text)
    assert "Challenges: 1 open" in home
    assert f"/admin/challenges/{it.pk}/" in eli.get("/admin/challenges/").text
    assert f"/admin/challenges/{it.pk}/" not in eli.get("/admin/challenges/?outcome=upheld").text
    page = words(eli.get(f"/admin/challenges/{it.pk}/").text)
    for said in ("Ana Marin", TYPED["capacity"], it.email, TYPED["text"], MEMBERS_WORD):
        assert said in page
    assert "held to no text yet" in page


def test_it_holds_a_statement_back_and_its_story_stays(
    publication: Lantern, locked: Statement, eli: Client
) -> None:
    it = made(locked)
    Change.objects.all().delete()
    act(eli, it, "hold-back")
    assert not Statement.objects.published(timezone.now()).exists()
    assert topics() == {f"page:{locked.story_id}", "lists"}
    assert publication.stories["members"].live
    publish(publication.stories["members"])
    assert not Statement.objects.published(timezone.now()).exists()
    act(eli, it, "release")
    assert Statement.objects.published(timezone.now()).exists()
    said = words(eli.get(f"/admin/challenges/{it.pk}/").text)
    assert "Held the statement back" in said
    assert "Let readers find the statement again" in said


def test_it_erases_who_made_it_once_somebody_is_sure(locked: Statement, eli: Client) -> None:
    it = made(locked)
    refused = act(eli, it, "erase")
    assert (refused.status_code, Challenge.objects.get().email) == (422, it.email)
    assert "tick this first" in refused.text
    act(eli, it, "erase", sure="on")
    page = words(eli.get(f"/admin/challenges/{it.pk}/").text)
    assert "Erased who made it, and in which words" in page
    assert it.email not in page
    assert TYPED["text"] not in page
    it.refresh_from_db()
    assert (it.name, it.capacity, it.outcome) == ("", "", "open")


def test_it_shows_readers_the_dispute_and_their_answer(
    publication: Lantern, locked: Statement, open_: Statement, eli: Client
) -> None:
    it = made(locked)
    refused = act(eli, it, "show", public="on")
    assert refused.status_code == 422
    assert refused.context["show"].errors.keys() == {"shown_as"}
    Change.objects.all().delete()
    url = f"https://testserver/record/statements/{open_.uid}/"
    act(eli, it, "show", public="on", shown_as="The port", reply="We will not.", answered_in=url)
    it.refresh_from_db()
    assert (it.public, it.shown_as, it.reply, it.answered_in) == (
        True,
        "The port",
        "We will not.",
        open_,
    )
    assert topics() == {f"page:{locked.story_id}", "lists"}
    assert ModelLogEntry.objects.filter(action="record.show_dispute").exists()


@pytest.mark.parametrize(
    "typed", ["nowhere", "/record/statements/6a1f8f1e-0000-4000-8000-00000000000f/", "{own}"]
)
def test_it_takes_no_answer_that_is_none(locked: Statement, eli: Client, typed: str) -> None:
    it = made(locked)
    refused = act(eli, it, "show", answered_in=typed.format(own=locked.uid))
    assert refused.status_code == 422
    assert refused.context["show"].errors.keys() == {"answered_in"}


def test_it_settles_with_a_mail_for_each_outcome(locked: Statement, eli: Client) -> None:
    it = made(locked)
    OutgoingMail.objects.all().delete()
    act(eli, it, "settle", outcome="open", our_evidence="The transcript says will not.")
    assert not OutgoingMail.objects.exists()
    for _again in range(2):
        act(eli, it, "settle", outcome="upheld", our_evidence="The transcript says will not.")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind) == (it.email, "challenge_settled")
    assert "what we recorded was wrong" in mail.text
    assert "The transcript says will not." in mail.text
    assert MEMBERS_WORD not in mail.text + mail.html
    it.refresh_from_db()
    assert it.settled_by == Reader.objects.get(email="eli@example.com")
    act(eli, it, "settle", outcome="open", our_evidence="")
    it.refresh_from_db()
    assert it.settled_at is None


def test_it_wants_the_answer_before_it_says_that_there_is_one(
    locked: Statement, eli: Client
) -> None:
    it = made(locked)
    refused = act(eli, it, "settle", outcome="answered", our_evidence="Kept.")
    assert refused.status_code == 422
    assert "Kept." in refused.text
    assert refused.context["settle"].errors.keys() == {"outcome"}
    act(eli, it, "show", public="on", shown_as="The port", reply="We will not.")
    assert act(eli, it, "settle", outcome="answered").status_code == 302


def test_it_refuses_an_act_there_is_none_of(locked: Statement, eli: Client) -> None:
    it = made(locked)
    assert act(eli, it, "burn").status_code == 404
    assert eli.get("/admin/challenges/999/").status_code == 404
    assert act(eli, it, "settle", outcome="nonsense").status_code == 422


@pytest.mark.parametrize("role", ["writer", "support"])
def test_it_is_for_editors_and_publishers(locked: Statement, role: str) -> None:
    it, other = made(locked), staff("una@example.com", role)
    assert "Challenges" not in other.get("/admin/").text
    for path in ("/admin/challenges/", f"/admin/challenges/{it.pk}/"):
        assert other.get(path).status_code == 302
    act(other, it, "hold-back")
    assert not Statement.objects.get().held_back


def test_a_list_of_many_asks_as_often_as_of_one(open_: Statement, eli: Client) -> None:
    counts = []
    for number in range(9):
        Challenge(statement=open_, at=timezone.now(), name=f"N{number}", text="No.").save()
        with CaptureQueriesContext(connection) as asked:
            page = eli.get("/admin/challenges/").text
        counts.append(len(asked))
    assert "N0" in page
    assert "N8" in page
    assert counts[1] == counts[-1]


def test_an_opened_story_shows_its_words_to_everyone(
    locked: Statement, publication: Lantern, client: Client
) -> None:
    publish(publication.stories["members"], access=PUBLIC)
    assert MEMBERS_WORD in client.get(address(locked)).text
