"""What goes to a centre with a referral: gathered field by field from what the counsellor chose."""

from datetime import datetime, time, tzinfo
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import messages
from app.bundles import referral_packet as packet
from app.domain.consent import Purpose
from app.domain.problems import Problem
from app.domain.referral_state import State
from app.models.assessment import Assessment
from app.models.consent import Consent
from app.models.document import Document
from app.models.guardian import Guardian
from app.models.institution import Institution
from app.models.node import Node
from app.models.referral import Referral
from app.models.safety_plan import SafetyPlan, SafetyPlanEntry
from app.models.session_record import SessionAmendment, SessionRecord
from app.models.student import Student
from app.models.user import User
from app.scales.load import load
from app.services import consents, letters
from app.services.school_settings import current
from app.storage import snapshots


def gather(db: Session, referral: Referral, letter_pdf: bytes, *, now: datetime) -> packet.ReferralPacket:
    """Return the packet of one referral. Session text rides along only where a record was chosen."""
    student = db.get_one(Student, referral.student_id)
    centre = db.get_one(Institution, referral.institution_id)
    author = db.get_one(User, referral.made_by)
    settings = current(db)
    parts = referral.parts
    return packet.ReferralPacket(
        referral_id=referral.id,
        made_at=now,
        student=packet.Student(
            id=student.id,
            name=student.name,
            number=student.number,
            sex=student.sex,
            birth_date=student.birth_date,
            class_name=letters.class_name(db, student, now.date()) or None,
        ),
        school=packet.Organisation(
            id=db.scalars(select(Node.vault_id)).one(),
            name=str(settings["school.name"]),
            phone=str(settings["school.room_phone"]) or None,
        ),
        centre=packet.Organisation(
            id=centre.id,
            name=centre.name,
            phone=centre.phone or None,
            department=centre.department or None,
        ),
        counsellor=packet.Counsellor(id=author.id, name=author.name),
        reason=referral.reason,
        letter_pdf=letter_pdf,
        letter_number=_number(db, referral.id),
        level=referral.level,
        state=State.SENT,
        agreement=_agreement(db, referral, now.tzinfo),
        emergency_reason=referral.basis_reason if referral.basis == "emergency" else None,
        guardians=_guardian(db, referral.guardian_id),
        behaviour=referral.facts or None,
        measures=referral.measures or None,
        medicines=referral.medicines or None,
        sheets=_sheets(db, student.id) if parts.get("scores", True) else (),
        risk=packet.Risk(referral.id, referral.level, referral.made_at, referral.reason),
        plan=_plan(db, student.id) if parts.get("plan") else None,
        records=_records(db, [UUID(one) for one in parts.get("session_ids", [])], student.id),
    )


def _number(db: Session, referral_id: UUID) -> str:
    found = db.scalar(
        select(Document.number).where(
            Document.referral_id == referral_id,
            Document.kind == "referral",
            Document.voided_at.is_(None),
        )
    )
    if found is None:
        raise Problem("referral_without_number")
    return found


def _agreement(db: Session, referral: Referral, zone: tzinfo | None) -> packet.Agreement | None:
    if referral.basis != "consent":
        return None
    standing = consents.standing(db, referral.student_id, Purpose.HOSPITAL)
    row = db.get(Consent, referral.consent_id) if referral.consent_id else None
    if row is None or standing is None:
        raise Problem("consent_missing")
    way = messages.text(f"way_{row.way.value}")
    given = datetime.combine(row.decided_on, time(0, 0), tzinfo=zone)
    return packet.Agreement(row.id, given, f"{row.person}（{way}）")


def _guardian(db: Session, guardian_id: UUID | None) -> tuple[packet.Guardian, ...]:
    person = db.get(Guardian, guardian_id) if guardian_id else None
    if person is None:
        return ()
    relation = messages.text(f"relation_{person.relation.value}")
    return (packet.Guardian(person.id, person.name or relation, relation, person.phone or None),)


def _sheets(db: Session, student_id: UUID) -> tuple[packet.Sheet, ...]:
    rows = db.scalars(
        select(Assessment)
        .where(
            Assessment.student_id == student_id,
            Assessment.withdrawn_at.is_(None),
            Assessment.set_aside_at.is_(None),
            Assessment.validity != "void",
        )
        .order_by(Assessment.taken_on.desc(), Assessment.id.desc())
    )
    newest: dict[tuple[str, str], Assessment] = {}
    for row in rows:
        newest.setdefault((row.scale, row.respondent), row)
    return tuple(_sheet(row) for row in newest.values())


def _sheet(row: Assessment) -> packet.Sheet:
    """Return the score alone: "scores" was chosen, and single answers are more than that."""
    name = load(row.scale).names.zh
    scores = (packet.Score(row.id, "total", name, _plain(row.total)),) if row.total is not None else ()
    taken = datetime.combine(row.taken_on, time(0, 0), tzinfo=row.entered_at.tzinfo)
    return packet.Sheet(row.id, row.scale, row.definition_version, name, taken, scores)


def _plain(total: Decimal) -> int | float:
    return int(total) if total == total.to_integral_value() else float(total)


def _plan(db: Session, student_id: UUID) -> packet.Plan | None:
    plan = db.scalar(
        select(SafetyPlan).where(SafetyPlan.student_id == student_id).order_by(SafetyPlan.version.desc()).limit(1)
    )
    if plan is None:
        return None
    lines = db.scalars(
        select(SafetyPlanEntry)
        .where(SafetyPlanEntry.plan_id == plan.id)
        .order_by(SafetyPlanEntry.step, SafetyPlanEntry.position)
    ).all()
    steps = tuple("；".join(line.text for line in lines if line.step == step) for step in range(1, 7))
    return packet.Plan(plan.id, plan.made_at, steps)


def _records(db: Session, wanted: list[UUID], student_id: UUID) -> tuple[packet.Record, ...]:
    """Return the chosen session records with what was added to them later; one of another student is
    refused, never sent. The working note of a session is a row of its own and is never chosen.
    """
    records = []
    for key in wanted:
        row = db.get(SessionRecord, key)
        if row is None or row.student_id != student_id:
            raise Problem("session_unknown")
        records.append(packet.Record("session_record", row.id, snapshots.of_row(row)))
        later = select(SessionAmendment).where(SessionAmendment.session_id == key).order_by(SessionAmendment.made_at)
        records += [packet.Record("session_amendment", one.id, snapshots.of_row(one)) for one in db.scalars(later)]
    return tuple(records)
