"""What a referral waits for."""

from datetime import timedelta

import pytest

from app.domain.referral import fold
from app.domain.referral_deadlines import ALLOWANCES, Step, due, is_lost
from app.domain.referral_state import EventKind as K
from app.domain.risk import Level
from tests.domain.test_referral import START, proper

MINUTE = timedelta(minutes=1)


def after(*kinds: K) -> list:
    """Return events one hour apart, from ``START`` on."""
    return [proper(kind, START + timedelta(hours=hour)) for hour, kind in enumerate(kinds)]


BEGUN = (K.CREATED, K.CONSENTED, K.SENT)


@pytest.mark.parametrize(
    ("kinds", "step", "hours"),
    [
        (BEGUN, Step.RECEIPT, 2 + 6),
        ((*BEGUN, K.RECEIVED), Step.SEEN, 3 + 24),
        ((*BEGUN, K.RECEIVED, K.ACCEPTED, K.APPOINTED, K.NO_SHOW), Step.SEEN, 3 + 24),
        ((*BEGUN, K.RECEIVED, K.SEEN), Step.OUTCOME, 4 + 72),
        ((*BEGUN, K.RECEIVED, K.OUTCOME), Step.CLOSING, 4 + 24),
        ((*BEGUN, K.RECEIVED, K.DECLINED), Step.CLOSING, 4 + 24),
    ],
)
def test_a_red_referral_waits_for_one_thing_at_a_time(kinds: tuple[K, ...], step: Step, hours: int) -> None:
    waiting = due(fold(after(*kinds)), Level.RED)
    assert waiting is not None
    assert (waiting.step, waiting.at) == (step, START + timedelta(hours=hours))
    assert not waiting.late(waiting.at)
    assert waiting.late(waiting.at + MINUTE)


@pytest.mark.parametrize("kinds", [(), (K.CREATED,), (*BEGUN, K.RECEIVED, K.OUTCOME, K.CLOSED)])
def test_nobody_waits_before_it_is_sent_or_after_it_is_closed(kinds: tuple[K, ...]) -> None:
    assert due(fold(after(*kinds)), Level.BLUE) is None


@pytest.mark.parametrize("level", Level)
def test_the_timer_speaks_once_and_only_when_no_receipt_came(level: Level) -> None:
    sent = fold(after(*BEGUN))
    last = START + timedelta(hours=2) + ALLOWANCES[level].receipt
    assert not is_lost(sent, level, last)
    assert is_lost(sent, level, last + MINUTE)
    assert not is_lost(fold(after(*BEGUN, K.LOST)), level, last + MINUTE)
    assert not is_lost(fold(after(*BEGUN, K.RECEIVED)), level, last + MINUTE)


def test_the_more_urgent_level_never_waits_longer() -> None:
    for name in ("receipt", "seen", "outcome", "closing"):
        waits = [getattr(ALLOWANCES[level], name) for level in sorted(Level, key=lambda one: one.rank)]
        assert waits == sorted(waits)
