"""What the sandbox's pages are asked and answer, apart from how it travels."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

from standfirst.billing.sandbox.answering import Request

HTML = "text/html; charset=utf-8"
# What a page of ours may load: its own files. No script or style stands in a page.
OWN = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
ALONE = f"{OWN}; form-action 'self'; frame-ancestors 'none'"
# A test tool on this machine: any page may show its frames.
FRAMED = f"{OWN}; form-action 'none'; frame-ancestors *"
# The page to try the field on shows the frames itself.
SHOWING = f"{OWN}; frame-src 'self'; form-action 'self'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    form: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request) -> Self:
        """Of a name that was given twice, the last."""
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        form = dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True))
        return cls(request.method, request.path, query, request.headers, form)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    kind: str = HTML
    policy: str = ALONE
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": self.kind,
            "Content-Security-Policy": self.policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cache-Control": "no-store",
            **self.more,
        }


def as_json(values: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(values, indent=2).encode(), "application/json")


def go(to: str) -> Answer:
    """After a form: the page it leads to is asked for anew (303)."""
    return Answer(303, b"", more={"Location": to})
