from datetime import datetime

import pytest

from standfirst.membership.snapshot import EndCause, State
from standfirst.membership.tests.cast import ENDED, ana, ben, kit, on


def test_it_refuses_past_due_without_the_payment_that_failed() -> None:
    with pytest.raises(ValueError, match="which payment failed"):
        ben(failure=None)


@pytest.mark.parametrize("missing", ["ended_at", "end_cause"])
def test_it_refuses_an_end_without_its_day_or_its_cause(missing: str) -> None:
    with pytest.raises(ValueError, match="ended"):
        kit(**{missing: None})


def test_it_refuses_an_end_on_one_that_runs() -> None:
    with pytest.raises(ValueError, match="ended"):
        ana(ended_at=on(1), end_cause=EndCause.BY_READER)
    with pytest.raises(ValueError, match="ended"):
        ana(ended_at=on(1))


def test_it_refuses_what_only_we_conclude() -> None:
    with pytest.raises(ValueError, match="no snapshot says it"):
        kit(EndCause.UNCONFIRMED)


def test_it_takes_a_first_payment_that_nothing_is_known_of() -> None:
    assert ana(state=State.INCOMPLETE, paid_until=None).failure is None


@pytest.mark.parametrize(
    ("at", "ended"), [(on(31, 7, 23), False), (on(1, 8), True), (on(1, 1), False)]
)
def test_it_lets_a_card_be_good_to_the_end_of_its_month(at: datetime, ended: bool) -> None:
    assert ENDED.had_ended(at) is ended
