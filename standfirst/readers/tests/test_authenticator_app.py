"""Codes of an authenticator app, as plain values, and each taken once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from standfirst.readers import authenticator_app
from standfirst.readers.authenticator_app import code_in, period_in_which, period_of
from standfirst.readers.models import AuthenticatorApp, RecoveryCode

# RFC 6238, appendix B: the secret of its table for SHA-1, and the last six digits of its codes.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
TABLE = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]
NOON = datetime(2026, 8, 9, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("second", "code"), TABLE)
def test_it_makes_the_codes_of_the_standard(second, code):
    now = datetime.fromtimestamp(second, UTC)
    assert code_in(SECRET, period_of(now)) == code


@pytest.mark.parametrize(("seconds", "right"), [(-61, 0), (-30, 1), (0, 1), (30, 1), (61, 0)])
def test_a_clock_may_be_half_a_minute_wrong(seconds, right):
    code = code_in(SECRET, period_of(NOON + timedelta(seconds=seconds)))
    assert (period_in_which(SECRET, code, NOON) is not None) is bool(right)


def test_it_takes_no_other_code():
    assert period_in_which(SECRET, "000000", NOON) is None
    assert period_in_which(SECRET, "", NOON) is None


def test_secrets_are_long_and_never_the_same():
    made = {authenticator_app.new_secret() for _time in range(50)}
    assert len(made) == 50
    assert {len(it) for it in made} == {32}


def test_the_square_names_the_publication_and_the_account():
    address = authenticator_app.address_of(SECRET, "The Relay", "eli@example.org")
    assert address == (
        f"otpauth://totp/The%20Relay%3Aeli%40example.org?secret={SECRET}&issuer=The%20Relay"
    )


def test_a_code_is_taken_once_and_none_from_before_it(eli):
    app = AuthenticatorApp.objects.create(reader=eli, secret=SECRET, added_at=NOON)
    now, before = code_in(SECRET, period_of(NOON)), code_in(SECRET, period_of(NOON) - 1)
    twin = AuthenticatorApp.objects.get()
    assert app.enter(now, NOON)
    assert not app.enter(now, NOON)
    assert not twin.enter(now, NOON)
    assert not twin.enter(before, NOON)
    assert twin.enter(code_in(SECRET, period_of(NOON) + 1), NOON + timedelta(seconds=30))


def test_recovery_codes_are_good_once_however_they_are_typed(eli, ana):
    codes = RecoveryCode.new_for(eli)
    assert len(set(codes)) == 10
    now = timezone.now()
    assert not ana.recovery_codes.use(codes[0], now)
    assert eli.recovery_codes.use(f" {codes[0].upper().replace('-', ' ')} ", now)
    assert not eli.recovery_codes.use(codes[0], now)
    assert not eli.recovery_codes.use("", now)
    assert eli.recovery_codes.left().count() == 9


def test_new_recovery_codes_end_the_old_and_none_can_be_read(eli):
    old, new = RecoveryCode.new_for(eli), RecoveryCode.new_for(eli)
    assert not eli.recovery_codes.use(old[0], timezone.now())
    kept = str(list(RecoveryCode.objects.values()))
    assert not [code for code in new if code in kept or code.replace("-", "") in kept]


def test_a_recovery_code_outlives_the_sites_secret(eli, settings):
    code = RecoveryCode.new_for(eli)[0]
    settings.SECRET_KEY = "another, as after a restore without the old one"
    assert eli.recovery_codes.use(code, timezone.now())
