"""manage.py worker: runs the jobs of all rooms until it is stopped with SIGTERM or Ctrl-C."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from standfirst.publication import worker


class Command(BaseCommand):
    help = "Run the jobs that send mail, publish at set times and keep things in step."

    def handle(self, *args: Any, **options: Any) -> None:
        it = worker.Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: it.stop())
        it.work()
