"""What every XML answer of ours minds."""

import re

# Characters XML 1.0 cannot hold, even escaped: https://www.w3.org/TR/xml/#charsets
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
