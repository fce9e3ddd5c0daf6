import pytest
from django.contrib.auth import get_user_model

from standfirst.readers.tests.hand import Hand


@pytest.fixture
def ana(db):
    return get_user_model().objects.create_reader("ana@example.org", name="Ana Pays")


@pytest.fixture
def dee(db):
    return get_user_model().objects.create_reader("dee@example.org")


@pytest.fixture
def eli(db):
    eli = get_user_model().objects.create_reader("eli@example.org", name="Eli Edits")
    eli.take_role("editor")
    return eli


@pytest.fixture
def browser(db):
    return Hand()


@pytest.fixture
def other_browser(db):
    return Hand()
