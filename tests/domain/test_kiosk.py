"""What the kiosk is handed, and the sheets it leaves: read as if a stranger had written them."""

import json
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import kiosk, tray_sheet
from app.domain.kiosk import Choice, Handover, Question, digest
from app.domain.problems import Problem
from app.domain.tray_sheet import PAD, End, TraySheet

DAY = date(2026, 11, 22)
HANDOVER = Handover(
    id=UUID(int=5), day=DAY, scale="phq9", version="1.0", form_version="v", title="表", instructions="", paper=False,
    questions=(Question(1, (Choice(0, "没有"), Choice(1, "有")), "一句编的话"),), recipient="age1", adult="王老师",
    salt="s", expected={digest("s", "1"): "a" * 32},
)  # fmt: skip
SHEET = TraySheet(UUID(int=6), UUID(int=5), "phq9", "1.0", "v", DAY, (1, None), End.OPEN, 7, "a" * 32, "", "王", False)


def test_both_come_back_as_they_were() -> None:
    assert kiosk.from_bytes(HANDOVER.to_bytes()) == HANDOVER
    assert tray_sheet.from_bytes(SHEET.to_bytes()) == SHEET


def test_what_is_kept_in_the_open_knows_no_student() -> None:
    kept = HANDOVER.without_students()
    assert (kept.expected, kept.salt, kept.only_ticket) == ({}, "", None)


@pytest.mark.parametrize("typed", ["1", " 1 ", "１"])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert HANDOVER.ticket_of(typed) == "a" * 32
    assert HANDOVER.ticket_of("2") is None


@given(st.lists(st.one_of(st.none(), st.integers(0, 99)), min_size=1, max_size=300), st.sampled_from(End))
def test_length_tells_nothing_about_the_answers(answers: list[int | None], end: End) -> None:
    sheet = TraySheet(SHEET.id, SHEET.handover, "k", "1", "v", DAY, tuple(answers), end, 0, "", "1", "王", True)
    data = sheet.to_bytes()
    assert len(data) == PAD
    assert tray_sheet.from_bytes(data) == sheet


def changed(data: bytes, **values: object) -> bytes:
    return json.dumps({**json.loads(data), **values}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b'{"a":1,"a":1}',
        b"[" * 100_000,
        changed(SHEET.to_bytes(), more=1),
        changed(SHEET.to_bytes(), answers=[True]),
        changed(SHEET.to_bytes(), answers=[-1]),
        changed(SHEET.to_bytes(), answers=[1.0]),
        changed(SHEET.to_bytes(), answers=[]),
        changed(SHEET.to_bytes(), answers=[1] * 301),
        changed(SHEET.to_bytes(), answers=[10**30]),
        changed(SHEET.to_bytes(), end="happy"),
        changed(SHEET.to_bytes(), day="22.11.2026"),
        changed(SHEET.to_bytes(), seconds=-1),
        changed(SHEET.to_bytes(), seconds=True),
        changed(SHEET.to_bytes(), ticket="../../etc"),
        changed(SHEET.to_bytes(), number="9" * 41),
        changed(SHEET.to_bytes(), scale="x" * 201),
        changed(SHEET.to_bytes(), id="not an id"),
        changed(SHEET.to_bytes(), v=0),
        SHEET.to_bytes() + b" " * 70_000,
        SHEET.to_bytes().replace(b'"seconds":7', b'"seconds":NaN'),
    ],
)
def test_a_sheet_of_another_shape_is_refused(data: bytes) -> None:
    with pytest.raises(Problem) as told:
        tray_sheet.from_bytes(data)
    assert told.value.code == "tray_sheet_refused"


def test_a_sheet_of_a_later_program_says_so() -> None:
    with pytest.raises(Problem) as told:
        tray_sheet.from_bytes(changed(SHEET.to_bytes(), v=2, new="field"))
    assert told.value.code == "tray_sheet_newer"


@pytest.mark.parametrize(
    "values",
    [
        {"adult": " "},
        {"questions": []},
        {"questions": [{"n": 1, "words": "", "choices": []}]},
        {"questions": [{"n": 1, "words": "", "choices": [["0", "no"]]}]},
        {"questions": [1]},
        {"expected": {"a": 1}},
        {"language": "fr"},
        {"day": "tomorrow"},
        {"format": "other"},
        {"more": 1},
    ],
)
def test_a_preparation_of_another_shape_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(Problem) as told:
        kiosk.from_bytes(changed(HANDOVER.to_bytes(), **values))
    assert told.value.code == "kiosk_preparation_damaged"
