"""The hybrid logical clock only moves forward."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.hlc import ClockQuality, quality, tick

moments = st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes naive bounds


@given(st.lists(moments, min_size=2, max_size=20))
def test_it_never_goes_back_whatever_the_wall_clock_does(walls: list[datetime]) -> None:
    last = 0
    for wall in walls:
        now = tick(last, wall)
        assert now > last
        assert now >> 16 >= int(wall.timestamp() * 1000)
        last = now


def test_a_small_step_back_is_fine_and_a_day_is_not() -> None:
    seen = datetime(2026, 3, 2, tzinfo=UTC)
    assert quality(seen, seen - timedelta(hours=23)) is ClockQuality.GOOD
    assert quality(seen, seen - timedelta(hours=25)) is ClockQuality.BEHIND
    assert quality(seen, seen + timedelta(days=400)) is ClockQuality.GOOD
