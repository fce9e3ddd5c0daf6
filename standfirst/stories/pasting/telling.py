"""In words, what a paste left out and what in it is in doubt."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.stories.briefs import Brief, BriefError, Doubt

from .left_out import Kind, LeftOut

_COUNTED: dict[Kind, Callable[[int], str]] = {
    Kind.IMAGE: lambda n: ngettext("%(n)d image", "%(n)d images", n),
    Kind.TABLE: lambda n: ngettext("%(n)d table", "%(n)d tables", n),
    Kind.MEDIA: lambda n: ngettext("%(n)d video or embed", "%(n)d videos or embeds", n),
    Kind.FORM: lambda n: ngettext("%(n)d form field", "%(n)d form fields", n),
    Kind.ASIDE: lambda n: ngettext("%(n)d box beside the text", "%(n)d boxes beside the text", n),
    Kind.HIDDEN: lambda n: ngettext("%(n)d hidden text", "%(n)d hidden texts", n),
    Kind.STRUCK: lambda n: ngettext("%(n)d struck passage", "%(n)d struck passages", n),
    Kind.COMMENT: lambda n: ngettext("%(n)d comment", "%(n)d comments", n),
    Kind.FOOTNOTE: lambda n: ngettext("%(n)d footnote", "%(n)d footnotes", n),
    Kind.SIGNATURE: lambda n: ngettext("%(n)d signature", "%(n)d signatures", n),
    Kind.EARLIER_MAIL: lambda n: ngettext("%(n)d earlier mail", "%(n)d earlier mails", n),
    Kind.LINK: lambda n: ngettext(
        "%(n)d link of the standfirst, which is plain text",
        "%(n)d links of the standfirst, which is plain text",
        n,
    ),
}


def left_out_line(left_out: LeftOut) -> str:
    """One line; "" if nothing was left out."""
    things = [
        _COUNTED[kind](left_out[kind]) % {"n": left_out[kind]} for kind in Kind if left_out[kind]
    ]
    return _("Left out: %(things)s.") % {"things": ", ".join(things)} if things else ""


def not_filled_line(brief: Brief, desk_slug: str) -> str:
    """What the brief names and this form has elsewhere, or cannot be given by a paste."""
    things = list(_not_filled(brief, desk_slug))
    said = _("The brief also names what a paste does not set: %(things)s.")
    return said % {"things": ", ".join(things)} if things else ""


def refusal_line(error: BriefError) -> str:
    return _("Line %(line)d: %(reason)s. %(remedy)s") % {
        "line": error.line,
        "reason": error.reason,
        "remedy": error.remedy,
    }


def doubt_line(doubt: Doubt) -> str:
    facts = {"line": doubt.line, "words": doubt.words}
    if doubt.on_top:
        says = _(
            "Line %(line)d was taken for the standfirst, and starts like a section: “%(words)s:”."
        )
        return says % facts
    says = _(
        "Line %(line)d looks like a section's label and is none: “%(words)s:”. "
        "It was joined to the section above."
    )
    marked = _("If it is a label, write it as “## %(words)s” on a line of its own.")
    plain = _("If it is a label, start a new line after its colon.")
    return f"{says} {marked if doubt.marked else plain}" % facts


def _not_filled(brief: Brief, desk_slug: str) -> Iterator[str]:
    if brief.desk and brief.desk != desk_slug:
        yield _("its desk (%(desk)s)") % {"desk": brief.desk}
    if brief.published or brief.updated:
        yield _("its times")
    if brief.image:
        yield _("its image (%(path)s)") % {"path": brief.image.path}
