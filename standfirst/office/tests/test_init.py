"""`standfirst init`: the answers it takes, the publication it makes, and what it does when it was broken off."""

import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Page, Site

from standfirst import datadir
from standfirst.membership.models import Plan
from standfirst.office.founding import address
from standfirst.office.founding.asking import Unanswered, ask, check
from standfirst.office.founding.found import found, is_founded
from standfirst.office.founding.texts import TITLES, plain_texts
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, FrontPage, PlainPage

pytestmark = pytest.mark.own_database

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
SAID = {"name": "The Harbour", "publisher": "Nora@Example.org", "publisher_name": "Nora Field"}
SOLD = {"plan": "Members", "currency": "eur", "month": "5", "year": "50,00"}


def test_it_has_usual_answers_for_all_but_three() -> None:
    it = check(SAID)
    assert (it.language, it.time_zone, it.desks) == ("en", "UTC", (("news", "News"),))
    assert (it.publisher, it.contact) == ("nora@example.org", "nora@example.org")
    assert (it.plan, it.prices) == ("", ())


def test_it_takes_whatever_is_said() -> None:
    it = check({**SAID, **SOLD, "desks": "World, Geld & Märkte", "contact": "desk@example.org"})
    assert it.desks == (("world", "World"), ("geld-markte", "Geld & Märkte"))
    assert [(interval, money.amount) for interval, money in it.prices] == [
        ("month", 500),
        ("year", 5000),
    ]
    assert it.contact == "desk@example.org"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("name", "", "required"),
        ("name", "x" * 61, "at most 60"),
        ("language", "fr", "Give one of en, de"),
        ("time-zone", "Oslo", "such as Europe/Oslo"),
        ("publisher", "nora", "valid email"),
        ("publisher-name", "", "required"),
        ("contact", "desk", "valid email"),
        ("desks", " , ", "Give 1 to 12"),
        ("desks", "A, B, C, D, E, F, G, H, I, J, K, L, M", "Give 1 to 12"),
        ("desks", "World, world", "no address of its own"),
        ("desks", "!!!", "no address of its own"),
        ("desks", "About", "no address of its own"),
        ("desks", "Search", "uses this address itself"),
        ("desks", "x" * 61, "too long"),
        ("plan", "x" * 61, "at most 60"),
        ("currency", "DEM", "three letters"),
        ("month", "five", "in figures"),
        ("year", "0", "above 0"),
    ],
)
def test_it_refuses_a_bad_answer_by_its_name(name: str, value: str, why: str) -> None:
    with pytest.raises(Unanswered, match=why) as refused:
        check({**SAID, **SOLD, name.replace("-", "_"): value})
    assert {line.partition(":")[0] for line in str(refused.value).splitlines()} == {f"--{name}"}


def test_it_wants_a_price_with_a_plan_and_a_plan_with_a_price() -> None:
    with pytest.raises(Unanswered, match="--year: Give a price a month"):
        check({**SAID, "plan": "Members"})
    with pytest.raises(Unanswered, match="--month: It is the price of a plan"):
        check({**SAID, "month": "5"})


def test_it_names_all_that_is_missing_at_once() -> None:
    with pytest.raises(Unanswered) as refused:
        check({})
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "--name",
        "--publisher",
        "--publisher-name",
    ]


def at_the_terminal(*typed: str):
    lines, told = iter(typed), []

    def read(question: str) -> str:
        told.append(question)
        return next(lines)

    return read, told


def test_it_asks_until_each_answer_is_good() -> None:
    read, told = at_the_terminal(
        "The Harbour", "de", "Oslo", "Europe/Oslo", "nora", "nora@example.org", "Nora Field", "", "",
        "Members", "", "5", "",
    )  # fmt: skip
    it = check(ask({}, read, told.append))
    assert (it.language, it.time_zone, it.desks) == ("de", "Europe/Oslo", (("news", "News"),))
    assert (it.publisher, [money.amount for _, money in it.prices]) == ("nora@example.org", [500])
    assert "Give the name of a time zone, such as Europe/Oslo or UTC." in told
    assert told.count("Time zone of the newsroom [UTC]: ") == 2


def test_it_asks_nothing_that_is_said_and_nothing_of_what_is_not_sold() -> None:
    read, told = at_the_terminal("", "", "", "", "")
    it = check(ask(SAID, read, told.append))
    assert it.plan == ""
    assert [question.split()[0] for question in told] == [
        "Language", "Time", "Address", "Desks,", "Name",
    ]  # fmt: skip


@pytest.fixture
def harbour(db, settings):
    settings.ADDRESS = "https://news.example.org"
    return check({**SAID, **SOLD, "desks": "World, Money"})


def test_it_makes_the_publication(harbour) -> None:
    token = found(harbour, NOW)

    assert token
    assert PublicationSettings.load().name == "The Harbour"
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("news.example.org", 443)
    assert site.root_page.specific == FrontPage.objects.get()
    assert list(DeskPage.objects.values_list("slug", flat=True)) == ["world", "money"]
    plan = Plan.objects.get()
    assert (plan.slug, plan.name) == ("basic", "Members")
    assert [it.in_words for it in plan.prices.on_sale()] == ["€5 a month", "€50 a year"]
    nora = Reader.objects.get()
    assert (nora.email, nora.name, nora.role) == ("nora@example.org", "Nora Field", "publisher")
    assert Page.objects.filter(depth=2).count() == 1


