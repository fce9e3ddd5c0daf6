"""The demo publication, with no sandbox, into a database that is migrated. Run as a module; needs no static files."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from standfirst.demo import publication  # noqa: E402
from standfirst.publication import worker  # noqa: E402
from standfirst.tests.standings import tell_everyone  # noqa: E402

if __name__ == "__main__":
    publication.load(timezone.now())
    tell_everyone(timezone.now())
    worker.tick(timezone.now())
