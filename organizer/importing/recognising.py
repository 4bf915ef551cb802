"""Finds who each record of an import is, in the store and among the rows before it, and what that means for its row.

The keys under which anybody could be found are noted while the records are made. Whoever shares none with anyone is new
and needs no more thought, which is nearly everybody; the others are compared in the sheet's order. What the rows of one
person tell is put together at the end, in that order too: a long sheet is never read back and forth.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.progress import Progress, silent
from organizer.importing import history_files, standing, store_people
from organizer.importing.matching.index import NOBODY, Index, Match, Tier
from organizer.importing.matching.keys import keys_of
from organizer.importing.matching.noted import Noted
from organizer.importing.matching.profile import Profile, profile_of, short_name
from organizer.importing.matching.shared_keys import KeyHashes
from organizer.importing.plan import EMPTY, NOBODY_MATCHES, Entity, ImportPlan, raw_cells
from organizer.importing.reading.blocks import BLOCK
from organizer.importing.records.folding import Seen, fold
from organizer.importing.records.sign_up import CleanRecord, Problem
from organizer.storage.forgotten import REASON, Forgotten
from organizer.storage.tables import Action, ImportBatch, SignUp

__all__ = ["match_people"]

_EVERY = 2 * BLOCK
_KEPT = 32 * BLOCK  # records that need not be read back to be put together
_BY_NAME = 0.5  # how sure it is whom a contact is of that tells a name alone
_MANY = 40  # rows of one person, with which it pays to note what they have told already


def match_people(
    session: Session | None, plan: ImportPlan, progress: Progress = silent, noted: Noted | None = None
) -> None:
    """Settle what each record of a plan does; may be done again when the store has changed.

    Args:
        session: for reading; None for a store that is still to be made.
        plan: its outcomes are set.
        progress: told how far it is.
        noted: what was noted of the records; else they are gone through once more.
    """
    basis = 0
    if session is not None:
        basis = session.scalar(select(func.coalesce(func.max(Action.id), 0))) or 0
    plan.problems = [problem for problem in plan.problems if problem.column or problem.kept]
    if noted is None:
        noted = Noted(len(plan.records))
        for start in range(0, len(plan.records), _EVERY):
            progress(start, len(plan.records), "Looking for doubles")
            noted.take(plan.records[start : start + _EVERY])
    plan.basis = -1  # of what is left half done
    _Matching(session, plan, progress).run(noted)
    plan.basis = basis


class _Matching:
    """All that is worked out about a plan's records."""

    def __init__(self, session: Session | None, plan: ImportPlan, progress: Progress) -> None:
        self.session = session
        self.plan = plan
        self.progress = progress
        self.index = Index()
        self.at = array("q")
        """For each place of the index a stored person's number, or -1 - the place of the first record."""
        self.met: dict[int, Entity] = {}
        """The entities of those places that were met again."""
        self.by_person: dict[int, Entity] = {}
        self.history = False
        self.owner_of: dict[int, int | None] = {}  # by the place of a row seen before; None where it waits for review
        self.kept: dict[int, CleanRecord] = {}  # records that were compared, to be put together
        self.named: dict[tuple[str, str], int | None] | None = None  # people of the store by name; None for several
        self.by_name: dict[tuple[str, str], Entity] = {}

    def run(self, noted: Noted) -> None:
        """Match all records, then settle what each row does."""
        plan = self.plan
        count, self.history = len(plan.records), plan.is_history
        plan.outcomes, plan.reasons = [""] * count, [""] * count
        plan.row_at, plan.alone = array("l"), bytearray(count)
        plan.entities, plan.repeated, plan.couples, plan.blanked = [], set(), set(), set()
        del noted.states[""]
        plan.usual_state = max(noted.states, key=noted.states.__getitem__, default="")
        self._place_rows(noted.rows, self._seen_rows())
        self._find_forgotten()
        hashes = noted.keys.without(plan.repeated) if plan.repeated else noted.keys
        stored, theirs = self._acquaintances(hashes)
        noted.keys = ways = hashes.ways(theirs, noted.names)
        noted.names = None
        del hashes  # half a hundred bytes for each of what may be a million records
        self.index = Index(ways.all())
        for profile in stored:
            self.at.append(profile.who)
            profile.who = len(self.at) - 1
            self.index.add(profile)
        for place, keys in enumerate(ways):
            if place % _EVERY == 0:
                self.progress(place, count, "Matching")
            if place in plan.repeated:
                self._again(place)
            elif place in plan.blanked:
                self._refuse(place, REASON)
            elif keys or self.history:
                self._one(place, plan.records[place], keys)
            elif place in noted.nobody:
                self._refuse(place, EMPTY)
            else:
                self._alone(place)
        self._put_together()
        if plan.tells_contacts:
            history_files.find_new(self.session, plan)
        standing.find_new(self.session, plan)

    def _place_rows(self, numbers: Sequence[int], seen: Mapping[str, int | None]) -> None:
        """Find the row of each record, and the records whose row the store has letter by letter."""
        plan, in_table, at = self.plan, self.plan.table.row_numbers, 0
        for number in numbers:
            while in_table[at] != number:
                at += 1
            plan.row_at.append(at)
        for place, at in enumerate(plan.row_at if seen else ()):
            if place % _EVERY == 0:
                self.progress(place, len(plan.row_at), "Looking for doubles")
            cells = raw_cells(plan.table.rows[at])
            if cells in seen:
                if at in plan.row_at[place - 1 : place] or at in plan.row_at[place + 1 : place + 2]:
                    plan.couples.add(place)
                else:
                    plan.repeated.add(place)
                    self.owner_of[place] = seen[cells]

    def _find_forgotten(self) -> None:
        """Find the records of people who were forgotten; of their rows nothing is told, and not even cells are kept."""
        if self.session is None or not (forgotten := Forgotten(self.session)):
            return
        for place, record in enumerate(self.plan.records):
            if place % _EVERY == 0:
                self.progress(place, len(self.plan.records), "Looking for doubles")
            if place not in self.plan.repeated and forgotten.holds(
                [*(phone.number for phone in record.phones), *record.emails], f"{record.first} {record.last}"
            ):
                self.plan.blanked.add(place)
        rows = {self._row(place) for place in self.plan.blanked}
        self.plan.problems = [problem for problem in self.plan.problems if problem.row not in rows]

    def _acquaintances(self, hashes: KeyHashes) -> tuple[list[Profile], set[int]]:
        """People of the store who share a key with a record, and the keys they share."""
        found: list[Profile] = []
        shared: set[int] = set()
        mine = hashes.all() if self.session is not None and store_people.any_there(self.session) else set()
        if self.session is None or not mine:
            return found, shared
        own = self.plan.exporter.key == store_people.OWN
        for profile in store_people.profiles(self.session, self.plan.records, own=own):
            ours = mine.intersection(map(hash, keys_of(profile)))
            if ours:
                shared |= ours
                found.append(profile)
        return found, shared

    def _seen_rows(self) -> dict[str, int | None]:
        """Rows with the same headers that the store holds already: cells to person, None where one waits for review."""
        if self.session is None:
            return {}
        batches = list(self.session.scalars(
            select(ImportBatch.id).where(ImportBatch.headers == json.dumps(list(self.plan.table.headers)))
        ))
        if not batches:
            return {}
        return {
            cells: person for cells, person, outcome in self.session.execute(
                select(SignUp.cells, SignUp.person_id, SignUp.outcome).where(SignUp.batch_id.in_(batches))
                .order_by(SignUp.id)
            ) if person is not None or outcome == "held"
        }

    def _again(self, place: int) -> None:
        """A row the store holds letter by letter."""
        person = self.owner_of[place]
        if person is None:
            self.plan.outcomes[place] = "unchanged"
            self.plan.reasons[place] = "waits for review already"
        else:
            self._known(self._person(person), place)

    def _one(self, place: int, record: CleanRecord, keys: Sequence[int]) -> None:
        """A record that somebody may have been met under, or will be."""
        plan = self.plan
        if len(self.kept) < _KEPT:
            self.kept[place] = record
        profile = profile_of(record)
        match = self.index.find(profile) if self.index.know(keys) else NOBODY
        if match.tier != Tier.NONE and self._beside(match.who, place):
            match = NOBODY
        if match.tier >= Tier.LIKELY and self._apart_at_home(match.who, record):
            match = replace(match, tier=Tier.APART)
        if match.tier == Tier.CERTAIN:
            self.index.extend(profile, match.who)
            self._known(self._entity(match.who), place)
            return
        if record.nobody or (self.history and not record.reachable):
            if not (self.history and self._by_name_alone(place, record)):
                self._refuse(place, EMPTY if record.empty else NOBODY_MATCHES)
            return
        profile.who = len(self.at)
        self.index.add(profile, keys)
        self.at.append(-1 - place)
        if match.tier == Tier.NONE:
            self._alone(place)
            return
        entity = Entity(CleanRecord(), [place], match=match, rival=self._entity(match.who))
        if entity.held and entity.rival is not None and entity.rival.held and entity.rival.rival is not None:
            entity.rival = entity.rival.rival
        self.met[profile.who] = entity
        plan.entities.append(entity)
        plan.outcomes[place] = "held" if entity.held else "added"
        if entity.held:
            plan.reasons[place] = ", ".join(match.reasons)

    def _by_name_alone(self, place: int, record: CleanRecord) -> bool:
        """Hold a contact that only a name tells whose it is, where one person of the store has that name."""
        if not (record.first and record.last) or record.ids:
            return False
        name = short_name(record)
        entity = self.by_name.get(name)
        if entity is None:
            person = self._namesake(name)
            if person is None:
                return False
            match = Match(Tier.LIKELY, person, _BY_NAME, ("same name, and nothing else to know them by",))
            entity = self.by_name[name] = Entity(CleanRecord(), match=match, rival=self._person(person))
            self.plan.entities.append(entity)
            self.plan.reasons[place] = ", ".join(match.reasons)
        self._known(entity, place)
        return True

    def _namesake(self, name: tuple[str, str]) -> int | None:
        """The one person of the store with a first and last name."""
        if self.named is None:
            self.named = {}
            for one in store_people.profiles(self.session, self.plan.records) if self.session is not None else ():
                own = (one.given[0] if one.given else "", one.last)
                self.named[own] = None if own in self.named else one.who
        return self.named.get(name)

    def _beside(self, who: int, place: int) -> bool:
        """Whether somebody is the other one of a record's own row: a couple is never one."""
        if not place or self.plan.row_at[place - 1] != self.plan.row_at[place]:
            return False
        entity = self.met.get(who)
        return self.at[who] == -place if entity is None else entity.rows[-1:] == [place - 1]

    def _apart_at_home(self, who: int, record: CleanRecord) -> bool:
        """Whether our own export has each of the two in a row, under an id: then the store it is of has two people."""
        if self.plan.exporter.key != store_people.OWN or self.at[who] >= 0:
            return False
        return set(self.plan.records[-1 - self.at[who]].ids).isdisjoint(record.ids)

    def _alone(self, place: int) -> None:
        self.plan.alone[place] = 1
        self.plan.outcomes[place] = "added"

    def _refuse(self, place: int, reason: str) -> None:
        self.plan.outcomes[place], self.plan.reasons[place] = "refused", reason
        problem = Problem(self._row(place), "", "", reason, kept=False)
        if self.plan.problems[-1:] != [problem]:  # a couple's row is told of once
            self.plan.problems.append(problem)

    def _row(self, place: int) -> int:
        """The number in the sheet of a record's row."""
        return self.plan.table.row_numbers[self.plan.row_at[place]]

    def _entity(self, index_place: int) -> Entity:
        """The entity at a place of the index; a person of the store or of one row becomes one when first met."""
        entity = self.met.get(index_place)
        if entity is not None:
            return entity
        found = self.at[index_place]
        if found >= 0:
            entity = self._person(found)
        else:
            place = -1 - found
            entity = Entity(CleanRecord(), [place])
            self.plan.alone[place] = 0
            self.plan.entities.append(entity)
        self.met[index_place] = entity
        return entity

    def _person(self, person: int) -> Entity:
        """The entity of a person of the store."""
        entity = self.by_person.get(person)
        if entity is None:
            entity = self.by_person[person] = Entity(CleanRecord(), person=person)
        return entity

    def _known(self, entity: Entity, place: int) -> None:
        """A record of somebody met before."""
        entity.rows.append(place)
        if entity.held:
            self.plan.outcomes[place], self.plan.reasons[place] = "held", self.plan.reasons[entity.rows[0]]

    def _put_together(self) -> None:
        """Fold what the rows of one person tell into one record, into that of the store where it has the person."""
        plan = self.plan
        known = self._stored()
        entity_of = {place: entity for entity in (*plan.entities, *known) for place in entity.rows}
        seen: dict[int, Seen] = {}
        for done, place in enumerate(sorted(entity_of)):
            if done % _EVERY == 0:
                self.progress(done, len(entity_of), "Comparing")
            entity, record = entity_of[place], plan.told(place, self.kept.get(place))
            if entity.person is None and place == entity.rows[0]:
                entity.record = record.copy()
                continue
            if entity.person is not None and self.history:
                record = CleanRecord(ids=record.ids)
            skipped = entity.person is not None and plan.policy == "skip"
            listed = seen.setdefault(id(entity), {}) if len(entity.rows) > _MANY else None
            changed = not skipped and fold(entity.record, record, newer_wins=plan.policy == "update", seen=listed)
            if not entity.held:
                plan.outcomes[place] = "updated" if changed else "unchanged"
        plan.entities += known

    def _stored(self) -> list[Entity]:
        """The people of the store whom a row is of, with what is known of them."""
        known = [entity for entity in self.by_person.values() if entity.rows]
        if self.session is None or not known:
            return []
        people = store_people.read_people(self.session, [entity.person for entity in known if entity.person])
        if self.plan.exporter.key == store_people.OWN:
            store_people.add_own(self.session, people)
        for entity in known:
            assert entity.person is not None
            entity.stored = people[entity.person]
            entity.record = entity.stored.record
            entity.before = entity.record.copy()
        return known
