"""What `deploy/` holds can be read by whom it is for, starts what there is, and says what the guide says."""

import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from standfirst import datadir

DEPLOY = datadir.CHECKOUT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALLED = "/opt/standfirst/.venv/bin/python"
FOR_COMPOSE = {"POSTGRES_PASSWORD"}
GUIDES = ("docs/publishers.md", "docs/install.md")
# A service that may do what ours need gets about 1.5; one that says nothing 9.6 (systemd-analyze security).
MOST_EXPOSED = 20  # tenths


def needs(command: str) -> str:
    path = shutil.which(command) or shutil.which(command, path="/usr/sbin:/sbin")
    return path or pytest.skip(f"There is no {command} here.")


def read_unit(unit: Path) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read_string(unit.read_text())
    return parser


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def settings_in_the_guide() -> set[str]:
    text = (datadir.CHECKOUT / "docs/publishers.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_its_example_of_settings_has_every_setting_of_the_guide_and_no_other() -> None:
    lines = (DEPLOY / ".env.example").read_text().splitlines()
    names = re.findall(r"^#?([A-Z_]+)='.*'$", "\n".join(lines), re.MULTILINE)
    assert len(names) == len(set(names))
    assert set(names) - FOR_COMPOSE == settings_in_the_guide()


def test_the_shell_reads_its_example_as_it_stands() -> None:
    script = f'set -a; . {shlex.quote(str(DEPLOY / ".env.example"))}; printf %s "$MAIL_URL"'
    said = subprocess.run(["sh", "-euc", script], capture_output=True, text=True, check=True)
    assert said.stdout == "smtp://user:password@mail.example.org:587/?tls=on"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_its_units(unit: Path, tmp_path: Path) -> None:
    analyze = needs("systemd-analyze")
    for other in UNITS:
        (tmp_path / other.name).write_text(other.read_text().replace(INSTALLED, "/bin/true"))
    said = subprocess.run(
        [analyze, "verify", "--man=no", str(tmp_path / unit.name)], capture_output=True, text=True
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_its_services_may_do_little(unit: Path) -> None:
    said = subprocess.run(
        [needs("systemd-analyze"), "security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit],
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-200:]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_its_services_are_hardened_and_never_root(unit: Path) -> None:
    service = read_unit(unit)["Service"]
    assert service["User"] == "standfirst"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["EnvironmentFile"] == "/etc/standfirst.env"
    assert "-m standfirst " in service["ExecStart"]


def test_caddy_reads_its_file() -> None:
    caddy, file = needs("caddy"), str(DEPLOY / "Caddyfile")
    adapted = subprocess.run(
        [caddy, "adapt", "--config", file, "--validate"], capture_output=True, text=True
    )
    assert adapted.returncode == 0, adapted.stderr
    formatted = subprocess.run([caddy, "fmt", file], capture_output=True, text=True, check=True)
    assert formatted.stdout == (DEPLOY / "Caddyfile").read_text()


def test_its_images_are_pinned(compose: dict[str, Any]) -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    images = [line.split()[1] for line in lines if line.startswith("FROM ")]
    images += [it["image"] for it in compose["services"].values()]
    for image in set(images) - {"standfirst:local"}:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)+", image), image


def test_its_image_is_not_roots_and_holds_what_is_named() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert "\nUSER standfirst\n" in text
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    for name in " ".join(copied).split():
        assert (datadir.CHECKOUT / name).exists()
        assert f"\n!{name}\n" in (DEPLOY / "Containerfile.dockerignore").read_text()


def test_compose_starts_what_there_is(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"web", "worker", "db", "caddy"}
    assert services["web"]["command"] == ["serve", "--no-worker", "--host", "0.0.0.0"]
    assert services["worker"]["command"] == ["worker"]
    assert int(services["db"]["image"].split(":")[1].split(".")[0]) >= 15
    assert [name for name, it in services.items() if "ports" in it] == ["caddy"]
    for service in services.values():
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
        assert set(service["networks"]) <= set(compose["networks"])
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).is_file()
    for name in ("web", "worker"):
        assert services[name]["depends_on"]["db"] == {"condition": "service_healthy"}
        assert services[name]["read_only"] is True
        assert set(services[name]["environment"]) - {"DATABASE_URL"} <= settings_in_the_guide()


def test_every_file_of_it_is_explained_in_the_guide() -> None:
    guides = "".join((datadir.CHECKOUT / guide).read_text() for guide in GUIDES)
    files = [it for it in DEPLOY.rglob("*") if it.is_file() and it.suffix != ".dockerignore"]
    missing = [it.name for it in files if f"deploy/{it.relative_to(DEPLOY)}" not in guides]
    assert not missing


def test_the_guide_upgrades_containers_without_a_handover() -> None:
    """`upgrade` in a container of its own cannot signal the `serve` of another: it would wait in vain."""
    text = (datadir.CHECKOUT / "docs/install.md").read_text()
    commands = re.findall(r"docker compose run --rm web upgrade[^&`]*", text)
    assert [it.split()[-1] for it in commands] == ["--no-handover"]
