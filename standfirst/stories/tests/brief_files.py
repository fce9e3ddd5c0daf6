"""Brief files for tests, and manage.py import_briefs run on them."""

import io
from pathlib import Path

from django.core.management import CommandError, call_command
from PIL import Image as Pillow

from standfirst.stories.models import StoryPage

BRIEF = """---
headline: Ferries run again
standfirst: The ferries to the islands run again.
desk: world
---

## What the port says

It **opens** at [noon](https://port.example/noon).

## What the crews say

> We sail when it is safe.
"""


class Run:
    """manage.py import_briefs, and what it said."""

    def __init__(self, *args: object) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.failure = ""
        try:
            call_command("import_briefs", *map(str, args), stdout=out, stderr=err)
        except CommandError as error:
            self.failure = str(error)
        self.addresses = out.getvalue().splitlines()
        self.refusals = err.getvalue().splitlines()


def put(folder: Path, text: str = BRIEF, name: str = "ferries.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def put_image(path: Path, colour: str = "#9a1b2f") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Pillow.new("RGB", (64, 36), colour).save(path, "PNG")
    return path


def with_keys(*lines: str, text: str = BRIEF) -> str:
    return text.replace("desk: world\n", "\n".join(["desk: world", *lines, ""]))


def the_story() -> StoryPage:
    return StoryPage.objects.get()
