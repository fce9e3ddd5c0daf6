"""The least a WSGI application can do: the answer in the file that BARE_ANSWER names, whatever is asked."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_said = json.loads(Path(os.environ["BARE_ANSWER"]).read_text())
_headers = [(name, value) for name, value in _said["headers"]]
_body = [bytes.fromhex(_said["body"])]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", _headers)
    return _body
