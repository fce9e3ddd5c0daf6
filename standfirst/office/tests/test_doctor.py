"""What the doctor finds, and how it says to mend it."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.rrset
import pytest
from django.core.management import call_command
from django.test import Client
from dns.exception import DNSException
from dns.resolver import Resolver

from standfirst import __version__
from standfirst.office.backup.making import LAST
from standfirst.office.doctor import (
    backups,
    database,
    mail,
    settings,
    site,
    storage,
    versions,
    worker,
)
from standfirst.office.doctor import dns as names
from standfirst.office.doctor.examination import examine
from standfirst.office.doctor.finding import Finding, Level, ok
from standfirst.publication.models import JobRun, OutgoingMail
from standfirst.publication.tests.mail_server import (
    PASSWORD,
    free_port,
    smtp_server,
    use_mail_url,
)
from standfirst.readers.seen_from import permit

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)


def level_of(found: list[Finding], words: str) -> Level:
    (one,) = [it for it in found if words in it.what]
    assert one.level is Level.OK or one.mend
    return one.level


SPF = {"example.org": ["v=spf1 mx -all"]}
DMARC = {"_dmarc.example.org": ["v=DMARC1; p=reject"]}
DKIM = {"s1._domainkey.example.org": ["v=DKIM1; p=MIGf"]}


@pytest.mark.parametrize(
    ("texts", "words", "level"),
    [
        (SPF, "SPF: v=spf1 mx -all", Level.OK),
        ({"example.org": ["other"]}, "has no SPF record", Level.NOT_READY),
        ({"example.org": ["v=spf1 -all", "v=spf1 mx"]}, "has 2 SPF records", Level.NOT_READY),
        ({"example.org": ["v=spf1 +all"]}, "lets anyone send", Level.NOT_READY),
        (SPF | DMARC, "DMARC: v=DMARC1; p=reject", Level.OK),
        (SPF, "has no DMARC record", Level.NOT_READY),
        (SPF | DKIM, "DKIM: a key under s1", Level.OK),
        (SPF, "has no DKIM key under the usual names", Level.WARNING),
        ({}, "DNS cannot be asked from here about example.org", Level.WARNING),
        (
            SPF | {"s1._domainkey.example.org": ["v=DKIM1; p="]},  # withdrawn: RFC 6376, 3.6.1
            "has no DKIM key",
            Level.WARNING,
        ),
    ],
)
def test_it_reads_what_a_domain_says_of_its_mail(
    texts: dict[str, list[str]], words: str, level: Level
) -> None:
    found = list(names.look("example.org", "smtp.example.net", texts.get))
    assert level_of(found, words) == level


def test_it_gives_the_record_to_add() -> None:
    found = list(names.look("example.org", "smtp.example.net", {"example.org": []}.get))
    assert any('example.org. TXT "v=spf1 a:smtp.example.net mx -all"' in it.mend for it in found)
    assert any('_dmarc.example.org. TXT "v=DMARC1; p=none;' in it.mend for it in found)


def test_it_says_so_where_dns_cannot_be_asked() -> None:
    def silent(name: str) -> list[str]:
        raise DNSException

    (one,) = names.look("example.org", "", silent)
    assert one.level is Level.WARNING
    assert "DNS cannot be asked from here" in one.what
    assert "dig TXT example.org" in one.mend


@contextmanager
def name_server(texts: dict[str, list[str]]) -> Iterator[Resolver]:
    """A real one, for a few names."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as served:
        served.bind(("127.0.0.1", 0))

        def serve() -> None:
            while (got := served.recvfrom(2000))[0] != b"stop":
                question = dns.message.from_wire(got[0])
                answer = dns.message.make_response(question)
                answer.flags |= dns.flags.RA
                name = str(question.question[0].name)
                if said := texts.get(name.rstrip(".")):
                    lines = [f'"{it}"' for it in said]
                    answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *lines))
                else:
                    answer.set_rcode(dns.rcode.NXDOMAIN)
                served.sendto(answer.to_wire(), got[1])

        thread = threading.Thread(target=serve)
        thread.start()
        resolver = Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], served.getsockname()[1]
        try:
            yield resolver
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"stop", served.getsockname())
            thread.join()


