"""Whom pasted lines are for: the people of the rows they are pasted on, or those whom they name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.prospects import belongings
from organizer.storage import search

__all__ = ["whom"]

_LIKE = 200  # people of like names looked at
_NOBODY = "Nobody here is called so. New people come in under Imports."
_SEVERAL = "Several people are called so. Select the right row and paste the cells beside the name."


def whom(
    session: Session, ids: Sequence[int], columns: Sequence[str], lines: Sequence[Sequence[str]]
) -> tuple[list[tuple[int, str]], bool]:
    """The person of each line, or 0 and why there is none; and whether it is by name.

    Lines that tell more than a name, and most of them another name than that of their row or one the name of another
    row, were put in another order or come from another list: then they are for those they name, and nobody gets
    somebody else's name.

    Args:
        session: for reading.
        ids, columns, lines: as `paste.preview` takes them.
    """
    by_row = [(person, "") for person in ids]
    if "name" not in columns or len(list(filter(None, columns))) < 2 or len(lines) < 2:
        return by_row, False
    place = list(columns).index("name")
    said = [line[place].strip() if place < len(line) else "" for line in lines]
    here = {person: fold(name) for person, name in belongings.names(session, ids).items()}
    own = [not name or here.get(person) == fold(name) for person, name in zip(ids, said, strict=False)]
    others = {fold(name) for name, mine in zip(said, own, strict=False) if not mine}
    if 2 * sum(own) >= len(lines) and others.isdisjoint(here.values()):
        return by_row, False
    found = {name: _called(session, name, here) for name in dict.fromkeys(said)}
    return [found[name] for name in said], True


def _called(session: Session, name: str, here: dict[int, str]) -> tuple[int, str]:
    """The one of that name: of the rows pasted on, else of everybody."""
    wanted = fold(name)
    among = [person for person, other in here.items() if other == wanted]
    if not among and (query := search.ids_matching(name)) is not None:
        like = belongings.names(session, list(session.scalars(query.limit(_LIKE))))
        among = [person for person, other in like.items() if fold(other) == wanted]
    return (among[0], "") if len(among) == 1 else (0, _SEVERAL if among else _NOBODY)
