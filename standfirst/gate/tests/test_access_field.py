"""Access as a field of a page: in the database's text, in a revision, in a form, in a comparison."""

import copy

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.test.utils import isolate_apps
from modelcluster.models import ClusterableModel
from wagtail.admin.compare import FieldComparison, comparison_class_registry

from standfirst.gate.access import MEMBERS, PUBLIC, Access, Level
from standfirst.gate.fields import AccessField
from standfirst.gate.forms import AccessFormField
from standfirst.membership.tests.cast import sell

PLUS = Access(Level.PLANS, frozenset({"plus"}))
BOTH = Access(Level.PLANS, frozenset({"basic", "plus"}))
EVERY = [PUBLIC, MEMBERS, PLUS, BOTH]


@pytest.fixture
def kept() -> type[ClusterableModel]:
    """What a page is, as far as its revisions go."""
    with isolate_apps("standfirst.gate"):

        class Kept(ClusterableModel):
            access = AccessField("who may read")

            class Meta:
                app_label = "gate"

        return Kept


@pytest.mark.parametrize("access", EVERY)
def test_it_goes_to_the_database_and_back(access: Access) -> None:
    field = AccessField()
    stored = field.get_prep_value(access)
    assert field.from_db_value(stored, None, None) == access
    assert stored == str(access)


@pytest.mark.parametrize("access", EVERY)
def test_it_goes_into_a_revision_and_back(kept: type[ClusterableModel], access: Access) -> None:
    revision = kept(access=access).to_json()
    assert kept.from_json(revision).access == access


def test_it_is_for_members_unless_told_otherwise(kept: type[ClusterableModel]) -> None:
    assert kept().access == MEMBERS


def test_it_is_rebuilt_by_a_migration_as_it_was() -> None:
    _, path, args, kwargs = AccessField("who may read").deconstruct()
    assert path == "standfirst.gate.fields.AccessField"
    assert kwargs == {"verbose_name": "who may read", "max_length": 200}
    assert copy.copy(AccessField(*args, **kwargs)).get_default() == MEMBERS


def test_it_refuses_what_is_no_access(kept: type[ClusterableModel]) -> None:
    with pytest.raises(ValidationError, match="is no access"):
        kept(access="everyone").clean_fields()


def test_it_refuses_more_plans_than_it_can_keep(kept: type[ClusterableModel]) -> None:
    many = Access(Level.PLANS, frozenset(f"{at:040}" for at in range(6)))
    kept(access=BOTH).clean_fields()
    with pytest.raises(ValidationError, match="at most 200"):
        kept(access=many).clean_fields()


def test_it_is_compared_whole_between_two_versions(kept: type[ClusterableModel]) -> None:
    field = kept._meta.get_field("access")
    compare = comparison_class_registry.get(field)
    assert compare is FieldComparison
    changed = compare(field, kept(access=MEMBERS), kept(access=PLUS))
    assert changed.has_changed()
    assert "members" in changed.htmldiff()
    assert "plans:plus" in changed.htmldiff()
    assert not compare(field, kept(access=PLUS), kept(access=PLUS)).has_changed()


class AccessForm(forms.Form):
    access = AccessFormField()


def sent(query: str, initial: Access | None = None) -> AccessForm:
    return AccessForm(QueryDict(query), initial={"access": initial})


@pytest.mark.django_db
@pytest.mark.parametrize("access", EVERY)
def test_it_is_sent_back_by_its_form_as_it_was(access: Access) -> None:
    sell()
    shown = AccessForm(initial={"access": access})
    widgets = shown["access"].subwidgets[0].data["subwidgets"]
    query = QueryDict(mutable=True)
    for widget in widgets:
        ticked = [option for _, group, _ in widget["optgroups"] for option in group]
        query.setlist(widget["name"], [it["value"] for it in ticked if it["selected"]])
    form = sent(query.urlencode(), access)
    assert form.is_valid()
    assert form.cleaned_data["access"] == access
    assert not form.has_changed()


@pytest.mark.django_db
def test_it_takes_a_choice() -> None:
    sell()
    form = sent("access_level=plans&access_plans=plus", MEMBERS)
    assert form.is_valid()
    assert form.cleaned_data["access"] == PLUS
    assert form.has_changed()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("access_level=plans", "Choose at least one plan"),
        ("access_level=members&access_plans=plus", "You ticked plans, but"),
        ("access_level=plans&access_plans=gold", "gold is not one of the available choices"),
        ("access_level=everyone", "everyone is not one of the available choices"),
        ("", "This field is required"),
    ],
)
def test_it_refuses_what_would_not_be_what_was_meant(query: str, message: str) -> None:
    sell()
    form = sent(query)
    assert not form.is_valid()
    assert message in str(form.errors["access"])


@pytest.mark.django_db
def test_it_lists_plans_as_they_are_when_it_is_shown() -> None:
    assert "Plus" not in str(AccessForm()["access"])
    sell()
    assert "Plus" in str(AccessForm()["access"])


@pytest.mark.django_db
def test_it_is_the_fields_own_form(kept: type[ClusterableModel]) -> None:
    field = kept._meta.get_field("access").formfield()
    assert isinstance(field, AccessFormField)
    assert (field.label, field.required, field.initial) == ("Who may read", True, MEMBERS)
    assert isinstance(kept._meta.get_field("access"), models.CharField)
