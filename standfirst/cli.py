"""The `standfirst` command, and manage.py once it has an environment: the same subcommands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from standfirst import __version__, datadir, testing
from standfirst.demo import start
from standfirst.office.founding import address
from standfirst.publication.serving import start as serving
from standfirst.record.suggest import command as suggesting

HELP = """\
Of this publication, each with --data DIR for another data directory than the default:

[standfirst]
    demo [--port N]
    init [--yes]
    serve [--workers N] [--host HOST] [--port N] [--no-worker]
    suggest [--json]
    test [--postgresql] [pytest arguments]
"""


def main(argv: list[str] | None = None) -> None:
    name, *arguments = argv if argv is not None else sys.argv
    folder, command = datadir.take_option(arguments)
    # Absolute, and in the environment: processes that a command starts run in other folders.
    os.environ["STANDFIRST_DATA"] = str(datadir.chosen(folder))
    try:
        _run(name, command)
    except ImproperlyConfigured as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit(130)


def _run(name: str, command: list[str]) -> None:
    """Demo, serve, suggest and test begin before there are settings to read; all others are Django's."""
    # The tests point at the settings only once they have their own data; suggest needs none.
    if command[:1] not in (["test"], ["suggest"]):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    match command:
        case ["demo", *rest]:
            start.main(rest)
        case ["init", *rest]:
            execute_from_command_line([name, "init", *address.prepare(rest)])
        case ["serve", *rest]:
            serving.main(rest)
        case ["suggest", *rest]:
            suggesting.main(rest)
        case ["test", *rest]:
            testing.run(rest)
        case ["version" | "--version"]:
            print(f"Standfirst {__version__}")
        case [] | ["help"]:
            print(HELP)
            execute_from_command_line([name, *command])
        case _:
            execute_from_command_line([name, *command])
