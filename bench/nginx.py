"""nginx with one worker, and a file for each answer, sent with that answer's headers whatever is asked."""

import os
from collections.abc import Sequence
from pathlib import Path

from bench.asking import Answer
from bench.load import HOST

# Its own headers are off, where the answer has them or has not.
MAIN = """{user}worker_processes 1;
daemon off;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_timeout 600;
  keepalive_requests 1000000000;
  etag off;
  max_ranges 0;
  if_modified_since off;
  types {{ }}
{temporary}
{servers}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
SERVER = """  server {{
    listen {host}:{port} backlog=1024;
    location / {{
      root {folder};
      try_files /{port} =404;
      default_type {kind};
      add_header Last-Modified "";
{headers}
    }}
  }}"""
# It sets these by itself, from the file.
FROM_FILE = ("content-length", "content-type")


def configure(folder: Path, answers: Sequence[tuple[Answer, int]]) -> Path:
    """The configuration, for answers and their ports."""
    for answer, port in answers:
        (folder / str(port)).write_bytes(answer.body)
    config = folder / "nginx.conf"
    config.write_text(
        MAIN.format(
            folder=folder,
            user="user root;\n" if os.geteuid() == 0 else "",  # another could not read our folder
            temporary="\n".join(f"  {it}_temp_path {folder}/{it};" for it in TEMPORARY),
            servers="\n".join(_server(folder, *it) for it in answers),
        )
    )
    return config


def _server(folder: Path, answer: Answer, port: int) -> str:
    shown = answer.shown
    added = [
        f"      add_header {name} {_quoted(value)};"
        for name, value in shown.items()
        if name not in FROM_FILE
    ]
    return SERVER.format(
        host=HOST,
        port=port,
        folder=folder,
        kind=_quoted(shown["content-type"]),
        headers="\n".join(added),
    )


def _quoted(value: str) -> str:
    """Raises ValueError for what nginx would take for a variable."""
    if "$" in value:
        raise ValueError(f"nginx cannot be told to send {value!r}.")
    return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))
