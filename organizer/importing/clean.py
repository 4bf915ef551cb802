"""A whole sheet cleaned, column by column: rows of cells in, records and problems out.

Some thousand rows are taken at a time, so that a sheet of any length passes through; of these, columns are cleaned one
after the other, because cells of one column are alike and many are equal, so that most answers come from a memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from organizer.domain import address
from organizer.domain.district import normalize_code
from organizer.domain.names import fold
from organizer.domain.progress import Progress, silent
from organizer.importing.blocks import BLOCK, Blocks
from organizer.importing.cleaning import answers, dates, emails, mixed, names, phones, places
from organizer.importing.cleaning.text import Cell, plain, tidy, tidy_long
from organizer.importing.columns import ColumnGuess, normal
from organizer.importing.fingerprints import UNKNOWN, Exporter
from organizer.importing.sign_up import CleanRecord, Problem

__all__ = ["Cleaned", "clean_table"]

_AT_ONCE = 8 * BLOCK
_DATES = frozenset(("signed_up_at", "contacted_at", "birth_date"))
_RUN_TAGS = frozenset(("run", "running", "candidate", "run for office", "potential candidate", "win-run"))
_HELP_TAGS = frozenset(("help", "volunteer", "volunteering", "helper", "win-help"))
_STREET_ORDER = ("number", "half", "before", "name", "line", "type", "after")


@dataclass(slots=True)
class Cleaned:
    """The records of a sheet in the order of its rows; a couple's two follow each other with one row number."""

    records: Sequence[CleanRecord] = field(default_factory=Blocks)
    problems: list[Problem] = field(default_factory=list)


def clean_table(
    rows: Sequence[Sequence[Cell]],
    guesses: Sequence[ColumnGuess],
    *,
    first_row: int = 2,
    row_numbers: Sequence[int] | None = None,
    exporter: Exporter = UNKNOWN,
    groupings: Mapping[str, answers.Groupings] | None = None,
    progress: Progress = silent,
) -> Cleaned:
    """Clean every mapped column of a sheet.

    Args:
        rows: the cells below the header.
        guesses: where each column goes.
        first_row: the number of the first of `rows` in the sheet, from 1.
        row_numbers: the number of each row, where some between them were left out.
        exporter: whose rules apply.
        groupings: the user's own word on answers, by field.
        progress: told the rows cleaned so far.
    """
    numbers = row_numbers or range(first_row, first_row + len(rows))
    guesses = [guess for guess in guesses if guess.field]
    order = {
        guess.index: dates.day_comes_first(_unquoted(_column(rows, guess.index, progress), exporter))
        for guess in guesses if guess.field in _DATES
    }
    records: Blocks[CleanRecord] = Blocks()
    problems: list[Problem] = []
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Cleaning")
        here = slice(start, start + _AT_ONCE)
        cleaner = _Cleaner(rows[here], guesses, numbers[here], exporter, groupings or {}, order)
        records.extend(cleaner.run())
        problems += sorted(cleaner.problems, key=lambda problem: problem.row)
    return Cleaned(records, problems)


def _column(rows: Sequence[Sequence[Cell]], index: int, progress: Progress) -> Iterator[Cell]:
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Looking at dates")
        yield from [row[index] for row in rows[start : start + _AT_ONCE]]


def _unquoted(column: Iterable[Cell], exporter: Exporter) -> Sequence[Cell]:
    """A column's cells, the exporter's apostrophes taken off."""
    if exporter.unquote:
        return [cell[1:] if isinstance(cell, str) and cell[:1] == "'" else cell for cell in column]
    return column if isinstance(column, Sequence) else list(column)


