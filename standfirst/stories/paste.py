"""Paste a brief: its text becomes the draft of a new story, split into sections. Nothing is overwritten."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from standfirst.gate.access import MEMBERS, Access
from standfirst.gate.forms import AccessFormField
from standfirst.readers.models import Reader
from standfirst.stories.briefs import Brief, BriefError, parse_brief
from standfirst.stories.importing import start_story
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.named import access_called, desk_called, slug_of
from standfirst.stories.refusal import Refusal, one_of, refusals_as_brief_errors

_TOO_LARGE = gettext_lazy("The text is larger than 1 MB. Paste one brief: a page or two.")


def desks_open_to(reader: Reader) -> QuerySet[DeskPage]:
    """Where this reader may add stories."""
    desks = DeskPage.objects.order_by("path")
    allowed = [it.pk for it in desks if it.permissions_for_user(reader).can_add_subpage()]
    return desks.filter(pk__in=allowed)


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The brief"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Plain text: the first line is the standfirst, and each section starts with its label "
            "and a colon, such as “What the US is saying:”. Or Markdown, with sections as “## Label”."
        ),
    )
    headline = forms.CharField(
        label=gettext_lazy("Headline"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "Left empty, it is the brief's own, or else made of the standfirst."
        ),
    )
    desk = forms.ModelChoiceField(
        label=gettext_lazy("Desk"),
        queryset=DeskPage.objects.none(),
        help_text=gettext_lazy("Counts unless the brief names one."),
    )
    access = AccessFormField(
        label=gettext_lazy("Who may read"),
        initial=MEMBERS,
        help_text=gettext_lazy("Counts unless the brief says so itself."),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.desks = desks_open_to(reader)
        field: forms.ModelChoiceField[DeskPage] = self.fields["desk"]  # type: ignore[assignment]
        field.queryset = self.desks
        if len(self.desks) == 1:
            field.empty_label = None

    def start_story(self) -> StoryPage | None:
        """The new draft; None if the brief is refused, and then the form says why."""
        text = self.cleaned_data["text"]
        try:
            with refusals_as_brief_errors("", text):
                brief = parse_brief(text, name="", headline=self.cleaned_data["headline"])
                desk, access = self._desk(brief), self._access(brief)
                there = StoryPage.objects.filter(slug=slug_of(brief)).first()
                if there is None:
                    return start_story(brief, desk=desk, access=access, by=self.reader)
            self.add_error("text", self._is_there(there))
        except BriefError as error:
            self.add_error(
                "text",
                _("Line %(line)d: %(reason)s. %(remedy)s")
                % {"line": error.line, "reason": error.reason, "remedy": error.remedy},
            )
        return None

    def _desk(self, brief: Brief) -> DeskPage:
        chosen: DeskPage = desk_called(brief.desk) if brief.desk else self.cleaned_data["desk"]
        if chosen not in self.desks:
            raise Refusal(
                "desk",
                _("you may not add stories on the desk %(desk)s") % {"desk": chosen.slug},
                _("Use %(desks)s.") % {"desks": one_of([desk.slug for desk in self.desks])},
            )
        return chosen

    def _access(self, brief: Brief) -> Access:
        chosen: Access = self.cleaned_data["access"]
        return access_called(brief.access) if brief.access else chosen

    def _is_there(self, story: StoryPage) -> str:
        says = _("There is a story at /%(desk)s/%(slug)s/ already, and pasting changes none.") % {
            "desk": story.desk.slug,
            "slug": story.slug,
        }
        remedy = _("Give this one another headline or slug.")
        if not story.permissions_for_user(self.reader).can_edit():
            return f"{says} {remedy}"
        edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
        return format_html(
            '{} <a href="{}">{}</a>. {}', says, edit, _("Edit the story that is there"), remedy
        )


@csrf_exempt  # only until the size is known: looking for the token reads the whole text
@require_http_methods(["GET", "POST"])
def paste_brief(request: HttpRequest) -> HttpResponse:
    try:
        request.POST  # noqa: B018 - reads it, or refuses to
    except RequestDataTooBig:
        messages.error(request, _TOO_LARGE)
        return redirect("paste_brief")
    return _paste(request)


@csrf_protect
def _paste(request: HttpRequest) -> HttpResponse:
    reader = request.user
    assert isinstance(reader, Reader)
    form = PasteForm(request.POST or None, reader=reader, initial={"desk": request.GET.get("desk")})
    if not form.desks:
        raise PermissionDenied
    if form.is_valid() and (story := form.start_story()):
        messages.success(request, _("The brief is a draft now. Look it over, then publish it."))
        return redirect("wagtailadmin_pages:edit", story.pk)
    return render(request, "wagtailadmin/generic/form.html", _page(form))


def _page(form: PasteForm) -> dict[str, Any]:
    title = _("Paste a brief")
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "form": form,
        "media": form.media,
        "form_is_multipart": True,  # half the bytes, or less, of what an encoded URL takes
        "has_unsaved_changes": form.is_bound,
        "header_title": title,
        "page_title": title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [home, {"url": "", "label": title}],
        "action_url": reverse("paste_brief"),
        "submit_button_label": _("Make a draft"),
        "submit_button_active_label": _("Making a draft…"),
    }
