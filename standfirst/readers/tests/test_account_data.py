"""What this room keeps of a reader."""

import json
from datetime import UTC, datetime

from standfirst.readers import account_data, addresses
from standfirst.readers.links import LogInLink
from standfirst.readers.personal import rooms

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


def test_it_tells_the_account_and_nothing_that_logs_in(ana, dee):
    assert rooms()["readers"] is account_data
    token = LogInLink.token_for(ana, NOW)
    addresses.add(ana, "ana.b@example.net", NOW)
    told = account_data.personal_data(ana)
    said = json.dumps(told)
    assert told["account"]["name"] == "Ana Pays"
    assert [it["address"] for it in told["addresses"]] == ["ana@example.org", "ana.b@example.net"]
    assert len(told["log_in_links"]) == 1
    for secret in (token, LogInLink.objects.get().digest, ana.password):
        assert secret not in said
    assert dee.email not in said


def test_it_erases_all_but_the_row_itself(ana, eli):
    LogInLink.token_for(eli, NOW)
    for _twice in range(2):
        account_data.erase(eli, NOW)
    assert not any(it.exists() for it in (eli.addresses, eli.groups, eli.log_in_links))
    assert ana.addresses.exists()
