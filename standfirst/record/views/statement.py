"""The page of one statement, at an address that stays."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from standfirst.publication.current import settings_for
from standfirst.publication.templatetags.moments import day_words
from standfirst.record.correcting import corrections_of
from standfirst.record.models import Statement
from standfirst.record.models.statement import Mode, Stance
from standfirst.record.moments import when_words
from standfirst.record.not_commented import spoken_since
from standfirst.record.reading import Said, for_reading
from standfirst.record.views.looking import Looking, record_page
from standfirst.record.views.machines import told


@record_page
def statement(at: Looking, uid: UUID) -> HttpResponse:
    out = Statement.objects.published(at.now)
    row = for_reading(out.filter(uid=uid)).first()
    if row is None:
        raise Http404
    beside = Q(reply_to=row) & at.sight.readable  # what a locked one answers tells of its words
    if row.reply_to_id and at.sight.said(row).reply_to:
        beside |= Q(pk=row.reply_to_id)
    rows = for_reading(out.filter(beside).newest_first())[:A_FEW]
    said, *others = at.sight.all_said([row, *rows])
    silent = [said] if said.stance is Stance.NOT_COMMENTED else []
    context = {
        "said": said,
        "answered": [it for it in others if it.pk == row.reply_to_id],
        "answers": [it for it in others if it.pk != row.reply_to_id],
        "citation": citation(said, settings_for(at.request).name),
        "spoken": at.sight.all_said(spoken_since(silent, at.now).values()) if silent else [],
        "corrections": [] if said.locked else corrections_of(row),
        **told([said]),
    }
    return at.answer("record/permalink.html", context)


A_FEW = 20  # answers that are shown


def citation(said: Said, publication: str) -> str:
    """One line of plain text: who, when, what where it may be read, and where it stands."""
    speaker = [
        said.person.name if said.person else "",
        said.office,
        said.party.name if said.party else "",
        said.unnamed,
    ]
    who = ", ".join([*filter(None, speaker), when_words(said)])
    what = f"“{said.words}”" if said.mode is Mode.DIRECT else said.words
    where = _("In “%(story)s”, %(publication)s, %(day)s.") % {
        "story": said.story.name,
        "publication": publication,
        "day": day_words(said.published_at.date()),
    }
    return " ".join([f"{who}: {what}" if what else f"{who}.", where, said.address])
