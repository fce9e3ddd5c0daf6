from typing import Any

from django.core.management.base import BaseCommand

from standfirst.stories.models import StoryPage
from standfirst.stories.words import StoryWords

A_BATCH = 100  # stories whose words are in memory at a time


class Command(BaseCommand):
    help = "Write the words of every story to the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(StoryPage.objects.values_list("pk", flat=True))
        for start in range(0, len(ids), A_BATCH):
            StoryWords.write(*ids[start : start + A_BATCH])
        self.stdout.write(f"{len(ids)} stories indexed.")
