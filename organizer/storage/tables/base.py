"""What the tables are made of: their root, and the few kinds of column they share."""

from __future__ import annotations

import uuid
from typing import Annotated

from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

__all__ = ["ActionKey", "Base", "Flag", "Key", "Maybe", "PersonKey", "Uuid", "Whole", "Word", "new_uuid"]


def new_uuid() -> str:
    """A random UUID as 32 hex digits."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """The root of all tables."""


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Uuid = Annotated[str, mapped_column(Text, unique=True)]
Word = Annotated[str, mapped_column(Text, server_default="")]
Maybe = Annotated[str | None, mapped_column(Text)]
Flag = Annotated[bool, mapped_column(Integer, server_default="0")]
Whole = Annotated[int, mapped_column(Integer, server_default="0")]
PersonKey = Annotated[int, mapped_column(ForeignKey("person.id", ondelete="CASCADE"))]
ActionKey = Annotated[int | None, mapped_column(ForeignKey("action.id"))]
