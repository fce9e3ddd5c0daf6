"""manage.py export_briefs DIR: stories as brief files, DIR/<desk>/<slug>.md; prints each, one a line."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.stories.briefs import BriefError
from standfirst.stories.exporting import export_register, export_stories
from standfirst.stories.models import StoryPage


class Command(BaseCommand):
    help = (
        "Write every published story as DIR/<desk>/<slug>.md, and the record's people, parties and sources as "
        "DIR/register.yaml, which import_briefs reads back. "
        "For a backup name an empty folder: nothing is ever removed from one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--drafts", action="store_true", help="also stories that are not published, as drafted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        try:
            for outcome in export_stories(_stories(drafts=options["drafts"]), options["folder"]):
                if isinstance(outcome, BriefError):
                    refused += 1
                    self.stderr.write(str(outcome))
                else:
                    self.stdout.write(str(outcome))
            export_register(options["folder"])
        except OSError as error:
            raise CommandError(f"{options['folder']} cannot be written: {error}") from error
        if refused:
            raise CommandError(f"{refused} could not be exported; the others are.")


def _stories(*, drafts: bool) -> Iterator[StoryPage]:
    stories = StoryPage.objects.all() if drafts else StoryPage.objects.published(timezone.now())
    for story in (
        stories.select_related("lead_image", "storyline").order_by("path").iterator(chunk_size=100)
    ):
        yield story if story.live else story.get_latest_revision_as_object()
