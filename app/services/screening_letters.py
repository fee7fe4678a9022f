"""Papers of a screening round: gathered from the store, rendered to the bytes that are printed and saved."""

from collections import defaultdict
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from app import messages
from app.domain import interview as interview_form
from app.domain.consent import ScaleConsent
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.school_class import SchoolClass, display
from app.domain.screening import INTERVIEW_MINUTES
from app.letters import Rendered, render
from app.letters.answer_sheet import AnswerSheets, Place
from app.letters.case_meeting import Case, CaseMeeting
from app.letters.county_help import CountyHelp, Need
from app.letters.missing_list import ClassMissing, Missing, MissingList
from app.scales.load import load
from app.services import queue_words, round_progress, rounds, second_round
from app.services.letters import NO_NUMBER, case_code
from app.services.rounds import Form
from app.services.school_settings import current
from app.services.second_round import QueueRow
from app.services.verb import verb

_SHOWN_OF_TALK = ("self_harm_asked", "self_harm_thoughts", "sleep", "protective", "others_asked", "words", "agreed")


@verb(Action.ENTER_ANSWERS)
def answer_sheets(
    db: Session, round_id: UUID, form: Form, *, school_class: SchoolClass | None = None, by: Actor, now: datetime
) -> Rendered:
    """Render blank answer sheets of one form: for each student of a class, or without a class one to copy.

    Raises Problem("round_form_unknown") or ("class_without_students").
    """
    row = rounds.get(db, round_id, by=by)
    if form not in row.text.forms:
        raise Problem("round_form_unknown")
    scale = load(form.scale)
    places: tuple[Place, ...] = ()
    if school_class is not None:
        there = round_progress.targets(db, round_id, school_class=school_class, by=by, now=now)
        places = tuple(Place(one.number, one.name) for one in there if not one.excused)
        if not places:
            raise Problem("class_without_students")
    letter = AnswerSheets(
        school=str(current(db)["school.name"]),
        round_name=row.text.name,
        class_name=display(school_class) if school_class else "",
        form_name=scale.names.zh,
        period=scale.period.zh if scale.period else "",
        respondent="" if form.respondent == "student" else form.respondent,
        options=[tuple(str(value) for value in scale.options_of(item.n)) for item in scale.items],
        meaning="",
        places=places,
        last_day=row.text.ends_on,
    )
    return render(letter, printed_by=by.name, now=now)


@verb(Action.ENTER_ANSWERS)
def missing_list(
    db: Session, round_id: UUID, *, school_class: SchoolClass | None = None, by: Actor, now: datetime
) -> Rendered:
    """Render who is missing, a page for each class, in class order."""
    row = rounds.get(db, round_id, by=by)
    progress = round_progress.progress(db, round_id, by=by, now=now)
    students = {one.school_class: one.students - one.excused for one in progress.classes}
    rows = round_progress.missing(db, round_id, school_class=school_class, by=by, now=now)
    classes = tuple(
        ClassMissing(
            _class_name(place),
            students[place],
            tuple(
                Missing(
                    one.number,
                    one.name,
                    "、".join(queue_words.form_name(form) for form in one.forms),
                    "" if one.consent is ScaleConsent.GIVEN else messages.text(f"consent_remark_{one.consent.value}"),
                )
                for one in group
            ),
        )
        for place, group in groupby(rows, key=lambda one: one.school_class)
    )
    letter = MissingList(
        str(current(db)["school.name"]), row.text.name, now.date(), max(row.text.ends_on, now.date()), classes
    )
    return render(letter, printed_by=by.name, now=now)


@verb(Action.SCREENING)
def case_meeting(db: Session, round_id: UUID, *, entries: tuple[UUID, ...] = (), by: Actor, now: datetime) -> Rendered:
    """Render the sheet of the case meeting for the chosen entries, else for all that wait for a decision.

    Opening the queue is logged. Raises Problem("queue_empty").
    """
    queue = second_round.queue(db, round_id, by=by, now=now)
    chosen = [one for one in queue.rows if (one.id in entries if entries else one.open)]
    if not chosen:
        raise Problem("queue_empty")
    letter = CaseMeeting(
        school=str(current(db)["school.name"]),
        round_name=rounds.known(db, round_id).name,
        held_on=now.date(),
        cases=tuple(_case(one) for one in chosen),
        minutes_needed=queue.minutes_needed,
        minutes_available=queue.minutes_available,
    )
    return render(letter, printed_by=by.name, now=now)


@verb(Action.SCREENING)
def county_help(db: Session, round_id: UUID, *, to: str = "", number: str = "", by: Actor, now: datetime) -> Rendered:
    """Render the request for county help: numbers and deadlines, no names. Raises Problem("queue_empty")."""
    queue = second_round.queue(db, round_id, by=by, now=now)
    due: dict[Level, list[date]] = defaultdict(list)
    for one in queue.rows:
        if one.open:
            due[one.urgency].append(one.due_at.astimezone(now.tzinfo).date())
    if not due:
        raise Problem("queue_empty")
    settings = current(db)
    letter = CountyHelp(
        number=number or f"{settings['school.letter_word']}心函{NO_NUMBER}",
        issued_on=now.date() if number else None,
        school=str(settings["school.name"]),
        to=to,
        round_name=rounds.known(db, round_id).name,
        tested=rounds.get(db, round_id, by=by).sheets,
        needs=tuple(
            Need(
                messages.text(f"level_{level.value}"),
                len(due[level]),
                len(due[level]) * INTERVIEW_MINUTES[level],
                max(due[level]),
            )
            for level in sorted(due, key=lambda level: level.rank)
        ),
        minutes_available=queue.minutes_available,
        today=len(queue.today),
        contact=str(settings["school.contact"]) or by.name,
        phone=str(settings["school.room_phone"]),
    )
    return render(letter, printed_by=by.name, now=now)


def _case(row: QueueRow) -> Case:
    decided = ""
    if row.outcome is not None:
        decided = f"{messages.text(f'outcome_{row.outcome.value}')}（{row.decided_by}）：{row.decision}"
    return Case(
        case_code(row.student_id),
        row.name,
        _class_name(row.school_class or SchoolClass(0)),
        tuple(queue_words.words(why.code, why.params) for why in row.reasons),
        tuple(_talk(row)),
        decided,
    )


def _talk(row: QueueRow) -> list[str]:
    """Return what the talk gave, in words, without what was left empty."""
    told = []
    for key in _SHOWN_OF_TALK:
        value = (row.interview or {}).get(key)
        if not value:
            continue
        field = interview_form.BY_KEY[key]
        words = (
            str(value)
            if field.kind is interview_form.Kind.TEXT
            else "、".join(
                messages.text(f"interview_{key}_{one}") for one in (value if isinstance(value, list) else [value])
            )
        )
        told.append(f"{messages.text(f'interview_{key}')}：{words}")
    return told


def _class_name(place: SchoolClass) -> str:
    return display(place) if place.grade else messages.text("class_unknown")
