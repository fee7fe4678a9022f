"""Runs migrations on the connection it is handed, inside that connection's transaction.

The program puts ``connection`` into the configuration's attributes; whoever writes a new migration
also ``metadata`` (see CONTRIBUTING). Nothing of the program is imported here.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

NOT_OURS = ("search_text",)  # the full-text table and its shadow tables; made by hand in a migration


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the full-text tables to the migrations' own statements."""
    return not (kind == "table" and name is not None and name.startswith(NOT_OURS))


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Write the program's own column types as the plain types they are stored as."""
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, sa.Enum) and not item.native_enum:
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, sa.JSON):
        return "sa.JSON()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    transactional_ddl=True,
    include_name=include_name,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
