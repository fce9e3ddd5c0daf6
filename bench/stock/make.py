"""The stock site's database and static files: `python -m bench.stock.make`, before `fill`."""

import os

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    # The admin's own files are for pages that nobody asks for here.
    ours_only = ["admin", "wagtail*"]
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=ours_only)


if __name__ == "__main__":
    main()
