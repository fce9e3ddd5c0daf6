"""How the lists of words are written down."""


def words(text: str) -> frozenset[str]:
    """The words of a text, between spaces."""
    return frozenset(text.split())