def test_it_asks_a_name_server() -> None:
    with name_server(SPF | DMARC) as resolver:
        found = list(names.look("example.org", "", partial(names.ask, resolver=resolver)))
    assert level_of(found, "SPF: v=spf1 mx -all") is Level.OK
    assert level_of(found, "DMARC: ") is Level.OK
    assert level_of(found, "no DKIM key") is Level.WARNING


def test_it_logs_in_to_the_mail_server_and_sends_nothing(settings: Any) -> None:
    settings.MAIL_FROM = "news@localhost"
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://127.0.0.1:{port}/")
        found = list(mail.look(NOW))
        assert level_of(found, f"The mail server 127.0.0.1:{port} takes us") is Level.OK
        assert level_of(found, "nobody can answer to localhost") is Level.NOT_READY
        assert box.messages == []


def test_it_says_which_mail_server_does_not_take_us(settings: Any) -> None:
    settings.MAIL_FROM = "news@localhost"
    port = free_port()
    use_mail_url(
        settings, f"smtp://news:{PASSWORD.replace(' ', '').replace('@', '')}@127.0.0.1:{port}/"
    )
    found = list(mail.look(NOW))
    assert (
        level_of(found, f"127.0.0.1:{port} does not take us: Connection refused") is Level.NOT_READY
    )
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    ("proxies", "address", "site_at", "words", "level"),
    [
        (0, "127.0.0.1", "http://127.0.0.1:8000", "We are seen to come from", Level.OK),
        (1, "203.0.113.9", "https://news.example.org", "We are seen to come from", Level.OK),
        (0, "127.0.0.1", "https://news.example.org", "All readers seem to come", Level.NOT_READY),
        (1, site.PRETENDED, "https://news.example.org", "whatever address", Level.NOT_READY),
    ],
)
def test_it_sees_whether_the_proxies_are_counted_right(
    settings: Any, proxies: int, address: str, site_at: str, words: str, level: Level
) -> None:
    settings.PROXIES, settings.ADDRESS = proxies, site_at
    settings.SECURE = site_at.startswith("https")
    found = list(site._proxies({"address": address, "secure": settings.SECURE}))
    assert level_of(found, words) is level
    wrong = list(site._proxies({"address": address, "secure": not settings.SECURE}))
    assert level_of(wrong, "does not know that readers reach it") is Level.NOT_READY


@pytest.mark.django_db
def test_it_tells_nobody_else_where_a_request_comes_from(client: Client, settings: Any) -> None:
    settings.PROXIES = 1
    asked = {"x-forwarded-for": "203.0.113.9"}
    assert client.get("/-/seen-from/", headers=asked).status_code == 403
    forged = asked | {"authorization": "Bearer seen-from:1tabcd:forged"}
    assert client.get("/-/seen-from/", headers=forged).status_code == 403
    permitted = asked | {"authorization": f"Bearer {permit()}"}
    answer = client.get("/-/seen-from/", headers=permitted)
    assert answer.json() == {"address": "203.0.113.9", "secure": False}
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_says_so_where_the_site_cannot_be_reached(settings: Any) -> None:
    settings.ADDRESS, settings.SECURE = f"http://127.0.0.1:{free_port()}", False
    (one,) = site.look(NOW)
    assert one.level is Level.NOT_READY
    assert "cannot be reached" in one.what


