"""All that happened with a reader's memberships in one list: changes, payments, mails, what staff did, newest first.

The five kinds of rows are put in order by their times alone; only those of one page are read whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from standfirst.billing.models import Invoice, Letter
from standfirst.membership.models import MembershipEvent
from standfirst.office.acts import title_of
from standfirst.office.events import event_in_words
from standfirst.office.mails import kind_in_words, mail_in_lines, words_of_kind
from standfirst.office.models import StaffAct
from standfirst.office.payments import invoice_in_lines
from standfirst.publication.outgoing import OutgoingMail
from standfirst.readers.mails_sent import sent_to
from standfirst.readers.models import Reader

ON_A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """`sort`: a change, a payment, a mail or an act of staff; in the style sheet by this name."""

    at: datetime
    sort: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    rows: QuerySet[Any]
    at: str  # the field
    told: Callable[[Any], Entry]


def timeline(
    reader: Reader, names: Mapping[str, str], now: datetime, page: str | None
) -> Page[Entry]:
    """`names`: what plans are called, by slug."""
    sources = _sources(reader, names, now)
    keys = [
        (at, number, pk)
        for number, source in enumerate(sources)
        for at, pk in source.rows.order_by().values_list(source.at, "pk")
    ]
    keys.sort(reverse=True)
    found: Page[Any] = Paginator(keys, ON_A_PAGE).get_page(page)
    found.object_list = _read(sources, list(found.object_list))
    return found


def _read(sources: list[Source], keys: list[tuple[datetime, int, int]]) -> list[Entry]:
    rows = [
        source.rows.in_bulk([pk for _at, of, pk in keys if of == number])
        for number, source in enumerate(sources)
    ]
    return [sources[of].told(rows[of][pk]) for _at, of, pk in keys if pk in rows[of]]


def _sources(reader: Reader, names: Mapping[str, str], now: datetime) -> list[Source]:
    mails = sent_to(reader)
    events = MembershipEvent.objects.filter(membership__reader=reader)
    invoices = Invoice.objects.filter(customer__reader=reader).select_related("customer")
    acts = StaffAct.objects.of(reader).select_related("by")
    return [
        Source(acts, "at", _of_act),
        Source(mails, "created_at", _of_mail),
        Source(_without_mail(reader, mails), "at", _of_letter),
        Source(invoices, "at", lambda it: _of_invoice(it, now)),
        Source(events, "at", lambda it: _of_event(it, names, now)),
    ]


def _without_mail(reader: Reader, mails: QuerySet[OutgoingMail]) -> QuerySet[Letter]:
    """Letters whose mail is not among those remembered: those of longer ago, above all."""
    letters = Letter.objects.filter(membership__reader=reader)
    oldest = mails.order_by("created_at").values_list("created_at", flat=True).first()
    kinds_at = set(mails.values_list("kind", "created_at"))
    if oldest is None:
        return letters
    recent = letters.filter(at__gte=oldest).values_list("pk", "kind", "at")
    return letters.exclude(pk__in=[pk for pk, kind, at in recent if (kind, at) in kinds_at])


def _of_event(event: MembershipEvent, names: Mapping[str, str], now: datetime) -> Entry:
    told = event_in_words(event, names, now)
    title = _("Membership %(number)s: %(state)s") % {
        "number": told.membership,
        "state": told.state,
    }
    lines = tuple(f"{label}: {value}" for label, value in told.changes)
    return Entry(told.at, "change", title, lines)


def _of_invoice(invoice: Invoice, now: datetime) -> Entry:
    title, *lines = invoice_in_lines(invoice, now)
    return Entry(invoice.at, "payment", title, tuple(lines))


def _of_mail(mail: OutgoingMail) -> Entry:
    title = _("Mail: %(kind)s") % {"kind": kind_in_words(mail)}
    return Entry(mail.created_at, "mail", title, mail_in_lines(mail))


def _of_letter(letter: Letter) -> Entry:
    return Entry(letter.at, "mail", _("Mail: %(kind)s") % {"kind": words_of_kind(letter.kind)})


def _of_act(act: StaffAct) -> Entry:
    title = f"{title_of(act)}: {act.what}" if act.what else title_of(act)
    by = str(act.by) if act.by else _("Somebody who is deleted")
    return Entry(act.at, "act", title, (f"{by}: {act.reason}",))
