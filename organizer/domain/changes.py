"""What a write changed, so that each window asks again only for what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The parts of the store that an action touched.

    Args:
        action: id of the journalled action, or None where nothing was written.
        summary: the action's name in a person's words ("Mark 12 as left message").
        people: ids of the prospects whose rows changed; empty with `many` when too many to list.
        many: so much changed that every view asks again (an import, a large undo).
        parts: which rooms changed, of "people", "districts", "seats", "lists", "sheets", "filters", "settings".
        kept: plain sentences on what an undo left as it is because it was changed later.
    """

    action: int | None = None
    summary: str = ""
    people: frozenset[int] = frozenset()
    many: bool = False
    parts: frozenset[str] = frozenset()
    kept: tuple[str, ...] = field(default=())

    def __or__(self, other: Changes) -> Changes:
        """Both changes seen as one; the later summary wins."""
        return Changes(
            action=other.action if other.action is not None else self.action,
            summary=other.summary or self.summary,
            people=self.people | other.people,
            many=self.many or other.many,
            parts=self.parts | other.parts,
            kept=self.kept + other.kept,
        )
