"""The facts of a student in words."""

from datetime import date

from app.domain.left_behind import LeftBehind
from app.domain.school_class import SchoolClass, display
from app.domain.student import Standing
from app.services.students import GuardianView, StudentFile
from app.ui.i18n import label, language


def class_words(school_class: SchoolClass | None) -> str:
    """Return 「七(2)班」, empty where the class is not known."""
    return display(school_class, language()) if school_class else ""


def boarding_words(boarding: bool | None) -> str:
    """Return whether the student boards; empty where that is not known."""
    return "" if boarding is None else label("boarding_yes" if boarding else "boarding_no")


def age(birth: date, today: date) -> int:
    """Return the age in full years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def facts_line(file: StudentFile, today: date) -> str:
    """Return 「女 · 13 岁 · 七(2)班 · 2024070218 · 住校」, without what is not known."""
    facts = file.facts
    parts = [
        label(f"sex_{facts.sex.value}") if facts.sex else "",
        label("age_years", years=age(facts.birth_date, today)) if facts.birth_date else "",
        class_words(file.school_class),
        facts.number,
        boarding_words(facts.boarding),
    ]
    return " · ".join(part for part in parts if part)


def flags(status: LeftBehind) -> list[str]:
    """Return the left-behind flags by both definitions, and that one of them is not certain."""
    found = [("left_behind_civil", status.civil_affairs), ("left_behind_education", status.education)]
    return [label(code) for code, holds in [*found, ("left_behind_uncertain", status.uncertain)] if holds]


def guardian_words(person: GuardianView) -> str:
    """Return 「外婆 陈×× 138****0021（监护人）」."""
    who = " ".join(part for part in (label(f"relation_{person.relation.value}"), person.name) if part)
    parts = [
        label("person_guardian") if person.is_guardian else "",
        label("person_carer") if person.is_carer else "",
        label("person_absent") if person.absent else "",
        away_words(person),
    ]
    held = (", " if language() == "en" else "、").join(part for part in parts if part)
    return label("person_with_parts", person=who, parts=held) if held else who


def away_words(person: GuardianView) -> str:
    """Return that a parent works away, and where."""
    if person.away_since is None:
        return ""
    return label("person_away_at", place=person.away_place) if person.away_place else label("person_away")


def standing_words(standing: Standing, left_on: date | None) -> str:
    """Return 「在读」, or 「已离校 2026-11-22」."""
    words = label(f"standing_{standing.value}")
    return f"{words} {left_on.isoformat()}" if left_on else words
