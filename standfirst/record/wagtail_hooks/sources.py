"""Sources in the admin, with the texts that quotes are held to."""

import re
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from standfirst.record.evidence import check_source, follow_address
from standfirst.record.models import Source
from standfirst.record.sources import note_text
from standfirst.record.wagtail_hooks.choosing import NameForm, chooser_of

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class SourceForm(WagtailAdminModelForm):
    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"].strip()
        if language and not _LANGUAGE.fullmatch(language):
            raise ValidationError(_("Write it as a code, such as en, ar or pt-BR."))
        return language


class KeepsText:
    """Whoever changed the text is noted, and what cites the source is checked, in the transaction that saves it.

    Its language and its address say what its text is good for: these too.
    """

    form: Any
    request: Any

    def save_instance(self) -> Source:
        changed, before = set(self.form.changed_data), self.form.initial.get("url")
        now = timezone.now()
        if "text" in changed:
            note_text(self.form.instance, self.request.user, now)
        source: Source = super().save_instance()  # type: ignore[misc]
        if before and before != source.url:
            follow_address(source, before, now)
        elif changed & {"url", "language", "text"}:
            check_source(source, now)
        return source


class AddSource(KeepsText, CreateView):
    pass


class EditSource(KeepsText, EditView):
    pass


class SourceFilters(WagtailFilterSet):
    has_text = django_filters.BooleanFilter(
        label=gettext_lazy("Text kept"),
        field_name="text_kept_at",
        lookup_expr="isnull",
        exclude=True,
    )

    class Meta:
        model = Source
        fields = ["has_text", "language"]


class OfSources(NameForm):
    looked_in = ("url", "title", "publisher")


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    copy_view_enabled = False
    add_view_class = AddSource
    edit_view_class = EditSource
    chooser_viewset_class = chooser_of(OfSources)
    filterset_class = SourceFilters
    list_display = [
        "__str__",
        "publisher",
        "date",
        BooleanColumn("text", label=gettext_lazy("Text kept"), accessor="text_kept_at"),
    ]
    search_fields = ["url", "title", "publisher"]
    edit_handler = ObjectList(
        [
            FieldPanel("url"),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("date")]),
            FieldPanel("title"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "language",
                        help_text=gettext_lazy(
                            "A code, such as ar, where it is not the publication's own."
                        ),
                    ),
                    FieldPanel(
                        "translator",
                        help_text=gettext_lazy("Who put the words into the story's language."),
                    ),
                ]
            ),
            FieldPanel("text"),
        ],
        base_form_class=SourceForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Source]:
        """Without the texts, which are long."""
        return Source.objects.defer("text")
