"""Running the migrations on an open connection, and writing a new one.

``python -m app.storage.migrating 0002_what_and_why`` (for developers) compares the models with the
migrations and writes the difference into ``migrations/versions``, to be read and corrected by hand.
"""

import sys
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import app.models  # noqa: F401 - makes the metadata complete
from app.models.base import Base
from app.storage import schema, sqlite

SCRIPTS: Final = Path(__file__).resolve().parents[2] / "migrations"


def config(connection: Connection, scripts: Path = SCRIPTS) -> Config:
    """Return the configuration that hands ``connection`` to the migrations in ``scripts``."""
    made = Config()
    made.set_main_option("script_location", str(scripts).replace("%", "%%"))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = Base.metadata
    return made


def migrate(connection: Connection, *, to: str = schema.HEAD, scripts: Path = SCRIPTS) -> None:
    """Bring the database to revision ``to`` inside the transaction that is open on ``connection``."""
    command.upgrade(config(connection, scripts), to)


def _write_next(name: str) -> None:
    """Write the migration ``name`` (``NNNN_what_and_why``) by comparing a fresh database with the models."""
    number, _, message = name.partition("_")
    with sqlite.memory_engine().connect() as connection:
        made = config(connection)
        if any(SCRIPTS.glob("versions/*.py")):
            command.upgrade(made, "head")
        command.revision(made, message=message.replace("_", " "), rev_id=number, autogenerate=True)
        connection.rollback()


if __name__ == "__main__":
    _write_next(sys.argv[1])
