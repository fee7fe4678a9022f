"""Letters gathered from the file, their numbers, and the log of each time one left."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.problems import Problem
from app.domain.referral_state import State
from app.domain.safety_plan import Entry, Step
from app.models.document import DocumentIssue
from app.scales.load import load
from app.services import assessments, documents, issuing, letters, referrals, safety_plans
from app.services.assessments import SheetText
from app.services.letters import LetterView
from app.services.safety_plans import PlanText
from tests.services.loop import Loop, consent, grandmother
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext missing")


def said(view: LetterView) -> str:
    """Return the words of a letter as a stranger's program reads them."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=view.rendered.pdf, capture_output=True, check=True)
    return done.stdout.decode()


def screened(loop: Loop, answer: int = 1) -> UUID:
    """Give the student a filled form and return its key."""
    answers = (answer,) * len(load("phq9").items)
    with loop.school.store.write() as db:
        return assessments.enter(db, loop.student, SheetText("phq9", answers, date(2026, 11, 20)), by=LEAD, now=NOW).id


def preview(loop: Loop, **facts: object) -> LetterView:
    with loop.school.store.read() as db:
        return letters.referral_preview(db, loop.student, loop.text(**facts), by=LEAD, now=NOW)


def test_everything_that_was_filled_in_stands_there(loop: Loop) -> None:
    screened(loop)
    consent(loop.school, loop.student)
    guardian = grandmother(loop.school, loop.student)
    view = preview(
        loop,
        facts="两次说不想上学",
        duration="两周",
        measures="已会谈两次",
        medicines="未用药",
        allergies="青霉素过敏",
        self_harm=True,
        guardian_id=guardian,
        guardian_present=True,
        accompanied_by="外婆甲",
    )
    words = said(view)
    for one in ("青石县心理中心（虚构）", "林小满", "近两周情绪持续低落", "两次说不想上学", "两周", "已会谈两次"):
        assert one in words
    for one in ("未用药", "青霉素过敏", "外婆甲", "13800000021", "患者健康问卷", "9分", "外婆于2026年11月22日同意"):
        assert one in words.replace(" ", "")
    assert not view.draft
    assert "草稿" not in words
    assert view.gaps == ("letter_gap_birth",)
    assert view.rendered.missing == ()


def test_scores_are_left_out_where_not_chosen_and_void_ones_never_go(loop: Loop) -> None:
    form = screened(loop)
    assert "患者健康问卷" not in said(preview(loop, basis=None, scores=False)).replace(" ", "")
    with loop.school.store.write() as db:
        assessments.withdraw(db, form, reason="填错了人", by=LEAD, now=NOW)
    assert "患者健康问卷" not in said(preview(loop, basis=None)).replace(" ", "")


def test_without_a_basis_it_is_a_draft_and_names_what_is_missing(loop: Loop) -> None:
    view = preview(loop, basis=None, institution_id=None)
    assert view.draft
    assert "草稿" in said(view)
    assert set(view.gaps) >= {"letter_gap_hospital", "letter_gap_guardian", "letter_gap_behaviour"}
    emergency = preview(loop, basis="emergency", basis_reason="电话都打不通")
    assert not emergency.draft
    assert "电话都打不通" in said(emergency)


def test_a_character_that_no_font_has_is_named(loop: Loop) -> None:
    rare = admit(loop.school.store, "3", "林\U00020bb7满")
    with loop.school.store.read() as db:
        view = letters.referral_preview(db, rare, loop.text(basis=None), by=LEAD, now=NOW)
    assert {one.code_point for one in view.rendered.missing} == {"U+20BB7"}


def test_another_student_s_guardian_is_never_printed(loop: Loop) -> None:
    guardian = grandmother(loop.school, admit(loop.school.store, "2", "陈安"))
    with pytest.raises(Problem, match="guardian_unknown"):
        preview(loop, basis=None, guardian_id=guardian)


def issue(loop: Loop, referral: UUID) -> issuing.Issue:
    with loop.school.store.write() as db:
        return issuing.referral(db, referral, by=LEAD, now=NOW)


