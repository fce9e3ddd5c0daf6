"""JSON that stands in a page, in a <script> of data."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# A <script> of data ends at the first "</script", and U+2028/9 end a line in old JavaScript.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - cannot close its <script>: see _ESCAPES
