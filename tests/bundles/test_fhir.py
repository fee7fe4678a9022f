"""FHIR R4 documents: an independent library takes them, and they hold what was chosen and no more."""

import base64
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from app.bundles.fhir import document, elements
from app.bundles.referral_packet import ReferralPacket
from app.domain.referral_state import State
from app.domain.risk import Level
from tests.bundles.made_packet import AT, full, smallest


def resources(packet: ReferralPacket) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in document.bundle(packet)["entry"]]


def of_kind(packet: ReferralPacket, kind: str) -> list[dict[str, Any]]:
    return [one for one in resources(packet) if one["resourceType"] == kind]


def walk(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@pytest.mark.parametrize("packet", [smallest(), full()], ids=["smallest", "full"])
class TestEveryPacket:
    def test_an_independent_library_takes_it(self, packet: ReferralPacket) -> None:
        text = json.dumps(document.bundle(packet))
        taken = Bundle.model_validate_json(text)
        assert [entry.resource.get_resource_type() for entry in taken.entry] == [
            one["resourceType"] for one in resources(packet)
        ]

    def test_the_composition_comes_first(self, packet: ReferralPacket) -> None:
        made = document.bundle(packet)
        assert made["type"] == "document"
        assert made["entry"][0]["resource"]["resourceType"] == "Composition"
        assert made["identifier"]
        assert made["timestamp"]

    def test_every_reference_leads_to_an_entry_and_ids_are_unique(self, packet: ReferralPacket) -> None:
        made = document.bundle(packet)
        addresses = [entry["fullUrl"] for entry in made["entry"]]
        assert len(set(addresses)) == len(addresses)
        assert addresses == [elements.LOCAL.replace("xinqiao:", f"uuid:{one['id']}") for one in resources(packet)]
        pointed = {one["reference"] for one in walk(made) if isinstance(one, dict) and "reference" in one and
                   isinstance(one["reference"], str)}  # fmt: skip
        assert pointed <= set(addresses)

    def test_nothing_is_null_or_empty(self, packet: ReferralPacket) -> None:
        assert not [one for one in walk(document.bundle(packet)) if one in (None, "", [], {})]

    def test_the_letter_is_inside(self, packet: ReferralPacket) -> None:
        (binary,) = of_kind(packet, "Binary")
        (pointer,) = of_kind(packet, "DocumentReference")
        assert base64.b64decode(binary["data"]) == packet.letter_pdf
        assert pointer["content"][0]["attachment"]["url"] == f"urn:uuid:{binary['id']}"

    def test_the_same_packet_gives_the_same_document(self, packet: ReferralPacket) -> None:
        assert document.bundle(packet) == document.bundle(replace(packet))


def test_what_was_not_chosen_is_nowhere() -> None:
    text = json.dumps(document.bundle(smallest()), ensure_ascii=False)
    kinds = {one["resourceType"] for one in resources(smallest())}
    assert not kinds & {"RelatedPerson", "Observation", "QuestionnaireResponse", "RiskAssessment", "CarePlan"}
    for word in ("2024070218", "139", "外祖母", "七年级", "示例村", '"birthDate"', '"telecom"', '"note"'):
        assert word not in text.replace(AT.isoformat(), ""), word


def test_records_never_ride_along_in_the_document() -> None:
    packet = full()
    assert document.bundle(packet) == document.bundle(replace(packet, records=(), changes=()))


def test_answers_carry_numbers_and_no_words() -> None:
    (sheet,) = of_kind(full(), "QuestionnaireResponse")
    assert [item["linkId"] for item in sheet["item"]] == [str(number) for number in range(1, 10)]
    assert [item.get("answer") for item in sheet["item"]][:3] == [
        [{"valueInteger": 1}],
        [{"valueInteger": 2}],
        None,
    ]
    assert all(set(item) <= {"linkId", "answer"} for item in sheet["item"])


def test_scores_point_to_the_answers_where_these_go_along() -> None:
    total, part, other = of_kind(full(), "Observation")
    (sheet,) = of_kind(full(), "QuestionnaireResponse")
    assert total["derivedFrom"] == part["derivedFrom"] == [{"reference": f"urn:uuid:{sheet['id']}"}]
    assert "derivedFrom" not in other
    assert [one["valueQuantity"]["value"] for one in (total, part, other)] == [17, 2.5, 9]


@pytest.mark.parametrize(
    ("level", "priority", "chance"),
    [
        (Level.RED, "stat", "high"),
        (Level.ORANGE, "asap", "high"),
        (Level.YELLOW, "urgent", "moderate"),
        (Level.BLUE, "routine", "low"),
    ],
)
def test_a_level_has_its_words(level: Level, priority: str, chance: str) -> None:
    packet = full()
    packet = replace(packet, level=level, risk=replace(packet.risk, level=level))
    assert of_kind(packet, "ServiceRequest")[0]["priority"] == priority
    coding = of_kind(packet, "RiskAssessment")[0]["prediction"][0]["qualitativeRisk"]["coding"]
    assert [one["code"] for one in coding] == [chance, level.value]


@pytest.mark.parametrize(
    ("state", "status", "business"),
    [(State.SENT, "requested", "sent"), (State.LOST, "on-hold", "lost"), (State.NO_SHOW, "in-progress", "no_show")],
)
def test_the_task_says_how_far_it_has_come(state: State, status: str, business: str) -> None:
    (task,) = of_kind(replace(smallest(), state=state), "Task")
    assert (task["status"], task["businessStatus"]["coding"][0]["code"]) == (status, business)


def test_in_an_emergency_there_is_no_consent_but_the_reason_stands() -> None:
    packet = replace(smallest(), agreement=None, emergency_reason="示例紧急原因")
    assert of_kind(packet, "Consent") == []
    assert "示例紧急原因" in json.dumps(document.bundle(packet), ensure_ascii=False)


@given(st.text(min_size=1, max_size=60))
def test_any_words_make_a_document_that_is_taken(words: str) -> None:
    packet = replace(full(), reason=words, behaviour=words)
    made = json.loads(json.dumps(document.bundle(packet)))
    first = made["entry"][0]["resource"]["section"][0]["text"]["div"]
    assert first.count("<p>") == 4
    assert "<b>" not in first


def test_a_time_without_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zone"):
        elements.instant(AT.replace(tzinfo=None))


def test_a_new_field_of_the_packet_must_be_thought_of_here() -> None:
    assert {field.name for field in fields(ReferralPacket)} == {
        "referral_id", "made_at", "student", "school", "centre", "counsellor", "reason", "letter_pdf",
        "letter_number", "level", "state", "agreement", "emergency_reason", "guardians", "behaviour",
        "measures", "medicines", "sheets", "risk", "plan", "records", "changes",
    }  # fmt: skip
