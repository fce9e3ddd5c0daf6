"""How words stand in the full-text index: each with a key before it that says who may be matched against it.

An outsider's question is made of other tokens than those of locked words, so the index never comes across these:
a locked word costs the time of a nonsense word, in however many stories it stands. Tokens are ASCII letters and
digits beginning with a letter and a digit, which no tokenizer splits and no stemmer or list of stop words touches.
"""

import hashlib
from collections.abc import Iterable

from standfirst.gate.access import Access

FREE = "w0"
LONGEST = 2046  # bytes that PostgreSQL takes as one token; a line of Chinese can be one word


def key_of(access: Access) -> str:
    return f"w1{hashlib.sha256(str(access).encode()).hexdigest()[:6]}"


def token(key: str, folded: str) -> str:
    plain = key + (folded if folded.isascii() else f"x{folded.encode().hex()}")
    if len(plain) <= LONGEST:
        return plain
    return f"{key}y{hashlib.sha256(folded.encode()).hexdigest()}"


def tokens(key: str, folded: Iterable[str]) -> str:
    return " ".join(token(key, word) for word in folded)
