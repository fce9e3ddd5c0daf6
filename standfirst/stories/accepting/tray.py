"""The tray: what waits for somebody to confirm it, or for a transcript."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.record.models import Source
from standfirst.stories.accepting.rights import forbidding, reader_of, refuse_others
from standfirst.stories.accepting.source_text import SourceTextForm, keep, what_came_of_it
from standfirst.stories.accepting.waiting import sources_waiting, stories_waiting


@require_safe
@forbidding
def tray(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    refuse_others(reader)
    title = _("Statements waiting")
    context = {
        "page_title": title,
        "header_title": title,
        "header_icon": "openquote",
        "breadcrumbs_items": [_home(), {"url": "", "label": title}],
        "stories": stories_waiting(reader, timezone.now()),
        "sources": sources_waiting(),
    }
    return render(request, "stories/accepting/tray.html", context)


@require_http_methods(["GET", "POST"])
@forbidding
def keep_source_text(request: HttpRequest, source_id: int) -> HttpResponse:
    reader = reader_of(request)
    refuse_others(reader)
    source = get_object_or_404(Source, pk=source_id)
    started = {"text": source.text, "address": source.url}
    form = SourceTextForm(request.POST if request.method == "POST" else None, initial=started)
    if form.is_valid():
        keep(source, form.cleaned_data["text"], reader, timezone.now())
        messages.success(request, what_came_of_it(source))
        return redirect("statements_waiting")
    title = _("Text of a source")
    waiting = {"url": reverse("statements_waiting"), "label": _("Statements waiting")}
    context = {
        "page_title": title,
        "header_title": title,
        "page_subtitle": str(source),
        "header_icon": "openquote",
        "breadcrumbs_items": [_home(), waiting, {"url": "", "label": title}],
        "source": source,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "stories/accepting/source_text.html", context, status=status)


def _home() -> dict[str, str]:
    return {"url": reverse("wagtailadmin_home"), "label": _("Home")}
