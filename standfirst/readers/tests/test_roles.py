import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, ModelLogEntry, Page
from wagtail.permissions import policy_registry

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role, ensure_roles

pytestmark = pytest.mark.django_db


def with_role(role):
    reader = Reader.objects.create_reader(f"{role}@example.org")
    reader.take_role(role)
    return Reader.objects.get(pk=reader.pk)


@pytest.mark.parametrize(
    ("role", "edits", "publishes", "settings", "adds_images"),
    [
        ("writer", True, False, False, True),
        ("editor", True, True, False, True),
        ("publisher", True, True, True, True),
        ("support", False, False, False, False),
    ],
)
def test_a_role_may_what_it_says(role, edits, publishes, settings, adds_images):
    reader = with_role(role)
    may = Page.get_first_root_node().permissions_for_user(reader)
    images = policy_registry.get_by_type(get_image_model())
    assert reader.has_perm("wagtailadmin.access_admin")
    assert may.can_add_subpage() is edits
    assert may.can_publish_subpage() is publishes
    assert reader.has_perm("publication.change_publicationsettings") is settings
    assert images.user_has_permission(reader, "add") is adds_images


def test_a_reader_without_a_role_may_nothing(ana):
    assert not ana.is_staff
    assert not ana.has_perm("wagtailadmin.access_admin")
    assert not Page.get_first_root_node().permissions_for_user(ana).can_add_subpage()


def test_taking_a_role_makes_staff_and_is_written_down(ana):
    ana.take_role("writer")
    ana.take_role("editor")
    assert ana.is_staff
    assert [it.name for it in ana.groups.all()] == ["editor"]
    log = ModelLogEntry.objects.filter(action="readers.take_role").order_by("pk")
    assert [it.data["role"] for it in log] == ["writer", "editor"]
    assert log[0].object_id == str(ana.pk)
    assert "ana" not in log[0].label


def test_a_role_that_does_not_exist_changes_nothing(ana):
    with pytest.raises(ValueError, match="queen"):
        ana.take_role("queen")
    ana.refresh_from_db()
    assert not ana.is_staff


def test_what_writers_submit_reaches_editors_and_publishers():
    ensure_roles()
    task = GroupApprovalTask.objects.get()
    assert {"editor", "publisher"} <= {it.name for it in task.groups.all()}
    assert not task.groups.filter(name="writer").exists()


def test_making_the_roles_again_takes_nothing_away(django_assert_max_num_queries):
    ensure_roles()
    group = Role.WRITER.group()
    group.permissions.clear()
    before = group.page_permissions.count()
    ensure_roles()
    assert group.permissions.filter(codename="access_admin").exists()
    assert group.page_permissions.count() == before == 2


def test_an_upgrade_gives_the_groups_that_are_there_their_new_rights(db):
    group = Role.EDITOR.group()
    group.permissions.clear()
    group.page_permissions.all().delete()
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="access_admin").exists()
    assert group.page_permissions.count() == 5


def test_roles_wait_for_a_page_tree(db):
    Group.objects.all().delete()
    Page.objects.all().delete()
    ensure_roles()
    assert not Group.objects.exists()
