"""E-mail addresses and phones of a lot, with what stands in columns beside the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from organizer.importing.cleaning import answers, emails, phones
from organizer.importing.cleaning.text import Cell, tidy
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.names import normal
from organizer.importing.records.lot import Lot

__all__ = ["fill_emails", "fill_phone_details", "fill_phones", "merge_phones"]

_LAST_WORD = re.compile(r" (?:type|label|value|kind|number)$")
_KINDS = {"cell": "mobile", "mobile": "mobile", "cellular": "mobile", "home": "home", "work": "work",
          "landline": "home", "office": "work", "casa": "home", "trabajo": "work", "celular": "mobile",
          "móvil": "mobile"}


def fill_emails(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """The addresses of every column, each once."""
    for guess in columns:
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found, reason = emails.clean_emails(cell)
            record = lot.records[place]
            record.emails += tuple(one for one in found if one not in record.emails) if record.emails else found
            if reason:
                no_mail, dead = emails.said_of_mail(cell)
                record.email_out, record.email_bad = no_mail or record.email_out, dead or record.email_bad
                if no_mail or dead:
                    reason = "not to be written to, it says" if no_mail else "no longer in use, it says"
                lot.note(place, guess, cell, reason, kept=bool(found) or no_mail)


def fill_phones(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """The numbers of every column, those first that the exporter's users are reached by."""
    order = {kind: rank for rank, kind in enumerate(lot.exporter.phones)}
    kinds = {_stem(guess.header): lot.cells(guess) for guess in lot.guesses if guess.field == "phone_type"}

    def rank(guess: ColumnGuess) -> tuple[bool, int, int]:
        return ("prefer" not in normal(guess.header), order.get(guess.detail, 9), guess.index)

    area = next((lot.cells(guess) for guess in lot.guesses if guess.field == "area_code"), None)
    for guess in sorted(columns, key=rank):
        own_kinds = kinds.get(_stem(guess.header))
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            if area is not None and len(tidy(cell).replace("-", "")) == 7:
                cell = f"{tidy(area[place])} {tidy(cell)}".strip()
            found, reason = phones.clean_phones(cell)
            unwanted = not found and answers.no_calls(tidy(cell))
            if reason:
                lot.note(place, guess, cell, reason, kept=bool(found or unwanted))
            if unwanted:
                lot.records[place].do_not_call = True
            if not found:
                continue
            kind = guess.detail or (_kind_of(own_kinds[place]) if own_kinds else "")
            if kind:
                found = tuple(phones.with_kind(one, kind) for one in found)
            record = lot.records[place]
            record.phones = merge_phones(record.phones, found) if record.phones else found


def fill_phone_details(lot: Lot, by_field: dict[str, list[ColumnGuess]]) -> None:
    """Kinds, extensions and consents that stand in columns beside the numbers."""
    for guess in by_field.get("phone_type", [])[:1]:
        for place, cell in enumerate(lot.cells(guess)):
            kind = _kind_of(cell)
            if kind and lot.records[place].phones:
                _each_phone(lot, place, partial(phones.with_kind, kind=kind))
    for guess in by_field.get("phone_extension", [])[:1]:
        for place, cell in enumerate(lot.cells(guess)):
            extension = tidy(cell)
            if extension.isdigit():
                _each_phone(lot, place, partial(_with_extension, extension=extension))
    for guess in by_field.get("sms_ok", []):
        cells = lot.cells(guess)
        meant = {cell: answers.yes_or_no(tidy(cell)) if cell not in ("", None) else None for cell in set(cells)}
        for place, said in enumerate(map(meant.__getitem__, cells)):
            if said is not None and lot.records[place].phones:
                agrees = said is not (guess.detail == "out")
                _each_phone(lot, place, partial(_with_consent, text_ok="yes" if agrees else "no"))
    for guess in by_field.get("bad_phone", [])[:1]:
        mobile = "mobile" in normal(guess.header)
        for place, cell in enumerate(lot.cells(guess)):
            if answers.yes_or_no(tidy(cell)):
                _each_phone(lot, place, partial(_as_wrong, only_mobile=mobile))


def _each_phone(lot: Lot, place: int, change: Callable[[phones.PhoneValue], phones.PhoneValue]) -> None:
    record = lot.records[place]
    record.phones = tuple(change(one) for one in record.phones)


def _kind_of(cell: Cell) -> str:
    return _KINDS.get(tidy(cell).lower().lstrip("* ").split(" ")[0], "") if cell else ""


def _stem(header: str) -> str:
    """What "Phone 2 - Type" and "Phone 2 - Value" share."""
    return _LAST_WORD.sub("", normal(header))


def _with_extension(phone: phones.PhoneValue, extension: str) -> phones.PhoneValue:
    return phone._replace(extension=extension) if phone.kind == "work" and not phone.extension else phone


def _with_consent(phone: phones.PhoneValue, text_ok: str) -> phones.PhoneValue:
    return phones.PhoneValue(*phone[:-1], text_ok) if phone.kind in ("mobile", "") else phone


def _as_wrong(phone: phones.PhoneValue, only_mobile: bool) -> phones.PhoneValue:
    return phone._replace(status="wrong") if not only_mobile or phone.kind == "mobile" else phone


def merge_phones(
    before: tuple[phones.PhoneValue, ...], more: tuple[phones.PhoneValue, ...]
) -> tuple[phones.PhoneValue, ...]:
    """Each number once; a later column may tell its kind."""
    merged = {one.number: one for one in before}
    for one in more:
        known = merged.get(one.number)
        merged[one.number] = one if known is None else phones.with_kind(known, one.kind)
    return tuple(merged.values())
