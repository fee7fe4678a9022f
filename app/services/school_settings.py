"""The school's settings, as declared in ``app.domain.settings``."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.settings import DECLARED, Value, declared
from app.models.school_setting import SchoolSetting
from app.services.verb import verb
from app.storage import changes


@verb(Action.READ_SETTINGS)
def values(db: Session, *, by: Actor) -> dict[str, Value]:
    """Return every school setting; one that was never set has its default."""
    return current(db)


@verb(Action.WRITE_SETTINGS)
def change(db: Session, new: dict[str, Value], *, by: Actor, now: datetime) -> Changes:
    """Set several settings at once. Raises Problem("setting_unknown") or ("setting_refused")."""
    rows = {row.key: row for row in db.scalars(select(SchoolSetting))}
    entries = []
    for key, value in new.items():
        setting = declared(key)
        if setting.place != "school":
            raise Problem("setting_unknown", setting=key)
        checked = setting.checked(value)
        if key in rows:
            rows[key].value = checked
            entries.append(changes.changed(rows[key]))
        else:
            entries.append(changes.created(SchoolSetting(key=key, value=checked)))
    return changes.write(db, entries, by=by, action=Action.WRITE_SETTINGS, now=now)


def current(db: Session) -> dict[str, Value]:
    """Return the settings in force, for other services."""
    kept = {row.key: row.value for row in db.scalars(select(SchoolSetting))}
    return {key: kept.get(key, one.default) for key, one in DECLARED.items() if one.place == "school"}
