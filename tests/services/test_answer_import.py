"""Questionnaire exports from real files: who, how much, alerts at once, the same file again, taking back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.alerts import AlertSource
from app.domain.problems import Problem
from app.domain.risk import Level
from app.intake import answers
from app.intake.cells import Cell
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, AnswerSource, Assessment
from app.models.audit import Audit
from app.models.student import Student
from app.scales.load import load
from app.services import alerts, answer_import, assessments, imports, roster_import, rounds, sheets
from app.services.answer_import import Preview, Terms
from app.services.imports import Report
from app.services.rounds import Form
from app.services.sheets import AnswersMapping, FileRead
from app.storage.store import Store
from tests.intake.books import write_book
from tests.services.made_up import NOW, admit
from tests.services.screening_room import SEVEN_TWO, TEXT, consent
from tests.stores import COUNSELLOR, ENTRY

HEADER = ["序号", "提交答卷时间", "所用时间", "姓名", "学号", "班级", *(f"{n}、第{n}项" for n in range(1, 10))]
CALM = (0, 1, 0, 1, 0, 1, 0, 1, 0)
SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1)
DAY = date(2026, 11, 20)


def line(number: str, name: str, given: Sequence[Cell], at: str = "2026/11/20 8:05:09") -> list[Cell]:
    return [1, at, "215秒", name, number, "七(2)班", *given]


def read(folder: Path, *rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> FileRead:
    return sheets.read(write_book(folder / "answers.xlsx", header, *rows))


def mapping(file: FileRead, scale: str = "phq9") -> AnswersMapping:
    """Return the guessed mapping; the made-up exports hold scores."""
    found = answers.guess(file.sheet, answer_import.shape(load(scale)))
    return found if found.kind != "unsure" else replace(found, kind="score")


def preview(store: Store, file: FileRead, terms: Terms | None = None) -> Preview:
    with store.read() as db:
        return answer_import.preview(
            db, file.sheet, mapping(file), terms=terms, sha256=file.sha256, by=COUNSELLOR, now=NOW
        )


def take(store: Store, file: FileRead, terms: Terms | None = None, *, days: int = 0) -> Report:
    with store.write() as db:
        return answer_import.take(
            db,
            file.sheet,
            mapping(file),
            sha256=file.sha256,
            terms=terms,
            by=COUNSELLOR,
            now=NOW + timedelta(days=days),
        )


def on_file(store: Store) -> int:
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(Assessment)) or 0


@pytest.fixture
def class_room(staffed: Store) -> Store:
    admit(staffed, "2026070201", "林小满")
    admit(staffed, "2026070202", "周小舟")
    return staffed


def test_rows_are_scored_and_alert_in_the_same_transaction(class_room: Store, tmp_path: Path) -> None:
    file = read(tmp_path, line("2026070201", "林小满", SAD), line("2026070202", "周小舟", CALM))
    report = take(class_room, file)
    assert (report.taken, report.unchanged, len(report.refused), len(report.alerts)) == (2, 0, 0, 1)
    with class_room.read() as db:
        first, second = db.scalars(select(Assessment).order_by(Assessment.total.desc()))
        assert (first.total, first.taken_on, first.seconds, first.source) == (12, DAY, 215, AnswerSource.IMPORT)
        assert (second.total, second.batch_id) == (4, report.batch)
        [alert] = alerts.board(db, by=COUNSELLOR)
        assert (alert.id, alert.level, alert.name) == (report.alerts[0], Level.RED, "林小满")
        assert alert.params == {"scale": "phq9", "items": [9], "values": [1]}


def test_a_dry_run_counts_the_same_and_writes_nothing(class_room: Store, tmp_path: Path) -> None:
    rows = [
        line("2026070201", "林小满", SAD),
        line("2026070299", "无此人", CALM),
        line("2026070202", "周小舟", (9, *CALM[1:])),
    ]
    seen = preview(class_room, read(tmp_path, *rows))
    assert (seen.taken, seen.unchanged, seen.alerts, seen.undated) == (1, 0, 1, 0)
    assert [(one.row, one.code) for one in seen.refused] == [(3, "student_unknown"), (4, "out_of_range")]
    [unknown] = seen.unknown
    assert (unknown.row, unknown.name, unknown.class_text) == (3, "无此人", "七(2)班")
    assert on_file(class_room) == 0


def test_a_row_matched_by_a_person_comes_in(class_room: Store, tmp_path: Path) -> None:
    file = read(tmp_path, line("202607020", "周小州", CALM))
    [unknown] = preview(class_room, file).unknown
    assert "周小舟" in {one.name for one in unknown.candidates}
    report = take(class_room, file, Terms(chosen={2: "2026070202"}))
    assert (report.taken, report.refused) == (1, ())


def test_the_same_file_again_adds_nothing(class_room: Store, tmp_path: Path) -> None:
    file = read(tmp_path, line("2026070201", "林小满", SAD), line("2026070202", "周小舟", CALM))
    take(class_room, file)
    assert (preview(class_room, file).taken, preview(class_room, file).unchanged) == (0, 2)
    again = take(class_room, file, days=3)
    assert (again.taken, again.unchanged, again.batch, again.alerts) == (0, 2, None, ())
    assert on_file(class_room) == 2
    with class_room.read() as db:
        assert db.scalar(select(func.count()).select_from(Alert)) == 1


def test_a_sheet_that_was_sent_twice_comes_in_once(class_room: Store, tmp_path: Path) -> None:
    row = line("2026070201", "林小满", SAD)
    report = take(class_room, read(tmp_path, row, row))
    assert (report.taken, report.unchanged, len(report.alerts)) == (1, 1, 1)


def test_a_file_without_times_takes_the_day_a_person_gives_and_comes_in_once(class_room: Store, tmp_path: Path) -> None:
    bare = [*HEADER[:1], *HEADER[3:]]
    file = read(tmp_path, [1, "林小满", "2026070201", "七(2)班", *CALM], header=bare)
    assert preview(class_room, file).undated == 1
    take(class_room, file, Terms(day=DAY))
    assert take(class_room, file, days=9).unchanged == 1
    with class_room.read() as db:
        assert db.scalars(select(Assessment.taken_on)).all() == [DAY]
    with pytest.raises(Problem, match="sheet_in_future"):
        take(class_room, file, Terms(day=NOW.date() + timedelta(days=1)))


def test_a_blank_critical_item_asks_for_a_talk(class_room: Store, tmp_path: Path) -> None:
    report = take(class_room, read(tmp_path, line("2026070201", "林小满", (*CALM[:8], "(跳过)"))))
    with class_room.read() as db:
        [alert] = alerts.board(db, by=COUNSELLOR)
    assert (alert.id, alert.source, alert.level) == (report.alerts[0], AlertSource.CRITICAL_BLANK, Level.ORANGE)


def test_the_mapping_is_remembered_for_the_next_export(class_room: Store, tmp_path: Path) -> None:
    words = ("完全没有", "有几天", "超过一半", "几乎每天")
    file = read(tmp_path, line("2026070201", "林小满", [words[value] for value in SAD]))
    with class_room.read() as db:
        guessed, known = answer_import.guess(db, file.sheet, "phq9", by=COUNSELLOR)
        assert (guessed.kind, known) == ("text", False)
        unknown = answer_import.preview(db, file.sheet, guessed, by=COUNSELLOR, now=NOW).unknown_options
    settled = replace(guessed, options={text: value for value, text in enumerate(words)})
    assert set(unknown) <= set(settled.options)
    with class_room.write() as db:
        report = answer_import.take(db, file.sheet, settled, sha256=file.sha256, by=COUNSELLOR, now=NOW)
    assert report.taken == 1
    later = read(tmp_path, line("2026070202", "周小舟", [words[value] for value in CALM]))
    with class_room.read() as db:
        assert answer_import.guess(db, later.sheet, "phq9", by=COUNSELLOR) == (settled, True)


def test_undo_takes_sheets_and_untouched_alerts_away(class_room: Store, tmp_path: Path) -> None:
    report = take(class_room, read(tmp_path, line("2026070201", "林小满", SAD)))
    assert report.batch is not None
    with class_room.write() as db:
        imports.undo(db, report.batch, by=COUNSELLOR, now=NOW)
    with class_room.read() as db:
        counted = [db.scalar(select(func.count()).select_from(one)) for one in (Assessment, AnswerSheet, Alert)]
        assert counted == [0, 0, 0]
        assert db.scalar(select(func.count()).where(Audit.reason == "undo")) == 1
    assert take(class_room, read(tmp_path, line("2026070201", "林小满", SAD))).taken == 1


def test_undo_refuses_once_somebody_acted_on_an_alert(class_room: Store, tmp_path: Path) -> None:
    report = take(class_room, read(tmp_path, line("2026070201", "林小满", SAD)))
    assert report.batch is not None
    with class_room.write() as db:
        alerts.act(db, report.alerts[0], kind="talked", text="已见面", by=COUNSELLOR, now=NOW)
    with pytest.raises(Problem) as refused, class_room.write() as db:
        imports.undo(db, report.batch, by=COUNSELLOR, now=NOW)
    assert refused.value.code == "batch_in_use"
    assert on_file(class_room) == 1


def test_undo_refuses_a_sheet_that_was_keyed_again(class_room: Store, tmp_path: Path) -> None:
    report = take(class_room, read(tmp_path, line("2026070201", "林小满", CALM)))
    assert report.batch is not None
    with class_room.write() as db:
        key = db.scalars(select(Assessment.id)).one()
        assessments.verify(db, key, CALM, by=COUNSELLOR, now=NOW)
    with pytest.raises(Problem, match="batch_in_use"), class_room.write() as db:
        imports.undo(db, report.batch, by=COUNSELLOR, now=NOW)


def test_stopping_half_way_leaves_nothing(class_room: Store, tmp_path: Path) -> None:
    file = read(tmp_path, line("2026070201", "林小满", SAD))
    found = mapping(file)

    def stop(_done: int, _total: int) -> None:
        raise Problem("cancelled")

    with pytest.raises(Problem, match="cancelled"), class_room.write() as db:
        answer_import.take(db, file.sheet, found, sha256=file.sha256, by=COUNSELLOR, now=NOW, progress=stop)
    assert on_file(class_room) == 0


def test_a_form_for_parents_is_scored_as_theirs(class_room: Store, tmp_path: Path) -> None:
    header = [*HEADER[:6], *(f"{n}、第{n}项" for n in range(1, 26))]
    file = read(tmp_path, line("2026070201", "林小满", [1] * 25), header=header)
    found = mapping(file, "sdq_parent")
    with class_room.write() as db:
        answer_import.take(db, file.sheet, found, sha256=file.sha256, by=COUNSELLOR, now=NOW)
        row = db.scalars(select(Assessment)).one()
    assert row.respondent == "parent"
    assert "respondent_not_offered" not in row.result["validity"]["reasons"]


def test_entry_clerks_import_nothing(class_room: Store, tmp_path: Path) -> None:
    file = read(tmp_path, line("2026070201", "林小满", CALM))
    with pytest.raises(Problem, match="not_allowed"), class_room.write() as db:
        answer_import.take(db, file.sheet, mapping(file), sha256=file.sha256, by=ENTRY, now=NOW)


def test_a_whole_round_comes_in_and_goes(staffed: Store, tmp_path: Path) -> None:
    """1,000 sheets of nine items; the time itself is measured by the benchmarks."""
    names = [(f"2026{n:06}", f"学生{chr(0x4E00 + n)}") for n in range(1000)]
    roster = sheets.read(
        write_book(tmp_path / "r.xlsx", ["学号", "姓名", "班级"], *([number, name, "七2"] for number, name in names))
    )
    with staffed.write() as db:
        roster_import.take(db, roster.sheet, sha256=roster.sha256, by=COUNSELLOR, now=NOW)
    file = read(tmp_path, *(line(number, name, SAD if n % 5 == 0 else CALM) for n, (number, name) in enumerate(names)))
    report = take(staffed, file)
    assert (report.taken, len(report.alerts)) == (1000, 200)
    assert report.batch is not None
    with staffed.write() as db:
        imports.undo(db, report.batch, by=COUNSELLOR, now=NOW)
    assert on_file(staffed) == 0


def test_sheets_of_a_round_without_consent_come_in_unscored_and_strangers_are_refused(
    class_room: Store, tmp_path: Path
) -> None:
    with class_room.read() as db:
        lin, zhou = db.scalars(select(Student.id).order_by(Student.number))
    consent(class_room, zhou)
    with class_room.write() as db:
        round_id = rounds.make(db, TEXT, students=[lin, zhou], by=COUNSELLOR, now=NOW).id
    admit(class_room, "2026070209", "吴小夏")
    file = read(
        tmp_path,
        line("2026070201", "林小满", SAD),
        line("2026070202", "周小舟", CALM),
        line("2026070209", "吴小夏", CALM),
    )
    terms = Terms(round_id=round_id)
    found = preview(class_room, file, terms)
    assert (found.taken, found.no_consent, found.alerts) == (2, 1, 1)
    assert [reason.code for reason in found.refused] == ["student_not_in_round"]
    take(class_room, file, terms)
    with class_room.read() as db:
        rows = db.execute(select(Assessment.student_id, Assessment.round_id, Assessment.unscored, Assessment.total))
        assert {row.student_id: tuple(row)[1:] for row in rows} == {
            lin: (round_id, "no_consent", None),
            zhou: (round_id, None, 4),
        }
        [alert] = alerts.board(db, by=COUNSELLOR)
    assert alert.params["basis"] == "emergency"


def test_a_form_that_the_round_does_not_have_is_refused_as_a_whole(class_room: Store, tmp_path: Path) -> None:
    with class_room.write() as db:
        text = replace(TEXT, forms=(Form("gad7"),))
        round_id = rounds.make(db, text, classes=[SEVEN_TWO], by=COUNSELLOR, now=NOW).id
    file = read(tmp_path, line("2026070201", "林小满", SAD))
    with pytest.raises(Problem, match="round_form_unknown"):
        preview(class_room, file, Terms(round_id=round_id))
