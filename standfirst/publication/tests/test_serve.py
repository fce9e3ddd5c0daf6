"""`serve` keeps a publication running, and `upgrade` changes its version, with nobody turned away."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from standfirst.publication.serving import notes
from standfirst.publication.serving.kept import Kept, wait_after
from standfirst.publication.serving.processes import CannotGoOn, Code, Process
from standfirst.publication.tests.served import (
    Served,
    another_version,
    free_port,
    run,
    secret,
    served,
    wait_until,
)

WEB, WORKER = "publication.serving.web", "standfirst worker"

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="Looks into /proc."),
    pytest.mark.own_database,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "data"
    done = run(folder, "upgrade")
    assert done.returncode == 0, done.stderr
    assert "Nothing serves on this data directory" in done.stdout
    return folder


@pytest.fixture(scope="module")
def site(made: Path) -> Iterator[Served]:
    """Any of these tests may be the first that a process takes over: each finds the worker seen."""
    with served(made, "--workers", "2") as it:
        wait_until(it.is_ready)
        yield it


def test_it_becomes_ready_once_the_worker_has_been_seen(site: Served) -> None:
    assert site.is_ready()
    assert site.get("/-/live") == (200, "live\n")
    assert site.get("/log-in/")[0] == 200


def test_it_adds_up_what_its_processes_count(site: Served) -> None:
    for _ in range(8):
        site.get("/sign-up/")
    counted = site.get("/-/metrics")[1]
    assert 'standfirst_requests_total{route="account_signup",status="2xx"} 8.0' in counted
    assert 'standfirst_job_ran_seconds{job="send_due_mail"}' in counted


def test_the_doctor_finds_the_site_and_tells_no_secret(site: Served) -> None:
    address = f"http://127.0.0.1:{site.port}"
    done = run(site.folder, "doctor", "--json", STANDFIRST_ADDRESS=address)
    found = {it["what"]: it["level"] for it in json.loads(done.stdout)}
    assert found["We are seen to come from 127.0.0.1 (STANDFIRST_PROXIES=0)"] == "ok"
    assert found[f"{address} is ready"] == "ok"
    assert found["A worker has been seen within two minutes"] == "ok"
    assert found["No backup has been made"] == "not ready"
    assert done.returncode == 1
    assert secret()["STANDFIRST_SECRET"] not in done.stdout + done.stderr


@pytest.mark.parametrize("part", [WEB, WORKER])
def test_it_brings_back_what_was_killed(site: Served, part: str) -> None:
    died = site.processes(part)[-1]
    before = len(site.processes(part))
    os.kill(died, signal.SIGKILL)
    wait_until(lambda: died not in (now := site.processes(part)) and len(now) == before)
    assert site.get("/log-in/")[0] == 200


def test_it_brings_back_all_of_the_web_while_readers_wait(site: Served) -> None:
    first = site.processes(WEB)[0]
    os.kill(first, signal.SIGKILL)
    assert site.get("/log-in/")[0] == 200
    assert first not in site.processes(WEB)


def test_it_refuses_a_second_one_on_the_same_data(site: Served) -> None:
    second = run(site.folder, "serve", "--port", str(free_port()))
    assert second.returncode == 1
    assert "is served already" in second.stderr


def test_it_names_the_port_that_is_taken(site: Served, tmp_path: Path) -> None:
    second = run(tmp_path, "serve", "--port", str(site.port))
    assert second.returncode == 1
    assert f"Port {site.port} of 127.0.0.1 cannot be used" in second.stderr
    assert "--port" in second.stderr


class Load:
    """Readers who come again and again, each time anew and slowly, and take the page's style sheet along."""

    PAUSE = 0.02  # seconds

    def __init__(self, site: Served) -> None:
        self.site, self.answers, self.faults = site, 0, []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._read) for _ in range(4)]

    def __enter__(self) -> "Load":
        for it in self.threads:
            it.start()
        wait_until(lambda: self.answers > 20)
        return self

    def __exit__(self, *_: object) -> None:
        seen = self.answers
        wait_until(lambda: self.answers > seen + 20 or bool(self.faults))
        self.over.set()
        for it in self.threads:
            it.join()

    def _read(self) -> None:
        while not self.over.is_set():
            try:
                page = self._get("/log-in/")
                for style in re.findall(r'"(/static/[^"]+\.css)"', page):
                    self._get(style)
            except Exception as why:
                self.faults.append(repr(why))

    def _get(self, path: str) -> str:
        status, page = self.site.get(path, pause=self.PAUSE)
        assert status == 200, f"{path} {status}"
        self.answers += 1
        return page


