"""G11: certain and likely doubles in one sheet, as a share of its whole import and against splink where it is."""

from __future__ import annotations

import contextlib
import io
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

from benchmarks.measure import Figure, growth, in_turns, no_collection
from benchmarks.sheets import csv_sheet
from organizer.cli import main
from organizer.importing import desk
from organizer.importing.matching.noted import Noted
from organizer.importing.plan import ImportPlan
from organizer.importing.recognising import match_people
from organizer.importing.records.sign_up import CleanRecord

__all__ = ["run"]


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Every size, with the growth between the smallest and the largest."""
    spent = []
    for people in sizes:
        with tempfile.TemporaryDirectory() as name:
            state: dict[str, Any] = {}
            desk.read(state, str(csv_sheet(people)))
            desk.plan(state, f"{name}/none.organizer")
            made: ImportPlan = state["plan"]
            records = list(made.records)
            start = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                main(["import", f"{name}/whole.organizer", str(csv_sheet(people))])
            whole = time.perf_counter() - start
            works = [partial(_find, made, records)]
            if find_spec("splink"):
                works.append(partial(_splink, records))
            with no_collection():
                ours, *peer = in_turns(works, runs=2)
        spent.append(ours)
        yield Figure("G11", "doubles, as a share of the whole import", people, f"{ours:.2f} s = {ours / whole:.0%}",
                     "≤ 15 %", ours <= 0.15 * whole)
        if peer:
            yield Figure("G11", "doubles, against splink", people, f"{ours / peer[0]:.2f} ×", "≤ 0.4 ×",
                         ours <= 0.4 * peer[0])
    if len(sizes) > 1:
        yield Figure("G11", f"doubles grow with exponent {growth(sizes, spent):.2f}", sizes[-1], "", "")


def _find(made: ImportPlan, records: Sequence[CleanRecord]) -> None:
    """What an import does: note the records while they are at hand, then match them, read back where they are many."""
    noted = Noted(len(records))
    noted.take(records)
    match_people(None, made, noted=noted)


def _splink(records: Sequence[CleanRecord]) -> None:
    import pandas
    import splink.comparison_library as alike
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = pandas.DataFrame([
        {"unique_id": number, "first_name": one.first, "last_name": one.last, "zip": one.zip,
         "email": one.emails[0] if one.emails else None}
        for number, one in enumerate(records)
    ])
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[alike.JaroWinklerAtThresholds("first_name"), alike.JaroWinklerAtThresholds("last_name"),
                     alike.ExactMatch("email"), alike.ExactMatch("zip")],
        blocking_rules_to_generate_predictions=[block_on("email"), block_on("last_name", "zip")],
    )
    Linker(DuckDBAPI().register(frame), settings).inference.predict(threshold_match_probability=0.5)
