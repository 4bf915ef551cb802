"""How alembic runs a step: on the connection it was handed, whose transaction is already open."""

from __future__ import annotations

from alembic import context

from organizer.storage.tables import Base


def _ours(name: str | None, kind: str, *_: object) -> bool:
    """Tables that SQLAlchemy knows; the search index and its shadows are not."""
    return not (kind == "table" and name is not None and name.startswith("person_search"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=_ours,
    transactional_ddl=False,
)
context.run_migrations()
