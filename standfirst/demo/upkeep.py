"""Brings a demo's data directory up to date with the code, and does nothing that is done already."""

import subprocess
import sys
from datetime import datetime

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from standfirst import datadir
from standfirst.demo import freshness, publication
from standfirst.demo.freshness import Steps
from standfirst.stories.addresses import name_site


def bring_up_to_date(now: datetime) -> None:
    """Database, then content; meanwhile static files, in a process of their own."""
    done, wanted = _done(), freshness.wanted(settings.ADDRESS, now.date())
    due = {step for step, value in wanted.items() if done.get(step) != value}
    collecting = _collect_static() if "static" in due else None
    if "database" in due:
        say("Making the database.")
        call_command("migrate", verbosity=0)
    if "content" in due:
        say("Loading the demo publication.")
        publication.load(now)
    if due & {"content", "address"}:
        name_site(settings.ADDRESS)
    if collecting and collecting.wait():
        raise CommandError("The static files could not be collected; the reason is above.")
    freshness.keep(settings.DATA, wanted)


def _done() -> Steps:
    """Nothing is, where the database has gone since."""
    made = "django_migrations" in connection.introspection.table_names()
    return freshness.done(settings.DATA) if made else {}


def _collect_static() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "standfirst", "collectstatic", "--no-input", "--verbosity=0"]
    return subprocess.Popen(command, cwd=datadir.CHECKOUT)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
