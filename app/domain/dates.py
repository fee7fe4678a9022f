"""Dates as people type them, and as they are shown."""

import re
import unicodedata
from datetime import date, timedelta

from app.domain.problems import Problem

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_WORDS = {
    "前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_TIME = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$")
_WEEKDAY = re.compile(r" *[(]?(周|星期|礼拜)[一二三四五六日天][)]?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FULL = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?")
_FULL_HAN = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?")
_SHORT = re.compile(r"(\d{1,2})[-./](\d{1,2})")
_SHORT_HAN = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_OFFSET = re.compile(r"([+-])(\d{1,4})(天|日)?")
_DAYS_ZH = "一二三四五六日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parse(raw: str, *, today: date) -> date:
    """Read a date: 20240903, 2024.9.3, 2024-9-3, 2024/9/3, 2024年9月3日, 9.3, 9月3日, 今天, +7.

    Full-width digits are read too; a weekday or a time of day behind the date is passed over. A date without a
    year is one of ``today``'s year. Raises ``Problem`` with ``date_not_understood`` (text) or,
    where the form is right but the calendar has no such day, ``date_impossible`` (text).
    """
    shown = raw.strip()
    text = unicodedata.normalize("NFKC", shown).lower().strip()
    text = _WEEKDAY.sub("", _TIME.sub("", text.replace("t", " ") if text[:1].isdigit() else text)).strip()
    try:
        return _relative(text, today) or _absolute(text, today)
    except (ValueError, OverflowError) as error:
        raise Problem("date_impossible", text=shown) from error
    except LookupError as error:
        raise Problem("date_not_understood", text=shown) from error


def _relative(text: str, today: date) -> date | None:
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if found := _OFFSET.fullmatch(text):
        return today + timedelta(days=int(found[1] + found[2]))
    return None


def _absolute(text: str, today: date) -> date:
    """Raise ValueError for a day that does not exist, LookupError for a form that is not known."""
    if found := _COMPACT.fullmatch(text) or _FULL_HAN.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FULL.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _SHORT.fullmatch(text) or _SHORT_HAN.fullmatch(text):
        return _day(today.year, int(found[1]), int(found[2]))
    raise LookupError


def _day(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError
    return date(year, month, day)


def display(day: date, language: str = "zh") -> str:
    """Return 「2024年9月3日 周二」 or "Tue 3 Sep 2024"."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日 周{_DAYS_ZH[day.weekday()]}"
    return f"{_DAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
