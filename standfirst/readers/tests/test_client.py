import pytest
from django.test import RequestFactory

from standfirst.readers.adapter import ReaderAdapter
from standfirst.readers.client import client_address


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "client"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),  # nobody of ours wrote that
        ("192.0.2.1", "198.51.100.9", 1, "198.51.100.9"),
        ("192.0.2.1", "203.0.113.5, 198.51.100.9", 1, "198.51.100.9"),  # the client wrote the first
        ("192.0.2.1", "203.0.113.5, 198.51.100.9, 192.0.2.2", 2, "198.51.100.9"),
        ("192.0.2.1", "198.51.100.9", 2, "192.0.2.1"),  # too few to be ours
        ("192.0.2.1", "", 1, "192.0.2.1"),
        ("192.0.2.1", "nonsense", 1, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.5, ", 1, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9:4711", 1, "198.51.100.9"),
        ("192.0.2.1", "[2001:db8::1]:4711", 1, "2001:db8::1"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("2001:db8::1", "", 0, "2001:db8::1"),
        ("", "", 0, "0.0.0.0"),
    ],
)
def test_it_finds_the_client_behind_our_proxies(remote, forwarded, proxies, client):
    assert client_address(remote, forwarded, proxies) == client


def test_allauth_asks_it(settings):
    settings.PROXIES = 1
    request = RequestFactory().get("/", headers={"x-forwarded-for": "203.0.113.5, 198.51.100.9"})
    assert ReaderAdapter(request).get_client_ip(request) == "198.51.100.9"