@pytest.mark.parametrize(
    ("kept", "words", "level"),
    [
        (None, "No backup has been made", Level.NOT_READY),
        ("{", "cannot be read", Level.NOT_READY),
        ("[]", "cannot be read", Level.NOT_READY),
        ({"at": NOW - timedelta(hours=7), "file": "/b/1.tar"}, "0 days and 7 hours", Level.OK),
        ({"at": NOW - timedelta(days=3), "file": "/b/1.tar"}, "3 days", Level.WARNING),
        ({"at": NOW - timedelta(days=9), "file": "/b/1.tar"}, "9 days", Level.NOT_READY),
    ],
)
def test_it_knows_the_age_of_the_last_backup(
    settings: Any, tmp_path: Path, kept: Any, words: str, level: Level
) -> None:
    settings.DATA = tmp_path
    if kept:
        text = kept if isinstance(kept, str) else json.dumps(kept | {"at": kept["at"].isoformat()})
        (tmp_path / LAST).write_text(text)
    assert level_of(list(backups.look(NOW)), words) is level


@pytest.mark.django_db
def test_it_knows_a_worker_by_what_it_wrote_down() -> None:
    assert level_of(list(worker.look(NOW)), "No worker has been seen") is Level.NOT_READY
    JobRun.objects.add("post", NOW, NOW - timedelta(minutes=5), 1)
    waiting = NOW - timedelta(minutes=10)
    OutgoingMail.objects.create(
        to="a@example.org", sender="x", kind="x", created_at=waiting, next_attempt_at=waiting
    )
    found = list(worker.look(NOW))
    assert level_of(found, "A worker has been seen") is Level.OK
    assert level_of(found, "The job post failed") is Level.WARNING
    assert level_of(found, "more than five minutes: 1") is Level.WARNING


def test_it_names_its_own_version() -> None:
    assert level_of(list(versions.look(NOW)), f"Standfirst {__version__}, Python") is Level.OK


@pytest.mark.django_db
def test_it_finds_this_database_in_order() -> None:
    found = [it for it in database.look(NOW) if "Others on this machine" not in it.what]
    assert {it.level for it in found} == {Level.OK}


def test_it_names_a_folder_for_uploads_that_cannot_be_written(
    settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "media").touch()
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    found = list(storage.look(NOW))
    assert level_of(found, "cannot be written") is Level.NOT_READY
    assert level_of(found, "static files are not collected") is Level.NOT_READY


def test_it_names_variables_that_nothing_reads(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings_of = list(_settings(monkeypatch, settings, tmp_path, "0123456789abcdef" * 3))
    assert level_of(settings_of, "Nothing reads STANDFIRST_PROXY") is Level.WARNING
    assert level_of(settings_of, "can read") is Level.NOT_READY
    repeated = list(_settings(monkeypatch, settings, tmp_path, "abc" * 20))
    assert level_of(repeated, "repeats itself") is Level.NOT_READY
    assert "abcabc" not in str(repeated)


def _settings(
    monkeypatch: pytest.MonkeyPatch, django: Any, folder: Path, secret: str
) -> Iterator[Finding]:
    monkeypatch.setenv("STANDFIRST_PROXY", "1")
    django.DATA, django.SECRET_KEY = folder, secret
    (folder / "secret").write_text(secret)
    os.chmod(folder / "secret", 0o644)
    return settings.look(NOW)


def test_it_goes_on_where_one_subject_fails() -> None:
    def broken(now: datetime) -> list[Finding]:
        raise RuntimeError("postgres://news:hunter2@db/news")

    found = list(examine(NOW, {"one": broken, "two": lambda now: [ok("two", "fine")]}))
    assert [it.level for it in found] == [Level.NOT_READY, Level.OK]
    assert "hunter2" not in str(found)


@pytest.mark.django_db
def test_the_command_says_how_to_mend_and_fails(settings: Any) -> None:
    settings.MAIL_FROM = "news@localhost"
    settings.ADDRESS, settings.SECURE = f"http://127.0.0.1:{free_port()}", False
    said = StringIO()
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://127.0.0.1:{port}/")
        with pytest.raises(SystemExit, match="1"):
            call_command("doctor", "--send-test-mail", "ana@example.org", stdout=said)
        assert box.recipients == ["ana@example.org"]
    assert "not ready  backups   No backup has been made" in said.getvalue()
    assert "-> Make one each day: standfirst backup FILE" in said.getvalue()
    assert "The test mail was handed over" in said.getvalue()
