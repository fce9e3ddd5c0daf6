import pytest

from standfirst.billing.way_back import told


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("", "/?told=paid"),
        ("/world/a-story/", "/world/a-story/?told=paid"),
        ("/world/a-story/#s-1", "/world/a-story/?told=paid#s-1"),
        ("/world/a-story/?print=1&told=left#s-1", "/world/a-story/?print=1&told=paid#s-1"),
    ],
)
def test_it_leads_back_to_the_same_paragraph_with_a_word(place: str, address: str) -> None:
    assert told(place, "paid") == address
