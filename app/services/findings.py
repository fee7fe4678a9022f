"""What speaks for a talk with each student of a round: answers, bands, quality of forms, teachers' words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.screening import Finding, Reason
from app.models.assessment import Assessment
from app.models.screening import Nomination
from app.scales.flags import flagged


def of_round(db: Session, round_id: UUID) -> dict[UUID, list[Finding]]:
    """Return the findings per student, from the sheets that count and the nominations."""
    found: dict[UUID, list[Finding]] = defaultdict(list)
    sheets = db.execute(
        select(Assessment.student_id, Assessment.scale, Assessment.respondent, Assessment.validity, Assessment.result)
        .where(Assessment.round_id == round_id)
        .where(Assessment.withdrawn_at.is_(None), Assessment.set_aside_at.is_(None))
        .order_by(Assessment.entered_at, Assessment.id)
    )
    for student, scale, respondent, validity, result in sheets:
        found[student] += _of_sheet({"scale": scale, "respondent": respondent}, validity, result)
    named = db.execute(
        select(Nomination.student_id, Nomination.teacher, Nomination.signs, Nomination.late)
        .where(Nomination.round_id == round_id)
        .order_by(Nomination.made_at, Nomination.id)
    )
    for student, teacher, signs, late in named:
        found[student].append(Finding(Reason.NOMINATED, {"teacher": teacher, "signs": list(signs), "late": late}))
    return {student: findings for student, findings in found.items() if findings}


def _of_sheet(form: Mapping[str, object], validity: str, result: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what one sheet says. A void one flags by its critical answers and by being void, not by bands."""
    endorsed = [one["item"] for one in result["critical"] if one["value"] is not None]
    blank = [one["item"] for one in result["critical"] if one["value"] is None]
    if endorsed:
        yield Finding(Reason.CRITICAL, {**form, "items": endorsed})
    if blank:
        yield Finding(Reason.CRITICAL_BLANK, {**form, "items": blank})
    if validity in {"void", "doubtful"}:
        reasons = list(result["validity"]["reasons"])
        yield Finding(Reason.VOID if validity == "void" else Reason.DOUBTFUL, {**form, "doubts": reasons})
    if validity != "void":
        for flag in flagged(str(form["scale"]), result.get("band", {}), result.get("subscale_bands", {})):
            yield Finding(Reason.BAND, {**form, "set": flag.cutoffs, "band": flag.band, "part": flag.part})
