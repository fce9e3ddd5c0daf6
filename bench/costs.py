"""What answers cost that are made anew, in a process of the site's own."""

import json
import subprocess
from collections.abc import Sequence

from bench import machine
from bench.askers import Askers
from bench.figures import Cost
from bench.processes import begin, python
from bench.rows import Row
from standfirst import datadir

PATIENCE = 60.0  # seconds that one site's calls may take


def costs(askers: Askers, rows: Sequence[Row], calls: int) -> dict[str, Cost]:
    """By the row's name."""
    asks = [askers.ask(row) for row in rows]
    with machine.on_core(machine.cores()[0]):
        done = subprocess.run(
            python("-m", "bench.render", str(calls)),
            cwd=datadir.CHECKOUT,
            env=machine.environment(askers.site.environment),
            input=json.dumps(asks),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            start_new_session=True,
            preexec_fn=begin,  # noqa: PLW1509
        )
    if done.returncode:
        raise RuntimeError(f"A page cannot be made anew:\n{done.stderr[-2000:]}")
    said = json.loads(done.stdout.splitlines()[-1])
    return {row.name: Cost(*figures) for row, figures in zip(rows, said, strict=True)}
