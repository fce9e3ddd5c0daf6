import pytest

from standfirst.publication.mail.reasons import (
    FULL,
    NO_SUCH_ADDRESS,
    NOT_SENT,
    NOT_TAKEN,
    REFUSED,
    SHUT,
    UNREACHED,
    reason_in_words,
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("", ""),
        ("550 5.1.1 <ana@example.org> no such user", NO_SUCH_ADDRESS),
        ("550 no such user here", NO_SUCH_ADDRESS),
        ("The provider refused the address", NO_SUCH_ADDRESS),
        ("452 4.2.2 over quota", FULL),
        ("552 5.2.2", FULL),
        ("452 4.3.1 full", FULL),
        ("550 5.2.1 disabled", SHUT),
        ("451 4.4.1", UNREACHED),
        ("554 5.7.1", REFUSED),
        ("554", NOT_TAKEN),
        ("550 5.99.999", NOT_TAKEN),
        ("Connection refused", NOT_SENT),
        ("Postmark answered 500", NOT_SENT),
        ("5501.1", NOT_SENT),
    ],
)
def test_it_says_why_in_words(error, words):
    assert reason_in_words(error) == str(words)


def test_it_passes_on_nothing_a_server_wrote():
    assert "ana@" not in reason_in_words("550 5.1.1 <ana@example.org> no such user")
