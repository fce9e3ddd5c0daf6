"""One line a request: by it one sees how the site does, and not who reads what."""

import logging

import pytest
from django.test import Client

from standfirst.publication.log_lines import request_id
from standfirst.stories.tests import lantern

LOGGER = "standfirst.publication.requests"


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger=LOGGER)
    return caplog


@pytest.mark.django_db
def test_it_names_the_path_of_a_page_that_is_the_same_for_everyone(
    client: Client, said: pytest.LogCaptureFixture
) -> None:
    lantern.publish()
    client.get("/money/bread-costs-less/?ref=ana")
    (line,) = [it for it in said.records if it.name == LOGGER]
    assert (line.method, line.route, line.status) == ("GET", "page", 200)
    assert line.path == "/money/bread-costs-less/"
    assert line.bytes > 1000
    assert "ref" not in line.getMessage()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "route"),
    [("/log-in/", "account_login"), ("/no/such/", "page"), ("/admin/pages/", "admin")],
)
def test_it_names_only_the_route_of_what_is_one_reader_s(
    client: Client, said: pytest.LogCaptureFixture, path: str, route: str
) -> None:
    client.get(path)
    (line,) = [it for it in said.records if it.name == LOGGER]
    assert (line.route, line.path) == (route, "")


@pytest.mark.django_db
def test_it_names_no_path_of_a_form_that_is_refused(said: pytest.LogCaptureFixture) -> None:
    lantern.publish()
    refused = Client(enforce_csrf_checks=True).post("/money/bread-costs-less/")
    assert refused.status_code == 403
    assert "403" in said.text
    assert "bread" not in said.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [
        (1, "0c5f7a52-one", True),
        (0, "0c5f7a52-one", False),
        (1, "no id of ours", False),
        (1, "a" * 200, False),
    ],
)
def test_it_takes_a_request_s_id_from_a_proxy_of_ours_alone(
    client: Client, settings: object, proxies: int, given: str, taken: bool
) -> None:
    settings.PROXIES = proxies
    seen: list[str] = []
    logger = logging.getLogger(LOGGER)
    keep = _Keep(seen)
    logger.addHandler(keep)
    try:
        client.get("/log-in/", headers={"x-request-id": given})
    finally:
        logger.removeHandler(keep)
    assert (seen == [given]) == taken
    assert seen[0]


class _Keep(logging.Handler):
    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(request_id.get())
