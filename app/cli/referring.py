"""What ``letter referral`` and ``bundle export`` share: the facts of the file, and why it may leave the school."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy.orm import Session

from app.domain.rights import Actor
from app.services import referrals
from app.services.referral_proposal import Proposal
from app.services.referrals import ReferralText


class BasisOption(StrEnum):
    """What ``--basis`` may say; a recorded consent needs no option."""

    EMERGENCY = "emergency"


Basis = Annotated[BasisOption | None, typer.Option("--basis", help="emergency: there was no time to ask.")]
Reason = Annotated[str, typer.Option("--reason", help="Why there was no time to ask; goes with --basis.")]


def with_basis(found: Proposal, basis: BasisOption | None, reason: str) -> ReferralText:
    """Return the proposed text with its legal basis: what was said now, else the consent on record, else
    the basis that the open referral has."""
    if basis is not None:
        return replace(found.text, basis=basis.value, basis_reason=reason)
    if found.consent is not None:
        return replace(found.text, basis="consent", basis_reason="")
    return found.text if found.text.basis == "emergency" else replace(found.text, basis=None, basis_reason="")


def saved(db: Session, found: Proposal, text: ReferralText, *, by: Actor, now: datetime) -> UUID:
    """Write the referral, the open one or a new one, and return its key."""
    if found.referral_id is not None:
        return referrals.edit(db, found.referral_id, text, by=by, now=now).id
    return referrals.create(db, found.student_id, text, alert_id=found.alert_id, by=by, now=now).id
