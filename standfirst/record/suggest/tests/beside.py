"""Material that lies beside a checkout and is no part of the project."""

import os
from pathlib import Path

import pytest


def shared(name: str) -> Path:
    """A file of the folder `shared`, above this checkout or named by STANDFIRST_SHARED; the test is skipped without."""
    named = os.environ.get("STANDFIRST_SHARED")
    folders = (
        [Path(named)] if named else [up / "shared" for up in Path(__file__).resolve().parents[4:]]
    )
    file = next((it / name for it in folders if (it / name).is_file()), None)
    if file is None:
        pytest.skip(f"shared/{name} is not here.")
    return file
