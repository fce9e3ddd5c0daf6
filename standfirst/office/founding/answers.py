"""What has to be known of a publication before it is made, each answer checked as it comes."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from standfirst.membership.currencies import read_amount, read_currency
from standfirst.membership.models import Interval
from standfirst.membership.snapshot import Money
from standfirst.office.founding.texts import TITLES
from standfirst.publication.models import PublicationSettings
from standfirst.readers.models import Reader, plain_address
from standfirst.stories.reserved import refuse_reserved

MOST_DESKS = 12
SOLD = ("currency", "month", "year")  # asked of a publication that sells something

LANGUAGES = [code for code, _ in settings.LANGUAGES]
_length = PublicationSettings._meta.get_field("name").max_length


@dataclass(frozen=True)
class Answers:
    """`desks`: slug and name of each. `prices`: none where nothing is sold."""

    name: str
    language: str
    time_zone: str
    publisher: str
    publisher_name: str
    contact: str
    desks: tuple[tuple[str, str], ...]
    plan: str
    prices: tuple[tuple[str, Money], ...]


class Questions(forms.Form):
    """The fields' labels are the questions, their help an example; `initial` is the answer of who says nothing."""

    name = forms.CharField(label="Name of the publication", max_length=_length)
    language = forms.ChoiceField(
        label="Language of the words around the stories",
        choices=settings.LANGUAGES,
        initial="en",
        error_messages={"invalid_choice": f"Give one of {', '.join(LANGUAGES)}."},
    )
    time_zone = forms.CharField(
        label="Time zone of the newsroom", initial="UTC", help_text="Europe/Oslo"
    )
    publisher = forms.EmailField(
        label="Your address, with which you log in as its publisher",
        max_length=254,
        help_text="you@example.org",
    )
    publisher_name = forms.CharField(
        label="Your name", max_length=Reader._meta.get_field("name").max_length
    )
    contact = forms.EmailField(
        label="Address that readers reach (printed on the site); nothing: yours",
        max_length=254,
        required=False,
    )
    desks = forms.CharField(
        label="Desks, with commas between", initial="News", help_text="World, Money"
    )
    plan = forms.CharField(
        label="Name of what members buy; nothing: nothing is sold yet",
        max_length=60,
        required=False,
        help_text="Basic",
    )
    currency = forms.CharField(label="Its currency", required=False, initial="EUR")
    month = forms.CharField(label="Its price a month; nothing: none", required=False, help_text="5")
    year = forms.CharField(label="Its price a year; nothing: none", required=False, help_text="50")

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise ValidationError("Give the name of a time zone, such as Europe/Oslo or UTC.")
        return zone

    def clean_publisher(self) -> str:
        return plain_address(self.cleaned_data["publisher"])

    def clean_desks(self) -> list[tuple[str, str]]:
        names = [word for part in self.cleaned_data["desks"].split(",") if (word := part.strip())]
        if not 0 < len(names) <= MOST_DESKS:
            raise ValidationError(f"Give 1 to {MOST_DESKS} names, such as World, Money.")
        desks = [(slugify(string_to_ascii(name)), name) for name in names]
        taken = {slug for titles in TITLES.values() for slug in titles}
        for slug, name in desks:
            _check_desk(slug, name, taken)
            taken.add(slug)
        return desks

    def clean_currency(self) -> str:
        typed: str = self.cleaned_data["currency"]
        return read_currency(typed) if typed or self.data.get("plan") else ""

    def clean_month(self) -> Money | None:
        return self._price("month")

    def clean_year(self) -> Money | None:
        if self.data.get("plan") and not (self.data.get("month") or self.data.get("year")):
            raise ValidationError("Give a price a month, a price a year, or both.")
        return self._price("year")

    def _price(self, name: str) -> Money | None:
        currency = self.cleaned_data.get("currency")
        if not self.data.get(name) or not currency:
            return None
        if not self.data.get("plan"):
            raise ValidationError("It is the price of a plan. Name the plan, or leave it out.")
        return read_amount(self.cleaned_data[name], currency)

    def answers(self) -> Answers:
        """Call it when the form is valid."""
        it = self.cleaned_data
        prices = ((Interval.MONTH, it["month"]), (Interval.YEAR, it["year"]))
        return Answers(
            name=it["name"],
            language=it["language"],
            time_zone=it["time_zone"],
            publisher=it["publisher"],
            publisher_name=it["publisher_name"],
            contact=it["contact"] or it["publisher"],
            desks=tuple(it["desks"]),
            plan=it["plan"],
            prices=tuple((str(interval), money) for interval, money in prices if money),
        )


def _check_desk(slug: str, name: str, taken: set[str]) -> None:
    if not slug or slug in taken:
        raise ValidationError(f"{name!r} gives no address of its own. Choose another name.")
    if len(name) > 60:
        raise ValidationError(f"{name!r} is too long for a desk. Choose a shorter name.")
    try:
        refuse_reserved(slug)
    except ValidationError as why:
        raise ValidationError(f"{name!r}: {' '.join(why.messages)}") from why
