"""python -m bench.suggest [TEXT...]: milliseconds for 1,000 words, beside one bare pass of a regular expression.

Without files it reads the demo's briefs. Each text is read whole, as the command reads it; the best of several rounds.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from standfirst.record.suggest import suggest

BRIEFS = Path(__file__).resolve().parent.parent / "standfirst/demo/briefs"
ROUNDS = 5
BARE = re.compile(r"[“\"]([^”\"]*)[”\"]|\w+")  # the least that finds words and quoted pieces


def main() -> None:
    files = [Path(it) for it in sys.argv[1:]] or sorted(BRIEFS.glob("*-*.md"))
    texts = [it.read_text("utf-8") for it in files]
    words = sum(len(it.split()) for it in texts)
    ours, bare = best(suggest, texts), best(lambda text: list(BARE.finditer(text)), texts)
    print(
        f"{len(texts)} texts, {words} words: {1000 * ours / words * 1000:.1f} ms for 1,000 words, "
        f"{ours / bare:.0f} times a bare pass ({1000 * bare / words * 1000:.2f} ms)"
    )


def best(read: Callable[[str], object], texts: list[str]) -> float:
    """Seconds for all texts once."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for text in texts:
            read(text)
        taken.append(time.perf_counter() - started)
    return min(taken)


if __name__ == "__main__":
    main()
