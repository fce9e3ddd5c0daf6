"""What staff do at Stripe for a reader: money back, an end, a look at what is so.

Stripe is never asked inside a transaction. So that the rows tell the truth though the machine may stop at any moment,
there are two: what is asked for, written before; and what became of it. Asking again after the first is harmless: the
keys that `billing.closing` gives Stripe come from our rows, and what is done already is not done twice.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.billing import closing, letters, sync
from standfirst.billing.gateway import Refused, Trouble
from standfirst.billing.letters_due import Kind
from standfirst.billing.models import Customer, Invoice, InvoiceState, Subscription
from standfirst.membership.currencies import read_amount
from standfirst.membership.format import format_day, format_money
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import Money, State
from standfirst.office import rights
from standfirst.office.act_form import ActForm, choose
from standfirst.office.models import StaffAct
from standfirst.readers.models import Reader


class NotDone(Exception):
    """The words say what is known of it."""


class FarAct(ActForm):
    """`asked` says what is wanted, `do` has Stripe do it and says what was done."""

    def asked(self) -> str:
        raise NotImplementedError

    def act(self, by: Reader) -> str:
        """What was done. Raises NotDone."""
        self.note(by, _("asked for: %(what)s") % {"what": self.asked()})
        try:
            what = self.do()
        except Refused as why:
            self.note(by, _("not done: Stripe refused it"))
            raise NotDone(_("Stripe refused it: %(why)s") % {"why": why}) from why
        except Trouble as why:
            self.note(by, _("not known: Stripe didn't answer"))
            raise NotDone(
                _("Stripe didn't answer, so it isn't known whether it was done.")
                + " "
                + _("Do it again in a minute: it is never done twice.")
            ) from why
        self.note(by, _("done: %(what)s") % {"what": what})
        return what

    def note(self, by: Reader, what: str) -> None:
        StaffAct.note(
            reader=self.reader,
            by=by,
            act=self.name,
            what=what[:300],
            reason=self.cleaned_data["reason"],
            now=self.now,
        )


class Refund(FarAct):
    """By rule, the whole of the last payment ends what was paid for with it; a part of it ends nothing."""

    name = "refund"
    title = gettext_lazy("Give money back")
    right = rights.REFUND
    grave = True

    invoice = forms.ModelChoiceField(
        Invoice.objects.none(), label=gettext_lazy("Payment"), empty_label=None
    )
    amount = forms.CharField(
        label=gettext_lazy("How much of it"),
        max_length=20,
        required=False,
        help_text=gettext_lazy(
            "Empty: all that is left. All of the last payment back ends the membership; a part ends nothing."
        ),
    )

    # What the form showed. A part given back after a lost answer is seen in it: pressed again, it is another part.
    left = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, reader=reader, now=now)
        choose(self, "invoice", refundable(reader), self._named)
        self.fields["left"].initial = left_in_all(reader)

    @property
    def possible(self) -> bool:
        return refundable(self.reader).exists()

    def clean(self) -> None:
        invoice, typed = self.cleaned_data.get("invoice"), self.cleaned_data.get("amount")
        if invoice is None:
            return
        self.back = left_of(invoice)
        if _left(invoice) not in self.cleaned_data["left"].split():
            typed_before = {name: self.data[name] for name in self.data}
            self.data = typed_before | {"left": left_in_all(self.reader)}
            self.add_error("invoice", _("Some of it went back meanwhile: see what is left now."))
            return
        if not typed:
            return
        try:
            self.back = read_amount(typed, invoice.currency)
        except ValidationError as wrong:
            self.add_error("amount", wrong)
            return
        if self.back.amount > left_of(invoice).amount:
            most = {"amount": format_money(left_of(invoice))}
            self.add_error("amount", _("No more than %(amount)s is left of it.") % most)

    def asked(self) -> str:
        invoice = self.cleaned_data["invoice"]
        return _("%(amount)s of %(invoice)s") % {
            "amount": format_money(self.back),
            "invoice": invoice,
        }

    def do(self) -> str:
        """The reader gets a mail once it is so: `billing.sync` tells."""
        invoice, left = self.cleaned_data["invoice"], left_of(self.cleaned_data["invoice"])
        part = None if self.back == left else self.back.amount
        closing.refund(invoice, self.now, part)
        return self.asked()

    def _named(self, invoice: Invoice) -> str:
        return _("%(day)s: %(amount)s left (%(invoice)s)") % {
            "invoice": invoice,
            "amount": format_money(left_of(invoice)),
            "day": format_day(invoice.at, self.now),
        }


class EndMembership(FarAct):
    name = "end-membership"
    title = gettext_lazy("End the membership now")
    right = rights.END_MEMBERSHIP
    grave = True

    @property
    def possible(self) -> bool:
        return self._subscription() is not None

    def asked(self) -> str:
        subscription = self._subscription()
        return f"{subscription.membership}, {subscription}" if subscription else ""

    def do(self) -> str:
        """What was paid for is read to its end; nothing more is charged. The reader gets a mail."""
        what, subscription = self.asked(), self._subscription()
        if subscription:
            closing.end_now(subscription, self.now, refund=False)
        return what

    def _subscription(self) -> Subscription | None:
        running = Subscription.objects.running().filter(membership__reader=self.reader)
        return running.exclude(membership__state=State.ENDED).select_related("membership").first()


class AskStripe(FarAct):
    name = "ask-stripe"
    title = gettext_lazy("Ask Stripe what is so")
    right = rights.ASK_STRIPE

    @property
    def possible(self) -> bool:
        return Customer.objects.filter(reader=self.reader).exists()

    def asked(self) -> str:
        return ", ".join(str(it) for it in Customer.objects.filter(reader=self.reader))

    def do(self) -> str:
        before = self._events()
        for customer in Customer.objects.filter(reader=self.reader):
            sync.sync(customer, self.now)
        return _("something changed") if self._events() > before else _("nothing had changed")

    def _events(self) -> int:
        return sum(it.events.count() for it in Membership.objects.of(self.reader))


class SendMendLink(ActForm):
    name = "mend-link"
    title = gettext_lazy("Mail the way to pay")
    right = rights.MAIL_LINK

    @property
    def possible(self) -> bool:
        return self._membership() is not None

    def do(self) -> str:
        membership = self._membership()
        assert membership is not None
        letters.tell(Kind.MEND_LINK, membership, self.now)
        return _("To %(address)s") % {"address": self.reader.email}

    def _membership(self) -> Membership | None:
        paid = Membership.objects.of(self.reader).current().filter(subscription__isnull=False)
        return paid.first() if self.reader.is_active else None


def refundable(reader: Reader) -> Any:
    paid = Invoice.objects.filter(customer__reader=reader, amount__gt=0).exclude(payment="")
    return paid.filter(state__in=[InvoiceState.PAID, InvoiceState.PARTLY_REFUNDED])


def left_in_all(reader: Reader) -> str:
    return " ".join(_left(it) for it in refundable(reader))


def _left(invoice: Invoice) -> str:
    return f"{invoice.pk}:{left_of(invoice).amount}"


def left_of(invoice: Invoice) -> Money:
    return Money(invoice.amount - invoice.refunded, invoice.currency)
