import pytest
from django.core.exceptions import ImproperlyConfigured

from standfirst.publication.mail_url import read_mail_from, read_mail_url


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "tls"),
    [
        ("smtp://localhost:25/", "localhost", 25, "", "", "off"),
        ("smtp://mail.example.org", "mail.example.org", 25, "", "", "off"),
        ("smtp://eli:pw@mail.example.org/?tls=on", "mail.example.org", 587, "eli", "pw", "on"),
        ("smtp://eli:pw@mail.example.org/?tls=ssl", "mail.example.org", 465, "eli", "pw", "ssl"),
        (
            "smtp://eli%40example.org:p%40s%2Fs%3A%3F@[::1]:2525/?tls=on",
            "::1",
            2525,
            "eli@example.org",
            "p@s/s:?",
            "on",
        ),
        ("smtp://eli:pw@localhost:1025/", "localhost", 1025, "eli", "pw", "off"),
    ],
)
def test_it_reads_an_smtp_server(url, host, port, user, password, tls):
    door = read_mail_url(url, demo=False)

    assert door.backend == "django.core.mail.backends.smtp.EmailBackend"
    assert (door.host, door.port, door.user, door.password, door.tls) == (
        host,
        port,
        user,
        password,
        tls,
    )


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        (
            "anymail+postmark:?server_token=a%26b",
            "anymail.backends.postmark.EmailBackend",
            {"POSTMARK_SERVER_TOKEN": "a&b"},
        ),
        (
            "anymail+mailgun:?api_key=k&sender_domain=mg.example.org",
            "anymail.backends.mailgun.EmailBackend",
            {"MAILGUN_API_KEY": "k", "MAILGUN_SENDER_DOMAIN": "mg.example.org"},
        ),
        (
            "anymail+unisender-go:?api_key=k",
            "anymail.backends.unisender_go.EmailBackend",
            {"UNISENDER_GO_API_KEY": "k"},
        ),
    ],
)
def test_it_reads_any_provider_of_anymail(url, backend, options):
    door = read_mail_url(url, demo=False)

    assert (door.backend, door.options) == (backend, options)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mail.example.org", "must begin with"),
        ("smtp:///", "name is missing"),
        ("smtp://mail.example.org:seven/", "port"),
        ("smtp://mail.example.org:99999/", "port"),
        ("smtp://[::1:25/", "no address"),
        ("smtp://eli:hunter2@mail.example.org:25/", "unprotected"),
        ("smtp://eli:hunter2@mail.example.org/?tls=yes", "tls must be"),
        ("smtp://eli:hunter2@mail.example.org/?tsl=on", "'tsl'"),
        ("anymail+pigeon:?api_key=hunter2", "'pigeon'"),
        ("anymail+os.path:?api_key=hunter2", "'os.path'"),
        ("anymail+postmark:", "options are missing"),
        ("demo:", "nobody would get any"),
    ],
)
def test_it_refuses_loudly_and_without_the_password(url, why):
    with pytest.raises(ImproperlyConfigured, match="^MAIL_URL ") as refusal:
        read_mail_url(url, demo=False)

    assert why in str(refusal.value)
    assert "For example MAIL_URL=" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


def test_it_keeps_secrets_out_of_its_repr():
    smtp = read_mail_url("smtp://eli:hunter2@localhost/", demo=False)
    provider = read_mail_url("anymail+postmark:?server_token=hunter2", demo=False)

    assert "hunter2" not in repr((smtp, provider))


def test_it_keeps_mail_in_the_outbox_of_the_demo_alone():
    assert read_mail_url("demo:", demo=True).backend == "standfirst.demo.outbox.OutboxBackend"


@pytest.mark.parametrize("address", ["news@example.org", "news@127.0.0.1"])
def test_it_takes_a_bare_address_to_send_from(address):
    assert read_mail_from(address) == address


@pytest.mark.parametrize(
    "address", ["news", "The News <news@example.org>", "a@example.org, b@example.org", "a@b\nc: d"]
)
def test_it_refuses_anything_else_to_send_from(address):
    with pytest.raises(ImproperlyConfigured, match="^MAIL_FROM .* for example MAIL_FROM="):
        read_mail_from(address)
