"""A machine with a publication on it: a data directory, perhaps a database elsewhere, and commands run there."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from standfirst import datadir

SECRET = "the same on every machine of this drill, as a publisher keeps it"
ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Machine:
    """A data directory with its database; commands are processes of their own."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = ("STANDFIRST_", "DJANGO_", "DATABASE_", "MAIL_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        set_up = {"STANDFIRST_DATA": str(self.data), "STANDFIRST_SECRET": SECRET}
        set_up |= {"STANDFIRST_ADDRESS": ADDRESS, "STANDFIRST_DEMO": "on"}
        set_up |= {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
        if self.database:
            set_up["DATABASE_URL"] = self.database
        return {**clean, **set_up}

    def start(self, *module: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=datadir.CHECKOUT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str) -> str:
        return finish(self.start("standfirst", *command))

    def pages(self, now: datetime) -> "subprocess.Popen[str]":
        return self.start("standfirst.office.tests.drill.pages", now.isoformat())


def finish(process: "subprocess.Popen[str]") -> str:
    said, complained = process.communicate(timeout=580)
    assert process.returncode == 0, complained[-3000:]
    return said


def refused(machine: Machine, *command: str) -> str:
    process = machine.start("standfirst", *command)
    _, complained = process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in complained
    return complained
