"""The closed loop of a referral: who may say what and when, and the state as a fold over events.

Each event is appended by its owner and never changed, so two sides (or two offline computers) merge
by union. The order is that of knowledge, not of clocks: an event comes after the events its author
had seen (``parents``); the times only order what neither author knew of the other.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.domain.problems import Problem
from app.domain.referral_state import EventKind, Side, Source, State


@dataclass(frozen=True, slots=True)
class ReferralEvent:
    """One thing that happened to a referral. ``at`` is aware: when it happened, as its author says."""

    id: UUID
    kind: EventKind
    side: Side  # who wrote it down
    at: datetime
    source: Source = Source.SELF
    parents: frozenset[UUID] = frozenset()
    told_by: str | None = None  # who said it, when it came by phone or on paper
    reason: str | None = None
    advice: str | None = None
    appointment_at: datetime | None = None
    document_id: UUID | None = None  # the outcome document
    follow_up_id: UUID | None = None  # what the school planned when it closed the loop


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may set an event and from which states it leads to ``to``."""

    owner: Side
    to: State
    after: frozenset[State]
    second_hand: bool = False  # the school may record it when told by phone or on paper
    timer: bool = False
    needs: tuple[str, ...] = ()


_UNDER_WAY = frozenset({State.RECEIVED, State.ACCEPTED, State.APPOINTED, State.NO_SHOW, State.APPOINTMENT_CANCELLED})
_SEEN = {EventKind.SEEN, EventKind.SENT_HOME, EventKind.ADMITTED, EventKind.DISCHARGED}
_PLACED = frozenset({State.SEEN, State.NO_BED, State.SENT_HOME, State.ADMITTED, State.DISCHARGED})
# A centre without this program answers by phone or on paper and never sends a receipt.
_WITH_CENTRE = _UNDER_WAY | _PLACED | {State.SENT, State.LOST}

RULES: dict[EventKind, Rule | None] = {
    EventKind.CREATED: None,  # the first event only
    EventKind.CONSENTED: Rule(Side.SCHOOL, State.READY, frozenset({State.DRAFT})),
    EventKind.SENT: Rule(Side.SCHOOL, State.SENT, frozenset({State.READY, State.SENT, State.LOST})),
    EventKind.LOST: Rule(Side.SCHOOL, State.LOST, frozenset({State.SENT}), timer=True),
    EventKind.RECEIVED: Rule(Side.CENTRE, State.RECEIVED, frozenset({State.SENT, State.LOST}), second_hand=True),
    EventKind.ACCEPTED: Rule(
        Side.CENTRE, State.ACCEPTED, frozenset({State.SENT, State.LOST, State.RECEIVED, State.DECLINED})
    ),
    EventKind.DECLINED: Rule(
        Side.CENTRE,
        State.DECLINED,
        frozenset({State.SENT, State.LOST, State.RECEIVED, State.ACCEPTED}),
        needs=("reason", "advice"),
    ),
    EventKind.APPOINTED: Rule(Side.CENTRE, State.APPOINTED, _WITH_CENTRE, needs=("appointment_at",)),
    EventKind.NO_SHOW: Rule(Side.CENTRE, State.NO_SHOW, _WITH_CENTRE, second_hand=True),
    EventKind.APPOINTMENT_CANCELLED: Rule(
        Side.CENTRE, State.APPOINTMENT_CANCELLED, frozenset({State.APPOINTED, State.NO_SHOW})
    ),
    EventKind.SEEN: Rule(Side.CENTRE, State.SEEN, _WITH_CENTRE),
    EventKind.NO_BED: Rule(Side.CENTRE, State.NO_BED, _WITH_CENTRE, second_hand=True),
    EventKind.SENT_HOME: Rule(Side.CENTRE, State.SENT_HOME, _WITH_CENTRE, second_hand=True),
    EventKind.ADMITTED: Rule(Side.CENTRE, State.ADMITTED, _WITH_CENTRE, second_hand=True),
    EventKind.DISCHARGED: Rule(Side.CENTRE, State.DISCHARGED, _WITH_CENTRE, second_hand=True),
    EventKind.OUTCOME: Rule(
        Side.CENTRE,
        State.OUTCOME,
        _WITH_CENTRE | {State.DECLINED, State.CANCEL_ASKED},
        second_hand=True,
        needs=("document_id",),
    ),
    EventKind.CLOSED: Rule(
        Side.SCHOOL,
        State.CLOSED,
        frozenset({State.OUTCOME, State.DECLINED, State.CANCELLED}),
        needs=("follow_up_id",),
    ),
    EventKind.CANCEL_ASKED: Rule(Side.SCHOOL, State.CANCEL_ASKED, _WITH_CENTRE, needs=("reason",)),
    EventKind.CANCEL_CONFIRMED: Rule(Side.CENTRE, State.CANCELLED, frozenset({State.CANCEL_ASKED}), second_hand=True),
    EventKind.WITHDRAWN: Rule(Side.SCHOOL, State.CANCELLED, frozenset({State.DRAFT, State.READY}), needs=("reason",)),
}
"""The table of the loop. Accepting, declining and booking are the centre's own word; what a child met
there may also be recorded by the school, with who said it."""

SCHOOL_MUST_ACT = frozenset({EventKind.DECLINED, EventKind.NO_SHOW, EventKind.LOST, EventKind.NO_BED})
"""Events that must create a task at the school: somebody has to look after the child now."""


