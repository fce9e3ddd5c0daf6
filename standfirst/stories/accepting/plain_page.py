"""Who said what in a story, as a page of plain forms: nothing on it needs a script."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst.record.accepted import Accepted
from standfirst.record.models import Party, Person
from standfirst.stories.accepting import carried
from standfirst.stories.accepting.carried import Carried, SetAside
from standfirst.stories.accepting.defaults import Defaults, choices, cited
from standfirst.stories.accepting.looking import look
from standfirst.stories.accepting.proposing import Proposal
from standfirst.stories.accepting.rights import forbidding, reader_of, story_to_edit
from standfirst.stories.accepting.saving import Decided, merged, with_own_addresses
from standfirst.stories.accepting.speaking import Who
from standfirst.stories.accepting.statement_form import ByHandForm, StatementForm
from standfirst.stories.accepting.texts import Whole, of_story
from standfirst.stories.models import StoryPage

NAMES = 1000  # of the register, that the browser completes
StatementForms = formset_factory(StatementForm, extra=0)


@require_http_methods(["GET", "POST"])
@forbidding
def who_said_what(request: HttpRequest, page_id: int) -> HttpResponse:
    reader = reader_of(request)
    draft = story_to_edit(page_id, reader)
    if request.method == "GET":
        return _page(request, draft, *_forms(draft))
    if draft.permissions_for_user(reader).page_locked():
        raise PermissionDenied
    rows, by_hand = _forms(draft, request.POST)
    if not (rows.is_valid() and by_hand.is_valid()):
        return _page(request, draft, rows, by_hand, status=422)
    text = of_story(draft)
    made = merged(text, carried.kept(draft.accepted), _decided(request.POST, rows, by_hand))
    draft.accepted = made.carried.as_json()
    draft.save_revision(user=reader, log_action=True, clean=False)
    for it in made.lost:
        words = _("The story has these words nowhere any more; they are kept here: “%s”")
        messages.warning(request, words % it.exact)
    messages.success(request, _("Saved in the draft. The record follows when it is published."))
    return redirect("who_said_what", draft.pk)


def _forms(
    draft: StoryPage, sent: QueryDict | None = None
) -> "tuple[BaseFormSet[StatementForm], ByHandForm]":
    text, had = of_story(draft), carried.kept(draft.accepted)
    sources = cited(draft.sources.all())
    replies = [(it.id, f"{it.speaker}: {it.exact[:60]}") for it in had.statements]
    offered = {"sources": choices(sources)[1:], "replies": replies}
    day = timezone.localdate(draft.published_at)
    initial = [] if sent else _initial(text, had, Defaults(sources, day.isoformat()), day)
    rows = StatementForms(sent, initial=initial, form_kwargs=offered)
    started = {"mode": "paraphrase", "stance": "states"}
    by_hand = ByHandForm(sent, prefix="by_hand", initial=started, sections=text.sections, **offered)
    return rows, by_hand


def _initial(text: Whole, had: Carried, defaults: Defaults, day: date) -> list[dict[str, Any]]:
    found = look(text, had, day).proposed
    return [*(_row(it, defaults) for it in found.proposals), *map(_had, found.lost)]


def _row(it: Proposal, defaults: Defaults) -> dict[str, Any]:
    """A doubtful one has no name filled in: it needs a choice."""
    if it.accepted:
        return _had(it.accepted)
    who = it.speakers[0] if it.state == "sure" else Who()
    return {**defaults.row(it, who, ""), "state": it.state, "speakers": it.speakers}


def _had(it: Accepted) -> dict[str, Any]:
    return {**it.as_json(), "keep": True, "state": "accepted"}


def _decided(sent: QueryDict, rows: Iterable[StatementForm], by_hand: ByHandForm) -> Decided:
    all_rows = [*rows, by_hand]
    kept = with_own_addresses(form.statement for form in all_rows if form.statement)
    aside = [form.cleaned_data for form in rows if form.cleaned_data.get("aside")]
    shown = sent.get("shown", "").split()
    return Decided(shown, kept, tuple(map(_aside, aside)))


def _aside(given: dict[str, Any]) -> SetAside:
    return SetAside(*(given[name] for name in ("section", "exact", "prefix", "suffix")))


def _page(
    request: HttpRequest,
    draft: StoryPage,
    rows: "BaseFormSet[StatementForm]",
    by_hand: ByHandForm,
    status: int = 200,
) -> HttpResponse:
    title = _("Who said what")
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    labels = {block.id: block.value["label"] for block in draft.sections}
    shown = request.POST.get("shown") or _shown(rows)
    context = {
        "page_title": title,
        "header_title": title,
        "header_icon": "openquote",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": draft.title},
            {"url": "", "label": title},
        ],
        "rows": rows,
        "titled": [(form, labels.get(form.had("section"), "")) for form in rows],
        "by_hand": by_hand,
        "shown": shown,
        "back": edit,
        "people": Person.objects.values_list("name", flat=True)[:NAMES],
        "parties": Party.objects.values_list("name", flat=True)[:NAMES],
    }
    return render(request, "stories/accepting/page.html", context, status=status)


def _shown(rows: Iterable[StatementForm]) -> str:
    return " ".join(form.had("id") for form in rows if form.initial.get("keep"))
