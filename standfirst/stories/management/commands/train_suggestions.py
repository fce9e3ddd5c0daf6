"""manage.py train_suggestions: let suggestions learn from what this desk has accepted."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from standfirst.stories.training import train


class Command(BaseCommand):
    help = "Learn from the statements this desk has accepted who is likely to have said what."

    def handle(self, *args: Any, **options: Any) -> None:
        learnt = train()
        if learnt is None:
            raise CommandError(
                "Nothing to learn from: no live story has accepted statements. Confirm some first."
            )
        self.stdout.write(
            f"Learnt from {learnt.stories} stories. Suggestions go by it from now on."
        )
