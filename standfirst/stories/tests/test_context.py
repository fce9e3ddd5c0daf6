import pytest
from django.db import connection
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.stories.context import header

LOG_IN = reverse("account_login")


def log_in_from(path):
    return header(RequestFactory().get(path))["log_in_url"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/world/", "?next=/world/"),
        ("/world/?utm=x", "?next=/world/"),
        ("/search/?q=salt+%26+tide", "?next=/search/%3Fq%3Dsalt%2B%2526%2Btide"),
        (LOG_IN, ""),
        (f"{LOG_IN}?next=/world/", "?next=/world/"),
        (f"{LOG_IN}?next=https://elsewhere.example/", ""),
        (f"{reverse('account_signup')}?next=/world/", "?next=/world/"),
    ],
)
def test_it_brings_who_logs_in_back_to_where_they_were(path, place):
    assert log_in_from(path) == LOG_IN + place


def test_it_names_the_desks_in_one_query_and_only_if_asked(publication):
    request = RequestFactory().get("/")

    def rendered(template):
        with CaptureQueriesContext(connection) as asked:
            text = Template(template).render(RequestContext(request))
        return text, len(asked)

    rendered("")  # the publication's settings are kept with the request
    assert rendered("a page without desks") == ("a page without desks", 0)
    desks = "{% for desk in desks %}{{ desk.name }} {{ desk.url }}, {% endfor %}"
    assert rendered(desks) == ("World /world/, Money /money/, ", 1)
