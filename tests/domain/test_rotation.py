"""Which backups stay, over years and whatever the clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rotation import DAYS, MONTHS, WEEKS, kept

START = datetime(2026, 1, 1, 18, tzinfo=UTC)


def test_a_year_of_daily_backups_keeps_seven_days_four_weeks_twelve_months() -> None:
    held: set[datetime] = set()
    for day in range(365):
        held.add(START + timedelta(days=day))
        held = kept((when, when) for when in held)
    today = START + timedelta(days=364)
    assert {today - timedelta(days=back) for back in range(7)} <= held
    assert len({(when.year, when.month) for when in held}) == MONTHS
    assert DAYS <= len(held) <= DAYS + WEEKS + MONTHS


@given(st.lists(st.integers(min_value=-40_000, max_value=40_000), min_size=1, max_size=60, unique=True))
def test_the_latest_always_stays_and_never_too_many(hours: list[int]) -> None:
    moments = [START + timedelta(hours=hour) for hour in hours]
    held = kept((when, when) for when in moments)
    assert max(moments) in held
    assert len(held) <= DAYS + WEEKS + MONTHS
    assert kept((when, when) for when in held) == held


def test_a_clock_that_jumped_ahead_deletes_nothing_by_age() -> None:
    week = [START + timedelta(days=day) for day in range(7)]
    jumped = START + timedelta(days=365 * 20)
    assert set(week[1:]) <= kept((when, when) for when in [*week, jumped])


def test_several_on_one_day_are_one() -> None:
    day = [START + timedelta(minutes=minute) for minute in range(10)]
    assert kept((when, when) for when in day) == {day[-1]}
