"""Drafts: kept over and over, each for its author, named for whom they are."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.problems import Problem
from app.services import draft_list, drafts
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

FORMS = frozenset({"session", "plan"})


def keep(store: Store, subject: str, content: dict[str, object], **more: object) -> None:
    with store.write() as db:
        values = {"form": "session", "by": LEAD, "now": NOW, **more}
        form = str(values.pop("form"))
        drafts.keep(db, form, subject, content, {"field": "words"}, **values)  # type: ignore[arg-type] # as named


def test_keeping_again_replaces(staffed: Store) -> None:
    keep(staffed, "s-1", {"words": "一"})
    keep(staffed, "s-1", {"words": "一二"}, now=NOW + timedelta(seconds=2))
    with staffed.read() as db:
        [found] = drafts.listing(db, by=LEAD)
        assert found == drafts.load(db, "session", "s-1", by=LEAD)
    assert (found.content, found.place) == ({"words": "一二"}, {"field": "words"})
    assert found.saved == NOW + timedelta(seconds=2)


def test_drafts_belong_to_their_author(staffed: Store) -> None:
    keep(staffed, "s-1", {"words": "我的"})
    keep(staffed, "s-1", {"words": "她的"}, by=COUNSELLOR)
    with staffed.read() as db:
        mine, hers = (drafts.load(db, "session", "s-1", by=by) for by in (LEAD, COUNSELLOR))
    assert mine is not None
    assert hers is not None
    assert (mine.content["words"], hers.content["words"]) == ("我的", "她的")
    with staffed.write() as db:
        drafts.drop(db, "session", "s-1", by=COUNSELLOR)
    with staffed.read() as db:
        assert len(drafts.listing(db, by=LEAD)) == 1
        assert drafts.listing(db, by=COUNSELLOR) == []


def test_a_dropped_draft_is_gone_and_dropping_twice_is_fine(staffed: Store) -> None:
    keep(staffed, "s-1", {"words": "一"})
    for _ in range(2):
        with staffed.write() as db:
            drafts.drop(db, "session", "s-1", by=LEAD)
    with staffed.read() as db:
        assert drafts.load(db, "session", "s-1", by=LEAD) is None


def test_waiting_drafts_name_the_student_newest_first(staffed: Store) -> None:
    student = admit(staffed)
    keep(staffed, "s-1", {"student": str(student)})
    keep(staffed, str(student), {"student": str(student)}, form="plan", now=NOW + timedelta(minutes=1))
    keep(staffed, "s-2", {"student": None}, now=NOW - timedelta(minutes=1))
    keep(staffed, "s-3", {"student": "no key"}, now=NOW - timedelta(minutes=2))
    keep(staffed, "s-4", {"student": str(UUID(int=5))}, now=NOW - timedelta(minutes=3))
    keep(staffed, "", {"page": "today"}, form="window")
    with staffed.read() as db:
        found = draft_list.waiting(db, FORMS, by=LEAD)
    assert [(one.form, one.subject, one.student_id, one.name) for one in found] == [
        ("plan", str(student), student, "林小满"),
        ("session", "s-1", student, "林小满"),
        ("session", "s-2", None, ""),
        ("session", "s-3", None, ""),
        ("session", "s-4", None, ""),
    ]


def test_names_are_not_for_who_keys_in_answers(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        draft_list.waiting(db, FORMS, by=ENTRY)
