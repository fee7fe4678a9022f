"""The words of a timeline: one line each, and the whole of it once a line is opened."""

from datetime import date, datetime
from typing import Any

from app.domain.rights import Actor
from app.domain.risk import Level
from app.services import alerts, assessments, reasons, safety_plans, scales, sessions
from app.services.timeline import Kind, Line
from app.ui.i18n import label, language
from app.ui.times import moment

PIECE = 60
"""Characters of a note shown in its closed line."""

_CODES = {"level", "reason", "state"}


def summary(line: Line, actor: Actor) -> str:
    """Return what a closed line says."""
    words = {
        Kind.SESSION: _session,
        Kind.ASSESSMENT: lambda one: _assessment(one, actor),
        Kind.ALERT: alert_words,
        Kind.PLAN: _plan,
        Kind.DOCUMENT: _document,
    }[line.kind](line)
    first = line.text.strip().replace("\n", " ")
    if not first:
        return words
    piece = first[:PIECE] + ("…" if len(first) > PIECE else "")
    return words + " " + label("quoted", text=piece)


def level_of(line: Line) -> Level | None:
    """Return the level of an alert that is still open."""
    if line.kind is not Kind.ALERT or line.params["state"] == "closed":
        return None
    return Level(str(line.params["level"]))


def alert_words(line: Line) -> str:
    """Return why an alert was raised."""
    params = {name: value for name, value in line.params.items() if name not in _CODES}
    return reasons.words(str(line.params["reason"]), params, language())


def details(db: Any, student_id: Any, line: Line, *, by: Actor, now: datetime) -> list[str]:
    """Return the paragraphs of an opened line. Opening is logged by the verbs that read it."""
    readers = {Kind.SESSION: _read_session, Kind.ASSESSMENT: _read_assessment, Kind.ALERT: _read_alert}
    if line.kind is Kind.PLAN:
        number = int(str(line.params["version"]))
        plan = safety_plans.version(db, student_id, number, by=by, now=now)
        entries = [f"{label(f'step_{entry.step.value}')}：{entry.text} {entry.phone}" for entry in plan.text.entries]
        return [*entries, *(label(gap) for gap in plan.gaps)]
    reader = readers.get(line.kind)
    return reader(db, line, by, now) if reader else []


def _parts(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _session(line: Line) -> str:
    params = line.params
    topics = params["topics"] if isinstance(params["topics"], list) else []
    return _parts(
        label("session_due", number=params["number"]),
        label("minutes_count", count=params["minutes"]) if params["minutes"] else "",
        _list([label(f"topic_{topic}").removeprefix("topic_") for topic in topics]),
        label("risk_judged", tick=label(f"tick_{params['tick']}")) if params["tick"] else "",
        label(f"session_state_{params['state']}"),
    )


def _assessment(line: Line, actor: Actor) -> str:
    params = line.params
    total, critical = params["total"], params["critical"]
    return _parts(
        scales.form(str(params["scale"]), by=actor, language=language()).name,
        label(f"respondent_{params['respondent']}") if params["respondent"] != "student" else "",
        label("total_score", score=f"{total.normalize():f}") if hasattr(total, "normalize") else label("no_total"),
        label("critical_items", items=_list([str(one) for one in critical]))
        if isinstance(critical, list) and critical
        else "",
        label(f"validity_{params['validity']}") if params["validity"] != "ok" else "",
        label("withdrawn") if params["withdrawn"] else "",
    )


def _plan(line: Line) -> str:
    review = line.params["review_on"]
    return _parts(
        label("plan_version", version=line.params["version"]),
        label("review_on", day=review.isoformat()) if isinstance(review, date) else label("plan_no_review"),
        "" if line.params["complete"] else label("plan_has_gaps"),
    )


def _document(line: Line) -> str:
    return _parts(
        label(f"document_{line.params['kind']}"),
        str(line.params["number"]),
        label("voided") if line.params["voided"] else "",
    )


def _read_session(db: Any, line: Line, by: Actor, now: datetime) -> list[str]:
    view = sessions.open_record(db, line.id, by=by, now=now)
    named = [
        ("part_words", view.text.words),
        ("part_observation", view.text.observation),
        ("part_next_step", view.text.next_step),
        ("part_next_at", moment(view.text.next_at, now) if view.text.next_at else ""),
        *(("part_amendment", f"{moment(one.made_at, now)} {one.text}") for one in view.amendments),
    ]
    return [label(code, text=text) for code, text in named if text.strip()] or [label("session_without_text")]


def _read_assessment(db: Any, line: Line, by: Actor, now: datetime) -> list[str]:
    view = assessments.open_assessment(db, line.id, by=by, now=now)
    answered = sum(1 for answer in view.answers if answer is not None)
    return [
        label("sheet_taken", day=view.taken_on.isoformat(), source=label(f"answer_source_{view.source.value}")),
        label("sheet_answered", answered=answered, items=len(view.answers)),
        *(label(reason) for reason in view.result.get("validity", {}).get("reasons", []) if label(reason) != reason),
    ]


def _read_alert(db: Any, line: Line, by: Actor, now: datetime) -> list[str]:
    card = alerts.card(db, line.id, by=by, now=now)
    items = reasons.items(card.params, language())
    done = [
        f"{moment(one.at, now)} {one.by} {label(f'action_{one.kind}').removeprefix('action_')} {one.text}".strip()
        for one in card.actions
    ]
    return [label(f"alert_state_{card.state.value}"), *items, *(done or [label("alert_nothing_done")])]


def _list(words: list[str]) -> str:
    return (", " if language() == "en" else "、").join(words)
