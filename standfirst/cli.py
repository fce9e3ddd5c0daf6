"""The `standfirst` command: the same subcommands as manage.py, in an environment that is already made."""

import os
import sys


def main(argv: list[str] | None = None) -> None:
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    execute_from_command_line(argv if argv is not None else sys.argv)
