"""One text for one value, whichever program writes it."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from app.domain.canonical import dumps, plain


class Colour(StrEnum):
    RED = "red"


def test_values_as_json() -> None:
    moment = datetime(2026, 3, 2, 16, 30, tzinfo=timezone(timedelta(hours=8)))
    value = {
        "moment": moment,
        "day": date(2026, 3, 2),
        "key": UUID(int=1),
        "exact": Decimal("1.50"),
        "kind": Colour.RED,
        "raw": b"\x00\xff",
        "many": (1, True, None),
    }
    assert json.loads(dumps(plain(value))) == {
        "moment": "2026-03-02T08:30:00.000000+00:00",
        "day": "2026-03-02",
        "key": "00000000-0000-0000-0000-000000000001",
        "exact": "1.50",
        "kind": "red",
        "raw": "00ff",
        "many": [1, True, None],
    }


def test_keys_are_sorted_and_chinese_stays() -> None:
    assert dumps({"b": 1, "a": "测"}) == '{"a":"测","b":1}'


@pytest.mark.parametrize("value", [1.5, float("nan"), {"a": [0.1]}, {1, 2}, object()])
def test_what_has_no_single_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no place in history"):
        plain(value)


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        plain(datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None))
