"""A roster's row against the student who is in the store: what would change."""

from dataclasses import replace
from datetime import date

from app.domain import names
from app.domain.school_class import Schooling, grade_on
from app.intake.roster_row import ExistingStudent, RosterGuardian, RosterRow

_PLAIN = ("sex", "birth_date", "boarding", "national_id", "registration_no", "ethnicity", "address")
_LARGEST_SHIFT = 3


def _settled(row: RosterRow, known: ExistingStudent, schooling: Schooling, today: date) -> RosterRow:
    """Fit a worked-out year of entry to the known one.

    Same grade: the known year and shift stand. Another grade of the same stage: the student entered when she
    entered, and has repeated or skipped since.
    """
    if (
        row.entry_year_stated
        or row.grade is None
        or known.stage != row.stage
        or known.stage is None
        or known.entry_year is None
    ):
        return row
    for shift in sorted(range(-_LARGEST_SHIFT, _LARGEST_SHIFT + 1), key=lambda n: abs(n - known.grade_shift)):
        grade = grade_on(today, stage=known.stage, entry_year=known.entry_year, schooling=schooling, shift=shift)
        if grade == row.grade:
            return replace(row, entry_year=known.entry_year, grade_shift=shift)
    return row


def compare(
    row: RosterRow, known: ExistingStudent, *, schooling: Schooling, today: date
) -> tuple[RosterRow, tuple[str, ...]]:
    """Return the row as it would be written, and the names of the facts that it changes.

    A blank in the file never erases anything; a name is spelt anew only where both mean the same name.
    """
    row = _settled(row, known, schooling, today)
    changed = [
        fact for fact in _PLAIN if getattr(row, fact) not in (None, "") and getattr(row, fact) != getattr(known, fact)
    ]
    if row.name != known.name:
        changed.insert(0, "name")
    if row.stage is not None:
        changed += [
            fact for fact in ("stage", "entry_year", "grade_shift") if getattr(row, fact) != getattr(known, fact)
        ]
    if row.class_no is not None and row.class_no != known.class_no:
        changed.append("class_no")
    if any(not _known(person, known.guardians) for person in row.guardians):
        changed.append("guardians")
    return row, tuple(changed)


def _known(person: RosterGuardian, people: tuple[RosterGuardian, ...]) -> bool:
    """Return whether everything the file says of ``person`` is there already."""
    return any(
        (not person.name or names.key(person.name) == names.key(other.name))
        and (not person.phone or person.phone == other.phone)
        and person.relation == other.relation
        and person.is_guardian <= other.is_guardian
        and person.is_carer <= other.is_carer
        and (person.away is None or person.away == other.away)
        and (not person.away_place or person.away_place == other.away_place)
        for other in people
    )
