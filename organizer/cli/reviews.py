"""The terminal's `reviews`: rows held because they may be somebody who is here already."""

from __future__ import annotations

import argparse
from typing import Any

from organizer.cli.common import print_json, print_table, store, whoami

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add `reviews`."""
    command = commands.add_parser("reviews", help="rows held because they may be somebody who is here already")
    command.add_argument("store", metavar="STORE")
    command.add_argument("id", nargs="?", type=int, metavar="ID", help="the question to answer")
    command.add_argument("verdict", nargs="?", choices=("same", "different"))
    command.add_argument("--by", default="", metavar="NAME")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_reviews)


def _reviews(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from organizer.cli.assigning import assign_new
    from organizer.domain.errors import UserError
    from organizer.importing import review

    with store(chosen.store) as database:
        if chosen.id is not None:
            if chosen.verdict is None:
                raise UserError("Say after the number whether they are the same or different.")
            with database.writing() as session:
                changes = review.settle(session, chosen.id, chosen.verdict, by=chosen.by or whoami(),
                                        after=assign_new)
            print(changes.summary)
            return 0
        with database.reading() as session:
            found = review.open_reviews(session)
    if chosen.json:
        print_json([asdict(one) for one in found])
    elif found:
        print_table(
            ("id", "here", "may be", "because"),
            [(one.id, one.name, one.other_name, one.reasons) for one in found],
        )
    else:
        print("Nothing waits for review.")
    return 0
