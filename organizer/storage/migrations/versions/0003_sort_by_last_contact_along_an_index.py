"""Sort people by their last contact along an index, names within it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("person_by_last_contact", table_name="person")
    op.create_index("person_by_last_contact", "person", ["last_contact", "sort_name"], unique=False)


def downgrade() -> None:
    op.drop_index("person_by_last_contact", table_name="person")
    op.create_index("person_by_last_contact", "person", ["last_contact"], unique=False)
