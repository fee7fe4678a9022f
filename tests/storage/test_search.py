"""Chinese words are found inside sentences, on the encrypted file."""

from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.storage import search
from app.storage.store import Store

NOTE, NAME = uuid4(), uuid4()
TEXT = "今天谈到心理危机，睡眠不好；编号 ABC-12，同桌张𠮷。"


@pytest.fixture
def indexed(store: Store) -> Store:
    with store.write() as db:
        search.index(db, "note", NOTE, TEXT)
        search.index(db, "student", NAME, "张三 zhang san zs")
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("心理", {"note"}),
        ("理危", {"note"}),
        ("心理危机", {"note"}),
        ("心机", set()),
        ("危机心理", set()),
        ("好", {"note"}),
        ("今", {"note"}),
        ("张", {"note", "student"}),
        ("张三", {"student"}),
        ("张𠮷", {"note"}),
        ("𠮷", {"note"}),
        ("zha", {"student"}),
        ("ZHANG", {"student"}),
        ("zhang s", {"student"}),
        ("zs", {"student"}),
        ("hang", set()),
        ("abc", {"note"}),
        ("１２", {"note"}),
        ("睡眠 心理", {"note"}),
        ("睡眠 张三", set()),
        ("", set()),
        ("!?。", set()),
        ('" OR 1', set()),
        ("NEAR(a b)", set()),
    ],
)
def test_what_is_found(indexed: Store, typed: str, found: set[str]) -> None:
    with indexed.read() as db:
        assert {kind for kind, _ in search.find(db, typed, ["note", "student"])} == found


def test_only_the_kinds_asked_for_and_no_more_than_the_limit(indexed: Store) -> None:
    with indexed.write() as db:
        search.index_many(db, [("note", uuid4(), "张三来访") for _ in range(5)])
        assert search.find(db, "张三", ["student"]) == [("student", NAME)]
        assert len(search.find(db, "张三", ["note"], limit=3)) == 3


def test_a_changed_text_replaces_the_old_and_a_removed_one_is_gone(indexed: Store) -> None:
    with indexed.write() as db:
        search.index(db, "note", NOTE, "改成别的话")
    with indexed.write() as db:
        assert search.find(db, "心理", ["note"]) == []
        assert search.find(db, "别的", ["note"]) == [("note", NOTE)]
        search.remove(db, "note", NOTE)
        search.remove(db, "note", NOTE)
        assert search.find(db, "别的", ["note"]) == []


def test_rolled_back_text_is_not_found(indexed: Store) -> None:
    def fail() -> None:
        with indexed.write() as db:
            search.index(db, "note", uuid4(), "独一无二")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with indexed.read() as db:
        assert search.find(db, "独一", ["note"]) == []


def test_elsewhere_there_is_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    with Session(create_engine("sqlite://")) as db:
        monkeypatch.setattr(db.get_bind().dialect, "name", "postgresql")
        with pytest.raises(NotImplementedError):
            search.find(db, "心理", ["note"])