def test_it_takes_in_a_new_version_and_loses_no_request(site: Served, tmp_path: Path) -> None:
    new = another_version(tmp_path)
    style = new / "standfirst/publication/static/publication"
    changed = next(style.rglob("*.css"))
    changed.write_text(f"{changed.read_text()}\n/* new */\n")
    with Load(site) as load:
        done = run(site.folder, "upgrade", "--no-backup", code=new)
        wait_until(lambda: len(site.processes(WEB)) == 3)
    assert done.returncode == 0, done.stderr
    assert "The new version serves." in done.stdout
    assert load.faults == []
    for part in (WEB, WORKER):
        assert {os.readlink(f"/proc/{pid}/cwd") for pid in site.processes(part)} == {str(new)}


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("wsgi.py", "import no_such_module", "No module named 'no_such_module'"),
        ("wsgi.py", "import os; os._exit(7)", "It ended with 7"),
        ("publication/language.py", "speak = lambda it: (lambda asked: 1 / 0)", "answers 500"),
    ],
)
def test_it_goes_on_with_the_old_version_where_the_new_one_is_broken(
    site: Served, tmp_path: Path, file: str, text: str, why: str
) -> None:
    new = another_version(tmp_path)
    (new / "standfirst" / file).write_text(text)
    serving = site.processes(WEB)
    with Load(site) as load:
        done = run(site.folder, "upgrade", "--no-backup", code=new)
    assert done.returncode == 1
    assert "the one before goes on" in done.stderr
    assert why in done.stderr
    assert load.faults == []
    assert site.processes(WEB) == serving


def test_it_goes_on_where_the_new_version_s_interpreter_is_gone(site: Served) -> None:
    serving, state = site.processes(WEB), notes.state_of(site.folder)
    assert state
    with pytest.raises(notes.NotTaken, match="/gone/python cannot be run"):
        notes.hand_over(site.folder, state, Code("/gone/python"), 60)
    assert site.processes(WEB) == serving
    assert site.get("/log-in/")[0] == 200


def test_it_leaves_the_running_site_alone_for_an_upgrade_that_hands_nothing_over(
    site: Served,
) -> None:
    serving = site.processes(WEB)
    done = run(site.folder, "upgrade", "--no-backup", "--no-handover")
    assert done.returncode == 0, done.stderr
    assert "Start it anew" in done.stdout
    assert site.processes(WEB) == serving


def test_it_finishes_what_is_under_way_when_it_is_told_to_stop(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as reader:
        head = "POST /log-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 7\r\n"
        form = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nemail"
        reader.sendall(f"{head}{form}".encode())
        time.sleep(0.5)
        site.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        reader.sendall(b"=a")
        answer = reader.recv(100)
    assert answer.startswith(b"HTTP/1.1 403")  # the form came without its token
    assert site.process.wait(20) == 0
    assert not site.processes("standfirst")


def test_it_says_what_to_run_where_the_database_is_of_another_version(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made / "static", tmp_path / "static")
    refused = run(tmp_path, "serve", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "Run `standfirst upgrade` first" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("STANDFIRST_PROXIES", "", "STANDFIRST_PROXIES is not set"),
        ("STANDFIRST_PROXIES", "one", "STANDFIRST_PROXIES is 'one'"),
        ("STANDFIRST_SECRET", "short", "STANDFIRST_SECRET is not set or too short"),
        ("STANDFIRST_DEMO", "on", "is a demo's"),
    ],
)
def test_it_stops_at_a_setting_that_is_missing_or_malformed(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    refused = run(tmp_path, "serve", "--port", str(free_port()), **{name: value})
    assert refused.returncode == 1
    assert said in refused.stderr
    assert f"{name}=" in refused.stderr or name == "STANDFIRST_DEMO"
    assert "Traceback" not in refused.stderr


def test_it_refuses_a_demo_s_data(tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    refused = run(tmp_path, "serve", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "is a demo's" in refused.stderr


def test_it_names_a_data_directory_it_cannot_use(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = run(tmp_path / "file" / "data", "serve", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "cannot be used" in refused.stderr
    assert "STANDFIRST_DATA" in refused.stderr


@pytest.mark.parametrize(("failures", "seconds"), [(1, 0), (2, 1), (3, 2), (4, 4), (99, 30)])
def test_it_waits_longer_each_time_a_process_ends(failures: int, seconds: float) -> None:
    assert wait_after(failures) == seconds


def test_it_tries_again_where_what_ended_cannot_be_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = Process.start(Code(), ["this"], output=(tmp_path / "said").open("w"))
    ended.popen.wait()
    seen_off: list[Process] = []
    kept = Kept("worker", ended, lambda: Process.start(Code("/gone/python"), []), seen_off.append)
    kept.look()
    assert "/gone/python cannot be run" in capsys.readouterr().err
    time.sleep(1.1)
    kept.look()
    assert "could not be started; it is started again in 2 s" in capsys.readouterr().err
    assert seen_off == [ended]


def test_it_names_the_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn, match="gone"):
        Process.start(Code(folder=tmp_path / "gone"), ["this"])


def test_it_starts_the_version_anew_that_was_taken_last(tmp_path: Path) -> None:
    running = notes.Running(tmp_path, "127.0.0.1", 8000)
    running.report("")
    assert running.next_code() == Code()
    ours, broken = Code("python", tmp_path / "new"), Code("python", tmp_path / "broken")
    for code, why in ((ours, ""), (broken, "It ended with 1.")):
        asked = {"request": "1", "python": code.python, "folder": str(code.folder)}
        (tmp_path / notes.NEXT).write_text(json.dumps(asked))
        assert running.next_code() == code
        running.report(why)
    assert running.next_code() == ours


def test_it_keeps_the_database_whole(made: Path) -> None:
    with sqlite3.connect(made / "db.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