def test_the_number_is_given_once_and_each_print_is_logged(loop: Loop) -> None:
    referral = loop.refer()
    first = issue(loop, referral)
    with loop.school.store.write() as db:
        issuing.done(db, first, way="printer", copies=2, referral_id=referral, by=LEAD, now=NOW)
    second = issue(loop, referral)
    assert (first.number, first.view.rendered.sha256) == (second.number, second.view.rendered.sha256)
    assert first.number in said(first.view)
    with loop.school.store.read() as db:
        view = letters.referral(db, referral, by=LEAD, now=NOW)
        assert view.rendered.sha256 == first.view.rendered.sha256
        [logged] = db.scalars(select(DocumentIssue))
        assert referrals.folded(db, referral).state is State.READY
    assert (logged.way, logged.copies, logged.pages, logged.draft) == ("printer", 2, 2, False)
    assert logged.sha256 == first.view.rendered.sha256


def test_a_draft_print_leaves_the_referral_a_draft(loop: Loop) -> None:
    referral = loop.refer(basis=None)
    draft = issue(loop, referral)
    with loop.school.store.write() as db:
        issuing.done(db, draft, way="printer", referral_id=referral, by=LEAD, now=NOW)
    with loop.school.store.read() as db:
        assert referrals.folded(db, referral).state is State.DRAFT
        [row] = documents.register(db, by=LEAD)
    assert row.issues == 1


def test_the_slip_names_file_and_hash_and_no_student(loop: Loop) -> None:
    sent = loop.send()
    with loop.school.store.write() as db:
        slip = issuing.slip(db, sent.bundle_id, by=LEAD, now=NOW)
    words = said(slip.view)
    assert sent.path.name in words.replace("\n", "").replace(" ", "")
    assert all(sent.sha256[start : start + 8] in words for start in range(0, 64, 8))
    assert "林小满" not in words
    with loop.school.store.write() as db:
        assert issuing.slip(db, sent.bundle_id, by=LEAD, now=NOW).number == slip.number
        with pytest.raises(Problem, match="bundle_unknown"):
            issuing.slip(db, uuid4(), by=LEAD, now=NOW)


def test_letters_of_the_plan(loop: Loop) -> None:
    entries = (
        Entry(Step.WARNING_SIGNS, "不想说话"),
        Entry(Step.OWN_COPING, "去操场走一圈"),
        Entry(Step.PEOPLE_TO_ASK, "外婆甲", phone="13800000021"),
        Entry(Step.SAFER_SURROUNDINGS, "药收起来", who="外婆甲"),
    )
    with pytest.raises(Problem, match="plan_unknown"), loop.school.store.read() as db:
        letters.safety_plan(db, loop.student, by=LEAD, now=NOW)
    with loop.school.store.write() as db:
        safety_plans.save(db, loop.student, PlanText(entries, date(2026, 12, 1)), by=LEAD, now=NOW)
    guardian = grandmother(loop.school, loop.student)
    with loop.school.store.read() as db:
        sheet = letters.safety_plan(db, loop.student, by=LEAD, now=NOW)
        home = letters.guardian_sheet(db, loop.student, guardian_id=guardian, by=LEAD, now=NOW)
        card = letters.wallet_card(db, loop.student, by=LEAD, now=NOW)
        assert letters.guardian_named(db, loop.student, " 外婆甲 ", by=LEAD) == guardian
        with pytest.raises(Problem, match="guardian_unknown"):
            letters.guardian_named(db, loop.student, "没有的人", by=LEAD)
    assert "林小满" in said(sheet)
    assert "外婆甲" in said(home)
    assert "药收起来" in said(home)
    carried = said(card)
    assert "去操场走一圈" in carried
    assert "12356" in carried
    for private in ("青石中学", "林小满", "危机", "自杀"):
        assert private not in carried


def test_entry_clerks_print_nothing(loop: Loop, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not_allowed"), loop.school.store.read() as db:
        letters.referral_preview(db, loop.student, loop.text(), by=ENTRY, now=NOW)
    assert list(tmp_path.glob("*.pdf")) == []
