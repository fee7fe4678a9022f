"""Papers about one student's form: the counsellor's report, and the sheet for student or guardian."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app import messages
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import display
from app.letters import Rendered, render
from app.letters.counsellor_report import BandLine, CounsellorReport, ScoreLine
from app.letters.safety_plan import Line
from app.letters.student_sheet import StudentSheet
from app.models.student import Student
from app.services import scale_result
from app.services.letters import case_code, class_name
from app.services.scale_result import ScaleResult, Score
from app.services.school_settings import current
from app.services.verb import verb
from app.storage import audit


@verb(Action.READ_SCORE)
def counsellor_report(db: Session, assessment_id: UUID, *, by: Actor, now: datetime) -> Rendered:
    """Render one result with every applied cut-off set and its source. Opening the result is logged."""
    result = scale_result.open_result(db, assessment_id, by=by, now=now)
    who = messages.text(f"respondent_{result.respondent}")
    letter = CounsellorReport(
        school=str(current(db)["school.name"]),
        student_name=result.student,
        class_name=display(result.school_class) if result.school_class else "",
        case_code=case_code(result.student_id),
        form_name=result.name,
        version=result.version,
        informant=f"{who}（{result.informant}）" if result.informant else who,
        taken_on=result.taken_on,
        scores=tuple(ScoreLine(one.name, value) for one in (result.total, *result.scores) if (value := _value(one))),
        bands=tuple(
            BandLine(
                one.on,
                one.band or messages.text("band_open"),
                messages.text(f"population_{one.made_for}"),
                _source(one),
            )
            for one in result.bands
        ),
        calls=tuple(_call(one) for one in result.critical),
        remarks=tuple(_remarks(result)),
    )
    return render(letter, printed_by=by.name, now=now)


@verb(Action.READ_STUDENT)
def student_sheet(
    db: Session,
    student_id: UUID,
    *,
    for_guardian: bool,
    agreed: tuple[str, ...] = (),
    by: Actor,
    now: datetime,
) -> Rendered:
    """Render the sheet for student or guardian: no number and no band gets in; ``agreed`` is what a person typed."""
    student = db.get(Student, student_id)
    if student is None:
        raise Problem("student_unknown_here")
    audit.read(db, by, "student", student_id, now)
    settings = current(db)
    hotlines = settings["hotlines"]
    parts = [line.partition(" ") for line in hotlines] if isinstance(hotlines, list) else []
    letter = StudentSheet(
        school=str(settings["school.name"]),
        student_name=student.name,
        class_name=class_name(db, student, now.date()),
        for_guardian=for_guardian,
        given_on=now.date(),
        agreed=tuple(one.strip() for one in agreed if one.strip()),
        contact_name=str(settings["school.contact"]) or by.name,
        contact_phone=str(settings["school.room_phone"]),
        lines=tuple(Line(name, number) for number, _, name in parts),
    )
    return render(letter, printed_by=by.name, now=now)


def _value(one: Score) -> str:
    if one.value is not None:
        return one.value
    if one.low is None:
        return ""
    return messages.text("score_between", low=one.low, high=one.high)


def _source(one: scale_result.BandLine) -> str:
    """Return the citation, and how sure of it we are where it was not seen."""
    known = "" if one.confidence == "seen" else f"（{messages.text(f'confidence_{one.confidence}')}）"
    return f"{one.source}{known}" + (f"。{one.note}" if one.note else "")


def _call(line: scale_result.AnswerLine) -> str:
    answer = messages.text("answer_blank") if line.value is None else messages.text("answer_ticked", value=line.value)
    return f"{messages.text('item_named', item=line.number, name=line.label)}：{answer}"


def _remarks(result: ScaleResult) -> Iterable[str]:
    if result.validity in {"void", "doubtful"}:
        yield (
            messages.text(f"validity_{result.validity}")
            + "："
            + "、".join(messages.text(code) for code in result.doubts)
        )
    if result.missing:
        yield messages.text("items_missing", items="、".join(str(one) for one in result.missing))
    if not result.key_verified:
        yield messages.text("note_key_not_verified")
    for code in result.notes:
        if code != "note_key_not_verified":
            yield messages.text(code)
