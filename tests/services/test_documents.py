"""Numbers without gaps, the register, and each time a document left the program."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.problems import Problem
from app.models.document import Document, DocumentIssue
from app.services import documents
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD

NEXT_YEAR = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)


def numbered(store: Store, kind: str, **other: object) -> str:
    """Give out a number."""
    facts = {"by": LEAD, "now": NOW, **other}
    with store.write() as db:
        return documents.number(db, kind, **facts).number  # type: ignore[arg-type] # names of facts


def test_each_series_and_year_counts_for_itself(staffed: Store) -> None:
    assert numbered(staffed, "referral") == "校心转〔2026〕A1号"
    assert numbered(staffed, "referral") == "校心转〔2026〕A2号"
    assert numbered(staffed, "guardian_sheet") == "校心告〔2026〕A1号"
    assert numbered(staffed, "referral", now=NEXT_YEAR) == "校心转〔2027〕A1号"


def test_kinds_of_one_series_share_its_numbers(staffed: Store) -> None:
    assert [numbered(staffed, kind) for kind in ("safety_plan", "wallet_card", "safety_plan")] == [
        "校心计〔2026〕A1号",
        "校心计〔2026〕A2号",
        "校心计〔2026〕A3号",
    ]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["number", "fail", "void"]), min_size=1, max_size=8))
def test_no_gap_whatever_fails_or_is_voided(staffed: Store, steps: list[str]) -> None:
    for step in steps:
        if step == "fail":
            with pytest.raises(ZeroDivisionError), staffed.write() as db:
                documents.number(db, "referral", by=LEAD, now=NOW).number.index("校") / 0
            continue
        with staffed.write() as db:
            made = documents.number(db, "referral", by=LEAD, now=NOW)
            if step == "void":
                documents.void(db, made.id, reason="写错了", by=LEAD, now=NOW)
    with staffed.read() as db:
        counters = sorted(db.scalars(select(Document.counter)))
    assert counters == list(range(1, len(counters) + 1))


def test_a_referral_keeps_its_number_until_it_is_voided(staffed: Store) -> None:
    student, referral = admit(staffed), uuid4()
    with staffed.write() as db:
        first = documents.number(db, "bundle_slip", student_id=student, by=LEAD, now=NOW)
        anew = documents.number(db, "bundle_slip", student_id=student, anew=True, by=LEAD, now=NOW)
    assert first.number != anew.number
    with staffed.read() as db:
        rows = documents.register(db, by=LEAD)
    assert [row.number for row in rows] == [anew.number, first.number]
    with pytest.raises(Problem, match="document_unknown"), staffed.write() as db:
        documents.void(db, referral, reason="没有这份", by=LEAD, now=NOW)


def test_void_needs_a_reason_and_happens_once(staffed: Store) -> None:
    with staffed.write() as db:
        made = documents.number(db, "referral", by=LEAD, now=NOW)
    for reason, code in (("  ", "reason_missing"), ("姓名写错", None), ("再来", "document_voided")):
        if code is None:
            with staffed.write() as db:
                assert documents.void(db, made.id, reason=reason, by=LEAD, now=NOW).kinds == {"document"}
        else:
            with pytest.raises(Problem, match=code), staffed.write() as db:
                documents.void(db, made.id, reason=reason, by=LEAD, now=NOW)
    with staffed.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert (row.voided_at, row.void_reason) == (NOW, "姓名写错")


def test_each_issue_is_logged_with_its_hash(staffed: Store) -> None:
    with staffed.write() as db:
        made = documents.number(db, "referral", by=LEAD, now=NOW)
        documents.issued(db, made.id, way="printer", sha256="a" * 64, pages=2, copies=2, by=LEAD, now=NOW)
        documents.issued(db, made.id, way="pdf", sha256="b" * 64, pages=2, draft=True, by=LEAD, now=NOW)
    with staffed.read() as db:
        rows = db.execute(select(DocumentIssue.way, DocumentIssue.copies, DocumentIssue.draft)).all()
        [row] = documents.register(db, by=LEAD, kind="referral")
        assert documents.register(db, by=LEAD, kind="wallet_card") == []
    assert sorted(tuple(one) for one in rows) == [("pdf", 1, True), ("printer", 2, False)]
    assert row.issues == 2


def test_entry_clerks_issue_nothing(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        documents.number(db, "referral", by=ENTRY, now=NOW)