class _Cleaner:
    """The state of one cleaning: the records being filled and the problems met.

    Args:
        rows: the rows that are cleaned together.
        guesses: the columns that go somewhere.
        numbers: the number of each row.
        exporter: whose rules apply.
        groupings: the user's own word on answers, by field.
        order: by the index of a column of dates, whether the day comes first; None where nothing in the sheet tells,
            until that was told once.
    """

    def __init__(
        self, rows: Sequence[Sequence[Cell]], guesses: Sequence[ColumnGuess], numbers: Sequence[int],
        exporter: Exporter, groupings: Mapping[str, answers.Groupings], order: dict[int, bool | None],
    ) -> None:
        self.columns = list(zip(*rows, strict=True))
        self.guesses = guesses
        self.exporter = exporter
        self.groupings = groupings
        self.order = order
        self.problems: list[Problem] = []
        self.records = [CleanRecord(number) for number in numbers]

    def run(self) -> list[CleanRecord]:
        """Fill the records column by column, then mend what needs several columns."""
        by_field: dict[str, list[ColumnGuess]] = {}
        for guess in self.guesses:
            by_field.setdefault(guess.field or "", []).append(guess)
        for name, columns in by_field.items():
            if name in _SIMPLE:
                attribute, clean = _SIMPLE[name]
                if self.exporter.clean and clean is names.clean_part:
                    clean = str
                for guess in columns[:1]:
                    self._simple(guess, attribute, clean)
            elif name in _JOINED:
                attribute, clean, joint = _JOINED[name]
                for guess in columns:
                    self._joined(guess, attribute, clean, joint)
            elif name in _HANDLERS:
                _HANDLERS[name](self, columns)
        self._districts([guess for guess in self.guesses if (guess.field or "").startswith("district:")])
        self._phone_details(by_field)
        self._full_names(by_field.get("full_name", []), alone="first_name" not in by_field)
        self._places(by_field)
        self._tags()
        for record in self.records:
            if " " in record.last and not record.suffix and not self.exporter.clean:
                record.last, record.suffix = names.split_suffix(record.last)
        return self.records if self.exporter.clean else self._couples(by_field)

    def cells(self, guess: ColumnGuess) -> Sequence[Cell]:
        """A column's cells, the exporter's apostrophes taken off."""
        return _unquoted(self.columns[guess.index], self.exporter)

    def note(self, place: int, guess: ColumnGuess, cell: Cell, reason: str, *, kept: bool = True) -> None:
        """Keep a problem of a cell."""
        self.problems.append(Problem(self.records[place].row, guess.header, plain(cell), reason, kept))

    def _simple(self, guess: ColumnGuess, attribute: str, clean: Callable[[str], str]) -> None:
        memory: dict[Cell, str] = {"": "", None: ""}
        mended = attribute in ("first", "last", "middle", "city")
        for place, cell in enumerate(self.cells(guess)):
            value = memory.get(cell)
            if value is None:
                value = memory[cell] = clean(tidy(cell))
            if value:
                setattr(self.records[place], attribute, value)
                if mended and value != cell and isinstance(cell, str) and value.lower() == cell.strip().lower() and (
                    value != cell.strip()
                ):
                    self.note(place, guess, cell, f"capitals mended: {value}")

    def _joined(self, guess: ColumnGuess, attribute: str, clean: Callable[[Cell], str], joint: str) -> None:
        mine = self.groupings.get(attribute)
        for place, cell in enumerate(self.cells(guess)):
            value = clean(cell) if cell not in ("", None) else ""
            if value and mine:
                value = mine.get(fold(tidy(cell)), value)
            if value:
                before = getattr(self.records[place], attribute)
                if value not in before.split(joint):
                    setattr(self.records[place], attribute, f"{before}{joint}{value}" if before else value)

    def _districts(self, columns: Sequence[ColumnGuess]) -> None:
        codes = []
        for guess in columns:
            kind = (guess.field or "").removeprefix("district:")
            cells = self.cells(guess)
            memory: dict[Cell, tuple[str, str] | None] = {}
            for cell in set(cells):
                code = normalize_code(kind, tidy(cell)) if cell not in ("", None) else ""
                memory[cell] = (kind, code) if code and code not in ("0", "-", "N/A", "n/a") else None
            codes.append([memory[cell] for cell in cells])
        for record, found in zip(self.records, zip(*codes, strict=True), strict=False):
            record.districts = tuple([one for one in found if one is not None])

    def _emails(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                found, reason = emails.clean_emails(cell)
                record = self.records[place]
                record.emails += tuple(one for one in found if one not in record.emails) if record.emails else found
                if reason:
                    self.note(place, guess, cell, reason, kept=bool(found))

    def _phones(self, columns: Sequence[ColumnGuess]) -> None:
        order = {kind: rank for rank, kind in enumerate(self.exporter.phones)}

        kinds = {_stem(guess.header): self.cells(guess) for guess in self.guesses if guess.field == "phone_type"}

        def rank(guess: ColumnGuess) -> tuple[bool, int, int]:
            return ("prefer" not in normal(guess.header), order.get(guess.detail, 9), guess.index)

        area = next((self.cells(guess) for guess in self.guesses if guess.field == "area_code"), None)
        for guess in sorted(columns, key=rank):
            own_kinds = kinds.get(_stem(guess.header))
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                if area is not None and len(tidy(cell).replace("-", "")) == 7:
                    cell = f"{tidy(area[place])} {tidy(cell)}".strip()
                found, reason = phones.clean_phones(cell)
                if reason:
                    self.note(place, guess, cell, reason, kept=bool(found))
                if not found:
                    continue
                kind = guess.detail or (_kind_of(own_kinds[place]) if own_kinds else "")
                if kind:
                    found = tuple(phones.with_kind(one, kind) for one in found)
                record = self.records[place]
                record.phones = _merge_phones(record.phones, found) if record.phones else found

    def _phone_details(self, by_field: dict[str, list[ColumnGuess]]) -> None:
        """Kinds, extensions and consents that stand in columns beside the numbers."""
        for guess in by_field.get("phone_type", [])[:1]:
            for place, cell in enumerate(self.cells(guess)):
                kind = _kind_of(cell)
                if kind and self.records[place].phones:
                    self._each_phone(place, partial(phones.with_kind, kind=kind))
        for guess in by_field.get("phone_extension", [])[:1]:
            for place, cell in enumerate(self.cells(guess)):
                extension = tidy(cell)
                if extension.isdigit():
                    self._each_phone(place, partial(_with_extension, extension=extension))
        for guess in by_field.get("sms_ok", []):
            for place, cell in enumerate(self.cells(guess)):
                said = answers.yes_or_no(tidy(cell)) if cell not in ("", None) else None
                if said is not None and self.records[place].phones:
                    agrees = said is not (guess.detail == "out")
                    self._each_phone(place, partial(_with_consent, text_ok="yes" if agrees else "no"))
        for guess in by_field.get("bad_phone", [])[:1]:
            mobile = "mobile" in normal(guess.header)
            for place, cell in enumerate(self.cells(guess)):
                if answers.yes_or_no(tidy(cell)):
                    self._each_phone(place, partial(_as_wrong, only_mobile=mobile))

    def _each_phone(self, place: int, change: Callable[[phones.PhoneValue], phones.PhoneValue]) -> None:
        record = self.records[place]
        record.phones = tuple(change(one) for one in record.phones)

    def _flag(self, columns: Sequence[ColumnGuess], attribute: str, *, turned: bool = False) -> None:
        for guess in columns:
            memory: dict[str, bool | None] = {}
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                text = tidy(cell)
                if text not in memory:
                    memory[text] = answers.yes_or_no(text)
                said = memory[text]
                if said is None:
                    self.note(place, guess, cell, "neither yes nor no", kept=False)
                elif getattr(self.records[place], attribute) is not (not turned):
                    setattr(self.records[place], attribute, said is not turned)

    def _dates(self, guess: ColumnGuess, attribute: str) -> None:
        told = self.order[guess.index]
        day_first = bool(told)
        clean = dates.clean_birth if attribute == "birth_date" else dates.clean_moment
        doubt = told is None
        for place, cell in enumerate(self.cells(guess)):
            if cell in ("", None):
                continue
            value = clean(cell, day_first)
            if value:
                setattr(self.records[place], attribute, value)
                if doubt and dates.is_doubtful(cell):
                    self.order[guess.index] = doubt = False
                    self.note(place, guess, cell, "read as month/day; nothing in this column tells them apart")
            elif tidy(cell).strip("0/-: "):  # Outlook writes 0/0/00 for none
                self.note(place, guess, cell, "not a date", kept=False)

    def _interest(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            memory: dict[Cell, tuple[bool, bool, bool]] = {}
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                found = memory.get(cell)
                if found is None:
                    found = answers.said_interest(tidy(cell), self.groupings.get("interest"))
                    found = memory[cell] = found or answers.clean_interest(tidy(cell), guess.detail)
                record = self.records[place]
                record.wants_run = record.wants_run or found[0]
                record.wants_help = record.wants_help or found[1]
                if found[2]:
                    continue
                office, known = answers.clean_offices(tidy(cell), self.groupings.get("office_sought"))
                known = known and office != "Any" and _ASKS_TO_RUN.search(normal(guess.header)) is not None
                if known:  # "Want to run?" answered "school board"
                    record.wants_run, record.office = True, record.office or office
                else:
                    self.note(place, guess, cell, "neither running nor volunteering is said", kept=False)

    def _office(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            memory: dict[Cell, tuple[str, bool]] = {}
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                found = memory.get(cell)
                if found is None:
                    found = memory[cell] = answers.clean_offices(tidy(cell), self.groupings.get("office_sought"))
                record = self.records[place]
                parts = [one for one in found[0].split("; ") if one and one not in record.office.split("; ")]
                record.office = "; ".join([record.office, *parts] if record.office else parts)
                if not found[1]:
                    self.note(place, guess, cell, "no known office; kept as written")

    def _ids(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            system = guess.detail
            if not system or system == "uuid":
                system = self.exporter.key or system or f"sheet:{normal(guess.header)}"
            for place, cell in enumerate(self.cells(guess)):
                if cell not in ("", None):
                    value = tidy(cell)
                    if value:
                        self.records[place].ids += ((system, value),)

    def _full_names(self, columns: Sequence[ColumnGuess], *, alone: bool) -> None:
        for guess in columns[:1]:
            for place, cell in enumerate(self.cells(guess)):
                record = self.records[place]
                if cell in ("", None) or (not alone and (record.first or record.last)):
                    continue
                text = tidy(cell)
                if names.split_couple("", "", text):
                    continue
                name = names.split_full(text)
                record.first, record.middle, record.last = name.first, name.middle or record.middle, name.last
                record.suffix, record.prefix = name.suffix or record.suffix, name.prefix or record.prefix
                if "," in text:
                    self.note(place, guess, cell, f"turned round: {name.whole}")
                elif text.isupper() or text.islower():
                    self.note(place, guess, cell, f"capitals mended: {name.whole}")

    def _place(self, columns: Sequence[ColumnGuess]) -> None:
        """City with state or ZIP in one cell; columns of their own win."""
        for guess in columns[:1]:
            for record, cell in zip(self.records, self.cells(guess), strict=True):
                if cell not in ("", None):
                    found = address.split_full(f"1 Main St, {tidy(cell)}")
                    record.city = record.city or places.clean_city(found.city)
                    record.state, record.zip = record.state or found.state, record.zip or found.zip

    def _mixed(self, columns: Sequence[ColumnGuess]) -> None:
        """Cells that hold a name and how to reach the person."""
        for guess in columns:
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                record = self.records[place]
                name, numbers, mails = mixed.split_mixed(cell)
                found, why = phones.clean_phones(numbers)
                record.phones = _merge_phones(record.phones, found)
                more, why_not = emails.clean_emails(mails)
                record.emails += tuple(one for one in more if one not in record.emails)
                if name and not record.last:
                    parts = names.split_full(name)
                    record.first, record.middle, record.last = parts.first, parts.middle, parts.last
                    record.suffix = parts.suffix or record.suffix
                if (numbers or mails) and (why or why_not):
                    self.note(place, guess, cell, why or why_not, kept=bool(found or more))

    def _places(self, by_field: dict[str, list[ColumnGuess]]) -> None:
        """State, ZIP and street line, which prove and complete each other."""
        self._states(by_field.get("state", [])[:1])
        self._zips(by_field.get("zip", [])[:1])
        for guess in by_field.get("zip4", [])[:1]:
            for record, cell in zip(self.records, self.cells(guess), strict=True):
                text = tidy(cell)
                if text.isdigit() and len(text) <= 4 and record.zip and not record.zip4:
                    record.zip4 = text.zfill(4)
        for attribute, limit in (("latitude", 90.0), ("longitude", 180.0)):
            for guess in by_field.get(attribute, [])[:1]:
                for record, cell in zip(self.records, self.cells(guess), strict=True):
                    if cell not in ("", None):
                        setattr(record, attribute, places.clean_coordinate(cell, limit))
        self._lines(by_field)

    def _states(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            memory: dict[Cell, tuple[str, str]] = {}
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                found = memory.get(cell)
                if found is None:
                    found = memory[cell] = places.clean_state(tidy(cell))
                self.records[place].state = found[0]
                if found[1]:
                    self.note(place, guess, cell, found[1])

    def _zips(self, columns: Sequence[ColumnGuess]) -> None:
        for guess in columns:
            memory: dict[Cell, tuple[str, str, str]] = {}
            for place, cell in enumerate(self.cells(guess)):
                if cell in ("", None):
                    continue
                found = memory.get(cell)
                if found is None:
                    found = memory[cell] = places.clean_zip(cell)
                record = self.records[place]
                record.zip, record.zip4, reason = found
                if reason == "short":
                    record.zip, reason = places.restore_zip(record.zip, record.state)
                if reason and tidy(cell):
                    self.note(place, guess, cell, reason, kept=bool(record.zip))

    def _lines(self, by_field: dict[str, list[ColumnGuess]]) -> None:
        parts = {guess.detail: self.cells(guess) for guess in by_field.get("street", [])}
        line_column = by_field.get("address1", [])[:1]
        if line_column:
            parts["line"] = self.cells(line_column[0])
        units = self.cells(by_field["address2"][0]) if by_field.get("address2") else None
        whole = self.cells(by_field["address"][0]) if by_field.get("address") else None
        order = [parts[name] for name in _STREET_ORDER if name in parts]
        if not order and whole is None:
            return
        single = order[0] if len(order) == 1 else None
        for place, record in enumerate(self.records):
            if single is not None:
                line = tidy(single[place])
            else:
                line = " ".join(text for text in (tidy(column[place]) for column in order) if text)
            unit = tidy(units[place]) if units is not None else ""
            if not unit and "unit" in parts:
                unit = f"{tidy(parts['unit_type'][place])} " if "unit_type" in parts else ""
                unit = f"{unit}{tidy(parts['unit'][place])}".strip()
            if not line and whole is not None:
                line = self._whole_address(record, tidy_long(whole[place]))
            if line:
                record.line, record.unit = address.normalize(line, unit)
                if record.zip:
                    record.key = address.match_key(line, unit, record.zip)

    def _whole_address(self, record: CleanRecord, text: str) -> str:
        """An address in one cell: what its end tells of city, state and ZIP fills what other columns left open."""
        if not text:
            return ""
        found = address.split_full(text)
        record.city = record.city or places.clean_city(found.city)
        record.state = record.state or found.state
        record.zip = record.zip or found.zip
        return f"{found.line} {found.unit}".strip()

    def _tags(self) -> None:
        """Tags that say what somebody would do, as NationBuilder's do."""
        memory: dict[str, tuple[bool, bool]] = {"": (False, False)}
        for record in self.records:
            found = memory.get(record.tags)
            if found is None:
                words = {word.strip(' "*').lower() for word in _TAG_JOINT.split(record.tags)}
                found = memory[record.tags] = (bool(words & _RUN_TAGS), bool(words & _HELP_TAGS))
            record.wants_run = record.wants_run or found[0]
            record.wants_help = record.wants_help or found[1]

    def _couples(self, by_field: dict[str, list[ColumnGuess]]) -> list[CleanRecord]:
        """The records with each couple's two people apart."""
        whole = by_field.get("full_name", [])[:1]
        columns = whole or by_field.get("first_name", [])
        if not columns:
            return self.records
        guess = columns[0]
        out: list[CleanRecord] = []
        cells = self.cells(whole[0]) if whole else None
        for place, record in enumerate(self.records):
            said = tidy(cells[place]) if cells is not None and not record.first else ""
            two = names.split_couple(record.first, record.last, said) if said or record.first else None
            if two is None:
                out.append(record)
                continue
            self.note(place, guess, said or record.first, "two people in one cell, kept as two")
            for name in two:
                out.append(replace(record, first=name.first, middle=name.middle, last=name.last or record.last,
                                   suffix=name.suffix, prefix=name.prefix, ids=record.ids if name is two[0] else ()))
        return out


def _kind_of(cell: Cell) -> str:
    return _KINDS.get(tidy(cell).lower().lstrip("* ").split(" ")[0], "") if cell else ""


def _stem(header: str) -> str:
    """What "Phone 2 - Type" and "Phone 2 - Value" share."""
    return _LAST_WORD.sub("", normal(header))


_TAG_JOINT = re.compile(r"[,;]|:::")
_LAST_WORD = re.compile(r" (?:type|label|value|kind|number)$")
_ASKS_TO_RUN = re.compile(r"\brun|\bpostul|\bcandidat")


def _with_extension(phone: phones.PhoneValue, extension: str) -> phones.PhoneValue:
    return phone._replace(extension=extension) if phone.kind == "work" and not phone.extension else phone


def _with_consent(phone: phones.PhoneValue, text_ok: str) -> phones.PhoneValue:
    return phone._replace(text_ok=text_ok) if phone.kind in ("mobile", "") else phone


def _as_wrong(phone: phones.PhoneValue, only_mobile: bool) -> phones.PhoneValue:
    return phone._replace(status="wrong") if not only_mobile or phone.kind == "mobile" else phone


def _merge_phones(
    before: tuple[phones.PhoneValue, ...], more: tuple[phones.PhoneValue, ...]
) -> tuple[phones.PhoneValue, ...]:
    """Each number once; a later column may tell its kind."""
    merged = {one.number: one for one in before}
    for one in more:
        known = merged.get(one.number)
        merged[one.number] = one if known is None else phones.with_kind(known, one.kind)
    return tuple(merged.values())


_KINDS = {"cell": "mobile", "mobile": "mobile", "cellular": "mobile", "home": "home", "work": "work",
          "landline": "home", "office": "work", "casa": "home", "trabajo": "work", "celular": "mobile",
          "móvil": "mobile"}
_SIMPLE: dict[str, tuple[str, Callable[[str], str]]] = {
    "first_name": ("first", names.clean_part),
    "middle_name": ("middle", names.clean_part),
    "last_name": ("last", names.clean_part),
    "suffix": ("suffix", names.clean_suffix),
    "prefix": ("prefix", str),
    "city": ("city", places.clean_city),
    "county": ("county", places.clean_city),
    "language": ("language", str),
    "household_id": ("household", str),
    "result": ("result", str),
    "contacted_by": ("contacted_by", str),
    "contact_kind": ("contact_kind", str),
}
_JOINED: dict[str, tuple[str, Callable[[Cell], str], str]] = {
    "source": ("source", tidy, ", "),
    "tags": ("tags", tidy, ", "),
    "notes": ("notes", tidy_long, "\n"),
    "involvement": ("involvement", tidy_long, "\n"),
}
_HANDLERS: dict[str, Callable[[_Cleaner, Sequence[ColumnGuess]], Any]] = {
    "email": _Cleaner._emails,
    "phone": _Cleaner._phones,
    "interest": _Cleaner._interest,
    "office_sought": _Cleaner._office,
    "external_id": _Cleaner._ids,
    "name_contact": _Cleaner._mixed,
    "place": _Cleaner._place,
    "email_opt_out": lambda cleaner, columns: cleaner._flag(columns, "email_out"),
    "signed_up_at": lambda cleaner, columns: cleaner._dates(columns[0], "signed_up_at"),
    "contacted_at": lambda cleaner, columns: cleaner._dates(columns[0], "contacted_at"),
    "birth_date": lambda cleaner, columns: cleaner._dates(columns[0], "birth_date"),
    "do_not_call": lambda cleaner, columns: cleaner._flag(columns, "do_not_call"),
    "deceased": lambda cleaner, columns: cleaner._flag(columns, "deceased"),
    "email_opt_in": lambda cleaner, columns: cleaner._flag(columns, "email_out", turned=True),
    "bad_email": lambda cleaner, columns: cleaner._flag(columns, "email_bad"),
}
