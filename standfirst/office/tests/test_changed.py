"""What is told of what staff, and readers themselves, do with an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.membership.models import Plan
from standfirst.office.deleting import delete_account
from standfirst.publication.changes import reader as of
from standfirst.publication.tests.telling import topics
from standfirst.readers.joining import join
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern


@pytest.mark.parametrize("name", ["ana", "ben", "dee"])
def test_it_tells_of_an_account_that_is_deleted(cast: dict[str, Reader], name: str) -> None:
    reader = cast[name]
    assert topics(lambda: delete_account(reader, timezone.now())) == {of(reader.pk)}


def test_it_tells_of_both_accounts_that_become_one(cast: dict[str, Reader]) -> None:
    ana, dee = cast["ana"], cast["dee"]
    told = topics(lambda: join(dee, ana, timezone.now() + timedelta(seconds=1)))
    assert told == {of(ana.pk), of(dee.pk)}


def test_it_tells_of_a_grant_that_staff_give(
    cast: dict[str, Reader], publication: Lantern, sue: Client, vera: Client
) -> None:
    dee, plus = cast["dee"], Plan.objects.get(slug="plus")
    address = f"/admin/readers/{dee.pk}/give-grant/"

    def give(client: Client) -> None:
        client.post(address, {"reason": "She asked.", "plan": plus.pk, "days": 30})

    assert topics(lambda: give(vera)) == {of(dee.pk)}
    assert topics(lambda: give(Client())) == set()
