"""Access as a model field: one short text column, one frozen value."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from standfirst.gate.access import MEMBERS, Access
from standfirst.gate.forms import AccessFormField


class _StoredLength(MaxLengthValidator):
    """The length of what is stored; a value itself has none."""

    def clean(self, x: Access) -> int:  # type: ignore[override]
        return len(str(x))


class AccessField(models.CharField):  # type: ignore[type-arg]
    description = "Who may read"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("default", MEMBERS)
        super().__init__(*args, **kwargs)
        self.validators = [_StoredLength(self.max_length)]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Access | None:
        return None if value is None else Access.parse(value)

    def to_python(self, value: Any) -> Access | None:
        if value is None or isinstance(value, Access):
            return value
        try:
            return Access.parse(value)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, **{"form_class": AccessFormField, **kwargs})
