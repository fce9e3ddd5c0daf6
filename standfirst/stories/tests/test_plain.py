"""Pages that are no stories."""

import pytest
from django.core.exceptions import ValidationError

from standfirst.stories.models import PlainPage
from standfirst.stories.tests.factories import make_front

pytestmark = pytest.mark.django_db


@pytest.fixture
def front():
    return make_front()


def test_it_shows_the_page_to_everyone_and_its_name_at_the_foot_of_every_page(client, front):
    front.add_child(instance=PlainPage(title="About us", slug="about", text="<p>We write.</p>"))
    page = client.get("/about/")
    assert "<p>We write.</p>" in page.text
    assert page.headers["Cache-Control"].startswith("public")
    assert '<a href="/about/"' in client.get("/").text
    assert '<a href="/about/"' in client.get("/search/").text


@pytest.mark.parametrize("hidden", [{"live": False}, {"show_in_menus": False}])
def test_it_leaves_a_page_that_is_not_out_or_not_for_the_foot_off_it(client, front, hidden):
    front.add_child(instance=PlainPage(title="Terms", slug="terms", text="<p>.</p>", **hidden))
    assert "/terms/" not in client.get("/").text
    assert client.get("/terms/").status_code == (200 if hidden.get("live", True) else 404)


def test_it_gives_no_page_an_address_of_the_sites_own(front):
    with pytest.raises(ValidationError, match="The site uses this address itself"):
        front.add_child(instance=PlainPage(title="Search", slug="search", text="<p>.</p>"))
