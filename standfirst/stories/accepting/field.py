"""The hidden field of a story's form that holds what its editor accepted, and the form that keeps it."""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from standfirst.record import accepted
from standfirst.record.accepted import NotAccepted
from standfirst.stories.accepting import carried, texts
from standfirst.stories.accepting.carried import Carried
from standfirst.stories.accepting.succeeding import succeeded

LARGEST = 1_000_000  # characters


class AcceptedField(forms.Field):
    """Clean, it is a Carried; None where nothing was sent. Damaged, it shows again what the story had."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Carried | None:
        if value in (None, ""):
            return None
        try:
            return carried.parse(_rows(value))
        except NotAccepted as wrong:
            said = _("Who said what: %(wrong)s") % {"wrong": wrong}
            raise ValidationError(said, code="not_accepted") from wrong

    def prepare_value(self, value: Any) -> Any:
        """The same text from every database: one keeps the order of names, another has its own."""
        if isinstance(value, str):
            return value
        return json.dumps(value or [], ensure_ascii=False, sort_keys=True)

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            carried.parse(_rows(data))
        except NotAccepted:
            return initial
        return data


def _rows(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > LARGEST:
        raise NotAccepted(_("It is no list of statements."))
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as wrong:
        raise NotAccepted(_("It is no list of statements.")) from wrong


class AcceptsStatements(WagtailAdminPageForm):
    """A form that was sent without the field, as scripts send it, leaves what the story has."""

    accepted = AcceptedField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["accepted"] = self.instance.accepted

    def _post_clean(self) -> None:
        """What is checked is what was sent."""
        super()._post_clean()
        given: Carried | None = self.cleaned_data.get("accepted")
        if given is not None:
            before = accepted.kept(self.instance.accepted)
            statements = succeeded(given.statements, before, texts.of_story(self.instance))
            self.instance.accepted = replace(given, statements=statements).as_json()
