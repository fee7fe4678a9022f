"""QuestionnaireResponse and Observation: numbers only, no wording of any item."""

from typing import Any

from app.bundles.fhir.elements import UCUM, Resource, concept, instant, local, ref, resource
from app.bundles.referral_packet import Score, Sheet, Student


def questionnaire_response(sheet: Sheet, student: Student) -> Resource:
    """Return the answers; ``linkId`` is the item's number on the printed form. A blank has no answer."""
    items: list[dict[str, Any]] = [
        {"linkId": str(number)} if value is None else {"linkId": str(number), "answer": [{"valueInteger": value}]}
        for number, value in enumerate(sheet.answers, start=1)
    ]
    return resource(
        "QuestionnaireResponse",
        sheet.id,
        questionnaire=f"{local('scale')}:{sheet.scale}|{sheet.version}",
        status="completed",  # a sheet with blanks was handed in all the same
        subject=ref(student.id),
        authored=instant(sheet.taken_at),
        item=items,
    )


def observation(score: Score, sheet: Sheet, student: Student) -> Resource:
    """Return one number. A score is no diagnosis, so there is no code of an illness."""
    code = concept(f"{sheet.label} {score.label}", system=local("score"), code=f"{sheet.scale}-{score.code}")
    return resource(
        "Observation",
        score.id,
        status="final",
        category=[concept(system="http://terminology.hl7.org/CodeSystem/observation-category", code="survey")],
        code=code,
        subject=ref(student.id),
        effectiveDateTime=instant(sheet.taken_at),
        valueQuantity={"value": score.value, "unit": "score", "system": UCUM, "code": "{score}"},
        interpretation=[concept(score.band)] if score.band else [],
        derivedFrom=[ref(sheet.id)] if sheet.answers else [],
    )
