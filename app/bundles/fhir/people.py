"""Patient, RelatedPerson, Practitioner, Organization."""

from app.bundles.fhir.elements import Resource, concept, local, phones, ref, resource
from app.bundles.referral_packet import Counsellor, Guardian, Organisation, Student
from app.domain.student import Sex

_GENDER = {Sex.MALE: "male", Sex.FEMALE: "female"}


def patient(student: Student, school: Organisation) -> Resource:
    """Return the student. The number is the school's own; no national number ever goes along."""
    number = {"system": local("student-number"), "value": student.number, "assigner": ref(school.id)}
    return resource(
        "Patient",
        student.id,
        identifier=[number] if student.number else [],
        name=[{"use": "official", "text": student.name}],
        telecom=phones(student.phone),
        gender=_GENDER[student.sex] if student.sex else "unknown",
        birthDate=student.birth_date.isoformat() if student.birth_date else None,
        address=[{"text": student.address}] if student.address else [],
        managingOrganization=ref(school.id, school.name),
    )


def related_person(guardian: Guardian, student: Student) -> Resource:
    """Return somebody to call about the student."""
    return resource(
        "RelatedPerson",
        guardian.id,
        patient=ref(student.id),
        relationship=[concept(guardian.relation)] if guardian.relation else [],
        name=[{"text": guardian.name}],
        telecom=phones(guardian.phone),
    )


def practitioner(counsellor: Counsellor) -> Resource:
    """Return the counsellor who refers."""
    return resource("Practitioner", counsellor.id, name=[{"text": counsellor.name}], telecom=phones(counsellor.phone))


def organization(organisation: Organisation) -> Resource:
    """Return the school or the centre."""
    return resource(
        "Organization",
        organisation.id,
        name=organisation.name,
        telecom=phones(organisation.phone),
        type=[concept(organisation.department)] if organisation.department else [],
    )
