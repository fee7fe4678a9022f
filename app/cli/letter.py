"""``xinqiao letter``: a letter about one student, as the PDF that the window would print."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy.orm import Session

from app.cli.answer import Json, say
from app.cli.opened import Opened, now, opened
from app.cli.places import Dir, PasswordFile, User
from app.cli.referring import Basis, BasisOption, Reason, saved, with_basis
from app.domain.problems import Problem
from app.domain.risk import Level
from app.services.issuing import Issue
from app.services.letters import LetterView
from app.services.referrals import ReferralText

KINDS = ("referral", "safety_plan", "guardian_sheet", "wallet_card")
_TEXTS = ("reason", "facts", "duration", "measures", "medicines", "allergies", "accompanied_by")
_TRUTH = {"yes": True, "no": False, "unknown": None}
_CHOICES: dict[str, Mapping[str, object]] = {
    "level": {one.value: one for one in Level},
    "urgency": {one: one for one in ("now", "24h", "72h", "appointment")},
    "self_harm": _TRUTH,
    "guardian_present": _TRUTH,
    "scores": {"yes": True, "no": False},
}
_FIELDS = {"referral": (*_TEXTS, *_CHOICES, "hospital"), "guardian_sheet": ("guardian",)}


def command(
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")],
    dir_: Dir,
    student: Annotated[str, typer.Option("--student", help="Student number.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    set_: Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE; may be given more than once.")] = None,
    basis: Basis = None,
    reason: Reason = "",
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Write a letter as PDF. A referral without consent or emergency carries a draft mark."""
    from app.services import issuing, students
    from app.storage.files import write_atomic

    if kind not in KINDS:
        raise Problem("letter_kind_unknown", kind=kind, known=", ".join(KINDS))
    fields = _fields(kind, set_ or [])
    moment = now()
    with opened(dir_, user=user, password_file=password_file) as it:
        with it.store.read() as db:
            key = students.by_number(db, student, by=it.actor)
        referral, issue = (
            _referral(it, key, fields, basis, reason, moment)
            if kind == "referral"
            else (None, _plan_letter(it, kind, key, fields, moment))
        )
        view = issue.view if isinstance(issue, Issue) else issue
        write_atomic(out, view.rendered.pdf)
        if isinstance(issue, Issue):
            with it.store.write() as db:
                issuing.done(db, issue, way="pdf", referral_id=referral, by=it.actor, now=moment)
    answer = {
        "file": str(out),
        "number": issue.number if isinstance(issue, Issue) else None,
        "draft": view.draft,
        "pages": view.rendered.pages,
        "sha256": view.rendered.sha256,
        "gaps": list(view.gaps),
        "missing": [{"field": one.field, "character": one.code_point} for one in view.rendered.missing],
    }
    say(answer, as_json=json_, line=str(out))


def _fields(kind: str, given: Sequence[str]) -> dict[str, str]:
    known = _FIELDS.get(kind, ())
    found = {}
    for one in given:
        field, _, value = one.partition("=")
        if field not in known:
            raise Problem("letter_field_unknown", field=field, known=", ".join(known) or "-")
        if field in _CHOICES and value not in _CHOICES[field]:
            raise Problem("letter_field_bad", field=field, known=", ".join(_CHOICES[field]))
        found[field] = value
    return found


def _referral(
    it: Opened, student: UUID, fields: Mapping[str, str], basis: BasisOption | None, reason: str, moment: datetime
) -> tuple[UUID | None, Issue | LetterView]:
    """Return the referral and its numbered letter. Where it is not yet known where to, nothing is saved:
    the letter has no number and its addressee is written in by hand."""
    from app.services import issuing, letters, referral_proposal

    with it.store.read() as db:
        found = referral_proposal.proposal(db, student_id=student, by=it.actor, now=moment)
    text = _filled(with_basis(found, basis, reason), fields)
    with it.store.write() as db:
        if "hospital" in fields:
            text = replace(text, institution_id=_hospital(db, it, fields["hospital"], moment))
        if text.institution_id is not None:
            key = saved(db, found, text, by=it.actor, now=moment)
            return key, issuing.referral(db, key, by=it.actor, now=moment)
    if text.basis == "emergency" and not text.basis_reason.strip():
        raise Problem("emergency_reason_missing")
    with it.store.read() as db:
        return None, letters.referral_preview(db, student, text, by=it.actor, now=moment)


def _filled(text: ReferralText, fields: Mapping[str, str]) -> ReferralText:
    given = {name: _CHOICES[name][value] if name in _CHOICES else value for name, value in fields.items()}
    given.pop("hospital", None)
    return replace(text, **given)  # type: ignore[arg-type] # names and values were checked


def _hospital(db: Session, it: Opened, name: str, moment: datetime) -> UUID:
    """Return the institution of this name; it is entered where it is not known yet."""
    from app.domain.institution import InstitutionKind
    from app.services import institutions
    from app.services.institutions import InstitutionFacts

    for one in institutions.listing(db, by=it.actor):
        if one.facts.name == name.strip():
            return one.id
    facts = InstitutionFacts(InstitutionKind.HOSPITAL, name)
    return institutions.save(db, facts, by=it.actor, now=moment).id


def _plan_letter(it: Opened, kind: str, student: UUID, fields: Mapping[str, str], moment: datetime) -> Issue:
    from app.services import documents, letters

    with it.store.read() as db:
        if kind == "guardian_sheet":
            guardian = letters.guardian_named(db, student, fields.get("guardian", ""), by=it.actor)
            view = letters.guardian_sheet(db, student, guardian_id=guardian, by=it.actor, now=moment)
        else:
            made = letters.safety_plan if kind == "safety_plan" else letters.wallet_card
            view = made(db, student, by=it.actor, now=moment)
    with it.store.write() as db:
        given = documents.number(db, kind, student_id=student, by=it.actor, now=moment)
    return Issue(given.id, given.number, view, given.changes)
