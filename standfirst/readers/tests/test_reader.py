import pytest
from django.db import IntegrityError

from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


def test_it_keeps_one_reader_per_address_in_any_case(ana):
    with pytest.raises(IntegrityError):
        Reader.objects.bulk_create([Reader(email="ANA@example.org")])


def test_it_is_made_with_a_verified_address_and_no_password():
    reader = Reader.objects.create_reader(" Dee@Example.org")
    address = reader.emailaddress_set.get()
    assert reader.email == address.email == "dee@example.org"
    assert (address.primary, address.verified) == (True, True)
    assert not reader.has_usable_password()


def test_it_can_be_made_before_its_address_is_known_to_be_right():
    reader = Reader.objects.create_reader("dee@example.org", verified=False)
    assert not reader.emailaddress_set.get().verified
    reader.confirm_address(reader.email)
    assert reader.emailaddress_set.get().verified


def test_it_is_found_by_its_address_as_typed(ana):
    assert Reader.objects.with_address(" ANA@Example.org ").get() == ana
    assert Reader.objects.find_or_create("ana@example.org") == ana
