from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from standfirst.membership.models import Grant, Plan
from standfirst.membership.rows import standing_of
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def basic():
    Plan.objects.create(slug="old", name="Old", position=0, on_sale=False)
    Plan.objects.create(slug="plus", name="Plus", position=2)
    return Plan.objects.create(slug="basic", name="Basic", position=1)


def create(*words):
    out = StringIO()
    call_command("create_reader", *words, stdout=out)
    return out.getvalue().splitlines()


def test_it_makes_a_reader_who_can_log_in_by_code():
    assert create("Dee@Example.org", "--name", "Dee Registered") == ["made: dee@example.org"]
    dee = Reader.objects.get()
    assert (dee.email, dee.name, dee.is_staff) == ("dee@example.org", "Dee Registered", False)
    assert dee.emailaddress_set.get().verified


def test_it_gives_a_right_without_end_to_the_first_plan_on_sale(basic):
    assert create("ana@example.org", "--grant")[1:] == ["grant: basic, no end"]
    standing = standing_of(Reader.objects.get(), timezone.now())
    assert standing.plans == {"basic"}
    assert standing.valid_until is None


def test_it_gives_a_right_for_some_days_to_a_named_plan(basic):
    create("ana@example.org", "--grant", "30", "--plan", "plus")
    grant = Grant.objects.get()
    assert grant.plan.slug == "plus"
    assert grant.ends_at - grant.starts_at == timedelta(days=30)


def test_it_gives_a_plan_that_is_no_longer_on_sale_when_named(basic):
    create("ana@example.org", "--grant", "--plan", "old")
    assert Grant.objects.get().plan.slug == "old"


def test_it_gives_a_role():
    assert create("eli@example.org", "--staff", "editor")[1:] == ["role: editor"]
    eli = Reader.objects.get()
    assert eli.is_staff
    assert eli.has_perm("wagtailadmin.access_admin")


def test_it_updates_a_reader_and_says_so(basic):
    create("ana@example.org", "--name", "Ana")
    said = create("ANA@example.org", "--name", "Ana Pays", "--grant", "30")
    assert said[0] == "updated: ana@example.org, which was a reader already"
    assert Reader.objects.get().name == "Ana Pays"
    create("ana@example.org")
    assert Reader.objects.get().name == "Ana Pays"


def test_running_it_again_adds_no_second_grant(basic):
    create("ana@example.org", "--grant")
    assert create("ana@example.org", "--grant", "30")[1:] == [
        "grant: basic, held already for as long"
    ]
    create("ben@example.org", "--grant", "30")
    create("ben@example.org", "--grant")
    create("ben@example.org", "--grant")
    assert Grant.objects.filter(reader__email="ana@example.org").count() == 1
    assert Grant.objects.filter(reader__email="ben@example.org").count() == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ana"], r"EMAIL: 'ana' is no address\. Give"),
        (["ana@example.org", "--grant", "0"], r"--grant: '0' is no number of days; give"),
        (["ana@example.org", "--grant", "soon"], r"--grant: 'soon' is no number of days; give"),
        (["ana@example.org", "--grant", "--plan", "gold"], r"--plan: .*'gold'.*old, basic, plus"),
        (["ana@example.org", "--plan", "basic"], r"--plan: .*Add --grant"),
        (["ana@example.org", "--staff", "king"], r"--staff: .*'king'.*writer.*editor.*publisher"),
    ],
)
def test_it_refuses_what_it_cannot_do_and_says_what_to_do(basic, words, says):
    with pytest.raises(CommandError, match=says):
        create(*words)
    assert not Reader.objects.exists()


def test_it_says_when_nothing_is_on_sale():
    with pytest.raises(CommandError, match="--grant: no plan is on sale"):
        create("ana@example.org", "--grant")
    assert not Reader.objects.exists()
