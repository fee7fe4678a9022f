"""Which schema this program expects. Kept as constants so that opening a store needs no Alembic."""

from typing import Final

from sqlalchemy import Connection, inspect, text

from app.domain.problems import Problem

REVISIONS: Final = ("0001", "0002")
"""Every revision this version knows, oldest first. A test compares them with ``migrations/versions``."""

HEAD: Final = REVISIONS[-1]


def revision(connection: Connection) -> str:
    """Return the schema revision of an open store; raise ``Problem("store_damaged")`` where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        raise Problem("store_damaged")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is None:
        raise Problem("store_damaged")
    return str(found)


def needs_upgrade(found: str) -> bool:
    """Say whether ``found`` is older than this program; raise ``Problem("store_newer")`` for a stranger."""
    if found not in REVISIONS:
        raise Problem("store_newer")
    return found != HEAD
