"""A brief refused for what only the publication can know, such as a desk that is not there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from standfirst.stories.briefs import BriefError, line_of, line_with


class Refusal(Exception):
    """`key` is the front matter's, `words` are in the text below it: whoever knows the file says which line that is.

    Unless `line` is known already.
    """

    def __init__(self, key: str, reason: str, remedy: str, words: str = "", line: int = 0) -> None:
        super().__init__(key, reason, remedy)
        self.key = key
        self.reason = reason
        self.remedy = remedy
        self.words = words
        self.line = line

    def __str__(self) -> str:
        return f"{self.reason}. {self.remedy}"


@contextmanager
def refusals_as_brief_errors(name: str, text: str) -> Iterator[None]:
    """`text` is the whole brief, `name` what errors call it."""
    try:
        yield
    except Refusal as refusal:
        line = refusal.line or line_with(text, refusal.words) or line_of(text, refusal.key)
        raise BriefError(name, line, refusal.reason, refusal.remedy) from None


def one_of(names: Sequence[str]) -> str:
    """ "climate, money or world" """
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
