"""The form of a person around a student."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.problems import Problem
from app.domain.student import Relation
from app.services.guardians import GuardianFacts
from app.ui.i18n import label, sentence
from app.ui.pages.students.fields import Fields, from_known, known
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit


class GuardianForm(Fields):
    """All facts of a person. Who it is to the student is required, nothing else."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("guardian", parent)
        yes_no = [("yes", self.tr("Yes")), ("no", self.tr("No"))]
        self.relation = Chips(self.tr("Who"), [(one.value, label(f"relation_{one.value}")) for one in Relation])
        self.name = LineEdit(self.tr("Name"))
        self.phone = LineEdit(self.tr("Phone"))
        self.checked = DateEdit(self.tr("Phone reached on"), today)
        self.is_guardian = QCheckBox(self.tr("Legal guardian"))
        self.is_carer = QCheckBox(self.tr("Looks after the student"))
        self.absent = QCheckBox(self.tr("Dead, missing or without contact"))
        self.able = Chips(self.tr("Able to care"), yes_no)
        self.can_read = Chips(self.tr("Can read a letter"), yes_no)
        self.away_since = DateEdit(self.tr("Works away since"), today)
        self.away_place = LineEdit(self.tr("Where"))
        self.outside = Chips(self.tr("Outside the county"), yes_no)
        self.next_return = DateEdit(self.tr("Next at home"), today)
        self.note = LineEdit(self.tr("Note"))
        self.add("relation", self.relation, wide=True)
        for code, field in (
            ("name", self.name), ("phone", self.phone), ("phone_checked_on", self.checked), ("note", self.note),
            ("is_guardian", self.is_guardian), ("is_carer", self.is_carer),
            ("able", self.able), ("can_read", self.can_read),
            ("away_since", self.away_since), ("away_place", self.away_place),
            ("outside_county", self.outside), ("next_return", self.next_return),
        ):  # fmt: skip
            self.add(code, field)
        self.add("absent", self.absent, wide=True)

    def show_facts(self, facts: GuardianFacts | None) -> None:
        """Show a person, or an empty form."""
        for field in (self.name, self.phone):
            field.set_problem()
        one = facts or GuardianFacts(Relation.OTHER)
        self.set_content(
            {
                "relation": one.relation.value if facts else None,
                "name": one.name,
                "phone": one.phone,
                "phone_checked_on": _iso(one.phone_checked_on),
                "note": one.note,
                "is_guardian": one.is_guardian,
                "is_carer": one.is_carer,
                "able": from_known(one.able),
                "can_read": from_known(one.can_read),
                "away_since": _iso(one.away_since),
                "away_place": one.away_place,
                "outside_county": from_known(one.outside_county),
                "next_return": _iso(one.next_return),
                "absent": one.absent,
            }
        )

    def facts(self) -> GuardianFacts:
        """Return the values. Raises Problem for a date that is none or a person who is nobody yet."""
        half = self.half_dates()
        if half is not None and half.problem is not None:
            half.set_problem(sentence(half.problem))
            half.setFocus()
            raise half.problem
        relation = self.relation.value()
        if relation is None:
            raise Problem("relation_missing")
        return GuardianFacts(
            relation=Relation(relation),
            name=self.name.text().strip(),
            phone=self.phone.normal,
            phone_checked_on=self.checked.day(),
            is_guardian=self.is_guardian.isChecked(),
            is_carer=self.is_carer.isChecked(),
            able=known(self.able),
            absent=self.absent.isChecked(),
            can_read=known(self.can_read),
            away_since=self.away_since.day(),
            away_place=self.away_place.text().strip(),
            outside_county=known(self.outside),
            next_return=self.next_return.day(),
            note=self.note.text().strip(),
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
