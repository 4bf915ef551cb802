"""Finds who each record of an import is, in the store and among the rows before it, and what that means for its row.

Two passes over the records. The first notes the keys under which anybody could be found; whoever shares none with
anyone is new and needs no more thought, which is nearly everybody. The second compares the others in the sheet's order.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.progress import Progress, silent
from organizer.importing import history_files, standing, store_people
from organizer.importing.folding import fold
from organizer.importing.matching import NOBODY, Index, Profile, Tier, keys_of, profile_of
from organizer.importing.plan import EMPTY, NOBODY_MATCHES, Entity, ImportPlan, raw_cells
from organizer.importing.shared_keys import KeyHashes
from organizer.importing.sign_up import CleanRecord, Problem
from organizer.storage.forgotten import REASON, Forgotten
from organizer.storage.tables import Action, ImportBatch, SignUp

__all__ = ["match_people"]

_EVERY = 2000


def match_people(session: Session | None, plan: ImportPlan, progress: Progress = silent) -> None:
    """Settle what each record of a plan does; may be done again when the store has changed."""
    if session is not None:
        plan.basis = session.scalar(select(func.coalesce(func.max(Action.id), 0))) or 0
    plan.problems = [problem for problem in plan.problems if problem.column or problem.kept]
    _Matching(session, plan, progress).run()


class _Matching:
    """Both passes over a plan's records."""

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

    def run(self) -> None:
        """Match all records, then settle what each row does."""
        plan = self.plan
        count, self.history = len(plan.records), plan.is_history
        plan.outcomes, plan.reasons = [""] * count, [""] * count
        plan.row_at, plan.alone = array("l"), bytearray(count)
        plan.entities, plan.repeated, plan.couples, plan.blanked = [], set(), set(), set()
        forgotten = Forgotten(self.session) if self.session is not None else None
        hashes = self._look_through(self._seen_rows())
        shared = hashes.met_twice(self.progress)
        stored = self._acquaintances(hashes, shared)
        ways = hashes.among(shared)  # to others
        del hashes
        self.index = Index(shared)
        del shared
        for profile in stored:
            self.at.append(profile.who)
            profile.who = len(self.at) - 1
            self.index.add(profile)
        for place, (record, keys) in enumerate(zip(plan.records, ways, strict=True)):
            if place % _EVERY == 0:
                self.progress(place, count, "Matching")
            if place in plan.repeated:
                self._again(place)
            elif forgotten and forgotten.holds(
                [*(phone.number for phone in record.phones), *record.emails], f"{record.first} {record.last}"
            ):
                self._keep_out(place, record)
            elif keys or self.history:
                self._one(place, record, keys)
            elif record.nobody:
                self._refuse(place, record, EMPTY)
            else:
                self._alone(place)
        self._settle()
        if plan.tells_contacts:
            history_files.find_new(self.session, plan)
        standing.find_new(self.session, plan)

    def _look_through(self, seen: Mapping[str, int | None]) -> KeyHashes:
        """The first pass: the keys, the places of the rows, those the store has letter by letter, the usual state."""
        plan = self.plan
        hashes = KeyHashes()
        states: Counter[str] = Counter()
        numbers, rows, at = plan.table.row_numbers, plan.table.rows, 0
        for place, (record, after) in enumerate(zip_longest(plan.records, islice(plan.records, 1, None))):
            if place % _EVERY == 0:
                self.progress(place, len(plan.records), "Looking for doubles")
            while numbers[at] != record.row:
                at += 1
            plan.row_at.append(at)
            states[record.state] += 1
            cells = raw_cells(rows[at]) if seen else ""
            couple = seen and (at in plan.row_at[place - 1 : place] or (after is not None and after.row == record.row))
            if cells in seen and not couple:
                plan.repeated.add(place)
                self.owner_of[place] = seen[cells]
                hashes.add(())
            else:
                hashes.add(keys_of(profile_of(record)))
                if cells in seen:
                    plan.couples.add(place)
        del states[""]
        plan.usual_state = states.most_common(1)[0][0] if states else ""
        return hashes

    def _acquaintances(self, hashes: KeyHashes, shared: set[int]) -> list[Profile]:
        """People of the store who share a key with a record; what they share is added to `shared`."""
        mine = hashes.all() if self.session is not None and store_people.any_there(self.session) else set()
        if self.session is None or not mine:
            return []
        found = []
        own = self.plan.exporter.key == store_people.OWN
        for profile in store_people.profiles(self.session, self.plan.records, own=own):
            ours = mine.intersection(map(hash, keys_of(profile)))
            if ours:
                shared |= ours
                found.append(profile)
        return found

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
            self._refuse(place, record, EMPTY if record.empty else NOBODY_MATCHES)
            return
        profile.who = len(self.at)
        self.index.add(profile, keys)
        self.at.append(-1 - place)
        if match.tier == Tier.NONE:
            self._alone(place)
            return
        entity = Entity(plan.told(place).copy(), [place], match=match, rival=self._entity(match.who))
        if entity.held and entity.rival is not None and entity.rival.held and entity.rival.rival is not None:
            entity.rival = entity.rival.rival
        self.met[profile.who] = entity
        plan.entities.append(entity)
        plan.outcomes[place] = "held" if entity.held else "added"
        if entity.held:
            plan.reasons[place] = ", ".join(match.reasons)

    def _beside(self, who: int, place: int) -> bool:
        """Whether somebody is the other one of a record's own row: a couple is never one."""
        if not place or self.plan.records[place - 1].row != self.plan.records[place].row:
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

    def _refuse(self, place: int, record: CleanRecord, reason: str) -> None:
        self.plan.outcomes[place], self.plan.reasons[place] = "refused", reason
        self.plan.problems.append(Problem(record.row, "", "", reason, kept=False))

    def _keep_out(self, place: int, record: CleanRecord) -> None:
        """A row of somebody who was forgotten: not even its cells are kept."""
        plan = self.plan
        plan.blanked.add(place)
        plan.problems = [one for one in plan.problems if one.row != record.row]
        self._refuse(place, record, REASON)

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
            entity = Entity(self.plan.told(place).copy(), [place])
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
        if entity.person is not None:
            return
        plan = self.plan
        changed = fold(entity.record, plan.told(place), newer_wins=plan.policy == "update")
        if entity.held:
            plan.outcomes[place], plan.reasons[place] = "held", plan.reasons[entity.rows[0]]
        else:
            plan.outcomes[place] = "updated" if changed else "unchanged"

    def _settle(self) -> None:
        """Fold what the rows tell into the people of the store that they are of."""
        plan = self.plan
        known = [entity for entity in self.by_person.values() if entity.rows]
        if self.session is None or not known:
            return
        people = store_people.read_people(self.session, [entity.person for entity in known if entity.person])
        if plan.exporter.key == store_people.OWN:
            store_people.add_own(self.session, people)
        for done, entity in enumerate(known):
            if done % _EVERY == 0:
                self.progress(done, len(known), "Comparing")
            assert entity.person is not None
            entity.stored = people[entity.person]
            entity.record = entity.stored.record
            entity.before = entity.record.copy()
            for place in entity.rows:
                record = plan.records[place]
                if self.history:
                    record = CleanRecord(ids=record.ids)
                changed = plan.policy != "skip" and fold(entity.record, record, newer_wins=plan.policy == "update")
                plan.outcomes[place] = "updated" if changed else "unchanged"
        plan.entities += known
