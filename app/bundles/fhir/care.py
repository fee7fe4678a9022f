"""RiskAssessment, CarePlan (the safety plan) and Consent."""

from typing import Any

from app.bundles.fhir.elements import LOINC, Resource, concept, instant, local, notes, ref, resource, terms
from app.bundles.referral_packet import Agreement, Plan, ReferralPacket, Risk
from app.domain.risk import Level

_PROBABILITY = {Level.RED: "high", Level.ORANGE: "high", Level.YELLOW: "moderate", Level.BLUE: "low"}


def risk_assessment(risk: Risk, packet: ReferralPacket, basis: list[dict[str, Any]]) -> Resource:
    """Return a person's judgement with our own level and HL7's coarser word for it."""
    chance = concept(system=terms("risk-probability"), code=_PROBABILITY[risk.level])
    chance["coding"].append({"system": local("level"), "code": risk.level.value})
    return resource(
        "RiskAssessment",
        risk.id,
        status="final",
        subject=ref(packet.student.id),
        occurrenceDateTime=instant(risk.judged_at),
        performer=ref(packet.counsellor.id, packet.counsellor.name),
        basis=basis,
        prediction=[{"qualitativeRisk": chance}],
        note=notes([risk.reasons]),
    )


def care_plan(plan: Plan, packet: ReferralPacket) -> Resource:
    """Return the safety plan: its steps in order, in the student's own words."""
    return resource(
        "CarePlan",
        plan.id,
        status="active",
        intent="plan",
        category=[concept("安全计划 safety plan", system=local("plan"), code="safety")],
        subject=ref(packet.student.id),
        created=instant(plan.made_at),
        author=ref(packet.counsellor.id, packet.counsellor.name),
        activity=[{"detail": {"status": "in-progress", "description": step}} for step in plan.steps if step],
    )


def consent(agreement: Agreement, packet: ReferralPacket) -> Resource:
    """Return the consent to this referral: to this centre, for treatment, nothing else."""
    return resource(
        "Consent",
        agreement.id,
        status="active",
        scope=concept(system=terms("consentscope"), code="patient-privacy"),
        category=[concept(system=LOINC, code="59284-0")],
        patient=ref(packet.student.id),
        dateTime=instant(agreement.given_at),
        organization=[ref(packet.school.id, packet.school.name)],
        policyRule=concept(f"个人信息保护法 第二十三条、第三十一条；{agreement.by}"),
        provision={
            "type": "permit",
            "actor": [
                {
                    "role": concept(system=terms("v3-ParticipationType"), code="IRCP"),
                    "reference": ref(packet.centre.id, packet.centre.name),
                }
            ],
            "purpose": [{"system": terms("v3-ActReason"), "code": "TREAT"}],
        },
    )
