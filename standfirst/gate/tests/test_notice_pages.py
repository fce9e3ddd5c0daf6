"""Every page a notice leads to exists in the site as it is served."""

import pytest
from django.urls import reverse

from standfirst.gate.decision import Remedy
from standfirst.gate.notices import REMEDY_PAGES
from standfirst.gate.words import VARIANTS

NAMES = {*REMEDY_PAGES.values(), *(it.second_to for it in VARIANTS.values() if it.second_to)}


def test_it_has_a_page_for_every_remedy() -> None:
    assert REMEDY_PAGES.keys() == set(Remedy)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_it_leads_to_a_page_that_exists(name: str) -> None:
    assert reverse(name).startswith("/")


def test_it_leads_to_help_with_the_story() -> None:
    assert "12" in reverse("help_reading", args=[12])
