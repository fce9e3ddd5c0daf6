"""All statements as CSV and JSON Lines: gated, in parts that can be gone on with, and harmless in a spreadsheet."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.gate.access import PUBLIC
from standfirst.record.exports.values import COLUMNS, as_cells, as_json, cell
from standfirst.record.models import Party
from standfirst.record.tests.rows import WHEN, make_page, make_statement
from standfirst.record.tests.said import locked, said

CSV, JSONL = "/record/statements.csv", "/record/statements.jsonl"
HIDDEN = ("We will sign.", "verbatim", "claims", "the deal", "insisted")


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))


def objects_of(response):
    return [json.loads(line) for line in response.getvalue().decode().splitlines()]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(value):
    assert cell(value) == f"'{value}"
    assert cell(f"a{value}") == f"a{value}"


def test_every_column_has_its_cell():
    for one in (said(side=locked().party), locked()):
        values, cells = as_json(one), dict(zip(COLUMNS, as_cells(one), strict=True))
        assert cells["words"] == (one.words or "")
        assert cells["party"] == values["party"]["name"] == "Pentagon"
        assert cells["story_url"] == "http://testserver/world/a-signing/#s-12345678"
    flat = {f"{it}_{key}" for it in ("person", "party", "side", "source") for key in ("url",)}
    assert flat <= set(COLUMNS)
    assert {it for it in values if not isinstance(values[it], dict)} - {"source"} <= set(COLUMNS)


def test_outsiders_get_who_when_and_where_and_staff_the_words(client, staff, story):
    make_statement(
        story, mark="verbatim", stance="claims", topic="the deal", verb="insisted", where="Galle"
    )
    for address in (CSV, JSONL):
        told = client.get(address).getvalue().decode()
        assert "Ana Marin" in told
        assert "Galle" in told
        assert [it for it in HIDDEN if it in told] == []
        whole = staff.get(address).getvalue().decode()
        assert [it for it in HIDDEN if it not in whole] == []


def test_what_is_not_out_is_in_no_file(staff, story):
    make_statement(story, "Shown.")
    make_statement(story, "Hidden.", shown=False)
    make_statement(story, "Held.", held_back=True)
    make_statement(story, "Ahead.", published_at=timezone.now() + timedelta(hours=1))
    assert [it["words"] for it in rows_of(staff.get(CSV))] == ["Shown."]


def test_part_by_part_it_is_the_whole_each_once(client, story):
    made = [make_statement(story, f"No. {it}.", access=PUBLIC).pk for it in range(7)]
    address, found, parts = f"{JSONL}?limit=3", [], 0
    while address:
        response = client.get(address)
        found += [it["number"] for it in objects_of(response)]
        link = response.headers.get("Link", "")
        assert link.endswith('>; rel="next"') or not link
        assert response.headers.get("X-Next", "") == (str(found[-1]) if link else "")
        address, parts = link.partition(">")[0].removeprefix("<http://testserver"), parts + 1
    assert (found, parts) == (made, 3)
    late = make_statement(story, "Late.", access=PUBLIC)
    assert [it["number"] for it in objects_of(client.get(f"{JSONL}?after={made[-1]}"))] == [late.pk]


def test_it_takes_those_that_are_asked_for(client, story):
    line = make_page("Port talks", slug="port-talks")
    navy = Party.named("Navy")
    first = make_statement(story, storyline=line)
    second = make_statement(story, person=None, party=navy, said_at=WHEN + timedelta(days=1))
    third = make_statement(story, unnamed="a diplomat", side=navy, said_at=WHEN + timedelta(days=2))

    def asked(query):
        return [it["number"] for it in objects_of(client.get(f"{JSONL}?{query}"))]

    assert asked("party=navy") == [second.pk, third.pk]
    assert asked("person=ana-marin") == [first.pk]
    assert asked("storyline=port-talks") == [first.pk]
    assert asked("since=2024-08-09") == [second.pk, third.pk]
    assert asked("until=2024-08-09") == [first.pk, second.pk]
    assert asked("party=navy&since=2024-08-10&until=2024-08-10") == [third.pk]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("party=nobody", "party"),
        ("person=nobody", "person"),
        ("storyline=front", "storyline"),
        ("since=yesterday", "since"),
        ("since=2024-02-30", "since"),
        ("until=0001-01-01", "until"),
        ("since=2024-08-09&until=2024-08-08", "until"),
        ("limit=0", "limit"),
        ("limit=10001", "limit"),
        ("limit=-1", "limit"),
        ("after=x", "after"),
        ("after=" + "9" * 30, "after"),
        ("limit=٣", "limit"),
        ("stance=claims", "stance"),
        ("party=a&party=b", "party"),
        ("parti=a", "parti"),
    ],
)
def test_it_names_the_field_it_cannot_answer(client, db, query, field):
    for address in (CSV, JSONL):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert response.json()["error"]["field"] == field
        assert response.json()["error"]["reason"]


def test_it_asks_the_database_as_often_for_many_as_for_few(client, story):
    make_statement(story)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(CSV).getvalue()
        return len(asked)

    client.get(CSV)
    few = count()
    for number in range(40):
        make_statement(story, unnamed=f"source {number}", party=Party.named(f"Party {number}"))
    assert count() == few


def test_the_command_writes_the_whole_record_and_goes_on_where_it_stopped(story, tmp_path, capsys):
    made = [make_statement(story, f"=No. {it}.").pk for it in range(3)]
    file = tmp_path / "record.csv"
    call_command("export_record", "--csv", out=file)
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_record", "--csv", out=file)
    late = make_statement(story, "Late.")
    call_command("export_record", "--csv", out=file, after=made[-1])
    rows = list(csv.DictReader(file.open(newline="")))
    assert [int(it["number"]) for it in rows] == [*made, late.pk]
    assert [it["words"] for it in rows][:1] == ["'=No. 0."]
    call_command("export_record", "--jsonl")
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(it)["words"] for it in lines] == [
        *(f"=No. {it}." for it in range(3)),
        "Late.",
    ]


def test_the_command_says_where_to_go_on_when_it_is_stopped(story, tmp_path, monkeypatch):
    made = [make_statement(story, f"No. {it}.").pk for it in range(5)]
    command = "standfirst.record.management.commands.export_record"
    monkeypatch.setattr(f"{command}.A_PART", 2)
    file, parts = tmp_path / "record.jsonl", []

    def stop_in_the_second(said, **_):
        parts.append(said)
        if len(parts) == 2:
            raise KeyboardInterrupt
        return [f"{it.pk}\n" for it in said]

    with monkeypatch.context() as patched:
        patched.setattr(f"{command}.json_lines", stop_in_the_second)
        with pytest.raises(CommandError, match=f"--after {made[1]}"):
            call_command("export_record", "--jsonl", out=file)
    call_command("export_record", "--jsonl", out=file, after=made[1])
    assert len(file.read_text().splitlines()) == 5
