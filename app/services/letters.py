"""Letters about one student: gathered from the file, rendered to the bytes that are printed and saved."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import messages
from app.domain.consent import Purpose
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.safety_plan import Step
from app.domain.school_class import display
from app.letters import Rendered, render
from app.letters.referral import Referral as ReferralLetter
from app.letters.referral import ScaleResult, Urgency
from app.letters.safety_plan import GuardianSheet, Line, PlanSheet
from app.letters.wallet_card import WalletCard
from app.models.assessment import Assessment
from app.models.document import Document
from app.models.guardian import Guardian
from app.models.institution import Institution
from app.models.referral import Referral
from app.models.student import Student
from app.scales.load import load
from app.services import consents, referrals, safety_plans
from app.services.classes import class_on, schooling_of
from app.services.school_settings import current
from app.services.verb import verb
from app.storage import audit

NO_NUMBER = "〔    〕    号"


@dataclass(frozen=True, slots=True)
class LetterView:
    """A rendered letter with what is still missing in it.

    ``gaps`` are message codes of facts to fill in by hand; ``draft`` means that neither consent nor an
    emergency allows it to leave the school.
    """

    rendered: Rendered
    gaps: tuple[str, ...]
    draft: bool


@verb(Action.READ_REFERRAL)
def referral(db: Session, referral_id: UUID, *, symbols: tuple[str, ...] = (), by: Actor, now: datetime) -> LetterView:
    """Render the referral letter with the number it has; without one the number stays open."""
    audit.read(db, by, "referral", referral_id, now)
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    return referral_letter(
        db,
        row.student_id,
        referrals.text_of(row),
        number=_number(db, referral_id),
        symbols=symbols,
        by=by,
        now=now,
    )


@verb(Action.READ_REFERRAL)
def referral_preview(
    db: Session, student_id: UUID, text: referrals.ReferralText, *, by: Actor, now: datetime
) -> LetterView:
    """Render what the letter would be, before anything is saved."""
    audit.read(db, by, "student", student_id, now)
    return referral_letter(db, student_id, text, number="", symbols=(), by=by, now=now)


def referral_letter(
    db: Session,
    student_id: UUID,
    text: referrals.ReferralText,
    *,
    number: str,
    symbols: tuple[str, ...],
    by: Actor,
    now: datetime,
) -> LetterView:
    """Gather the facts and render the referral letter, for other services."""
    student = _student(db, student_id)
    institution = db.get(Institution, text.institution_id) if text.institution_id else None
    if text.institution_id and institution is None:
        raise Problem("institution_unknown")
    guardian = _guardian(db, student_id, text.guardian_id)
    settings = current(db)
    letter = ReferralLetter(
        number=number or f"{settings['school.letter_word']}心转{NO_NUMBER}",
        issued_on=now.date() if number else None,
        school=str(settings["school.name"]),
        school_contact=str(settings["school.contact"]) or by.name,
        school_phone=str(settings["school.room_phone"]),
        hospital=institution.name if institution else "",
        department=institution.department if institution else "",
        hospital_contact=institution.contact if institution else "",
        hospital_phone=institution.phone if institution else "",
        case_code=case_code(student_id),
        student_name=student.name,
        sex=student.sex,
        born_on=student.birth_date,
        class_name=class_name(db, student, now.date()),
        reason=text.reason,
        level=text.level,
        self_harm=text.self_harm,
        urgency=Urgency(text.urgency),
        guardian_name=guardian.name if guardian else "",
        guardian_relation=_relation(guardian),
        guardian_phone=guardian.phone if guardian else "",
        guardian_present=text.guardian_present,
        behaviour=text.facts,
        duration=text.duration,
        scales=scores_of(db, student_id) if text.scores else (),
        measures=text.measures,
        medicines=text.medicines,
        allergies=text.allergies,
        consent=_consent(db, student_id) if text.basis == "consent" else "",
        emergency_basis=text.basis_reason if text.basis == "emergency" else "",
        accompanied_by=text.accompanied_by,
        symbols=symbols,
    )
    rendered = render(letter, printed_by=by.name, now=now)
    return LetterView(rendered, _gaps(letter), letter.is_draft)


@verb(Action.READ_PLAN)
def safety_plan(db: Session, student_id: UUID, *, by: Actor, now: datetime) -> LetterView:
    """Render the counsellor's sheet of the newest plan. Raises Problem("plan_unknown") without one."""
    plan = _plan(db, student_id, by, now)
    student = _student(db, student_id)
    sheet = PlanSheet(
        school=str(current(db)["school.name"]),
        student_name=student.name,
        class_name=class_name(db, student, now.date()),
        case_code=case_code(student_id),
        version=plan.version,
        made_on=plan.made_at.astimezone(now.tzinfo).date(),
        review_on=plan.text.review_on,
        entries=plan.text.entries,
        lines=_lines(db),
    )
    return LetterView(render(sheet, printed_by=by.name, now=now), plan.gaps, draft=False)


@verb(Action.READ_PLAN)
def guardian_sheet(db: Session, student_id: UUID, *, guardian_id: UUID | None, by: Actor, now: datetime) -> LetterView:
    """Render what the guardian takes home from the newest plan."""
    plan = _plan(db, student_id, by, now)
    student = _student(db, student_id)
    guardian = _guardian(db, student_id, guardian_id)
    settings = current(db)
    sheet = GuardianSheet(
        school=str(settings["school.name"]),
        student_name=student.name,
        guardian_name=guardian.name if guardian else "",
        made_on=plan.made_at.astimezone(now.tzinfo).date(),
        review_on=plan.text.review_on,
        signs=_texts(plan, Step.WARNING_SIGNS),
        helps=_texts(plan, Step.OWN_COPING) + _texts(plan, Step.PEOPLE_AND_PLACES),
        safer=[entry for entry in plan.text.entries if entry.step is Step.SAFER_SURROUNDINGS],
        contact_name=str(settings["school.contact"]) or by.name,
        contact_phone=str(settings["school.room_phone"]),
        lines=_lines(db),
    )
    return LetterView(render(sheet, printed_by=by.name, now=now), plan.gaps, draft=False)


