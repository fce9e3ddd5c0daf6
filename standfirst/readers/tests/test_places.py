import pytest

from standfirst.readers.places import own_path, with_place


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("/", True),
        ("/world/kursk/", True),
        ("/world/kursk/#s1a2b3c4", True),
        ("/search/?q=two+words&page=2", True),
        ("/a/?next=https://evil.example/", True),
        ("", False),
        ("world/", False),
        ("#s1", False),
        ("//evil.example/", False),
        ("///evil.example/", False),
        ("/\\evil.example/", False),
        ("\\\\evil.example/", False),
        ("/\t/evil.example/", False),
        ("\t//evil.example/", False),
        ("https://testserver/", False),
        ("https:evil.example", False),
        ("javascript:alert(1)", False),
        ("/" + "a" * 2000, False),
    ],
)
def test_it_keeps_paths_of_this_site_only(raw, kept):
    assert own_path(raw) == (raw if kept else "")


def test_it_quotes_a_fragment_which_a_browser_would_keep_to_itself():
    assert with_place("account_login", "/world/kursk/#s1") == "/log-in/?next=/world/kursk/%23s1"
    assert (
        with_place("account_login", "/search/?q=a&b=c") == "/log-in/?next=/search/%3Fq%3Da%26b%3Dc"
    )
    assert with_place("account_login", "") == "/log-in/"
