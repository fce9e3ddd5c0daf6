"""Times in the editor's forms are the publication's, whoever edits, and say so beside the field."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput

IN_ZONE = format_lazy(_("Time in {zone}."), zone=settings.TIME_ZONE)


class TimeInZone(forms.DateTimeField):
    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        said = format_lazy("{} {}", help_text, IN_ZONE) if help_text else IN_ZONE
        super().__init__(help_text=said, **kwargs)


register_form_field_override(
    models.DateTimeField, override={"form_class": TimeInZone, "widget": AdminDateTimeInput}
)
