"""Thousands of quotes taken from real prose, some changed as nobody may, some as anybody may."""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import standfirst
from standfirst.record.verify import Kind, Mark, verify

BRIEFS = Path(standfirst.__file__).parent / "demo" / "briefs"
EACH = 400  # cases a kind
SEED = 20260807


def prose() -> list[str]:
    """The paragraphs of the demo's briefs, with straight marks, as a transcript has them."""
    files = sorted(BRIEFS.glob("*-*.md"))[:6]
    text = "\n".join(path.read_text("utf-8").split("\n---\n", 1)[1] for path in files)
    lines = [re.sub(r"[*>\[\]]|\(https?\S+\)", "", it).strip() for it in text.splitlines()]
    straight = str.maketrans("“”‘’", "\"\"''")
    return [it.translate(straight) for it in lines if len(it.split()) > 12]


PARAGRAPHS = prose()
VOCABULARY = sorted({it for line in PARAGRAPHS for it in re.findall(r"[A-Za-z]{2,}", line)})


def as_transcript(rng: random.Random) -> str:
    """Broken into lines anywhere, with stray spaces and a speaker's name before each paragraph."""
    parts = []
    for paragraph in PARAGRAPHS:
        spaced = re.sub(" ", lambda _: rng.choice([" "] * 8 + ["  ", "\n", " \n"]), paragraph)
        parts.append(f"{rng.choice(['MS. SINGH', 'Q', 'MR. HAQ'])}: {spaced}")
    return "\n\n".join(parts)


def quoted(rng: random.Random) -> list[str]:
    """Some consecutive words, of which the first is no acronym."""
    words = rng.choice(PARAGRAPHS).split()
    size = rng.randint(5, min(40, len(words)))
    starts = [it for it in range(len(words) - size + 1) if not re.search(r"[A-Z]{2}", words[it])]
    start = rng.choice(starts or [0])
    return words[start : start + size]


def key(word: str) -> str:
    return re.sub(r"[^\w]", "", word).casefold()


def inner(rng: random.Random, words: list[str]) -> int:
    """The place of a real word that is neither the first nor the last."""
    places = [it for it in range(1, len(words) - 1) if key(words[it])]
    return rng.choice(places)


def change(rng: random.Random, words: list[str]) -> None:
    at = inner(rng, words)
    other = rng.choice([it for it in VOCABULARY if it.casefold() != key(words[at])])
    words[at] = other + re.sub(r"^.*\w", "", words[at])


def misspell(rng: random.Random, words: list[str]) -> None:
    """Another number, ending or letter: a change of one character."""
    at = inner(rng, words)
    places = [it for it, char in enumerate(words[at]) if char.isalnum()]
    where = rng.choice(places)
    old = words[at][where]
    new = rng.choice(
        [it for it in ("0123456789" if old.isdigit() else "aeinrst") if it != old.casefold()]
    )
    words[at] = words[at][:where] + new + words[at][where + 1 :]


def insert(rng: random.Random, words: list[str]) -> None:
    words.insert(inner(rng, words), rng.choice(VOCABULARY))


def drop(rng: random.Random, words: list[str]) -> None:
    del words[inner(rng, words)]


def negate(rng: random.Random, words: list[str]) -> None:
    """Take a negation out where there is one, else put one in."""
    there = [
        it for it in range(1, len(words) - 1) if key(words[it]) in {"not", "no", "never", "nor"}
    ]
    if there:
        del words[rng.choice(there)]
    else:
        words.insert(inner(rng, words), rng.choice(["not", "never", "no", "hardly"]))


def swap(rng: random.Random, words: list[str]) -> None:
    keys = [key(it) for it in words]
    at = rng.choice([it for it in range(len(words) - 1) if "" != keys[it] != keys[it + 1] != ""])
    words[at], words[at + 1] = words[at + 1], words[at]


@pytest.mark.parametrize("spoil", [change, misspell, insert, drop, negate, swap])
def test_a_changed_quote_is_caught(spoil: Callable[[random.Random, list[str]], None]) -> None:
    rng = random.Random(f"{SEED} {spoil.__name__}")
    source = as_transcript(rng)
    missed, shown = [], 0
    for _ in range(EACH):
        words = quoted(rng)
        spoil(rng, words)
        match = verify(" ".join(words), source)
        kinds = {it.kind for it in match.differences}
        shown += match.mark is Mark.ALTERED and bool(kinds & {Kind.QUOTE, Kind.SOURCE})
        if match.holds:
            missed.append((" ".join(words), match))
    assert len(missed) <= EACH * 0.005, missed[:5]
    assert shown >= EACH * 0.98  # the rest differ too much to be laid on anything


def with_ellipsis(rng: random.Random, words: list[str]) -> None:
    at = inner(rng, words)
    end = rng.randint(at, len(words) - 2)
    words[at : end + 1] = [rng.choice(["…", "...", "[...]", "[…]", ". . ."])]


def with_brackets_put_in(rng: random.Random, words: list[str]) -> None:
    words.insert(inner(rng, words), f"[{rng.choice(VOCABULARY)}]")


def with_brackets_for_words(rng: random.Random, words: list[str]) -> None:
    at = inner(rng, words)
    end = rng.randint(at, min(at + 2, len(words) - 2))
    words[at : end + 1] = [f"[{rng.choice(VOCABULARY)} {rng.choice(VOCABULARY)}]"]


def with_another_case(rng: random.Random, words: list[str]) -> None:
    words[0] = re.sub(r"[A-Za-z]", lambda it: it[0].swapcase(), words[0], count=1)


def with_the_case_in_brackets(rng: random.Random, words: list[str]) -> None:
    words[0] = re.sub(r"[A-Za-z]", lambda it: f"[{it[0].swapcase()}]", words[0], count=1)


def typographic(rng: random.Random, words: list[str]) -> None:
    text = " ".join(words)
    for straight, printed in [
        ("'", "’"),
        (' "', " “"),
        ('"', "”"),
        (" - ", "—"),
        ("fi", "ﬁ"),
        ("ff", "ﬀ"),
    ]:
        text = text.replace(straight, printed)
    text = text.replace("-", "\u2011").replace("–", "-")
    words[:] = [re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text, count=1)]


def with_another_end(rng: random.Random, words: list[str]) -> None:
    words[-1] = re.sub(r"\W+$", "", words[-1]) + rng.choice(",.")


def as_it_is(rng: random.Random, words: list[str]) -> None:
    words[:] = [re.sub(" ", lambda _: rng.choice([" ", "  ", "\n", "\u00a0"]), " ".join(words))]


ALLOWED = [
    with_ellipsis,
    with_brackets_put_in,
    with_brackets_for_words,
    with_another_case,
    with_the_case_in_brackets,
    typographic,
    with_another_end,
    as_it_is,
]


@pytest.mark.parametrize("print_", ALLOWED)
def test_a_quote_printed_as_it_may_be_holds(
    print_: Callable[[random.Random, list[str]], None],
) -> None:
    rng = random.Random(f"{SEED} {print_.__name__}")
    source = as_transcript(rng)
    marks: Counter[Mark] = Counter()
    for _ in range(EACH):
        words = quoted(rng)
        print_(rng, words)
        match = verify(" ".join(words), source)
        assert match.holds, (" ".join(words), match)
        assert " ".join(match.exact.split()) in " ".join(source.split())
        marks[match.mark] += 1
    assert (marks[Mark.MARKED] == 0) if print_ is as_it_is else (marks[Mark.MARKED] > EACH * 0.5)
