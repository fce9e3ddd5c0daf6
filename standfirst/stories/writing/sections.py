"""Whether a story's sections can be read: what is dropped when it is published, and what is refused."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError

from standfirst.stories.writing.lengths import plain

ELLIPSIS = "…"
_ELLIPSES = (ELLIPSIS, "...")

Section = Mapping[str, object]


def has_text(section: Section) -> bool:
    """Words, or something embedded such as a picture."""
    html = section["text"].source  # type: ignore[attr-defined]
    return bool(plain(html).strip()) or "<embed" in html


def fault_of(section: Section) -> tuple[str, str] | None:
    """What keeps it from being published: the field, and what to do."""
    label = str(section["label"]).strip()
    if not label:
        return "label", _("Give this section a label.")
    if any(it in label for it in _ELLIPSES):
        return "label", _("Section “%(label)s”: put words in place of the ellipsis.") % {
            "label": label
        }
    if not has_text(section):
        return "text", _("Section “%(label)s” has no text. Write it, or delete the section.") % {
            "label": label
        }
    return None


def untouched(section: Section, offered: Collection[str]) -> bool:
    """Nobody wrote in it: what is left of the skeleton, or of a section added by mistake."""
    label = str(section["label"]).strip()
    return not has_text(section) and (not label or label in offered)


def ready(sections: StreamValue, offered: Collection[str]) -> StreamValue:
    """As published: without untouched sections. Raises StreamBlockValidationError, naming each fault."""
    found = {
        index: fault
        for index, block in enumerate(sections)
        if not untouched(block.value, offered) and (fault := fault_of(block.value))
    }
    if found:
        raise StreamBlockValidationError(
            block_errors={
                index: StructBlockValidationError({field: ValidationError(what)})
                for index, (field, what) in found.items()
            }
        )
    left = without_empty(sections)
    if not left:
        raise StreamBlockValidationError(non_block_errors=[_("Write at least one section.")])
    return left


def without_empty(sections: StreamValue) -> StreamValue:
    """A published story shows no label with nothing under it."""
    kept = [(it.block_type, it.value, it.id) for it in sections if has_text(it.value)]
    if len(kept) == len(sections):
        return sections
    return StreamValue(sections.stream_block, kept)
