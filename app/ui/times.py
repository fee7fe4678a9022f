"""Moments and deadlines in words. ``now`` carries the time zone of this PC."""

from datetime import datetime, timedelta

from app.ui.i18n import label

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def left(due: datetime, now: datetime) -> str:
    """Return 「剩 3 小时」 or 「逾期 2 天」. Rounded down: never more time than there is."""
    late = due < now
    span = now - due if late else due - now
    kind = "overdue" if late else "left"
    if span < _HOUR:
        return label(f"{kind}_minutes", count=int(span.total_seconds() // 60))
    if span < (_DAY if late else 2 * _DAY):
        return label(f"{kind}_hours", count=span // _HOUR)
    return label(f"{kind}_days", count=span // _DAY)


def due_words(due: datetime, now: datetime) -> str:
    """Return 「逾期 2 天」, 「今天 14:00」 or 「剩 1 天」 for what is due without a clock ticking."""
    local = due.astimezone(now.tzinfo)
    if local >= now and local.date() == now.date():
        return label("moment_today", time=f"{local:%H:%M}")
    return left(due, now)


def moment(at: datetime, now: datetime) -> str:
    """Return 「今天 10:31」, 「昨天 10:31」, 「11-20 10:31」 or 「2025-11-20」."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return label("moment_yesterday" if days else "moment_today", time=f"{local:%H:%M}")
    return f"{local:%m-%d %H:%M}" if local.year == now.year else f"{local:%Y-%m-%d}"
