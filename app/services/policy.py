"""The school's policy for alerts, from its settings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts import Policy
from app.domain.risk import DEFAULT_HOURS, Level
from app.models.school_setting import SchoolSetting


def of(db: Session) -> Policy:
    """Return the policy in force; levels without a setting keep the default hours."""
    keys = {f"hours.{level.value}": level for level in Level}
    hours = dict(DEFAULT_HOURS)
    for setting in db.scalars(select(SchoolSetting).where(SchoolSetting.key.in_(keys))):
        hours[keys[setting.key]] = int(setting.value)
    return Policy(hours)
