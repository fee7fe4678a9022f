"""Where a session's store lives: lent by the store to the few verbs that copy it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.crypto.keys import MasterKey

INFO: Final = "home"


@dataclass(frozen=True, slots=True)
class Home:
    """The store's folder and key, under ``Session.info["home"]``."""

    folder: Path
    master: MasterKey = field(repr=False)


def of(db: Session) -> Home:
    """Return where the store of this session lives; RuntimeError for a session that no store made."""
    found = db.info.get(INFO)
    if not isinstance(found, Home):
        raise RuntimeError("this session was not opened by the store")
    return found
