"""Which sheets a round takes, and which of them may be scored.

A student without consent to scales is on the list, but her sheet is not scored (rules of consent:
个人信息保护法 29, 31). A critical answer on it still alerts, on the emergency basis (13 (4)).
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.consent import Giver, Purpose, ScaleConsent, scale_consent
from app.domain.problems import Problem
from app.domain.screening import NO_CONSENT, RoundState
from app.models.consent import Consent
from app.models.screening import RoundScale, RoundTarget, ScreeningRound


@dataclass(frozen=True, slots=True)
class Gate:
    """What a round takes: its forms, its students, and who of them gave no consent to scales."""

    round_id: UUID
    forms: frozenset[tuple[str, str]]
    targets: frozenset[UUID]
    without_consent: frozenset[UUID]

    def require_form(self, scale: str, respondent: str) -> None:
        """Raise Problem("round_form_unknown") for a form that the round does not have."""
        if (scale, respondent) not in self.forms:
            raise Problem("round_form_unknown")

    def unscored(self, student_id: UUID, scale: str, respondent: str) -> str | None:
        """Return why the sheet is not scored, None where it is.

        Raises Problem("round_form_unknown") or ("student_not_in_round").
        """
        self.require_form(scale, respondent)
        if student_id not in self.targets:
            raise Problem("student_not_in_round")
        return NO_CONSENT if student_id in self.without_consent else None


def gate(db: Session, round_id: UUID, *, student_id: UUID | None = None) -> Gate:
    """Return what the round takes, of one student or of all. Raises ("round_unknown"), ("round_closed")."""
    row = db.get(ScreeningRound, round_id)
    if row is None:
        raise Problem("round_unknown")
    if row.state is RoundState.CLOSED:
        raise Problem("round_closed")
    forms = db.execute(select(RoundScale.scale, RoundScale.respondent).where(RoundScale.round_id == round_id))
    wanted = select(RoundTarget.student_id).where(RoundTarget.round_id == round_id)
    if student_id is not None:
        wanted = wanted.where(RoundTarget.student_id == student_id)
    targets = frozenset(db.scalars(wanted))
    without = targets - consented(db, round_id, student_id=student_id)
    return Gate(round_id, frozenset((scale, form) for scale, form in forms), targets, without)


def consented(db: Session, round_id: UUID, *, student_id: UUID | None = None) -> frozenset[UUID]:
    """Return the targets whose sheets may be scored."""
    states = consents(db, round_id, student_id=student_id)
    return frozenset(one for one, state in states.items() if state is ScaleConsent.GIVEN)


def consents(db: Session, round_id: UUID, *, student_id: UUID | None = None) -> dict[UUID, ScaleConsent]:
    """Return how each target stands to scales; who is not in it has no decision on record."""
    statement = (
        select(Consent.student_id, Consent.giver, Consent.given)
        .join(RoundTarget, RoundTarget.student_id == Consent.student_id)
        .where(RoundTarget.round_id == round_id, Consent.purpose == Purpose.SCALES)
        .order_by(Consent.decided_on, Consent.id)
    )
    if student_id is not None:
        statement = statement.where(Consent.student_id == student_id)
    latest: dict[UUID, dict[Giver, bool]] = {}
    for student, giver, given in db.execute(statement):
        latest.setdefault(student, {})[giver] = given
    return {student: scale_consent(decisions) for student, decisions in latest.items()}
