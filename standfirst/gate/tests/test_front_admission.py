"""Whose pass is believed: by the Cookie header alone, and by what was heard since."""

import time
import tracemalloc
from dataclasses import replace

import pytest
from django.test import override_settings

from standfirst.gate.front import passes
from standfirst.gate.front.admission import SKEW, Admissions
from standfirst.gate.front.passes import Pass
from standfirst.publication import changes
from standfirst.readers.sessions import digest_of

NOW = time.time()
ANAS, DEES = "anas0session", "dees0session"
ANA = Pass("plans:basic", 1, digest_of(ANAS), NOW - 60, NOW + 3600)
DEE = Pass("none", 2, digest_of(DEES), NOW - 60, NOW + 3600)


def cookies(given: Pass, session: str = ANAS) -> str:
    return f"session={session}; pass={given.signed()}"


def audience(header: str) -> str:
    return Admissions().audience(header, NOW)


def mixed(part: int) -> str:
    """Ana's pass with one part of Dee's: 0, what it says; 1, its signature."""
    parts, others = ANA.signed().rsplit(".", 1), DEE.signed().rsplit(".", 1)
    parts[part] = others[part]
    return ".".join(parts)


def test_it_believes_a_pass_with_its_session() -> None:
    assert audience(cookies(ANA)) == "plans:basic"
    assert audience(f"theme=dark; {cookies(ANA)}; csrftoken=x; broken") == "plans:basic"


@pytest.mark.parametrize(
    "header", ["theme=dark", "csrftoken=x; _ga=1", ";;", "sessions=x", "Pass=x"]
)
def test_it_takes_a_browser_without_either_for_one_signed_out(header: str) -> None:
    assert audience(header) == "out"


NOT_BELIEVED = {
    "no session": f"pass={ANA.signed()}",
    "an empty session": f"session=; pass={ANA.signed()}",
    "no pass": f"session={ANAS}",
    "an empty pass": f"session={ANAS}; pass=",
    "nonsense": f"session={ANAS}; pass=nonsense",
    "her pass, another's session": cookies(ANA, DEES),
    "another's pass": cookies(DEE),
    "another's signature": f"session={ANAS}; pass={mixed(1)}",
    "her signature, another's words": f"session={ANAS}; pass={mixed(0)}",
    "cut short": f"session={ANAS}; pass={ANA.signed()[:-1]}",
    "made longer": f"session={ANAS}; pass={ANA.signed()}x",
    "over now": cookies(replace(ANA, until=NOW)),
    "over": cookies(replace(ANA, until=NOW - 1)),
}


@pytest.mark.parametrize("header", NOT_BELIEVED.values(), ids=NOT_BELIEVED)
def test_it_has_django_say_who_else_it_is(header: str) -> None:
    assert audience(header) == ""


@pytest.mark.parametrize(
    ("header", "believed"),
    [
        (f"session={DEES}; {cookies(ANA)}", "plans:basic"),
        (f"{cookies(ANA)}; session={DEES}", ""),
        (f"pass={DEE.signed()}; {cookies(ANA)}", "plans:basic"),
        (f"{cookies(ANA)}; pass={DEE.signed()}", ""),
    ],
    ids=["her session last", "her session first", "her pass last", "her pass first"],
)
def test_it_reads_the_last_of_two_as_django_does(header: str, believed: str) -> None:
    assert audience(header) == believed


def test_it_ends_when_the_pass_says_so() -> None:
    admissions, header = Admissions(), cookies(ANA)
    assert admissions.audience(header, ANA.until - 1)
    assert not admissions.audience(header, ANA.until)


@pytest.mark.parametrize(
    "change",
    [
        {"SECRET_KEY": "another " * 8},
        {"TRUST_HOURS": 1},
    ],
)
def test_it_believes_no_pass_made_under_other_settings(change: dict[str, object]) -> None:
    with override_settings(**change):
        header = cookies(ANA)
    assert audience(header) == ""


def test_it_believes_no_pass_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr(passes, "__version__", "0.0.0")
        header = cookies(ANA)
    assert audience(header) == ""


@pytest.mark.parametrize(
    "topic",
    [changes.reader(1), changes.session(digest_of(ANAS)), changes.EVERYONE],
    ids=["reader", "session", "everyone"],
)
@pytest.mark.parametrize("read_before", [True, False])
def test_it_voids_what_was_given_before_the_news(topic: str, read_before: bool) -> None:
    admissions = Admissions()
    if read_before:
        assert admissions.audience(cookies(ANA), NOW)
    admissions.hear(topic, NOW)
    assert admissions.audience(cookies(ANA), NOW) == ""
    fresh = replace(ANA, issued_at=NOW + SKEW + 0.1)
    assert admissions.audience(cookies(fresh), NOW + 3) == "plans:basic"


@pytest.mark.parametrize("topic", [changes.reader(2), changes.LISTS, changes.EVERYTHING, "page:1"])
def test_it_voids_nothing_for_news_of_others(topic: str) -> None:
    admissions = Admissions()
    admissions.hear(topic, NOW)
    assert admissions.audience(cookies(ANA), NOW) == "plans:basic"


def test_it_tells_those_signed_out_nothing_of_passes() -> None:
    admissions = Admissions()
    admissions.hear(changes.EVERYONE, NOW)
    assert admissions.audience("theme=dark", NOW) == "out"


def test_it_remembers_no_long_header() -> None:
    admissions = Admissions()
    tracemalloc.start()
    for number in range(100):
        admissions.audience(f"{number}={'x' * 100_000}", NOW)
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2_000_000
