"""Which prospects: a filter as a value that can be saved, printed in words and sent across threads."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from organizer.domain.clock import short_date
from organizer.domain.contact import shown_phone
from organizer.domain.district import KINDS, short_label
from organizer.domain.status import result_of, stage_label

__all__ = ["BLANKS", "DAYS", "EVERYONE", "EXACT", "ProspectFilter", "left_out_in_words", "only", "value_in_words",
           "with_only", "with_out"]

BLANKS = {
    "phone": "phone", "email": "email", "address": "street", "city": "city", "state": "state", "zip": "ZIP",
    "interest": "interest", "office": "office sought", "tag": "tags", "notes": "notes",
    "involvement": "involvement so far", "language": "language", "source": "source", "birth_date": "birth date",
    "signed_up_at": "sign-up date", "follow_up": "follow-up",
}
"""Fields that may be asked to be blank, or not to be, and what each is called; district:KIND is one, too."""

EXACT = {
    "phone": "{}", "email": "{}", "address": "{}", "state": "{}", "language": "language: {}", "source": "source: {}",
    "birth_date": "born {}", "signed_up_at": "signed up {}", "last_contact": "last called {}", "attempts": "{} tries",
}
"""Fields that may be asked to be just so, days in local time, and how that is said."""
DAYS = ("birth_date", "signed_up_at", "last_contact")
"""Those of them that are days."""
_NAMES = {"result": "results", "tag": "tags"}  # fields of pairs that the filter calls otherwise


@dataclass(frozen=True, slots=True)
class ProspectFilter:
    """Conditions that must all hold; inside one field any of its values will do.

    Args:
        districts: (kind, code) pairs; any of the codes within a kind, and every kind named.
        certainty: which assignments count for `districts`: "" any but split, "exact", "likely", or "split".
        stages: (track, stage) pairs.
        results: result codes of the last attempt; "none" means never tried.
        interest: of "run" and "help".
        office: offices sought, compared folded.
        tags: any of them, compared folded.
        city, zip: compared folded; a ZIP by its first five digits.
        not_contacted_since: a date (``2016-07-01``); never contacted counts too.
        search: words, each of which must begin a word somewhere about the person.
        follow_up_by: a moment; prospects whose follow-up is due by then.
        seat: id of a seat; people who live in its district.
        call_list: id of a call list; its people.
        imported: id of an import; the people whom its rows are of.
        unknown_kind: a district kind; people without a current district of it.
        callable_only: leave out do-not-call, deceased, hostile and people without a good phone.
        do_not_call: only those (True) or none of those (False); None for both.
        without: (field, value) pairs that must not hold: ("city", "Duluth"), ("result", "LM"), ("district:ward", "2"),
            ("run", "interested"), ("interest", "help"), ("office", …), ("zip", …), ("tag", …), or any of `has`.
        has: (field, value) pairs of `EXACT`, or of `BLANKS` with the value "": any of the values of one field, and
            every field named.
        ids: exactly these people, in this filter's own order of sorting.
    """

    districts: tuple[tuple[str, str], ...] = ()
    certainty: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    results: tuple[str, ...] = ()
    interest: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    zip: tuple[str, ...] = ()
    not_contacted_since: str = ""
    search: str = ""
    follow_up_by: str = ""
    seat: int | None = None
    call_list: int | None = None
    imported: int | None = None
    unknown_kind: str = ""
    callable_only: bool = False
    do_not_call: bool | None = None
    without: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    has: tuple[tuple[str, str], ...] = ()
    ids: tuple[int, ...] | None = None

    def __bool__(self) -> bool:
        """Whether it leaves anybody out."""
        return self != EVERYONE

    def to_json(self) -> str:
        """The filter as kept in the store; only what differs from everyone."""
        plain = asdict(EVERYONE)
        return json.dumps({key: value for key, value in asdict(self).items() if value != plain[key]}, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> ProspectFilter:
        """A kept filter; a field that this version does not know is passed over."""
        known = {field.name for field in fields(ProspectFilter)}
        return ProspectFilter(**{k: _tuples(v) for k, v in json.loads(text).items() if k in known})

    def in_words(self, *, seat: str = "", call_list: str = "", imported: str = "") -> str:
        """``HD 32A, 32B · would run``; the names of seat, list and file are the store's to know."""
        said: list[str] = []
        if self.ids is not None:
            said.append(f"{len(self.ids):,} chosen {'person' if len(self.ids) == 1 else 'people'}")
        if self.call_list is not None:
            said.append(f"list: {call_list}" if call_list else "a call list")
        if self.imported is not None:
            said.append(f"import of {imported}" if imported else "the people of an import")
        if self.seat is not None:
            said.append(f"seat: {seat}" if seat else "the people of a seat")
        for kind in dict.fromkeys(kind for kind, _ in self.districts):
            codes = [code for k, code in self.districts if k == kind]
            said.append(", ".join([short_label(kind, codes[0]), *codes[1:]]))
        if self.certainty:
            said.append(f"district {self.certainty}")
        if self.unknown_kind:
            said.append(f"no {KINDS.get(self.unknown_kind, self.unknown_kind)} district known")
        said += [{"run": "would run", "help": "would help"}[one] for one in self.interest]
        if self.office:
            said.append(f"office: {', '.join(self.office)}")
        said += [stage_label(track, stage).lower() for track, stage in self.stages]
        if self.results:
            said.append(", ".join("not yet called" if code == "none" else result_of(code).label.lower()
                                  for code in self.results))
        if self.city:
            said.append(", ".join(self.city))
        if self.zip:
            said.append(f"ZIP {', '.join(self.zip)}")
        if self.not_contacted_since:
            said.append(f"not called since {short_date(self.not_contacted_since)}")
        if self.follow_up_by:
            said.append("follow-up due")
        if self.callable_only:
            said.append("can be called")
        if self.do_not_call is not None:
            said.append("do not call" if self.do_not_call else "not do not call")
        if self.tags:
            said.append(f"tagged {', '.join(self.tags)}")
        for field in dict.fromkeys(field for field, _ in self.has):
            said.append(" or ".join(value_in_words(field, value) for one, value in self.has if one == field))
        said += [left_out_in_words(field, value) for field, value in self.without]
        if self.search:
            said.append(f"“{self.search}”")
        return " · ".join(said) or "everyone"


