"""Session records: kept open, signed, amended. A middle or high risk tick raises an alert at once."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.alerts import AlertDraft, AlertSource
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import TICK_LEVEL, Tick
from app.domain.session import Mode, SessionState
from app.models.alert import Alert
from app.models.session_record import SessionAmendment, SessionRecord, WorkingNote
from app.models.student import Student
from app.services import alerts, policy
from app.services.verb import verb
from app.storage import audit, changes, search


@dataclass(frozen=True, slots=True)
class SessionText:
    """What a counsellor fills in. Only ``started_at`` is required."""

    started_at: datetime
    minutes: int | None = None
    mode: Mode | None = None
    topics: tuple[str, ...] = ()
    tick: Tick | None = None
    words: str = ""
    observation: str = ""
    next_step: str = ""
    next_at: datetime | None = None
    working_note: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An addition to a signed record."""

    text: str
    author_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """A record as its page shows it. The working note is empty for everybody but its author."""

    id: UUID
    student_id: UUID
    author_id: UUID
    number: int
    text: SessionText
    state: SessionState
    saved_at: datetime
    signed_at: datetime | None
    amendments: tuple[Amendment, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Recorded:
    """A saved record, and the alert that its tick raised."""

    id: UUID
    number: int
    alert_id: UUID | None
    changes: Changes


@verb(Action.WRITE_SESSION)
def record(
    db: Session,
    student_id: UUID,
    text: SessionText,
    *,
    session_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Recorded:
    """Save a record: a new one, or the open one ``session_id`` with new text.

    ``session_id`` of a row that does not exist yet becomes the key of the new row, so that saving the
    same page twice makes one record. Raises Problem("session_signed") for a signed one.
    """
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    row = db.get(SessionRecord, session_id) if session_id else None
    if row is not None and row.state is SessionState.SIGNED:
        raise Problem("session_signed")
    if row is not None and row.author_id != by.user_id:
        raise Problem("session_of_other")
    if row is None:
        entries = [changes.created(row := _new(db, student_id, text, session_id, by, now))]
        was = None
    else:
        was = row.tick
        _fill(row, text, now)
        entries = [changes.changed(row)]
    entries += _note(db, row, text.working_note, by, now)
    alert = _alert(db, row, was, now)
    if alert is not None:
        entries.append(changes.created(alert))
    written = changes.write(db, entries, by=by, action=Action.WRITE_SESSION, now=now)
    search.index(db, "session", row.id, " ".join((row.words, row.observation, row.next_step)))
    return Recorded(row.id, row.number, alert.id if alert else None, written)


@verb(Action.WRITE_SESSION)
def sign(db: Session, session_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Sign a record: from now on it never changes, it can only be amended."""
    row = _get(db, session_id)
    if row.state is SessionState.SIGNED:
        raise Problem("session_signed")
    if row.author_id != by.user_id:
        raise Problem("session_of_other")
    row.state, row.signed_at = SessionState.SIGNED, now
    return changes.write(db, [changes.changed(row)], by=by, action=Action.WRITE_SESSION, now=now)


@verb(Action.WRITE_SESSION)
def amend(db: Session, session_id: UUID, text: str, *, by: Actor, now: datetime) -> Changes:
    """Add to a signed record; the original stays as it was."""
    row = _get(db, session_id)
    if row.state is not SessionState.SIGNED:
        raise Problem("session_open")
    if not text.strip():
        raise Problem("amendment_empty")
    amendment = SessionAmendment(session_id=session_id, author_id=by.user_id, text=text.strip(), made_at=now)
    written = changes.write(db, [changes.created(amendment)], by=by, action=Action.WRITE_SESSION, now=now)
    search.index(db, "amendment", amendment.id, amendment.text)
    return written


@verb(Action.READ_SESSION)
def open_record(db: Session, session_id: UUID, *, by: Actor, now: datetime) -> SessionView:
    """Return a record. Opening it is logged before its content is shown."""
    row = _get(db, session_id)
    audit.read(db, by, "session_record", session_id, now)
    note = db.scalar(
        select(WorkingNote.text).where(WorkingNote.session_id == session_id, WorkingNote.author_id == by.user_id)
    )
    amendments = db.scalars(
        select(SessionAmendment)
        .where(SessionAmendment.session_id == session_id)
        .order_by(SessionAmendment.made_at, SessionAmendment.id)
    )
    return _view(row, note or "", tuple(Amendment(a.text, a.author_id, a.made_at) for a in amendments))


@verb(Action.READ_SESSION)
def last(db: Session, student_id: UUID, *, by: Actor, now: datetime) -> SessionText | None:
    """Return the structure of the student's latest record, to start the next one from.

    Neither the tick nor the student's words nor the observation come along: copied risk text is a
    known hazard.
    """
    row = db.scalar(
        select(SessionRecord)
        .where(SessionRecord.student_id == student_id)
        .order_by(SessionRecord.started_at.desc(), SessionRecord.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    audit.read(db, by, "session_record", row.id, now)
    return SessionText(
        started_at=now,
        minutes=row.minutes,
        mode=row.mode,
        topics=tuple(row.topics),
        next_step=row.next_step,
    )


@verb(Action.READ_SESSION)
def next_number(db: Session, student_id: UUID, *, by: Actor) -> int:
    """Return the number that the student's next record will have."""
    return _highest(db, student_id) + 1


def _highest(db: Session, student_id: UUID) -> int:
    return db.scalar(select(func.max(SessionRecord.number)).where(SessionRecord.student_id == student_id)) or 0


def _get(db: Session, session_id: UUID) -> SessionRecord:
    row = db.get(SessionRecord, session_id)
    if row is None:
        raise Problem("session_unknown")
    return row


def _new(db: Session, student_id: UUID, text: SessionText, key: UUID | None, by: Actor, now: datetime) -> SessionRecord:
    row = SessionRecord(
        student_id=student_id,
        author_id=by.user_id,
        number=_highest(db, student_id) + 1,
        state=SessionState.OPEN,
    )
    if key is not None:
        row.id = key
    _fill(row, text, now)
    return row


def _fill(row: SessionRecord, text: SessionText, now: datetime) -> None:
    row.started_at = text.started_at
    row.minutes = text.minutes
    row.mode = text.mode
    row.topics = list(text.topics)
    row.tick = text.tick
    row.words = text.words
    row.observation = text.observation
    row.next_step = text.next_step
    row.next_at = text.next_at
    row.saved_at = now


def _note(db: Session, row: SessionRecord, text: str, by: Actor, now: datetime) -> list[changes.Entry]:
    note = db.scalar(select(WorkingNote).where(WorkingNote.session_id == row.id))
    if note is None:
        if not text:
            return []
        note = WorkingNote(session_id=row.id, author_id=by.user_id, text=text, saved_at=now)
        return [changes.created(note)]
    if note.text == text:
        return []
    note.text, note.saved_at = text, now
    return [changes.changed(note)]


def _alert(db: Session, row: SessionRecord, was: Tick | None, now: datetime) -> Alert | None:
    """Return the new alert for a tick that rose to middle or high; saving again raises no second one."""
    level = TICK_LEVEL.get(row.tick) if row.tick else None
    before = TICK_LEVEL.get(was) if was else None
    if level is None or (before is not None and before.rank <= level.rank):
        return None
    draft = AlertDraft(
        level, AlertSource.SESSION_TICK, "session_tick", {"tick": row.tick}, policy.of(db).due(level, now)
    )
    [values] = alerts.values_for([draft], student_id=row.student_id, source_id=row.id, now=now)
    return Alert(**values)


def _view(row: SessionRecord, note: str, amendments: tuple[Amendment, ...]) -> SessionView:
    return SessionView(
        id=row.id,
        student_id=row.student_id,
        author_id=row.author_id,
        number=row.number,
        text=SessionText(
            started_at=row.started_at,
            minutes=row.minutes,
            mode=row.mode,
            topics=tuple(row.topics),
            tick=row.tick,
            words=row.words,
            observation=row.observation,
            next_step=row.next_step,
            next_at=row.next_at,
            working_note=note,
        ),
        state=row.state,
        saved_at=row.saved_at,
        signed_at=row.signed_at,
        amendments=amendments,
    )
