"""The papers of a round come from the store: right people, right numbers, nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.domain.problems import Problem
from app.models.audit import Audit
from app.services import result_letters, screening_letters, second_round
from app.services.rounds import Form
from app.storage.store import Store
from tests.letters.samples import extracted, pages_of
from tests.services.made_up import NOW, admit
from tests.services.screening_room import LOW, SAD, SEVEN_TWO, TEXT, enter, make, students
from tests.stores import COUNSELLOR, ENTRY


def test_answer_sheets_for_a_class_and_one_to_copy(staffed: Store) -> None:
    students(staffed)
    round_id = make(staffed)
    with staffed.read() as db:
        for_class = screening_letters.answer_sheets(
            db, round_id, Form("phq9"), school_class=SEVEN_TWO, by=ENTRY, now=NOW
        )
        single = screening_letters.answer_sheets(db, round_id, Form("phq9"), by=ENTRY, now=NOW)
        with pytest.raises(Problem, match="round_form_unknown"):
            screening_letters.answer_sheets(db, round_id, Form("gad7"), by=ENTRY, now=NOW)
        wrong = replace(SEVEN_TWO, number=9)
        with pytest.raises(Problem, match="class_without_students"):
            screening_letters.answer_sheets(db, round_id, Form("phq9"), school_class=wrong, by=ENTRY, now=NOW)
    assert (for_class.pages, single.pages) == (4, 1)


def test_the_missing_list_names_who_is_missing_and_who_has_no_consent(staffed: Store) -> None:
    lin, *_ = students(staffed)
    admit(staffed, "2026070204", "吴小夏")
    round_id = make(staffed)
    enter(staffed, round_id, lin)
    with staffed.read() as db:
        words = extracted(screening_letters.missing_list(db, round_id, by=ENTRY, now=NOW).pdf)
    assert "林小满" not in words
    assert words.index("周小雪") < words.index("陈小寒") < words.index("吴小夏")
    assert words.count("没有同意书") == 1
    assert "应测4人，缺3人" in words


def test_the_case_sheet_and_the_request_come_from_the_open_queue(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed, replace(TEXT, hours_available=1))
    with staffed.read() as db, pytest.raises(Problem, match="queue_empty"):
        screening_letters.case_meeting(db, round_id, by=COUNSELLOR, now=NOW)
    enter(staffed, round_id, lin, SAD)
    enter(staffed, round_id, zhou, LOW)
    with staffed.write() as db:
        second_round.refresh(db, round_id, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        rows = second_round.queue(db, round_id, by=COUNSELLOR, now=NOW).rows
    with staffed.write() as db:
        talk = {"self_harm_asked": "yes", "protective": ["friend"], "words": "没事"}
        second_round.note_interview(db, rows[1].id, talk, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        both = extracted(screening_letters.case_meeting(db, round_id, by=COUNSELLOR, now=NOW).pdf)
        chosen = screening_letters.case_meeting(db, round_id, entries=(rows[1].id,), by=COUNSELLOR, now=NOW)
        county = extracted(screening_letters.county_help(db, round_id, to="示例县中心", by=COUNSELLOR, now=NOW).pdf)
    assert "第9题需要当面过问" in both
    assert "林小满" not in extracted(chosen.pdf)
    assert "支持和力量：朋友" in extracted(chosen.pdf)
    assert "尚有2名学生需要逐一面谈，约需1小时30分钟；现有人手可用约1小时" in county
    assert "林小满" not in county


def test_the_counsellor_s_report_is_logged_and_the_student_s_has_no_score(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    done = enter(staffed, round_id, lin, (*SAD[:8], None, None), seconds=2)
    with staffed.read() as db:
        report = extracted(result_letters.counsellor_report(db, done.id, by=COUNSELLOR, now=NOW).pdf)
        own = extracted(
            result_letters.student_sheet(
                db, lin, for_guardian=False, agreed=("周三再聊", " "), by=COUNSELLOR, now=NOW
            ).pdf
        )
        with pytest.raises(Problem, match="not_allowed"):
            result_letters.counsellor_report(db, done.id, by=ENTRY, now=NOW)
        read = db.scalars(select(Audit.object_id).where(Audit.action == "read")).all()
    assert done.id in read
    assert "没有回答，请当面问" in report
    assert "存疑：作答过快" in report
    assert "未答全，可能在11—14之间" in report
    assert "周三再聊" in own
    assert "抑郁" not in own


def test_a_sheet_without_consent_prints_its_critical_answer_and_no_score(staffed: Store) -> None:
    lin = admit(staffed)
    round_id = make(staffed)
    done = enter(staffed, round_id, lin, SAD)
    with staffed.read() as db:
        pages = pages_of(result_letters.counsellor_report(db, done.id, by=COUNSELLOR, now=NOW).pdf)
    assert "选了1" in pages[0]
    assert "没有计分" in pages[0]
    assert "总分" not in pages[0]
