"""What is sold, and at which price: publishers say so, on pages of the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import ModelLogEntry

from standfirst.membership import known_elsewhere
from standfirst.membership.currencies import read_amount, read_currency
from standfirst.membership.format import format_price
from standfirst.membership.models import Interval, Plan, Price
from standfirst.membership.models.plan import MOST_TRIAL_DAYS
from standfirst.membership.snapshot import Money

MAY_CHANGE_PLANS = "membership.change_plan"
REMEMBERED = 50  # acts on the page; the log keeps all

View = Callable[..., HttpResponse]


class PlanForm(forms.ModelForm[Plan]):
    class Meta:
        model = Plan
        fields = ["name", "description", "position", "grace_days", "on_sale"]
        help_texts = {
            "description": gettext_lazy("One sentence: what one may read with it."),
            "grace_days": gettext_lazy(
                "How long somebody whose payment failed reads on. It counts for failures from now on."
            ),
            "on_sale": gettext_lazy("Off sale, nobody can join it; whoever holds it keeps it."),
        }

    def keep(self) -> None:
        """Through the plan's own verb; call it when the form is valid."""
        Plan.objects.get(pk=self.instance.pk).change(**self.cleaned_data)


class NewPlanForm(PlanForm):
    class Meta(PlanForm.Meta):
        fields = ["name", "slug", "description", "position", "grace_days", "on_sale"]
        help_texts = {
            **PlanForm.Meta.help_texts,
            "slug": gettext_lazy(
                "Stories name the plan by it, so it never changes. Lower-case letters, digits and hyphens."
            ),
        }

    def offer(self) -> Plan:
        return Plan.objects.offer(**self.cleaned_data)


class PriceForm(forms.Form):
    """An amount as it is typed; `money` is what it means."""

    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=20)
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        help_text=gettext_lazy("Three letters, such as EUR."),
    )
    interval = forms.ChoiceField(label=gettext_lazy("Each"), choices=Interval.choices)
    trial_days = forms.IntegerField(
        label=gettext_lazy("Days of trial"),
        initial=0,
        required=False,
        min_value=0,
        max_value=MOST_TRIAL_DAYS,
        help_text=gettext_lazy(
            "So long the first payment waits; who leaves before pays nothing. Once for each reader."
        ),
    )

    def clean_currency(self) -> str:
        return read_currency(self.cleaned_data["currency"])

    def clean_trial_days(self) -> int:
        return self.cleaned_data["trial_days"] or 0

    def clean(self) -> None:
        it = self.cleaned_data
        if "amount" in it and "currency" in it:
            try:
                self.money: Money = read_amount(it["amount"], it["currency"])
            except ValidationError as wrong:
                self.add_error("amount", wrong)


def publishers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE_PLANS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@publishers_only
def plans(request: HttpRequest) -> HttpResponse:
    every = Plan.objects.prefetch_related(Prefetch("prices", Price.objects.filter(on_sale=True)))
    context = {"plans": every, "acts": latest_acts()}
    return render(request, "membership/plans.html", _page(context, _("Plans and prices")))


@publishers_only
@require_http_methods(["GET", "POST"])
def add_plan(request: HttpRequest) -> HttpResponse:
    form = NewPlanForm(request.POST or None)
    if form.is_valid():
        plan = form.offer()
        messages.success(request, _("The plan %(plan)s is made. Give it a price.") % {"plan": plan})
        return redirect("plan", plan.slug)
    return render(
        request, "membership/add_plan.html", _page({"form": form}, _("Add a plan"), below=True)
    )


@publishers_only
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, plan_slug: str) -> HttpResponse:
    it = get_object_or_404(Plan, slug=plan_slug)
    form = PlanForm(request.POST or None, instance=it)
    if form.is_valid():
        form.keep()
        messages.success(request, _("The plan is saved."))
        return redirect("plan", it.slug)
    return _plan_page(request, plan_slug, form, PriceForm(initial=_usual_price()))


@publishers_only
@require_POST
def set_price(request: HttpRequest, plan_slug: str) -> HttpResponse:
    it, form = get_object_or_404(Plan, slug=plan_slug), PriceForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, plan_slug, PlanForm(instance=it), form)
    terms = form.cleaned_data
    price = it.set_price(form.money, terms["interval"], terms["trial_days"])
    messages.success(request, _("New members pay %(price)s.") % {"price": price.in_words})
    return redirect("plan", it.slug)


@publishers_only
@require_POST
def end_price(request: HttpRequest, plan_slug: str, price_id: int) -> HttpResponse:
    price = get_object_or_404(Price, plan__slug=plan_slug, pk=price_id)
    price.take_off_sale()
    said = {"price": price.in_words}
    messages.success(request, _("Nobody joins for %(price)s any more.") % said)
    return redirect("plan", plan_slug)


def _plan_page(
    request: HttpRequest, plan_slug: str, form: PlanForm, price_form: PriceForm
) -> HttpResponse:
    """The plan as it is saved: a form that was refused has put its words into its own."""
    saved = Plan.objects.get(slug=plan_slug)
    prices = saved.prices.order_by("-on_sale", "currency", "interval", "-pk")
    rows = [(price, known_elsewhere.said(price)) for price in prices]
    context = {"plan": saved, "form": form, "price_form": price_form, "prices": rows}
    return render(request, "membership/plan.html", _page(context, str(saved), below=True))


def _usual_price() -> dict[str, str]:
    """The currency of the price that was made last: most publications have but one."""
    latest = Price.objects.order_by("-pk").first()
    return {"currency": latest.currency} if latest else {}


def _page(context: dict[str, Any], title: str, *, below: bool = False) -> dict[str, Any]:
    """`below`: of the list of plans."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if below:
        trail.append({"url": reverse("plans"), "label": _("Plans and prices")})
    return {
        **context,
        "page_title": title,
        "header_title": title,
        "header_icon": "tag",
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
    }


@dataclass(frozen=True)
class Act:
    """One line of the log. `by` is empty for a command; `price` and `before` where the act has them."""

    at: datetime
    what: str
    plan: str
    by: str
    price: str
    before: str
    fields: str


def latest_acts() -> list[Act]:
    log = ModelLogEntry.objects.filter(action__startswith="membership.").select_related("user")
    return [_act(entry) for entry in log[:REMEMBERED]]


def _act(entry: ModelLogEntry) -> Act:
    data = entry.data
    return Act(
        at=entry.timestamp,
        what=entry.action.partition(".")[2],
        plan=entry.label,
        by=str(entry.user) if entry.user else "",
        price=_price(data, data.get("amount")),
        before=_price(data, data.get("before")),
        fields=", ".join(str(PlanForm.base_fields[it].label) for it in data.get("fields", [])),
    )


def _price(data: dict[str, Any], amount: int | None) -> str:
    if amount is None:
        return ""
    return format_price(Money(amount, data["currency"]), data["interval"])
