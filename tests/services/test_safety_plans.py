"""Safety plans: every save is a version, gaps are named and never block, and their papers."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.safety_plan import Entry, Step
from app.domain.student import Relation
from app.services import document_files, documents, guardians, plan_issuing, safety_plans
from app.services.guardians import GuardianFacts
from app.services.safety_plans import PlanSaved, PlanText, PlanView
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD

FULL = PlanText(
    (
        Entry(Step.WARNING_SIGNS, "不说话"),
        Entry(Step.OWN_COPING, "跑两圈", obstacle="下雨"),
        Entry(Step.PEOPLE_AND_PLACES, "图书角"),
        Entry(Step.PEOPLE_TO_ASK, "外婆", phone="13800000021"),
        Entry(Step.PROFESSIONALS, "县医院"),
        Entry(Step.SAFER_SURROUNDINGS, "农药上锁", who="外婆", confirmed=TODAY),
    ),
    TODAY + timedelta(days=7),
    student_agreed=True,
    guardian_told=True,
)


def save(store: Store, student: UUID, text: PlanText = FULL) -> PlanSaved:
    with store.write() as db:
        return safety_plans.save(db, student, text, by=LEAD, now=NOW)


def latest(store: Store, student: UUID) -> PlanView | None:
    with store.read() as db:
        return safety_plans.latest(db, student, by=LEAD, now=NOW)


def test_a_full_plan_comes_back_as_written_and_is_complete(staffed: Store) -> None:
    student = admit(staffed)
    saved = save(staffed, student)
    found = latest(staffed, student)
    assert found is not None
    assert (found.text, found.version, found.gaps, saved.gaps) == (FULL, 1, (), ())


def test_saving_makes_a_new_version_and_keeps_the_old_one(staffed: Store) -> None:
    student = admit(staffed)
    save(staffed, student)
    changed = PlanText((Entry(Step.WARNING_SIGNS, "不吃饭"),))
    assert save(staffed, student, changed).version == 2
    with staffed.read() as db:
        assert safety_plans.version(db, student, 1, by=LEAD, now=NOW).text == FULL
        assert safety_plans.version(db, student, 2, by=LEAD, now=NOW).text == changed
        with pytest.raises(Problem, match="plan_unknown"):
            safety_plans.version(db, student, 3, by=LEAD, now=NOW)


def test_what_is_missing_is_said_and_does_not_block(staffed: Store) -> None:
    saved = save(staffed, admit(staffed), PlanText((Entry(Step.SAFER_SURROUNDINGS, "农药上锁", who="外婆"),)))
    assert saved.gaps == (
        "plan_step_1_empty",
        "plan_step_2_empty",
        "plan_step_3_empty",
        "plan_step_4_empty",
        "plan_step_5_empty",
        "plan_no_adult_with_phone",
        "plan_safer_unconfirmed",
        "plan_no_review",
    )


def test_empty_lines_are_left_out_and_an_empty_plan_is_refused(staffed: Store) -> None:
    student = admit(staffed)
    save(staffed, student, PlanText((Entry(Step.OWN_COPING, " 听歌 "), Entry(Step.OWN_COPING, "  "))))
    found = latest(staffed, student)
    assert found is not None
    assert found.text.entries == (Entry(Step.OWN_COPING, "听歌"),)
    with pytest.raises(Problem, match="plan_empty"):
        save(staffed, student, PlanText((Entry(Step.OWN_COPING, " "),), TODAY))
    with pytest.raises(Problem, match="student_unknown_here"):
        save(staffed, new_id())


def test_without_a_plan_there_is_none(staffed: Store) -> None:
    student = admit(staffed)
    assert latest(staffed, student) is None
    with pytest.raises(Problem, match="plan_unknown"), staffed.read() as db:
        plan_issuing.preview(db, student, "safety_plan", by=LEAD, now=NOW)


def test_who_keys_in_answers_sees_no_plan(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        safety_plans.latest(db, new_id(), by=ENTRY, now=NOW)


def test_the_sheet_for_the_family_goes_to_who_looks_after_the_student(staffed: Store) -> None:
    student = admit(staffed)
    with staffed.read() as db:
        assert guardians.first(db, student, by=LEAD) is None
    with staffed.write() as db:
        father = GuardianFacts(Relation.FATHER, "林父", is_guardian=True, away_since=date(2026, 2, 20))
        guardians.save(db, student, father, by=LEAD, now=NOW)
        carer = GuardianFacts(Relation.MATERNAL_GRANDMOTHER, "黄阿婆", is_carer=True)
        expected = guardians.save(db, student, carer, by=LEAD, now=NOW).id
    with staffed.read() as db:
        assert guardians.first(db, student, by=LEAD) == expected


@pytest.mark.parametrize("kind", plan_issuing.KINDS)
def test_what_was_previewed_is_what_is_saved_and_logged(staffed: Store, tmp_path: Path, kind: str) -> None:
    student, target = admit(staffed), tmp_path / "x.pdf"
    save(staffed, student)
    with staffed.read() as db:
        view = plan_issuing.preview(db, student, kind, by=LEAD, now=NOW)
    with staffed.write() as db:
        issue = plan_issuing.issue(db, student, kind, view, by=LEAD, now=NOW)
        document_files.save_copy(db, issue, target, by=LEAD, now=NOW)
    assert target.read_bytes() == view.rendered.pdf
    with staffed.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert (row.kind, row.number, row.issues) == (kind, issue.number, 1)


def test_a_file_that_cannot_be_written_is_not_logged(staffed: Store, tmp_path: Path) -> None:
    student = admit(staffed)
    save(staffed, student)
    with staffed.read() as db:
        view = plan_issuing.preview(db, student, "wallet_card", by=LEAD, now=NOW)

    def saved() -> None:
        with staffed.write() as db:
            issue = plan_issuing.issue(db, student, "wallet_card", view, by=LEAD, now=NOW)
            document_files.save_copy(db, issue, tmp_path / "gone" / "x.pdf", by=LEAD, now=NOW)

    with pytest.raises(Problem, match="folder_missing"):
        saved()
    with staffed.read() as db:
        assert documents.register(db, by=LEAD) == []
