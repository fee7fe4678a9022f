"""The words of a referral: its states, its events, the two sides, and what each is called elsewhere.

The business codes are those of BSeR (HL7, "Bidirectional Services eReferral") and the words those of
IHE 360X; the status is FHIR R4 ``Task.status``. We keep our own codes in the store and map on the way
out, because the numbering of BSeR has changed between its releases.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who writes an event down."""

    SCHOOL = "school"
    CENTRE = "centre"


class Source(StrEnum):
    """How the news came."""

    SELF = "self"  # the side that did it wrote it down
    PHONE = "phone"
    PAPER = "paper"  # a slip or a letter of the other side
    TIMER = "timer"  # the program, when a deadline had passed


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    READY = "ready"  # consented, letter printed
    SENT = "sent"
    LOST = "lost"  # no receipt by the deadline
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTED = "appointed"
    NO_SHOW = "no_show"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    SEEN = "seen"
    NO_BED = "no_bed"
    SENT_HOME = "sent_home"
    ADMITTED = "admitted"
    DISCHARGED = "discharged"
    OUTCOME = "outcome"  # the centre's outcome document came back
    CLOSED = "closed"  # the school has read it and planned its follow-up
    CANCEL_ASKED = "cancel_asked"
    CANCELLED = "cancelled"


class EventKind(StrEnum):
    """What happened. Every kind leads to one state."""

    CREATED = "created"
    CONSENTED = "consented"
    SENT = "sent"
    LOST = "lost"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTED = "appointed"
    NO_SHOW = "no_show"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    SEEN = "seen"
    NO_BED = "no_bed"
    SENT_HOME = "sent_home"
    ADMITTED = "admitted"
    DISCHARGED = "discharged"
    OUTCOME = "outcome"
    CLOSED = "closed"
    CANCEL_ASKED = "cancel_asked"
    CANCEL_CONFIRMED = "cancel_confirmed"
    WITHDRAWN = "withdrawn"  # before anything was sent, the school alone decides


@dataclass(frozen=True, slots=True)
class Names:
    """What a state is called elsewhere. ``None`` = it has no word for it."""

    fhir: str
    bser: str | None = None
    x360: str | None = None
    business: str | None = None  # FHIR Task.businessStatus, where the status alone says too little


NAMES: dict[State, Names] = {
    State.DRAFT: Names("draft"),
    State.READY: Names("ready"),
    State.SENT: Names("requested", "2.0", "initiated"),
    State.LOST: Names("on-hold", business="lost"),
    State.RECEIVED: Names("received"),
    State.ACCEPTED: Names("accepted", "3.0", "accepted"),
    State.DECLINED: Names("rejected", "4.0", "declined"),
    State.APPOINTED: Names("in-progress", "5.1.1", "scheduled", "appointed"),
    State.NO_SHOW: Names("in-progress", "5.1.2", "no-show", "no_show"),
    State.APPOINTMENT_CANCELLED: Names("in-progress", "5.1.3", None, "appointment_cancelled"),
    State.SEEN: Names("in-progress", "5.1.4", "InterimCommunicated", "seen"),
    State.NO_BED: Names("in-progress", "5.1.4", "InterimCommunicated", "no_bed"),
    State.SENT_HOME: Names("in-progress", "5.1.4", "InterimCommunicated", "sent_home"),
    State.ADMITTED: Names("in-progress", "5.1.4", "InterimCommunicated", "admitted"),
    State.DISCHARGED: Names("in-progress", "5.1.4", "InterimCommunicated", "discharged"),
    State.OUTCOME: Names("completed", "7.0", "Finalized"),
    State.CLOSED: Names("completed", "7.0", "Finalized", "closed"),
    State.CANCEL_ASKED: Names("on-hold", "5.2", "cancelled", "cancel_asked"),
    State.CANCELLED: Names("cancelled", "6.0", "CancelConfirmed"),
}
"""Each state in the words of FHIR Task.status, BSeR and 360X.

A cancellation that was only asked for is ``on-hold`` in FHIR: ``cancelled`` is a final status there,
and the centre has not agreed yet.
"""
