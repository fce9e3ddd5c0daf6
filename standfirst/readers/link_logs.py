"""Log-in links in the logs: Django writes down the address of what was refused, and this one logs in."""

import logging
import re

_TOKEN = re.compile(r"(/log-in/link/)[^/?#\s\"']+")


class MaskLinks(logging.Formatter):
    """Of whole lines, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub(r"\1…", super().format(record))
