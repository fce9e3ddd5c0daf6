"""Where quoted pieces begin and end."""

import pytest

from standfirst.record.suggest.marks import segments
from standfirst.record.suggest.outline import outline


def inside(text: str) -> list[str]:
    return [text[it.start : it.end] for it in outline(text).quotes]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("“He said ‘never’ twice,” she said.", ["He said ‘never’ twice,"]),
        ('"He called it "absurd" to my face," she said.', ['He called it "absurd" to my face,']),
        ("'It's over,' she said, 'and that's that.'", ["It's over,", "and that's that."]),
        ("The workers' union and the '90s, rock 'n' roll", []),
        ("‘The workers’ rights were lost,’ he said.", ["The workers’ rights were lost,"]),
        ("« C’est fini », „so ist es“, »genau«", [" C’est fini ", "so ist es", "genau"]),
        ("``Ready,'' he said. ''Set.''", ["Ready,", "Set."]),
        ('The 6\'2" guard read "Dune" on a 12" screen.', ["Dune"]),
        ("“It is open\n\n“and goes on.” He left.", ["It is open", "and goes on."]),
        (
            "“It is open and never closed.\n\nAnother “one”.",
            ["It is open and never closed.", "one"],
        ),
        ('He said," Wait. " Then he left.', [" Wait. "]),
        ("No marks at all.", []),
    ],
)
def test_it_finds_the_pieces(text: str, pieces: list[str]) -> None:
    assert inside(text) == pieces


def test_it_knows_what_was_never_closed() -> None:
    text = "“It is open"
    (piece,) = segments(text, 0, len(text))
    assert not piece.closed
