import pytest
from django.core.exceptions import ValidationError

from standfirst.membership.models import Plan

pytestmark = pytest.mark.django_db


def test_the_slug_of_a_saved_plan_never_changes() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.slug = "bronze"
    for refuse in (plan.save, plan.full_clean):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert list(refused.value.message_dict) == ["slug"]
    assert Plan.objects.get().slug == "basic"


def test_all_else_of_it_may() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.name = "Bronze"
    plan.full_clean()
    plan.save()
    assert Plan.objects.get().name == "Bronze"


def test_a_copy_may_have_another_slug() -> None:
    plan = Plan.objects.create(slug="basic", name="Basic")
    plan.pk, plan.slug, plan._state.adding = None, "plus", True
    plan.save()
    assert set(Plan.objects.values_list("slug", flat=True)) == {"basic", "plus"}
