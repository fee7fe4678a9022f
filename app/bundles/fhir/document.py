"""The letter as Binary and DocumentReference, the Composition, and the Bundle that holds it all."""

import base64
import hashlib
from typing import Any

from app.bundles.fhir import care, people, request, screening
from app.bundles.fhir.elements import (
    LOINC,
    Resource,
    concept,
    instant,
    local,
    narrative,
    ref,
    resource,
    urn,
)
from app.bundles.referral_packet import ReferralPacket

_TITLE = "学生心理转介单 Referral from a school"
_REFERRAL_NOTE = "57133-1"  # LOINC: Referral note


def bundle(packet: ReferralPacket) -> Resource:
    """Return the whole packet as a Bundle of type ``document``, the Composition first."""
    results = _results(packet)
    answers = [screening.questionnaire_response(one, packet.student) for one in packet.sheets if one.answers]
    cared = _care(packet, results)
    supporting = [_ref(one) for one in (*results, *answers, *cared)]
    asked = request.service_request(packet, supporting)
    papers = [_document_reference(packet), _binary(packet)]
    agreed = [care.consent(packet.agreement, packet)] if packet.agreement else []
    entries = [
        _composition(packet, asked, results, cared, agreed),
        people.patient(packet.student, packet.school),
        *(people.related_person(one, packet.student) for one in packet.guardians),
        people.organization(packet.school),
        people.organization(packet.centre),
        people.practitioner(packet.counsellor),
        asked,
        request.task(packet),
        *answers,
        *results,
        *cared,
        *agreed,
        *papers,
    ]
    return resource(
        "Bundle",
        packet.part_id("bundle"),
        identifier={"system": "urn:ietf:rfc:3986", "value": urn(packet.referral_id)},
        type="document",
        timestamp=instant(packet.made_at),
        entry=[{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in entries],
    )


def _results(packet: ReferralPacket) -> list[Resource]:
    return [screening.observation(score, sheet, packet.student) for sheet in packet.sheets for score in sheet.scores]


def _care(packet: ReferralPacket, results: list[Resource]) -> list[Resource]:
    found = []
    if packet.risk is not None:
        found.append(care.risk_assessment(packet.risk, packet, [_ref(one) for one in results]))
    if packet.plan is not None:
        found.append(care.care_plan(packet.plan, packet))
    return found


def _composition(
    packet: ReferralPacket,
    asked: Resource,
    results: list[Resource],
    cared: list[Resource],
    agreed: list[Resource],
) -> Resource:
    sections = [
        _section("转介原因 Reason", [packet.reason, packet.behaviour, packet.measures, packet.medicines], [asked]),
        _section("量表结果 Results", [_words(one) for one in results], results),
        _section("风险与安全计划 Risk and safety", [packet.risk.reasons if packet.risk else None], cared),
        _section(
            "依据 Basis",
            [packet.agreement.by if packet.agreement else None, packet.emergency_reason],
            agreed,
        ),
    ]
    return resource(
        "Composition",
        packet.part_id("composition"),
        identifier={"system": local("letter-number"), "value": packet.letter_number},
        status="final",
        type=concept("转介单 Referral note", system=LOINC, code=_REFERRAL_NOTE),
        subject=ref(packet.student.id, packet.student.name),
        date=instant(packet.made_at),
        author=[ref(packet.counsellor.id, packet.counsellor.name)],
        custodian=ref(packet.school.id, packet.school.name),
        title=_TITLE,
        section=[one for one in sections if one],
    )


def _section(title: str, lines: list[str | None], about: list[Resource]) -> dict[str, Any]:
    """Return a section with its words and what it rests on; nothing where there is neither."""
    words = [line for line in lines if line]
    if not words and not about:
        return {}
    section: dict[str, Any] = {"title": title, "text": narrative(words or [title])}
    if about:
        section["entry"] = [_ref(one) for one in about]
    return section


def _words(result: Resource) -> str:
    band = "".join(f"（{one['text']}）" for one in result.get("interpretation", []))
    return f"{result['code']['text']}：{result['valueQuantity']['value']}{band}"


def _ref(made: Resource) -> dict[str, str]:
    return {"reference": f"urn:uuid:{made['id']}"}


def _document_reference(packet: ReferralPacket) -> Resource:
    # R4 asks for SHA-1 here; what proves the letter is the SHA-256 in the signed manifest.
    sha1 = hashlib.sha1(packet.letter_pdf, usedforsecurity=False).digest()
    attachment = {
        "contentType": "application/pdf",
        "language": "zh-CN",
        "url": urn(packet.part_id("letter")),
        "size": len(packet.letter_pdf),
        "hash": base64.b64encode(sha1).decode(),
        "title": packet.letter_number,
    }
    return resource(
        "DocumentReference",
        packet.part_id("document"),
        status="current",
        type=concept("转介单 Referral note", system=LOINC, code=_REFERRAL_NOTE),
        subject=ref(packet.student.id),
        date=instant(packet.made_at),
        author=[ref(packet.counsellor.id)],
        content=[{"attachment": attachment}],
    )


def _binary(packet: ReferralPacket) -> Resource:
    data = base64.b64encode(packet.letter_pdf).decode()
    return resource("Binary", packet.part_id("letter"), contentType="application/pdf", data=data)
