"""python -m bench.suggestions ANNOTATED.jsonl: what training on a desk's accepted statements brings.

Cross-validation: the documents are dealt into folds; each fold is scored with weights learned from the first N
documents of the others. The annotated set and its `score.py`, which must lie beside it, are no part of the project.
"""

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from standfirst.record.suggest import NOBODY, Accepted, Weights, learn, suggest

FOLDS = 6
STEPS = (0, 10, 25, 50, 100)

Document = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument(
        "--halves", action="store_true", help="cut each document in two, for more and shorter ones"
    )
    given = parser.parse_args()
    if not given.set.is_file() or not given.set.with_name("score.py").is_file():
        sys.exit(f"There is no {given.set}, or no score.py beside it.")
    score = scorer(given.set)
    documents = [
        json.loads(line) for line in given.set.read_text("utf-8").splitlines() if line.strip()
    ]
    documents = _dealt(
        [half for it in documents for half in _halves(it)] if given.halves else documents
    )
    most = len(documents) - -(-len(documents) // FOLDS)
    print(f"{len(documents)} documents, {FOLDS} folds, so that {most} can be learned from at most")
    for count in [it for it in STEPS if it < most] + [most]:
        print(f"{count:4} {_line(_counts(score, documents, count))}")


def scorer(annotated: Path) -> ModuleType:
    """The set's own score.py, whose idea of the same name and the same quote is used."""
    spec = importlib.util.spec_from_file_location("score", annotated.with_name("score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _dealt(documents: list[Document]) -> list[Document]:
    """In an order that has nothing to do with their kind, and is the same each time."""
    return sorted(documents, key=lambda it: sum(map(ord, it["text"][:200])) * 7919 % 1009)


def _halves(document: Document) -> list[Document]:
    """Cut at the blank line nearest the middle; each half keeps the quotes that are its own."""
    text = document["text"]
    cuts = [at for at in range(len(text)) if text.startswith("\n\n", at)]
    if not cuts:
        return [document]
    cut = min(cuts, key=lambda at: abs(at - len(text) / 2)) + 2
    return [_part(document, 0, cut), _part(document, cut, len(text))]


def _part(document: Document, start: int, end: int) -> Document:
    quotes = [
        {
            **it,
            **{
                name: it[name] - start
                for name in ("start", "end", "mention_start", "mention_end")
                if it.get(name) is not None
            },
        }
        for it in document["quotes"]
        if start <= it["start"] and it["end"] <= end
    ]
    spans = {
        name: [[a - start, b - start] for a, b in document.get(name, []) if start <= a and b <= end]
        for name in ("not_speech", "unscored")
    }
    return {**document, **spans, "text": document["text"][start:end], "quotes": quotes}


def _counts(score: ModuleType, documents: list[Document], count: int) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(COUNTED, 0)
    for fold in range(FOLDS):
        rest = [it for at, it in enumerate(documents) if at % FOLDS != fold]
        weights = learn([(it["text"], _accepted(it)) for it in rest[:count]])
        for document in documents[fold::FOLDS]:
            tally(score, document, weights, counts)
    return counts


def _accepted(document: Document) -> list[Accepted]:
    return [
        Accepted(it["start"], it["end"], it["mode"], it["speaker"]) for it in document["quotes"]
    ]


COUNTED = (
    "gold",
    "found",
    "hit",
    "silent",
    "left",
    "named",
    "same",
    "filled",
    "filled_gold",
    "filled_right",
)


def tally(score: ModuleType, document: Document, weights: Weights, counts: dict[str, int]) -> None:
    """As score.py counts."""
    gold = document["quotes"]
    said = [it for it in suggest(document["text"], NOBODY, weights) if it.mode != "paraphrase"]
    by_span = {(it.start, it.end): it for it in said}
    unscored = [tuple(it) for it in document.get("unscored", [])]
    pairs, spans = score.detection(
        [(it["start"], it["end"]) for it in gold], list(by_span), unscored
    )
    silent = [tuple(it) for it in document.get("not_speech", [])]
    right = {}
    for number, quote in enumerate(gold):
        if number not in pairs:
            continue
        it = by_span[spans[pairs[number]]]
        ok = _named(score, it, quote)
        right[spans[pairs[number]]] = ok
        counts["named"] += bool(quote["speaker"])
        counts["same"] += bool(quote["speaker"]) and bool(ok)
        counts["filled_gold"] += it.prefill
    for span in spans:
        if by_span[span].prefill and right.get(span, False) is not None:
            counts["filled"] += 1
            counts["filled_right"] += bool(right.get(span, False))
    counts["gold"] += len(gold)
    counts["found"] += len(spans)
    counts["hit"] += len(pairs)
    counts["silent"] += len(silent)
    counts["left"] += sum(not any(score.half_of_both(it, span) for span in spans) for it in silent)


def _named(score: ModuleType, it: Any, quote: dict[str, Any]) -> bool | None:
    """Whether the speaker is right: by name, else by mention; None where gold has neither."""
    if quote["speaker"]:
        return bool(score.same_name(it.speaker, quote["speaker"]))
    if quote.get("mention_start") is None:
        return None
    mine = (it.mention_start, it.mention_end)
    return (
        mine[0] is not None
        and score.overlap(mine, (quote["mention_start"], quote["mention_end"])) > 0
    )


def f1(it: dict[str, int]) -> float:
    return 2 * it["hit"] / (it["found"] + it["gold"])


def _line(it: dict[str, int]) -> str:
    return (
        f"F1 {100 * f1(it):.1f} ({it['hit']} of {it['gold']}, {it['found']} offered), "
        f"left alone {it['left']}/{it['silent']}, name {it['same']}/{it['named']}, "
        f"filled in {it['filled_gold']}/{it['gold']}, right {it['filled_right']}/{it['filled']}"
    )


if __name__ == "__main__":
    main()
