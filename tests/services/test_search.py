"""One search box: names, pinyin with its polyphonic surnames, numbers, classes, and words in notes."""

from datetime import timedelta

import pytest

from app.domain.problems import Problem
from app.services import search, sessions
from app.services.sessions import SessionText
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD


def names(store: Store, typed: str) -> list[str]:
    """Return whom ``typed`` finds."""
    with store.read() as db:
        return [one.name for one in search.people(db, typed, by=LEAD, today=TODAY)]


@pytest.mark.parametrize(
    ("name", "initials", "syllables"),
    [
        ("仇英子", "qyz", "qiuying"),
        ("单田方", "stf", "shan tian"),
        ("曾小贤", "zxx", "zengxiao"),
        ("解晓东", "xxd", "xie"),
        ("尉迟恭敬", "ycgj", "yuchi"),
        ("吕布衣", "lby", "lv bu"),
        ("吕布衣", "lby", "lü"),
    ],
)
def test_polyphonic_surnames(staffed: Store, name: str, initials: str, syllables: str) -> None:
    admit(staffed, "1", name)
    admit(staffed, "2", "欧阳安")
    assert names(staffed, initials) == [name]
    assert names(staffed, initials.upper()) == [name]
    assert names(staffed, syllables) == [name]
    assert names(staffed, name[0]) == [name]


@pytest.mark.parametrize("typed", ["702", "七2", "7.2", "七(2)班", "７０２"])
def test_a_class_as_people_write_it(staffed: Store, typed: str) -> None:
    admit(staffed, "1", "林小满")
    admit(staffed, "2", "陈安", class_no=3)
    assert names(staffed, typed) == ["林小满"]


def test_the_tail_and_the_head_of_a_number(staffed: Store) -> None:
    admit(staffed, "2026070218", "林小满")
    admit(staffed, "2026070299", "陈安")
    assert names(staffed, "0218") == ["林小满"]
    assert names(staffed, "202607") == ["陈安", "林小满"]


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "\\", "zzz", "'"])
def test_what_finds_nobody(staffed: Store, typed: str) -> None:
    admit(staffed)
    assert names(staffed, typed) == []


def test_words_of_two_characters_in_notes(staffed: Store) -> None:
    key, other = admit(staffed, "1", "林小满"), admit(staffed, "2", "陈安")
    with staffed.write() as db:
        first = sessions.record(db, key, SessionText(NOW, words="最近失眠，想家"), by=LEAD, now=NOW)
        sessions.record(db, other, SessionText(NOW, words="和同桌吵架"), by=LEAD, now=NOW)
    with staffed.read() as db:
        for typed in ("失眠", "想家", "眠"):
            assert [one.session_id for one in search.notes(db, typed, by=LEAD)] == [first.id]
        assert search.notes(db, "眠失", by=LEAD) == []


def test_words_of_an_amendment_lead_to_its_record(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        made = sessions.record(db, key, SessionText(NOW, words="睡不好"), by=LEAD, now=NOW)
    with staffed.write() as db:
        sessions.sign(db, made.id, by=LEAD, now=NOW)
    with staffed.write() as db:
        sessions.amend(db, made.id, "后来补充：转学", by=LEAD, now=NOW)
    with staffed.read() as db:
        [note] = search.notes(db, "转学", by=LEAD)
    assert (note.session_id, note.student_id, note.session_number) == (made.id, key, 1)


def test_working_notes_are_in_no_search(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        sessions.record(db, key, SessionText(NOW, words="睡不好", working_note="移情"), by=LEAD, now=NOW)
    with staffed.read() as db:
        assert search.notes(db, "移情", by=COUNSELLOR) == []


def test_words_in_one_file_only(staffed: Store) -> None:
    key, other = admit(staffed, "1", "林小满"), admit(staffed, "2", "陈安")
    with staffed.write() as db:
        for days, student in enumerate((key, other, key)):
            text = SessionText(NOW - timedelta(days=days), observation="失眠")
            sessions.record(db, student, text, by=LEAD, now=NOW)
    with staffed.read() as db:
        found = search.notes_of(db, key, "失眠", by=LEAD)
        assert len(found) == 2
        assert {one.session_id for one in search.notes(db, "失眠", by=LEAD) if one.student_id == key} == found
        assert search.notes_of(db, key, " ", by=LEAD) == set()


def test_entry_clerks_search_neither(staffed: Store) -> None:
    with staffed.read() as db:
        for ask in (
            lambda: search.people(db, "l", by=ENTRY, today=TODAY),
            lambda: search.notes(db, "失眠", by=ENTRY),
            lambda: search.notes_of(db, LEAD.user_id, "失眠", by=ENTRY),
        ):
            with pytest.raises(Problem, match="not_allowed"):
                ask()
