"""Find the few numbers that are not to be called without looking at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("person_not_to_call", "person", ["id"], unique=False, sqlite_where=sa.text("do_not_call = 1"))
    op.create_index("phone_not_to_call", "phone", ["number"], unique=False,
                    sqlite_where=sa.text("status = 'do-not-call'"))


def downgrade() -> None:
    op.drop_index("phone_not_to_call", table_name="phone")
    op.drop_index("person_not_to_call", table_name="person")
