"""A new, empty store file."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.models.node import Node
from app.storage import sqlite
from app.storage.files import swap, telling
from app.storage.migrating import migrate
from app.storage.names import CREATING


def prepare(path: Path, key: bytes, *, vault_id: UUID, now: datetime) -> Path:
    """Make an empty store beside ``path`` and return where; ``finish`` puts it in place.

    Until then nothing of that name exists, so that an interrupted set-up can be told from a store
    that got lost.
    """
    made = path.with_name(path.name + CREATING)
    with telling(path.parent):
        made.unlink(missing_ok=True)
    engine = sqlite.engine(made, key, create=True, foreign_keys=False)
    with engine.execution_options(write=True).connect() as connection, connection.begin():
        migrate(connection)
        with Session(connection) as db:
            db.add(Node(id=uuid4(), vault_id=vault_id, epoch=uuid4(), latest=now.astimezone(UTC)))
            db.flush()
    engine.dispose()
    sqlite.refuse_plaintext(made)
    return made


def finish(made: Path, path: Path) -> None:
    """Put the prepared store in place."""
    with telling(path.parent):
        swap(made, path)
        made.with_name(f"{made.name}-journal").unlink(missing_ok=True)  # empty: the file was closed
