from typing import Any

from django.core.management.base import BaseCommand

from standfirst.stories.indexing import write_all


class Command(BaseCommand):
    help = "Write the words of every story to the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{write_all()} stories indexed.")
