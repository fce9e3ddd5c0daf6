"""manage.py prepare_demo: what `manage.py demo` has done before it starts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from standfirst.demo import upkeep


class Command(BaseCommand):
    help = "Bring the demo's database, content and static files up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        upkeep.bring_up_to_date(timezone.now())
