"""The settings of this PC: a plain file without personal data, each change logged in the store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.domain.settings import Value
from app.services.verb import verb
from app.storage import audit, pc_settings


@dataclass(frozen=True, slots=True)
class ThisPc:
    """Where the settings of this PC lie."""

    folder: Path

    def values(self) -> dict[str, Value]:
        """Return every setting; what was never set has its default."""
        return pc_settings.load(self.folder)


@verb(Action.SIT)
def change(db: Session, pc: ThisPc, new: dict[str, Value], *, by: Actor, now: datetime) -> None:
    """Set some settings of this PC; which ones is logged. Raises Problem("setting_refused") or the disk's."""
    details = {key: value for key, value in new.items() if isinstance(value, bool | int | str)}
    audit.append(db, by=by, action="pc_settings", now=now, details=details)
    pc_settings.save(pc.folder, new)
