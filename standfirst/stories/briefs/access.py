"""The words for who may read, in one spelling."""

import re

SLUG = re.compile(r"[-\w]+")

_LEVELS = ("public", "registered", "members")
_PLANS = re.compile(r"plans?\s*:\s*(.+)")


def access_level(text: str) -> str | None:
    """ "Plans: Plus,basic" → "plans: basic, plus"; None if these words mean nothing."""
    text = text.strip().lower()
    if text in _LEVELS:
        return text
    match = _PLANS.fullmatch(text)
    plans = [plan.strip() for plan in match[1].split(",")] if match else []
    if not plans or not all(SLUG.fullmatch(plan) for plan in plans):
        return None
    return f"plans: {', '.join(sorted(set(plans)))}"
