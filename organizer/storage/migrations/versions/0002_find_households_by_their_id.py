"""Find the people of a household by the id that their source gave it."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("person_by_household", "person", ["household"], unique=False)


def downgrade() -> None:
    op.drop_index("person_by_household", table_name="person")
