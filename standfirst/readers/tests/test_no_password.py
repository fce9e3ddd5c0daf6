"""One page asks for a password, ours, and no other; and none of Wagtail's falls over our readers."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from standfirst.readers.models import Reader

# Where a reader who set one under Account logs in with it. The page it is set on wants a proof first.
OURS = "/log-in/password/"
# Wagtail's own page that shows what an error looks like.
MEANT_TO_FAIL = {"/admin/failwhale/"}


def fixed_paths(resolver, prefix="/"):
    """Every path of the site, or of its admin, that takes no parameter."""
    for entry in resolver.url_patterns:
        path = prefix + re.sub(r"[\^$]", "", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from fixed_paths(entry, path)
        elif not re.search(r"[<(*\\]", path) and path not in MEANT_TO_FAIL:
            yield path


@pytest.mark.parametrize("who", ["nobody", "boss"])
def test_no_other_page_asks_for_a_password_and_none_falls_over(browser, who):
    if who == "boss":
        boss = Reader.objects.create_reader("boss@example.org", is_staff=True, is_superuser=True)
        browser.force_login(boss)
    paths = sorted(set(fixed_paths(get_resolver())))
    assert {"/admin/", "/admin/account/", "/admin/users/", "/log-in/"} <= set(paths)
    for path in paths:
        if path in {"/log-out/", "/admin/logout/"}:
            continue
        answer = browser.get(path, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code != 500, path
        assert (b'type="password"' in body) is (path == OURS and who == "nobody"), path


def test_only_the_named_addresses_of_allauth_exist(browser, db):
    for path in ["/login/", "/signup/", "/accounts/login/", "/password/change/", "/email/"]:
        assert browser.get(path).status_code == 404
