"""ServiceRequest (what is asked for) and Task (how far it has come)."""

from typing import Any

from app.bundles.fhir.elements import Resource, concept, instant, local, notes, ref, resource
from app.bundles.referral_packet import ReferralPacket
from app.domain.referral_state import NAMES
from app.domain.risk import Level

_PRIORITY = {Level.RED: "stat", Level.ORANGE: "asap", Level.YELLOW: "urgent", Level.BLUE: "routine"}


def service_request(packet: ReferralPacket, supporting: list[dict[str, Any]]) -> Resource:
    """Return the request. ``supporting`` are references to results, risk and plan."""
    return resource(
        "ServiceRequest",
        packet.referral_id,
        identifier=[{"system": local("letter-number"), "value": packet.letter_number}],
        status="active",
        intent="order",
        priority=_PRIORITY[packet.level],
        code=concept("心理健康评估 mental health assessment", system=local("service"), code="assessment"),
        subject=ref(packet.student.id, packet.student.name),
        authoredOn=instant(packet.made_at),
        requester=ref(packet.counsellor.id, packet.counsellor.name),
        performer=[ref(packet.centre.id, packet.centre.name)],
        reasonCode=[concept(packet.reason)],
        supportingInfo=supporting,
        note=notes([packet.behaviour, packet.measures, packet.medicines]),
    )


def task(packet: ReferralPacket) -> Resource:
    """Return where the referral stood when the packet was made."""
    names = NAMES[packet.state]
    return resource(
        "Task",
        packet.part_id("task"),
        status=names.fhir,
        businessStatus=concept(system=local("referral-state"), code=names.business or packet.state.value),
        intent="order",
        priority=_PRIORITY[packet.level],
        code=concept(system="http://hl7.org/fhir/CodeSystem/task-code", code="fulfill"),
        focus=ref(packet.referral_id),
        **{"for": ref(packet.student.id)},
        authoredOn=instant(packet.made_at),
        requester=ref(packet.school.id, packet.school.name),
        owner=ref(packet.centre.id, packet.centre.name),
    )
