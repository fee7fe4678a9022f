"""Made-up screening rounds: consents, sheets of several informants, nominations, a queue, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.alerts import AlertState, Closing, Policy
from app.domain.consent import Giver, Purpose, Way
from app.domain.ids import new_id
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.school_class import SIX_THREE, school_year_label
from app.domain.screening import NO_CONSENT, SIGNS, Excuse, Outcome
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, Assessment
from app.models.screening import Nomination
from app.models.student import Student
from app.scales.load import load
from app.services import alerts, decisions, rounds, second_round
from app.services.assessments import Scored
from app.services.classes import class_on
from app.services.decisions import Decision
from app.services.rounds import Form, RoundText
from app.services.simulation import sheets
from app.services.simulation.people import Family, words
from app.storage import changes
from app.storage.store import Store

WITHOUT_CONSENT = 0.03
HANDED_IN = 0.94
"""Share of sheets that are there while the current round is still open."""

INFORMANTS = 0.05
NOMINATED = 0.03
EVERYBODY = (Form("phqa"), Form("gad7"))
SEVERAL = (Form("sdq_self"), Form("sdq_parent", "parent"), Form("sdq_teacher", "teacher"))
"""The forms of the small round in which students, parents and teachers are asked about the same child."""

HOURS = 24


@dataclass(frozen=True, slots=True)
class Season:
    """One round to be made up: when its sheets came in, and whether it is the one that is going on."""

    at: datetime
    current: bool


def consents(random: Random, families: Sequence[Family], *, by: Actor, at: datetime) -> list[dict[str, Any]]:
    """Return the guardians' decisions about scales; a few families have given none."""
    made = []
    for family in families:
        if random.random() < WITHOUT_CONSENT:
            continue
        made.append(
            {
                "id": new_id(),
                "student_id": family.student["id"],
                "purpose": Purpose.SCALES,
                "giver": Giver.GUARDIAN,
                "person": family.guardians[0]["name"],
                "given": True,
                "way": random.choice((Way.SIGNED, Way.SIGNED, Way.PHONE)),
                "witness": "班主任",
                "decided_on": at.date(),
                "recorded_by": by.user_id,
                "recorded_at": at,
            }
        )
    return made


def play(
    store: Store,
    random: Random,
    families: Sequence[Family],
    agreed: frozenset[UUID],
    season: Season,
    *,
    by: Actor,
) -> int:
    """Make one round with its sheets, nominations and queue; return how many sheets there are.

    A past round is closed and its queue decided. In the current one some sheets are missing and the queue
    waits; beside it runs a small round with several informants.
    """
    at = season.at
    pupils = [one for one in families if _class(one, at) is not None]
    if not pupils:
        return 0
    text = RoundText(
        f"{school_year_label(at.date())}普测",
        at.date() - timedelta(days=10),
        at.date() + timedelta(days=10 if season.current else 0),
        EVERYBODY,
        HOURS,
    )
    several = random.sample(pupils, max(1, int(len(pupils) * INFORMANTS)))
    with store.write() as db:
        made = rounds.make(db, text, students=[one.student["id"] for one in pupils], by=by, now=at).id
        _name(db, random, pupils, made, by=by, at=at)
        scored = _sheets(random, pupils, EVERYBODY, agreed, made, season, by=by)
        if season.current:
            beside = replace(text, name=f"{text.name}·多方评定", forms=SEVERAL, hours_available=None)
            other = rounds.make(db, beside, students=[one.student["id"] for one in several], by=by, now=at).id
            scored += _sheets(random, several, SEVERAL, agreed, other, season, by=by)
        _write(db, random, scored, season, by=by)
    with store.write() as db:
        second_round.refresh(db, made, by=by, now=at)
        if season.current:
            for one in random.sample(pupils, min(2, len(pupils))):
                rounds.excuse(db, made, one.student["id"], Excuse.ILL, by=by, now=at)
    if not season.current:
        _decide(store, random, made, by=by, at=at)
    return len(scored)


