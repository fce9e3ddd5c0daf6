"""One-use links in the logs: Django writes down the address of what was refused, and such a one logs in, or out."""

import logging
import re

_TOKEN = re.compile(r"(/log-(?:in|out)/link/)[^/?#\s\"']+")


class MaskLinks(logging.Formatter):
    """Of whole lines, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub(r"\1…", super().format(record))