def only(field: str, value: str) -> ProspectFilter:
    """The filter for one (field, value) pair of `ProspectFilter.without`; an unknown field finds nobody."""
    kind = field.removeprefix("district:")
    if field in (EXACT if value else BLANKS) or (kind in KINDS and kind != field and not value):
        return ProspectFilter(has=((field, value),))
    if kind != field:
        return ProspectFilter(districts=((kind, value),))
    if field in ("run", "help"):
        return ProspectFilter(stages=((field, value),))
    name = _NAMES.get(field, field)
    if name not in ("results", "interest", "office", "city", "zip", "tags"):
        return ProspectFilter(ids=())
    return ProspectFilter(**{name: (value,)})  # type: ignore[arg-type]


def with_only(chosen: ProspectFilter, field: str, value: str) -> ProspectFilter:
    """The filter with such a pair as a further condition, in the place of another value of that field."""
    kind = field.removeprefix("district:")
    wanted = asdict(only(field, value))
    kept = asdict(replace(
        chosen,
        districts=tuple(pair for pair in chosen.districts if pair[0] != kind),
        stages=tuple(pair for pair in chosen.stages if pair[0] != field),
        has=tuple(pair for pair in chosen.has if pair[0] != field),
        without=tuple(pair for pair in chosen.without if pair != (field, value)),
    ))
    own = _NAMES.get(field, field)
    if own in kept:
        kept[own] = ()
    for name in ("results", "interest", "office", "city", "zip", "tags", "districts", "stages", "has"):
        kept[name] += wanted[name]
    return ProspectFilter(**kept)


def with_out(chosen: ProspectFilter, field: str, value: str) -> ProspectFilter:
    """The filter without the people of whom such a pair holds."""
    return replace(chosen, without=tuple(dict.fromkeys((*chosen.without, (field, value)))))


def value_in_words(field: str, value: str) -> str:
    """``Duluth``, ``HD 8A``, ``left message``, ``without email``: the value of such a pair as a person says it."""
    if not value and (field in BLANKS or field.startswith("district:")):
        return f"without {BLANKS[field]}" if field in BLANKS else f"{_kind(field)} not known"
    if field in EXACT:
        shown = short_date(value) if field in DAYS else shown_phone(value) if field == "phone" else value
        return "1 try" if (field, value) == ("attempts", "1") else EXACT[field].format(shown)
    if field == "interest":
        return {"run": "would run", "help": "would help"}.get(value, value)
    found = only(field, value)
    return value if found.office or found.ids is not None else found.in_words().removeprefix("tagged ")


def left_out_in_words(field: str, value: str) -> str:
    """``not Duluth``; where those who have nothing there are left out, ``with email``."""
    if value:
        return f"not {value_in_words(field, value)}"
    return f"with {BLANKS[field]}" if field in BLANKS else f"{_kind(field)} known"


def _kind(field: str) -> str:
    kind = field.removeprefix("district:")
    return KINDS.get(kind, kind)


def _tuples(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


EVERYONE = ProspectFilter()