def _class(family: Family, at: datetime) -> int | None:
    """Return the grade on the day of the sheets; None before she came to the school."""
    found = class_on(Student(**family.student), at.date(), SIX_THREE)
    return found.grade if found else None


def _name(db: Session, random: Random, pupils: Sequence[Family], round_id: UUID, *, by: Actor, at: datetime) -> None:
    """Write what class teachers said before anybody saw a result."""
    chosen = random.sample(pupils, max(1, int(len(pupils) * NOMINATED))) if pupils else []
    rows = [
        {
            "round_id": round_id,
            "student_id": one.student["id"],
            "teacher": f"{random.choice(words('people')['surnames'])}老师",
            "signs": [sign for sign in SIGNS if sign in random.sample(SIGNS, 2)],
            "made_at": at - timedelta(days=8),
        }
        for one in chosen
    ]
    changes.write_many(db, [(Nomination, rows)], by=by, action=Action.SCREENING, now=at)


def _sheets(
    random: Random,
    pupils: Sequence[Family],
    forms: Sequence[Form],
    agreed: frozenset[UUID],
    round_id: UUID,
    season: Season,
    *,
    by: Actor,
) -> list[Scored]:
    """Return a sheet of each form on each student; of a round that is going on some are still missing."""
    scored = []
    for one in pupils:
        weight = sheets.burden(random)
        informants = {"student": "", "parent": one.guardians[-1]["name"], "teacher": "班主任"}
        for form in forms:
            if season.current and random.random() > HANDED_IN:
                continue
            scored.append(
                sheets.sheet(
                    random,
                    one,
                    load(form.scale),
                    weight,
                    Policy(),
                    grade=_class(one, season.at) or 7,
                    by=by,
                    at=season.at,
                    respondent=form.respondent,
                    informant=informants[form.respondent],
                    round_id=round_id,
                    unscored=None if one.student["id"] in agreed else NO_CONSENT,
                )
            )
    return scored


def _write(db: Session, random: Random, scored: Sequence[Scored], season: Season, *, by: Actor) -> None:
    """Write the sheets. Alerts of past rounds, and most of this one's, the counsellor has closed, as life goes on."""
    raised = [values for one in scored for values in one.alerts]
    for values in raised:
        if not season.current or random.random() < 0.75:
            values["state"], values["closing"] = AlertState.CLOSED, Closing.NO_CONCERN
            values["owner_id"], values["closed_at"] = by.user_id, season.at + timedelta(hours=3)
    rows = (
        (Assessment, [one.assessment for one in scored]),
        (AnswerSheet, [one.sheet for one in scored]),
        (Alert, raised),
    )
    changes.write_many(db, rows, by=by, action=Action.IMPORT, now=season.at)


def _decide(store: Store, random: Random, round_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let the counsellor talk to everybody in the queue of a past round, and close it."""
    with store.write() as db:
        queue = second_round.queue(db, round_id, by=by, now=at)
        for row in queue.rows:
            talk = {
                "self_harm_asked": "yes",
                "self_harm_thoughts": "no",
                "sleep": "some_trouble",
                "protective": ["friend"],
            }
            second_round.note_interview(db, row.id, talk, by=by, now=at + timedelta(days=3))
            decision = Decision(Outcome.NO_CONCERN, "面谈后无需关注")
            if random.random() < 0.1:
                decision = Decision(Outcome.WATCH, "请班主任多留意", Level.BLUE)
            done = decisions.decide(db, row.id, decision, by=by, now=at + timedelta(days=3))
            if done.alert_id is not None:
                month = at + timedelta(days=30)
                alerts.close(db, done.alert_id, closing=Closing.RESOLVED, text="一个月后无异样", by=by, now=month)
        rounds.close(db, round_id, by=by, now=at + timedelta(days=30))
