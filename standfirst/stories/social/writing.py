"""A text as it is drawn: in the faces that have all of its letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from PIL import ImageDraw

from standfirst.stories.social.faces import (
    Face,
    has,
    has_right_to_left,
    orders_letters,
    other_faces,
    own_faces,
)


@dataclass(frozen=True)
class Writing:
    """How a text is written, line by line, in a typeface at a size in pixels."""

    text: str
    typeface: str
    size: int

    @property
    def is_possible(self) -> bool:
        return bool(self._faces)

    def width(self, line: str) -> float:
        return sum(face.getlength(piece) for face, piece in self._pieces(line))

    def draw(self, on: ImageDraw.ImageDraw, at: tuple[float, float], line: str, ink: str) -> None:
        """`at`: where the baseline starts, on the left."""
        x, y = at
        for face, piece in self._pieces(line):
            on.text((x, y), piece, font=face, fill=ink, anchor="ls")
            x += face.getlength(piece)

    @cached_property
    def _faces(self) -> Sequence[Face]:
        """Ours if they have all of the letters, else one other that has; none if there is none.

        Right-to-left text is put in order over a whole line, which must be in one face.
        """
        if has_right_to_left(self.text):
            others = other_faces(self.size) if orders_letters() else ()
        else:
            own, others = own_faces(self.typeface, self.size), other_faces(self.size)
            if all(any(has(face, sign) for face in own) for sign in self.text):
                return own
        return [face for face in others if has(face, self.text)][:1]

    def _pieces(self, line: str) -> list[tuple[Face, str]]:
        """An ellipsis of our own may be in a line: what no face has goes to the first."""
        faces = self._faces

        def first(sign: str) -> int:
            return next((at for at, face in enumerate(faces) if has(face, sign)), 0)

        if len(faces) == 1:
            return [(faces[0], line)]
        return [(faces[at], "".join(signs)) for at, signs in groupby(line, key=first)]