@dataclass(frozen=True, slots=True)
class Referral:
    """What the events add up to."""

    state: State
    sent_at: datetime | None = None
    received_at: datetime | None = None
    seen_at: datetime | None = None
    appointment_at: datetime | None = None
    outcome_document: UUID | None = None
    history: tuple[ReferralEvent, ...] = ()  # in the order of the fold
    beside: tuple[ReferralEvent, ...] = ()  # kept and shown, but they did not move the state
    heads: frozenset[UUID] = field(default_factory=frozenset)  # the parents of the next event


def fold(events: Iterable[ReferralEvent]) -> Referral:
    """Return the state that ``events`` add up to, whatever order or how often they came in.

    An event that does not fit where it stands is kept in ``beside``; it is never an error, since the
    other side may have written it without knowing what we know. No event = a draft. Times and papers
    are taken from every event that may have happened, also from one that did not move the state.
    """
    ordered = _ordered(events)
    state = State.DRAFT
    beside: list[ReferralEvent] = []
    facts: list[ReferralEvent] = []
    for place, event in enumerate(ordered):
        rule = RULES[event.kind]
        possible = _objection(event) is None
        if possible:
            facts.append(event)
        if not possible or (place > 0 if rule is None else state not in rule.after):
            beside.append(event)
        elif rule is not None:
            state = rule.to
    appointments = [e.appointment_at for e in facts if e.kind is EventKind.APPOINTED]
    outcomes = [e.document_id for e in facts if e.kind is EventKind.OUTCOME]
    return Referral(
        state=state,
        sent_at=_first(facts, {EventKind.SENT}),
        received_at=_first(facts, {EventKind.RECEIVED}),
        seen_at=_first(facts, _SEEN),
        appointment_at=appointments[-1] if appointments else None,
        outcome_document=outcomes[-1] if outcomes else None,
        history=tuple(ordered),
        beside=tuple(beside),
        heads=frozenset(e.id for e in ordered) - frozenset(p for e in ordered for p in e.parents),
    )


def allowed(state: State, side: Side) -> frozenset[EventKind]:
    """Return the events that ``side`` may add now, from whatever source."""
    return frozenset(
        kind
        for kind, rule in RULES.items()
        if rule is not None
        and state in rule.after
        and (rule.owner is side or (rule.second_hand and side is Side.SCHOOL))
    )


def check(referral: Referral, event: ReferralEvent) -> None:
    """Raise a problem unless ``event`` may be appended now.

    ``referral_event_not_now``, ``referral_event_not_yours``, ``referral_event_needs_teller`` or
    ``referral_event_incomplete`` (with the missing ``field``).
    """
    rule = RULES[event.kind]
    if (rule is None and referral.history) or (rule is not None and referral.state not in rule.after):
        raise Problem("referral_event_not_now", event=event.kind.value, state=referral.state.value)
    objection = _objection(event)
    if objection is not None:
        raise objection


def _objection(event: ReferralEvent) -> Problem | None:
    """Return why this event could not be true wherever it stood: wrong author or missing facts."""
    rule = RULES[event.kind] or Rule(Side.SCHOOL, State.DRAFT, frozenset())
    own = event.side is rule.owner and event.source is (Source.TIMER if rule.timer else Source.SELF)
    retold = event.source in {Source.PHONE, Source.PAPER}
    if not own and not (rule.second_hand and event.side is Side.SCHOOL and retold):
        return Problem("referral_event_not_yours", event=event.kind.value)
    if retold and not (event.told_by or "").strip():
        return Problem("referral_event_needs_teller", event=event.kind.value)
    for name in rule.needs:
        if getattr(event, name) in {None, ""}:
            return Problem("referral_event_incomplete", event=event.kind.value, field=name)
    return None


def _ordered(events: Iterable[ReferralEvent]) -> list[ReferralEvent]:
    """Return each event once, after its known parents; ties by time, then id.

    Parents that have not arrived yet count as passed. A ring of parents can only be forged; it is cut
    at its earliest event, so that the fold always ends.
    """
    known = {event.id: event for event in sorted(events, key=_key)}
    waiting = {event.id: set(event.parents) & known.keys() - {event.id} for event in known.values()}
    children: dict[UUID, list[UUID]] = {}
    for child, parents in waiting.items():
        for parent in parents:
            children.setdefault(parent, []).append(child)
    ready = [_key(known[one]) for one, parents in waiting.items() if not parents]
    heapq.heapify(ready)
    done: list[ReferralEvent] = []
    while waiting:
        if not ready:
            heapq.heappush(ready, min(_key(known[one]) for one in waiting))
        event = known[heapq.heappop(ready)[-1]]
        if waiting.pop(event.id, None) is None:
            continue
        done.append(event)
        for child in children.get(event.id, []):
            if child in waiting:
                waiting[child].discard(event.id)
                if not waiting[child]:
                    heapq.heappush(ready, _key(known[child]))
    return done


def _first(facts: list[ReferralEvent], kinds: set[EventKind]) -> datetime | None:
    return next((event.at for event in facts if event.kind in kinds), None)


def _key(event: ReferralEvent) -> tuple[datetime, str, UUID]:
    return (event.at, event.kind.value, event.id)
