"""Keep of a call list whether it was made with people of other lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("call_list", sa.Column("shares", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("call_list", "shares")