def test_its_pages_open_and_its_plain_pages_wait_as_drafts(harbour, settings) -> None:
    found(harbour, NOW)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    assert client.get("/").status_code == 200
    assert client.get("/world/").status_code == 200
    assert client.get("/about/").status_code == 404
    drafts = PlainPage.objects.all()
    assert [(it.slug, it.live) for it in drafts] == [(slug, False) for slug in TITLES["en"]]
    for page in drafts:
        page.full_clean()
        page.get_latest_revision().publish()
    assert "nora@example.org" in client.get("/contact/").content.decode()
    assert "/imprint/" in client.get("/").content.decode()


@pytest.mark.parametrize("language", list(TITLES))
def test_its_texts_name_the_publication_and_leave_the_rest_to_be_said(language: str) -> None:
    texts = list(plain_texts(language, name="<Harbour>", contact="nora@example.org"))
    assert len(texts) == 5
    for _, _, text in texts:
        assert text.startswith("<p>[")
        assert not {"NAME", "CONTACT", "<Harbour>"} & set(text.replace('"', " ").split())
        assert text.count("[") == text.count("]")


def test_it_makes_nothing_a_second_time(harbour) -> None:
    found(harbour, NOW)
    assert found(check({**SAID, "name": "Another"}), NOW) is None
    assert PublicationSettings.load().name == "The Harbour"
    assert (FrontPage.objects.count(), Reader.objects.count()) == (1, 1)


def test_it_makes_all_or_nothing(harbour) -> None:
    Plan.objects.create(slug="basic", name="In the way")
    with pytest.raises(IntegrityError), transaction.atomic():
        found(harbour, NOW)
    assert not is_founded()
    assert not Reader.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["", "news.example.org", "ftp://news.example.org", "https://", "https://news.example.org/x",
     "https://a:b@news.example.org", "https://news.example.org:99999", "https://[::1"],
)  # fmt: skip
def test_it_refuses_a_bad_address(typed: str) -> None:
    assert "https://news.example.org" in address.wrong(typed)


def test_it_takes_a_good_address() -> None:
    for typed in ("https://news.example.org", "http://127.0.0.1:8000/"):
        assert not address.wrong(typed)


def test_it_leaves_a_demo_alone(tmp_path, monkeypatch) -> None:
    (tmp_path / "demo").touch()
    monkeypatch.setenv("STANDFIRST_DATA", str(tmp_path))
    with pytest.raises(SystemExit, match="is a demo's"):
        address.prepare(["--address", "https://news.example.org"])


def test_it_does_not_choose_between_two_addresses(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STANDFIRST_DATA", str(tmp_path))
    monkeypatch.setenv("STANDFIRST_ADDRESS", "https://news.example.org")
    with pytest.raises(SystemExit, match="Leave out one of the two"):
        address.prepare(["--address", "https://other.example.org"])


def start(folder, *arguments: str) -> subprocess.Popen[str]:
    ours = ("STANDFIRST_", "DJANGO_", "DATABASE_")
    return subprocess.Popen(
        [sys.executable, str(datadir.CHECKOUT / "manage.py"), "init", "--data", str(folder), *arguments],
        env={name: value for name, value in os.environ.items() if not name.startswith(ours)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def run(folder, *arguments: str) -> tuple[int, str, str]:
    process = start(folder, *arguments)
    said, told = process.communicate()
    return process.returncode, said, told


def test_it_goes_on_where_it_was_killed_and_then_leaves_all_as_it_is(tmp_path) -> None:
    """As somebody at a new server would run it: real processes, a cold start."""
    folder = tmp_path / "data"
    code, _, told = run(folder)
    assert (code, "--address: there is nobody here to ask" in told) == (1, True)
    code, _, told = run(folder, "--address", "https://news.example.org")
    assert (code, "There is nobody here to ask." in told) == (1, True)
    code, _, told = run(folder, "--yes", "--name", "The Harbour")
    assert (code, "--publisher: This field is required." in told) == (1, True)

    options = (f"--{name.replace('_', '-')}={value}" for name, value in SAID.items())
    killed = start(folder, "--yes", *options)
    for line in killed.stderr:
        if line.startswith("Making the database"):
            break
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    code, said, told = run(folder, "--yes")
    assert code == 0, told
    assert "Going on with the answers of the run that was broken off." in told
    assert "The Harbour is made" in said
    assert re.search(r"https://news.example.org/log-in/link/[\w-]{43}/\?next=/admin/\n", said)
    assert not (folder / "answers.json").exists()

    code, said, told = run(folder, "--yes", "--name", "Another")
    assert code == 0, told
    assert "nothing was made" in said
    assert "name: The Harbour" in said
    assert "/log-in/link/" not in said
    code, said, _ = run(folder, "--address", "https://new.example.org")
    assert "Its address is https://new.example.org from now on." in said
