import pytest
from django.core.exceptions import ValidationError

from standfirst.stories.models import DeskPage
from standfirst.stories.tests.factories import make_desk, make_front


@pytest.mark.parametrize("slug", ["search", "admin", "account", "join", "log-in"])
def test_it_refuses_a_desk_at_an_address_of_the_site_s_own(db: None, slug: str) -> None:
    desk = make_desk(make_front(), "World")
    desk.slug = slug
    with pytest.raises(ValidationError, match="uses this address itself"):
        desk.clean()


def test_it_takes_any_other_address(db: None) -> None:
    desk = make_desk(make_front(), "World")
    desk.full_clean()
    assert DeskPage.objects.get().slug == "world"
