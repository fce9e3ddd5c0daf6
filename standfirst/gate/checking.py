"""Whether words can be filled with what their notice knows: nothing unknown, nothing required left out."""

from collections.abc import Mapping

from django.utils.translation import gettext

from standfirst.gate.placeholders import names_in
from standfirst.gate.samples import samples
from standfirst.gate.words import VARIANTS, Words


def problems_of(variant: str, words: Words) -> dict[str, str]:
    """What is wrong, by field; empty when all is well. An empty text is the default's and always well."""
    if variant not in VARIANTS:
        return {"variant": gettext("No notice says this any more.")}
    found = {
        field: wrong
        for field in ("line", "button", "second")
        if (wrong := _problem(variant, field, str(getattr(words, field))))
    }
    if words.second and not VARIANTS[variant].second_to:
        found["second"] = gettext("This notice has no second link; leave this empty.")
    return found


def _problem(variant: str, field: str, text: str) -> str | None:
    if not text:
        return None
    try:
        names = names_in(text)
    except ValueError:
        return gettext(
            "The braces are broken: write one name between { and }, such as {amount}; "
            "a brace that is to be printed is written twice."
        )
    if unknown := names - VARIANTS[variant].facts:
        return _unknown(unknown, samples(variant))
    required = VARIANTS[variant].required if field == "line" else frozenset()
    if missing := required - names:
        return gettext("These must be in the line: %(names)s.") % {"names": _listed(missing)}
    return None


def _unknown(unknown: frozenset[str], known: Mapping[str, str]) -> str:
    names = {"unknown": _listed(unknown), "known": described(known)}
    if not known:
        return gettext("Not known here: %(unknown)s. This notice has no placeholders.") % names
    return gettext("Not known here: %(unknown)s. Known: %(known)s.") % names


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def described(known: Mapping[str, str]) -> str:
    """{amount} (€5), {date} (3 August)."""
    return ", ".join(f"{{{name}}} ({sample})" for name, sample in known.items())
