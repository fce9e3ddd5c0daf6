from typing import Any

from django.core.management.base import BaseCommand

from standfirst.record.search.entries import write_all


class Command(BaseCommand):
    help = "Write the words of every statement of the record to its search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{write_all()} statements indexed.")
