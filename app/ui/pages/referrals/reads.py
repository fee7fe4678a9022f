"""What the referral wizard reads in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.rights import Actor
from app.services import drafts, referral_proposal
from app.services.referral_proposal import Proposal


@dataclass(frozen=True, slots=True)
class Opening:
    """What the letter starts from, and what the user had written without saving it."""

    proposal: Proposal
    draft: dict[str, Any] | None


def opening(db: Any, keys: Mapping[str, UUID], *, by: Actor, now: datetime) -> Opening:
    """Read by ``student_id``, ``referral_id`` or ``alert_id``."""
    found = referral_proposal.proposal(db, **keys, by=by, now=now)
    kept = drafts.load(db, "referral", str(found.student_id), by=by)
    return Opening(found, kept.content if kept else None)
