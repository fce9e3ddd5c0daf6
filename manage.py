#!/usr/bin/env python3
"""Every command of the publication, from a bare Python on: `python3 manage.py demo`."""

import sys

if sys.version_info < (3, 11):  # before any import that an older Python would stumble over
    sys.exit(
        "Standfirst needs Python 3.11 or newer; %s is %d.%d."
        % (sys.executable, *sys.version_info[:2])
    )

import bootstrap
from standfirst import datadir


def main() -> None:
    _, command = datadir.take_option(sys.argv[1:])
    bootstrap.enter(dev=command[:1] == ["test"])
    if command[:1] == ["suggest"]:
        # Asked once a text, and often for many: it does without Django, whose start would take longer.
        from standfirst.record.suggest import command as suggesting

        suggesting.main(command[1:])
        return
    from standfirst import cli  # only now does this interpreter have Django

    cli.main()


if __name__ == "__main__":
    main()
