"""How a story's form chooses a storyline: by its name, with a key that leads there. A new name makes a new one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

KEY = "alt+l"  # for Mousetrap, which Wagtail's w-kbd asks
LONGEST = 255  # characters; a page's title
BY_HAND = "saved_by_hand"  # in the form's data: neither autosave nor preview sent it


class StorylineInput(forms.TextInput):
    """A line of text that the browser completes. `choices` are set by its field."""

    choices: Any = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {
            "autocomplete": "off",
            "maxlength": LONGEST,
            "aria-keyshortcuts": "Alt+L",
            "data-controller": "w-kbd",
            "data-w-kbd-action-value": "focus",
            "data-w-kbd-key-value": KEY,
            "data-w-kbd-scope-value": "global",
        }
        super().__init__({**ours, **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        id_ = f"{(attrs or {}).get('id', name)}-names"
        field = super().render(name, value, {**(attrs or {}), "list": id_}, renderer)
        names = format_html_join("", '<option value="{}">', ((it,) for it in self._names()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, id_, names)

    def _names(self) -> list[str]:
        return [label for value, label in self.choices if value]


class StorylineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Clean, it is a storyline; not saved yet if none has that name."""

    widget = StorylineInput

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return self._storylines().filter(pk=value).values_list("title", flat=True).first()
        return value.title if hasattr(value, "title") and hasattr(value, "pk") else value

    def to_python(self, value: Any) -> Any:
        name = " ".join(str(value or "").split())
        if not name:
            return None
        if len(name) > LONGEST:
            raise ValidationError(_("Cut the name to %d characters.") % LONGEST)
        return self._storylines().called(name) or self._storylines().model(title=name)

    def _storylines(self) -> Any:
        return self.queryset


class ChoosesStoryline(WagtailAdminPageForm):
    """Of a form with a StorylineField: makes a new storyline as the form is saved, for those who may."""

    new_storyline = ""

    def clean_storyline(self) -> Any:
        """A name that is being typed changes nothing yet: autosave and preview leave the storyline as it is."""
        chosen = self.cleaned_data["storyline"]
        if chosen is None or chosen.pk:
            return chosen
        if BY_HAND in self.data:
            if not chosen.may_be_started_by(self.for_user):
                raise ValidationError(
                    _(
                        "There is no storyline “%(name)s”. Choose one that is there, "
                        "or ask an editor to make it."
                    )
                    % {"name": chosen.title}
                )
            self.new_storyline = chosen.title
        return self.instance.storyline

    def save(self, commit: bool = True) -> Any:
        if self.new_storyline:
            storylines = self.fields["storyline"].queryset.model
            self.instance.storyline = storylines.start(self.new_storyline, self.for_user)
        return super().save(commit)