@verb(Action.READ_PLAN)
def wallet_card(db: Session, student_id: UUID, *, by: Actor, now: datetime) -> LetterView:
    """Render the card to carry: no school, no title, no level."""
    plan = _plan(db, student_id, by, now)
    people = [
        Line(entry.text, entry.phone)
        for entry in plan.text.entries
        if entry.step in {Step.PEOPLE_TO_ASK, Step.PROFESSIONALS}
    ]
    card = WalletCard(
        signs=_texts(plan, Step.WARNING_SIGNS),
        helps=_texts(plan, Step.OWN_COPING),
        people=people,
        lines=_lines(db),
    )
    return LetterView(render(card, now=now), plan.gaps, draft=False)


@verb(Action.READ_STUDENT)
def guardian_named(db: Session, student_id: UUID, name: str, *, by: Actor) -> UUID | None:
    """Return the person of this name around the student, None for an empty name.

    Raises Problem("guardian_unknown").
    """
    if not name.strip():
        return None
    found = db.scalar(
        select(Guardian.id).where(Guardian.student_id == student_id, Guardian.name == name.strip()).limit(1)
    )
    if found is None:
        raise Problem("guardian_unknown")
    return found


def case_code(student_id: UUID) -> str:
    """Return the code that names a case where the student's name must not stand."""
    return f"XQ-{student_id.hex[-8:].upper()}"


def class_name(db: Session, student: Student, day: date) -> str:
    """Return the class as letters print it, empty where it is not known."""
    found = class_on(student, day, schooling_of(db))
    return display(found) if found else ""


def _student(db: Session, student_id: UUID) -> Student:
    student = db.get(Student, student_id)
    if student is None:
        raise Problem("student_unknown_here")
    return student


def _guardian(db: Session, student_id: UUID, guardian_id: UUID | None) -> Guardian | None:
    """Return the chosen person; one around another student is refused, never printed."""
    found = db.get(Guardian, guardian_id) if guardian_id else None
    if guardian_id and (found is None or found.student_id != student_id):
        raise Problem("guardian_unknown")
    return found


def _plan(db: Session, student_id: UUID, by: Actor, now: datetime) -> safety_plans.PlanView:
    plan = safety_plans.latest(db, student_id, by=by, now=now)
    if plan is None:
        raise Problem("plan_unknown")
    return plan


def _number(db: Session, referral_id: UUID) -> str:
    found = db.scalar(
        select(Document.number).where(
            Document.referral_id == referral_id,
            Document.kind == "referral",
            Document.voided_at.is_(None),
        )
    )
    return found or ""


def _relation(guardian: Guardian | None) -> str:
    return messages.text(f"relation_{guardian.relation.value}") if guardian else ""


def _consent(db: Session, student_id: UUID) -> str:
    consent = consents.standing(db, student_id, Purpose.HOSPITAL)
    if consent is None:
        return ""
    one = consent.decision
    day = one.decided_on
    way = messages.text(f"way_{one.way.value}")
    witness = f"，旁听：{one.witness}" if one.witness else ""
    return f"监护人{one.person}于{day.year}年{day.month}月{day.day}日同意（{way}{witness}）"


def scores_of(db: Session, student_id: UUID) -> tuple[ScaleResult, ...]:
    """Return the newest sound or doubtful score of each form, for other services; a void or withdrawn one
    does not travel."""
    rows = db.scalars(
        select(Assessment)
        .where(
            Assessment.student_id == student_id,
            Assessment.withdrawn_at.is_(None),
            Assessment.set_aside_at.is_(None),
            Assessment.validity != "void",
            Assessment.total.is_not(None),
        )
        .order_by(Assessment.taken_on.desc(), Assessment.id.desc())
    )
    newest: dict[tuple[str, str], Assessment] = {}
    for row in rows:
        newest.setdefault((row.scale, row.respondent), row)
    return tuple(
        ScaleResult(load(row.scale).names.zh, f"{row.total.normalize():f}分", row.taken_on)
        for row in newest.values()
        if row.total is not None
    )


def _texts(plan: safety_plans.PlanView, step: Step) -> list[str]:
    return [entry.text for entry in plan.text.entries if entry.step is step]


def _lines(db: Session) -> tuple[Line, ...]:
    """Return the school's hotlines: each setting is a number, a space and what it is."""
    lines = current(db)["hotlines"]
    kept = [line.partition(" ") for line in lines] if isinstance(lines, list) else []
    return tuple(Line(name, number) for number, _, name in kept)


def _gaps(letter: ReferralLetter) -> tuple[str, ...]:
    wanted = {
        "letter_gap_hospital": letter.hospital,
        "letter_gap_guardian": letter.guardian_name,
        "letter_gap_guardian_phone": letter.guardian_phone,
        "letter_gap_school_phone": letter.school_phone,
        "letter_gap_behaviour": letter.behaviour,
        "letter_gap_birth": letter.born_on,
        "letter_gap_accompanied": letter.accompanied_by,
    }
    return tuple(code for code, value in wanted.items() if not value)
