"""A roster's dry run: which rows would be taken, merged or refused, and why. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain import names
from app.domain.limits import SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.domain.school_class import SIX_THREE, Schooling
from app.intake import roster_fields
from app.intake.reasons import RowReason
from app.intake.roster_fields import Field, HeaderGuess, RosterMapping
from app.intake.roster_merge import compare
from app.intake.roster_reader import RosterReader
from app.intake.roster_row import ExistingStudent, RosterRow
from app.intake.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Merge:
    """A row about a student who is there already. Only the facts named in ``changed`` are to be written."""

    row: RosterRow
    number: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What an import would do. ``taken`` are new students."""

    taken: list[RosterRow] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    unchanged: list[RosterRow] = field(default_factory=list)
    refused: list[RowReason] = field(default_factory=list)
    warned: list[RowReason] = field(default_factory=list)


def guess(sheet: Sheet) -> HeaderGuess:
    """Find header and columns. Raises ``Problem("header_not_found")``."""
    return roster_fields.guess(sheet)


def plan(
    sheet: Sheet,
    *,
    mapping: RosterMapping | None = None,
    existing: Mapping[str, ExistingStudent],
    today: date,
    schooling: Schooling = SIX_THREE,
) -> RosterPlan:
    """Work out what importing ``sheet`` would do. ``existing`` holds the students in the store by number.

    ``today`` is the day for which the file's grades hold; in August a roster of the coming year needs its
    1 September. Raises ``Problem``: ``header_not_found``, ``header_without_name`` or ``sheet_too_large``.
    """
    mapping = mapping or guess(sheet).mapping()
    fields = set(mapping.columns.values())
    if Field.NAME not in fields or not 0 <= mapping.header_row < len(sheet.rows):
        raise Problem("header_without_name")
    if len(sheet.rows) - mapping.header_row - 1 > SHEET_ROWS:
        raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
    reader = RosterReader(sheet, mapping, today, schooling)
    sorter = _Sorter(RosterPlan(refused=reader.refused, warned=reader.warned), existing, schooling, today)
    if sheet.others:
        reader.warned.append(
            RowReason(mapping.header_row + 1, "other_sheets_left", {"sheets": "、".join(sheet.others[:5])})
        )
    for row in reader.rows():
        sorter.sort(row)
    for reasons in (reader.refused, reader.warned):
        reasons.sort(key=lambda reason: reason.row)
    return sorter.plan


class _Sorter:
    """Puts each row where it belongs, and remembers whom the file has named."""

    def __init__(
        self, plan: RosterPlan, existing: Mapping[str, ExistingStudent], schooling: Schooling, today: date
    ) -> None:
        self.plan = plan
        self._existing = existing
        self._schooling = schooling
        self._today = today
        self._by_identity = dict(_identities(existing.values()))
        self._rows: dict[str, int] = {}
        self._identity_rows: dict[str, int] = {}

    def sort(self, row: RosterRow) -> None:
        """Take, merge or refuse one row."""
        if first := self._rows.get(row.number):
            self._refuse(row, "duplicate_number", number=row.number, first=first)
            return
        known = self._existing.get(row.number) or self._same_person(row)
        if known and names.key(known.name) != names.key(row.name):
            self._refuse(row, "number_belongs_to_other", number=row.number, name=known.name)
            return
        if known and known.number != row.number and row.number not in (row.registration_no, row.national_id):
            self._refuse(row, "already_here_other_number", number=known.number)
            return
        self._rows[row.number] = row.row
        self._note_identity(row)
        if known is None:
            self.plan.taken.append(row)
            return
        row, changed = compare(row, known, schooling=self._schooling, today=self._today)
        if changed:
            self.plan.merged.append(Merge(row, known.number, changed))
        else:
            self.plan.unchanged.append(row)

    def _refuse(self, row: RosterRow, code: str, **params: object) -> None:
        self.plan.refused.append(RowReason(row.row, code, params))

    def _same_person(self, row: RosterRow) -> ExistingStudent | None:
        """Find a student of the store by 学籍号 or identity number, where the name agrees too."""
        for identity in (row.registration_no, row.national_id):
            known = self._by_identity.get(identity) if identity else None
            if known and names.key(known.name) == names.key(row.name):
                return known
        return None

    def _note_identity(self, row: RosterRow) -> None:
        for identity in filter(None, (row.registration_no, row.national_id)):
            first = self._identity_rows.setdefault(identity, row.row)
            if first != row.row:
                self.plan.warned.append(RowReason(row.row, "same_identity", {"first": first}))


def _identities(students: Iterable[ExistingStudent]) -> Iterable[tuple[str, ExistingStudent]]:
    for student in students:
        for identity in filter(None, (student.registration_no, student.national_id)):
            yield identity, student
