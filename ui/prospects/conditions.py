"""The conditions of the filter bar: how each is said on its chip and taken off again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from organizer.domain.clock import short_date
from organizer.domain.district import KINDS, short_label
from organizer.domain.filters import ProspectFilter, left_out_in_words, value_in_words
from organizer.domain.status import HELP_EXITS, HELP_STAGES, RESULTS, RUN_EXITS, RUN_STAGES, result_of, stage_label
from ui.widgets.choices import Choice

__all__ = ["CERTAINTY", "CONDITIONS", "REACH", "Condition", "status_choices", "status_values", "with_status"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One chip.

    Args:
        name: how the bar calls it.
        rest: what the chip or the More menu says while it narrows nothing.
        fields: the filter's fields behind it.
        words: what the chip says while it narrows.
        always: on the bar even at rest.
    """

    name: str
    rest: str
    fields: tuple[str, ...]
    words: Callable[[ProspectFilter], str]
    always: bool = False

    def narrows(self, chosen: ProspectFilter) -> bool:
        """Whether the filter uses it."""
        plain = ProspectFilter()
        return any(getattr(chosen, field) != getattr(plain, field) for field in self.fields)

    def without(self, chosen: ProspectFilter) -> ProspectFilter:
        """The filter with this condition taken off."""
        plain = ProspectFilter()
        values: dict[str, Any] = {field: getattr(plain, field) for field in self.fields}
        return replace(chosen, **values)


CERTAINTY = (("", "Any"), ("exact", "Exact only"), ("likely", "Likely only"), ("split", "Split ZIP only"))
REACH = (("", "Everyone"), ("callable", "May be called"), ("hide", "Leave out do not call"),
         ("only", "Only do not call"))


def _districts(chosen: ProspectFilter) -> str:
    kinds = list(dict.fromkeys(kind for kind, _ in chosen.districts))
    if len(kinds) == 1:
        name = KINDS.get(kinds[0], kinds[0]).removeprefix("State ")
        return f"{name}: {', '.join(code for _, code in chosen.districts)}"
    return ", ".join(short_label(kind, code) for kind, code in chosen.districts)


def _status(chosen: ProspectFilter) -> str:
    said = ["not yet called" if code == "none" else result_of(code).label.lower() for code in chosen.results]
    said += [stage_label(track, stage).lower() for track, stage in chosen.stages]
    return f"Status: {', '.join(said)}"


def _reach(chosen: ProspectFilter) -> str:
    if chosen.do_not_call:
        return "Only do not call"
    return "May be called" if chosen.callable_only else "Without do not call"


def _interest(chosen: ProspectFilter) -> str:
    return "Interest: " + ", ".join({"run": "Run", "help": "Volunteer"}[one] for one in chosen.interest)


def _without(chosen: ProspectFilter) -> str:
    named = [value_in_words(field, value) for field, value in chosen.without if value]
    rest = [left_out_in_words(field, value) for field, value in chosen.without if not value]
    return _capital(" · ".join([*([f"not: {', '.join(named)}"] if named else []), *rest]))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


CONDITIONS: tuple[Condition, ...] = (
    Condition("district", "District: any", ("districts",), _districts, always=True),
    Condition("status", "Status: any", ("results", "stages"), _status, always=True),
    Condition("interest", "Interest: any", ("interest",), _interest, always=True),
    Condition("city", "City…", ("city",), lambda chosen: f"City: {', '.join(chosen.city)}"),
    Condition("zip", "ZIP…", ("zip",), lambda chosen: f"ZIP: {', '.join(chosen.zip)}"),
    Condition("office", "Office sought…", ("office",), lambda chosen: f"Office: {', '.join(chosen.office)}"),
    Condition("since", "Not contacted since…", ("not_contacted_since",),
              lambda chosen: f"Not called since {short_date(chosen.not_contacted_since)}"),
    Condition("certainty", "How sure of the district…", ("certainty",),
              lambda chosen: f"District: {dict(CERTAINTY).get(chosen.certainty, chosen.certainty).lower()}"),
    Condition("unknown", "District not known…", ("unknown_kind",),
              lambda chosen: f"No {KINDS.get(chosen.unknown_kind, chosen.unknown_kind)} known"),
    Condition("reach", "Who may be called…", ("callable_only", "do_not_call"), _reach),
    Condition("tags", "Tag…", ("tags",), lambda chosen: f"Tag: {', '.join(chosen.tags)}"),
    Condition("has", "", ("has",), lambda chosen: _capital(ProspectFilter(has=chosen.has).in_words())),
    Condition("without", "", ("without",), _without),
    Condition("due", "Follow-up due", ("follow_up_by",), lambda chosen: "Follow-up due"),
    Condition("seat", "", ("seat",), lambda chosen: "Lives at this seat"),
    Condition("list", "", ("call_list",), lambda chosen: "On this call list"),
    Condition("import", "", ("imported",), lambda chosen: "From this import"),
    Condition("ids", "", ("ids",), lambda chosen: f"{len(chosen.ids or ()):,} chosen"),
)


def status_choices() -> list[Choice]:
    """Last results and both tracks, in groups."""
    found = [Choice(None, "Last result"), Choice("result:none", "Not yet called")]
    found += [Choice(f"result:{result.code}", result.label) for result in RESULTS]
    found.append(Choice(None, "Would run"))
    found += [Choice(f"run:{stage.code}", stage.label) for stage in RUN_STAGES + RUN_EXITS]
    found.append(Choice(None, "Would help"))
    found += [Choice(f"help:{stage.code}", stage.label) for stage in HELP_STAGES + HELP_EXITS]
    return found


def status_values(chosen: ProspectFilter) -> list[str]:
    """The filter's results and stages as values of `status_choices`."""
    return [f"result:{code}" for code in chosen.results] + [f"{track}:{code}" for track, code in chosen.stages]


def with_status(chosen: ProspectFilter, values: tuple[str, ...]) -> ProspectFilter:
    """The filter with these values of `status_choices` instead of its own."""
    pairs = [value.split(":", 1) for value in values]
    return replace(
        chosen,
        results=tuple(code for group, code in pairs if group == "result"),
        stages=tuple((group, code) for group, code in pairs if group != "result"),
    )
