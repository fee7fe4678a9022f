"""Rosters from real files into a real store: counts, people, importing again, taking back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.domain.student import Relation, Sex
from app.intake.cells import Cell
from app.models.audit import Audit
from app.models.guardian import Guardian
from app.models.student import Student
from app.services import classes, guardians, imports, roster_import, search, sheets
from app.services.guardians import GuardianFacts
from app.services.imports import Report
from app.services.sheets import FileRead
from app.storage.store import Store
from tests.intake.books import write_book
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

HEADER = [
    "学号",
    "姓名",
    "性别",
    "班级",
    "父亲姓名",
    "父亲电话",
    "父亲是否务工",
    "监护人姓名",
    "监护人关系",
    "监护人电话",
]
LIN = ["2026070201", "林小满", "女", "七(2)班", "林大山", "13800000021", "是", "陈阿婆", "外婆", "13800000022"]
ZHOU = ["2026070202", "周小舟", "男", "七(2)班", "周大海", "13800000023", "否", "", "", ""]


def read(folder: Path, *rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> FileRead:
    """Write a roster and read it as the program does."""
    return sheets.read(write_book(folder / "roster.xlsx", header, *rows))


def take(store: Store, file: FileRead) -> Report:
    """Import a roster."""
    with store.write() as db:
        return roster_import.take(db, file.sheet, sha256=file.sha256, by=COUNSELLOR, now=NOW)


def undo(store: Store, report: Report) -> None:
    """Take an import back."""
    assert report.batch is not None
    with store.write() as db:
        imports.undo(db, report.batch, by=COUNSELLOR, now=NOW)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.taken, report.merged, report.unchanged, len(report.refused)


def student(store: Store, number: str) -> Student | None:
    with store.read() as db:
        return db.scalar(select(Student).where(Student.number == number))


def people(store: Store, number: str) -> list[Guardian]:
    with store.read() as db:
        found = select(Guardian).join(Student, Student.id == Guardian.student_id).where(Student.number == number)
        return list(db.scalars(found.order_by(Guardian.id)))


def content(store: Store) -> list[tuple[object, ...]]:
    """Return everything a roster can touch, as values."""
    with store.read() as db:
        rows: list[tuple[object, ...]] = [
            (one.number, one.name, one.pinyin, one.sex, one.class_no, one.address, one.boarding)
            for one in db.scalars(select(Student).order_by(Student.number))
        ]
        rows += [
            (one.relation, one.name, one.phone, one.is_guardian, one.is_carer, one.away_since, one.away_place)
            for one in db.scalars(select(Guardian).order_by(Guardian.name))
        ]
    return rows


def test_new_students_come_in_with_the_people_around_them(staffed: Store, tmp_path: Path) -> None:
    report = take(staffed, read(tmp_path, LIN, ZHOU))
    assert counts(report) == (2, 0, 0, 0)
    assert report.changes.kinds >= {"student", "guardian", "import_batch"}
    lin = student(staffed, "2026070201")
    assert lin is not None
    assert (lin.name, lin.sex, lin.pinyin, lin.initials) == ("林小满", Sex.FEMALE, "lin xiao man", "lxm")
    father, grandmother = people(staffed, "2026070201")
    assert (father.relation, father.phone, father.away_since) == (Relation.FATHER, "13800000021", TODAY)
    assert (grandmother.relation, grandmother.is_guardian) == (Relation.MATERNAL_GRANDMOTHER, True)
    with staffed.read() as db:
        [seven] = classes.classes(db, by=LEAD, today=TODAY)
        assert (seven.school_class, seven.students) == (SchoolClass(7, 2), 2)
        assert [hit.name for hit in search.people(db, "lxm", by=LEAD, today=TODAY)] == ["林小满"]
        assert db.scalar(select(func.count()).where(Audit.action == "import")) == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(staffed: Store, tmp_path: Path) -> None:
    take(staffed, read(tmp_path, LIN))
    moved = [*LIN[:3], "七(3)班", *LIN[4:]]
    broken = ["", "无号生", "男", "七(2)班", "", "", "", "", "", ""]
    file = read(tmp_path, moved, ZHOU, broken)
    before = content(staffed)
    with staffed.read() as db:
        plan = roster_import.preview(db, file.sheet, by=COUNSELLOR, today=TODAY)
    assert (len(plan.taken), len(plan.merged), len(plan.unchanged)) == (1, 1, 0)
    assert [(one.row, one.code) for one in plan.refused] == [(4, "number_missing")]
    assert content(staffed) == before
    assert counts(take(staffed, file)) == (1, 1, 0, 1)


def test_the_same_file_again_adds_nothing(staffed: Store, tmp_path: Path) -> None:
    file = read(tmp_path, LIN, ZHOU)
    take(staffed, file)
    before = content(staffed)
    again = take(staffed, file)
    assert counts(again) == (0, 0, 2, 0)
    assert again.batch is None
    assert content(staffed) == before
    with staffed.read() as db:
        assert len(imports.listing(db, by=COUNSELLOR)) == 1


def test_a_blank_in_the_file_erases_nothing(staffed: Store, tmp_path: Path) -> None:
    take(staffed, read(tmp_path, LIN))
    report = take(staffed, read(tmp_path, [LIN[0], LIN[1], *[""] * 8]))
    assert counts(report) == (0, 0, 1, 0)
    lin = student(staffed, "2026070201")
    assert lin is not None
    assert (lin.sex, lin.class_no) == (Sex.FEMALE, 2)


def test_a_number_of_somebody_else_is_refused(staffed: Store, tmp_path: Path) -> None:
    admit(staffed)
    report = take(staffed, read(tmp_path, [LIN[0], "李别人", *LIN[2:]]))
    assert counts(report) == (0, 0, 0, 1)
    assert [one.code for one in report.refused] == ["number_belongs_to_other"]


def test_a_row_fills_blanks_of_people_on_file(staffed: Store, tmp_path: Path) -> None:
    bare = [*LIN[:4], "林大山", "", "", "", "", ""]
    take(staffed, read(tmp_path, bare))
    report = take(staffed, read(tmp_path, LIN))
    assert counts(report) == (0, 1, 0, 0)
    father, grandmother = people(staffed, "2026070201")
    assert (father.name, father.phone, father.away_since) == ("林大山", "13800000021", TODAY)
    assert grandmother.name == "陈阿婆"
    assert counts(take(staffed, read(tmp_path, LIN))) == (0, 0, 1, 0)
    undo(staffed, report)
    [father] = people(staffed, "2026070201")
    assert (father.phone, father.away_since) == ("", None)


def test_a_checked_phone_number_is_never_overwritten(staffed: Store, tmp_path: Path) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        facts = GuardianFacts(
            Relation.FATHER, "林大山", phone="13800000001", is_guardian=True, phone_checked_on=date(2026, 11, 1)
        )
        guardians.save(db, key, facts, by=LEAD, now=NOW)
    report = take(staffed, read(tmp_path, [*LIN[:7], "", "", ""]))
    assert [one.code for one in report.warned] == ["phone_kept_checked"]
    assert people(staffed, "2026070201")[0].phone == "13800000001"


def test_an_unchecked_phone_number_becomes_the_newer_one(staffed: Store, tmp_path: Path) -> None:
    take(staffed, read(tmp_path, LIN))
    newer = [*LIN[:5], "13900000021", *LIN[6:]]
    assert counts(take(staffed, read(tmp_path, newer))) == (0, 1, 0, 0)
    assert people(staffed, "2026070201")[0].phone == "13900000021"


def test_undo_restores_exactly(staffed: Store, tmp_path: Path) -> None:
    take(staffed, read(tmp_path, [LIN[0], "Anna Lin", *LIN[2:]]))
    before = content(staffed)
    report = take(staffed, read(tmp_path, [LIN[0], "ANNA LIN", "女", "七(3)班", *LIN[4:]], ZHOU))
    assert counts(report) == (1, 1, 0, 0)
    undo(staffed, report)
    assert content(staffed) == before
    with staffed.read() as db:
        assert search.people(db, "zxz", by=LEAD, today=TODAY) == []
        assert [hit.name for hit in search.people(db, "anna", by=LEAD, today=TODAY)] == ["Anna Lin"]
        [newest, _] = imports.listing(db, by=COUNSELLOR)
        assert newest.undone_at == NOW


def test_undo_refuses_twice_and_the_unknown(staffed: Store, tmp_path: Path) -> None:
    report = take(staffed, read(tmp_path, LIN))
    undo(staffed, report)
    with pytest.raises(Problem, match="batch_undone"):
        undo(staffed, report)
    with pytest.raises(Problem, match="batch_unknown"), staffed.write() as db:
        imports.undo(db, LEAD.user_id, by=COUNSELLOR, now=NOW)


def test_undo_refuses_what_was_worked_with_and_changes_nothing(staffed: Store, tmp_path: Path) -> None:
    report = take(staffed, read(tmp_path, LIN, ZHOU))
    lin = student(staffed, "2026070201")
    assert lin is not None
    with staffed.write() as db:
        guardians.save(db, lin.id, GuardianFacts(Relation.MOTHER, "王小溪"), by=LEAD, now=NOW)
    before = content(staffed)
    with pytest.raises(Problem) as refused:
        undo(staffed, report)
    assert (refused.value.code, refused.value.params) == ("batch_in_use", {"count": 1})
    assert content(staffed) == before


def test_a_later_merge_must_be_taken_back_first_and_then_the_first_can_be(staffed: Store, tmp_path: Path) -> None:
    first = take(staffed, read(tmp_path, LIN))
    second = take(staffed, read(tmp_path, [*LIN[:3], "七(3)班", *LIN[4:]]))
    with pytest.raises(Problem, match="batch_in_use"):
        undo(staffed, first)
    undo(staffed, second)
    undo(staffed, first)
    assert content(staffed) == []


def test_entry_clerks_import_nothing(staffed: Store, tmp_path: Path) -> None:
    file = read(tmp_path, LIN)
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        roster_import.take(db, file.sheet, sha256=file.sha256, by=ENTRY, now=NOW)


def test_a_csv_in_the_local_encoding_comes_in_too(staffed: Store, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("\n".join(",".join(line) for line in (HEADER, LIN, ZHOU)).encode("gb18030"))
    assert counts(take(staffed, sheets.read(path))) == (2, 0, 0, 0)


def test_a_whole_school_comes_and_goes_in_seconds(staffed: Store, tmp_path: Path) -> None:
    """3,000 rows with two people each; the time itself is measured by the benchmarks."""
    rows = [
        [
            *(f"2026{n:06}", f"学生{chr(0x4E00 + n % 3000)}", "女", f"七({n % 40 + 1})班"),
            *(f"父{n}", f"138{n:08}", "是", f"婆{n}", "奶奶", f"139{n:08}"),
        ]
        for n in range(3000)
    ]
    file = read(tmp_path, *rows)
    report = take(staffed, file)
    assert counts(report) == (3000, 0, 0, 0)
    assert counts(take(staffed, file)) == (0, 0, 3000, 0)
    undo(staffed, report)
    assert content(staffed) == []
