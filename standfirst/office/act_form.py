"""What an act of staff is: a form with a reason, that leaves a row of who, when and why."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from standfirst.office.models import StaffAct
from standfirst.publication.mail import send
from standfirst.readers.models import Reader


class ActForm(forms.Form):
    """`name` stands in the address and in the row; `do` does it and says what was done, in words for both."""

    name: ClassVar[str]
    title: ClassVar[str | Promise]
    right: ClassVar[str]
    grave: ClassVar[bool] = False  # told apart by its button's colour

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("Kept with your name. The reader's download of their data has it."),
        error_messages={"required": gettext_lazy("Say why: it is kept with what you do.")},
    )

    def __init__(self, data: Any = None, *, reader: Reader, now: datetime) -> None:
        super().__init__(data, auto_id=f"{self.name}-%s")
        self.reader, self.now = reader, now
        self.order_fields([*(it for it in self.fields if it != "reason"), "reason"])

    @property
    def possible(self) -> bool:
        """Whether there is anything to do it with."""
        return True

    def do(self) -> str:
        raise NotImplementedError

    @transaction.atomic
    def act(self, by: Reader) -> str:
        """What was done, in words. Raises LastPublisher."""
        what = self.do()
        reason = self.cleaned_data["reason"]
        StaffAct.note(
            reader=self.reader, by=by, act=self.name, what=what, reason=reason, now=self.now
        )
        return what

    def mail(self, kind: str, **words: object) -> None:
        send(
            to=self.reader.email,
            template=f"office/mail/{kind}",
            context=words,
            kind=kind,
            now=self.now,
        )


def choose(form: ActForm, name: str, found: Any, label: Any = None) -> None:
    """Let a field choose among these, and no other."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = found
    if label:
        field.label_from_instance = label  # type: ignore[method-assign]
