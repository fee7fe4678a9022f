from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import dates
from app.domain.problems import Problem

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "20240903", "2024.9.3", "2024-9-3", "2024/9/3", "2024年9月3日", "２０２４－９－３", "2024-09-03 00:00:00",
        "2024/9/3 8:05", "2024年9月3日 周二", "2024-09-03T10:00:00+08:00", " 2024.09.03 ", "2024年9月3号(星期二)",
    ],
)  # fmt: skip
def test_full_dates(text: str) -> None:
    assert dates.parse(text, today=TODAY) == date(2024, 9, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9.3", date(2026, 9, 3)),
        ("9月3日", date(2026, 9, 3)),
        ("今天", TODAY),
        ("明天", date(2026, 11, 23)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("+7", date(2026, 11, 29)),
        ("＋7", date(2026, 11, 29)),
        ("-1天", date(2026, 11, 21)),
    ],
)
def test_dates_seen_from_today(text: str, day: date) -> None:
    assert dates.parse(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "明年", "2012.3", "240903", "2024-9/3", "9.3.1", "千", "2024-09-03-01", "t"])
def test_other_texts_are_not_understood(text: str) -> None:
    with pytest.raises(Problem) as told:
        dates.parse(text, today=TODAY)
    assert told.value.code == "date_not_understood"


@pytest.mark.parametrize("text", ["2023-2-29", "20241301", "0001-1-1", "2.30", "2999.1.1"])
def test_days_that_no_calendar_has(text: str) -> None:
    with pytest.raises(Problem) as told:
        dates.parse(text, today=TODAY)
    assert told.value.code == "date_impossible"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_shown_can_be_read(day: date) -> None:
    assert dates.parse(dates.display(day), today=TODAY) == day
    assert dates.parse(day.isoformat(), today=TODAY) == day


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_a_problem(text: str) -> None:
    told = ""
    try:
        dates.parse(text, today=TODAY)
    except Problem as problem:
        told = problem.code
    assert told in {"", "date_not_understood", "date_impossible"}


def test_display() -> None:
    assert dates.display(date(2024, 9, 3)) == "2024年9月3日 周二"
    assert dates.display(date(2024, 9, 3), "en") == "Tue 3 Sep 2024"
