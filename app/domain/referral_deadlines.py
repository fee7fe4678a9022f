"""What a referral waits for, and until when. Two clocks run: sent → received and received → seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.referral import Referral
from app.domain.referral_state import State
from app.domain.risk import Level


class Step(StrEnum):
    """What is waited for."""

    RECEIPT = "receipt"
    SEEN = "seen"
    OUTCOME = "outcome"
    CLOSING = "closing"  # the school's own reading of the answer


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long each step may take, counted from the end of the step before."""

    receipt: timedelta
    seen: timedelta
    outcome: timedelta
    closing: timedelta


_H, _D = timedelta(hours=1), timedelta(days=1)
ALLOWANCES: dict[Level, Allowance] = {
    Level.RED: Allowance(6 * _H, 24 * _H, 3 * _D, 1 * _D),
    Level.ORANGE: Allowance(24 * _H, 3 * _D, 7 * _D, 2 * _D),
    Level.YELLOW: Allowance(3 * _D, 14 * _D, 30 * _D, 7 * _D),
    Level.BLUE: Allowance(7 * _D, 30 * _D, 60 * _D, 14 * _D),
}
"""Our defaults; a school may shorten them. Red: the receipt comes the same day, by telephone if need
be, and local rules of the green channel have the hospital see the child within 24 hours."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next step waited for and when it is due."""

    step: Step
    at: datetime

    def late(self, now: datetime) -> bool:
        """Return whether the time is over."""
        return now > self.at


_WAITING_FOR_RECEIPT = frozenset({State.SENT, State.LOST})
_WAITING_FOR_SCHOOL = frozenset({State.OUTCOME, State.DECLINED})
_NOT_WAITING = frozenset({State.DRAFT, State.READY, State.CLOSED, State.CANCELLED})


def due(referral: Referral, level: Level) -> Due | None:
    """Return what is waited for, or None where nobody is waited for."""
    if referral.state in _NOT_WAITING:
        return None
    allowance = ALLOWANCES[level]
    if referral.state in _WAITING_FOR_SCHOOL:
        last = max(event.at for event in referral.history if event not in referral.beside)
        return Due(Step.CLOSING, last + allowance.closing)
    if referral.seen_at is not None:
        return Due(Step.OUTCOME, referral.seen_at + allowance.outcome)
    sent = referral.sent_at
    if referral.state in _WAITING_FOR_RECEIPT and sent is not None:
        return Due(Step.RECEIPT, sent + allowance.receipt)
    start = referral.received_at or sent
    return None if start is None else Due(Step.SEEN, start + allowance.seen)


def is_lost(referral: Referral, level: Level, now: datetime) -> bool:
    """Return whether the school's timer should now record that no receipt came."""
    if referral.state is not State.SENT or referral.sent_at is None:
        return False
    return now > referral.sent_at + ALLOWANCES[level].receipt
