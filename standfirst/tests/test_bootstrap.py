"""From a bare Python to one that serves. The packages are made here: no test needs a network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import bootstrap
from standfirst import datadir

pytestmark = pytest.mark.own_database

HAS_UV = shutil.which("uv") is not None
Run = subprocess.CompletedProcess[str]


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        (None, True),
        (f"sys_platform == '{sys.platform}'", True),
        ("sys_platform == 'none'", False),
        ("implementation_name != 'none'", True),
        ("python_full_version < '3.11'", False),
        ("python_full_version >= '3.11'", True),
        ("python_full_version >= '3.9.20'", True),
        ("python_full_version >= '3.9' and implementation_name != 'none'", True),
        ("implementation_name != 'none' and python_full_version < '3.9'", False),
    ],
)
def test_it_reads_the_markers_of_pins(marker: str | None, holds: bool) -> None:
    assert bootstrap.applies(marker) is holds


@pytest.mark.parametrize(
    "marker",
    ["os_name == 'x'", "sys_platform == 'a' and os_name == 'b'", "sys_platform == 'a' or x", "x"],
)
def test_it_does_not_guess_at_other_markers(marker: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        bootstrap.applies(marker)


def test_it_serves_when_every_pin_is_installed_at_its_version() -> None:
    pin = f"pytest=={metadata.version('pytest')}"
    assert bootstrap.has_all(f"{pin} \\\n    --hash=sha256:00\n    # via -r x.in\n")
    assert not bootstrap.has_all(f"{pin}\npytest-django==0.0.1\n")
    assert not bootstrap.has_all(f"{pin}\nno-such-package==1.0\n")
    assert bootstrap.has_all(f"{pin}\nno-such-package==1.0 ; sys_platform == 'none' \\\n")
    assert not bootstrap.has_all(f"{pin}\nno-such-package==1.0 ; os_name == 'none'\n")
    assert not bootstrap.has_all(f"{pin}\nno-such-package>=1.0\n")


def test_it_names_the_version_that_is_wanted_to_a_python_that_is_too_old() -> None:
    old = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('manage.py', None, '__main__')"
    done = subprocess.run(
        [sys.executable, "-c", old], cwd=datadir.CHECKOUT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Standfirst needs Python 3.11 or newer")
    assert done.stderr.strip().endswith("is 3.9.")


def wheel(folder: Path) -> str:
    """A package with one module, as a wheel; its line for a requirements file."""
    folder.mkdir()
    file = folder / "tiny-1.0-py3-none-any.whl"
    parts = {
        "tiny.py": "",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
        opened.writestr(
            "tiny-1.0.dist-info/RECORD",
            "".join(f"{it},,\n" for it in [*parts, "tiny-1.0.dist-info/RECORD"]),
        )
    return f"tiny==1.0 \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


class Checkout:
    """A folder with bootstrap.py and one requirement, and an index that is another folder."""

    def __init__(self, folder: Path, *, uv: bool) -> None:
        self.folder, self.python = folder, folder / ".venv/bin/python"
        shutil.copy(datadir.CHECKOUT / "bootstrap.py", folder)
        self.require(wheel(folder / "wheels"))
        if uv and not HAS_UV:
            pytest.skip("uv is not on PATH.")
        index = {"FIND_LINKS": str(folder / "wheels"), "NO_INDEX": "1"}
        self.environment = {
            **{
                key: value
                for key, value in os.environ.items()
                if not key.startswith(("PIP_", "UV_"))
            },
            **{f"{tool}_{key}": value for tool in ("PIP", "UV") for key, value in index.items()},
            "PATH": os.environ["PATH"] if uv else "",
        }

    def require(self, lines: str) -> None:
        (self.folder / "requirements.txt").write_text(lines)

    def run(self) -> Run:
        return subprocess.run(
            [sys.executable, "bootstrap.py"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    def has_tiny(self) -> bool:
        return subprocess.run([self.python, "-c", "import tiny"]).returncode == 0


@pytest.mark.parametrize("uv", [True, False], ids=["uv", "pip"])
def test_it_makes_an_environment_once(tmp_path: Path, uv: bool) -> None:
    checkout = Checkout(tmp_path, uv=uv)
    made = checkout.run()
    assert made.stdout == f"{checkout.python}\n", made.stderr
    assert made.stderr.startswith(f"Installing 1 packages into .venv with {'uv' if uv else 'pip'}")
    assert "trying pip" not in made.stderr
    assert checkout.has_tiny()
    again = checkout.run()
    assert (again.stdout, again.stderr) == (made.stdout, "")


def test_it_heals_an_environment_that_was_broken_off(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, uv=HAS_UV)
    checkout.run()
    (tmp_path / ".venv/unfinished").touch()
    next((tmp_path / ".venv").rglob("tiny.py")).unlink()
    assert not checkout.has_tiny()
    assert checkout.run().returncode == 0
    assert checkout.has_tiny()


def test_it_says_so_when_the_packages_cannot_be_had_and_starts_again_when_they_can(
    tmp_path: Path,
) -> None:
    checkout = Checkout(tmp_path, uv=HAS_UV)
    right = (tmp_path / "requirements.txt").read_text()
    checkout.require(f"tiny==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    failed = checkout.run()
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "could not be installed; the reason is above" in failed.stderr
    checkout.require(right)
    assert checkout.run().returncode == 0
    assert checkout.has_tiny()


def test_it_names_the_package_to_install_where_python_comes_without_pip(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, uv=False)
    (tmp_path / "ensurepip.py").write_text("raise SystemExit(1)\n")  # as Debian's Python has it
    checkout.environment["PYTHONPATH"] = str(tmp_path)
    failed = checkout.run()
    assert failed.returncode == 1
    assert "apt install python3-venv" in failed.stderr


def test_it_says_so_when_the_folder_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Path("/dev/null/.venv")
    for name, path in {
        "VENV": nowhere,
        "PYTHON": nowhere / "bin/python",
        "UNFINISHED": nowhere / "u",
        "INSTALLED": nowhere / "i",
    }.items():
        monkeypatch.setattr(bootstrap, name, path)
    with pytest.raises(bootstrap.CannotPrepare, match="cannot be made in"):
        bootstrap.make(bootstrap.pins(dev=False))
