"""The picture itself: the desk, the headline and the publication's name, on paper, in four shapes."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from io import BytesIO
from types import MappingProxyType
from unicodedata import normalize

from PIL import Image, ImageDraw

from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import LIGHT, STEP, readable
from standfirst.stories.reading import Desk
from standfirst.stories.social.faces import runs_right_to_left
from standfirst.stories.social.lines import Lines, Room, set_lines
from standfirst.stories.social.writing import Writing

HAND = 1  # another number for another way of drawing: pictures made before it are made anew
INK, QUIET, RULE = "#0d0d0b", "#514e47", "#dcd8ce"  # style.css
MARGIN, BAR = 84, 16
COLOURS = 64  # of the palette: paper, three inks, and the shades at the edges of letters


@dataclass(frozen=True)
class Shape:
    """Pixels."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """How much larger than the least high of them things are drawn."""
        return (self.height / 630) ** 0.5


# Open Graph, and the three shapes search engines ask for.
SHAPES = MappingProxyType(
    {
        "wide": Shape(1200, 630),
        "16x9": Shape(1200, 675),
        "4x3": Shape(1200, 900),
        "1x1": Shape(1200, 1200),
    }
)


@dataclass(frozen=True)
class Drawn:
    """All that is on the picture."""

    headline: str
    desk: str
    publication: str
    accent: str
    typeface: str

    @cached_property
    def version(self) -> str:
        said = json.dumps([HAND, asdict(self)], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def drawn_of(headline: str, desk: Desk, publication: PublicationSettings) -> Drawn:
    return Drawn(
        headline=normalize("NFC", " ".join(headline.split())),
        desk=desk.name,
        publication=publication.name,
        accent=readable(publication.accent, LIGHT, -STEP),
        typeface=publication.typeface,
    )


def draw(drawn: Drawn, shape: Shape) -> bytes:
    """A PNG. Words for which no face here has the letters are left out, rather than drawn as empty boxes."""
    image = Image.new("RGB", (shape.width, shape.height), LIGHT[0])
    on = ImageDraw.Draw(image)
    on.rectangle((0, 0, shape.width, BAR), fill=drawn.accent)
    small = round(34 * shape.unit)
    foot = shape.height - MARGIN + small / 2
    rule = foot - 1.75 * small
    desk = Writing(drawn.desk, drawn.typeface, small)
    _line(on, drawn.desk, desk, MARGIN + small, drawn.accent)
    _headline(on, drawn, shape, top=MARGIN + 1.75 * small, foot=rule - small / 2)
    on.line((MARGIN, rule, shape.width - MARGIN, rule), RULE, 2)
    name = Writing(drawn.publication, drawn.typeface, small)
    _line(on, drawn.publication, name, foot, QUIET)
    return _png(image)


def _headline(
    on: ImageDraw.ImageDraw, drawn: Drawn, shape: Shape, *, top: float, foot: float
) -> None:
    room = Room(
        width=shape.width - 2 * MARGIN,
        height=round(foot - top),
        largest=round(92 * shape.unit),
        smallest=40,
    )
    can_be_written = Writing(drawn.headline, drawn.typeface, room.smallest).is_possible
    said = drawn.headline if can_be_written else drawn.publication
    lines = set_lines(said, room, drawn.typeface)
    y = top + _drop(lines, room)
    for text in lines.texts:
        y += lines.leading
        _line(on, text, lines.writing, y, INK)


def _drop(lines: Lines, room: Room) -> float:
    """A little above the middle, less what the last line keeps below its baseline."""
    free = room.height - len(lines.texts) * lines.leading
    return free * 0.4 - 0.2 * lines.writing.size


def _line(on: ImageDraw.ImageDraw, text: str, writing: Writing, baseline: float, ink: str) -> None:
    if not writing.is_possible:
        return
    room = on.im.size[0] - 2 * MARGIN
    while text and writing.width(text) > room:
        text = f"{text.rstrip('…')[:-1].rstrip()}…"
    x = on.im.size[0] - MARGIN - writing.width(text) if runs_right_to_left(text) else MARGIN
    writing.draw(on, (x, baseline), text, ink)


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()
