"""What the repository holds must be true on every machine: no addresses or folders of one of them."""

import re
import subprocess

import pytest

import bootstrap
from standfirst import datadir

PER_MACHINE = {
    "a package index": re.compile(
        r"/package[s]/(?:[0-9a-f]{2}/){2}|(?:https?|file):/{2}\S*/simpl[e]\b|(?:-i|--\S*index-ur[l])[ =]\S*:/{2}"
    ),
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/"),
}
PINNED = ("requirements.txt", "requirements-dev.txt")


def committed() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=datadir.CHECKOUT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("This is no git checkout, so nothing says which files are committed.")
    return listed.stdout.splitlines()


def test_it_names_no_package_index_and_no_folder_of_one_machine() -> None:
    found = []
    for name in committed():
        file = datadir.CHECKOUT / name
        if file.is_file() and file != datadir.CHECKOUT / "standfirst/tests/test_committed.py":
            text = file.read_bytes().decode(errors="ignore")
            found += [f"{name}: {what}" for what, sign in PER_MACHINE.items() if sign.search(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package index", "--index-url " + "/".join(("https:", "", "example.org", "pypi"))),
        ("a package index", "/".join(("file:", "", "", "srv", "mirror", "simple"))),
        (
            "a package index",
            "/".join(("https:", "", "example.org", "packages", "0a", "1b", "a.whl")),
        ),
        ("a folder of one machine", "cd /home/ana/news"),
        ("a folder of one machine", "open('/root/x')"),
    ],
)
def test_it_sees_what_belongs_to_one_machine(what: str, text: str) -> None:
    assert PER_MACHINE[what].search(text)


def pinned(name: str) -> dict[str, str]:
    """Each pin with its marker, and the lines up to the next."""
    text = (datadir.CHECKOUT / name).read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    split = (entry.partition("\n") for entry in entries)
    return {pin.rstrip("\\ "): rest for pin, _, rest in split}


@pytest.mark.parametrize("name", PINNED)
def test_it_pins_every_requirement_with_its_hashes(name: str) -> None:
    pins = pinned(name)
    assert pins
    assert [pin for pin, rest in pins.items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("name", PINNED)
def test_it_understands_every_marker_that_is_in_use(name: str) -> None:
    for pin in pinned(name):
        found = bootstrap.PIN.match(pin)
        assert found, pin
        bootstrap.applies(found["marker"])


def test_it_has_every_pin_among_those_for_development_too() -> None:
    assert set(pinned("requirements.txt")) <= set(pinned("requirements-dev.txt"))


def test_it_pins_what_the_requirements_ask_for() -> None:
    wanted = re.findall(
        r"^([\w-]+)", (datadir.CHECKOUT / "requirements.in").read_text(), re.MULTILINE
    )
    names = {re.split(r"==", pin)[0].lower() for pin in pinned("requirements.txt")}
    assert {name.lower() for name in wanted} <= names
