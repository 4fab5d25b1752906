"""Mutants that change nothing anybody could see, with the reason; they do not count."""

from __future__ import annotations

# `module: before -> after`, and why nobody could see a difference.
EQUIVALENT: dict[str, str] = {
    (
        "desktop.domain.journal.conflicts: seen.get(desk, 0) < number -> (seen.get(desk, "
        "0) <= number)"
    ): ("it only spares comparisons; are_concurrent decides"),
    "desktop.store.engine.connection: 256 -> (257)": ("how many statements stay prepared"),
    "desktop.store.engine.errors: 0 -> (1)": ("1 is SQLITE_ERROR, our own mistake as well"),
    "desktop.store.journal.journal: number > known.number -> (number >= known.number)": (
        "no number is both sealed and written"
    ),
    "desktop.store.projections.people_index: 500 -> (501)": (
        "how many words are asked for at once"
    ),
    (
        "desktop.store.projections.people_index: start + _IN_ONE_QUESTION -> (start - "
        "_IN_ONE_QUESTION)"
    ): ("words that are known are written again, and ignored"),
    ("desktop.store.projections.people_index: word < _LATIN_END -> (word <= _LATIN_END)"): (
        "the letter at the end has no code"
    ),
    "desktop.store.projections.projections: 500 -> (501)": (
        "how many entries are replayed at once"
    ),
    (
        "desktop.store.projections.projections: PRINT in kinds and (not kinds & {SET, "
        "MERGE}) -> (PRINT in kinds or not kinds & {SET, MERGE})"
    ): ("what was printed is written again, as it was"),
    "desktop.store.projections.projections: True -> (False)": ("a row has what was asked for"),
    (
        "desktop.store.projections.projections: change.type == SubjectType.PROGRAMME and "
        "self._is_awaited(change.id) -> (change.type == SubjectType.PROGRAMME or "
        "self._is_awaited(change.id))"
    ): ("what is indexed already is indexed again, as it was"),
    (
        "desktop.store.projections.projections: kinds <= {MOVE, REFUSE} -> (kinds < {MOVE, REFUSE})"
    ): ("codes are written again, as they were"),
    (
        "desktop.store.projections.projections: len(batch) >= _REPLAYED_AT_ONCE -> "
        "(len(batch) > _REPLAYED_AT_ONCE)"
    ): ("how many entries are replayed at once"),
    ("desktop.store.projections.verify: entry.number > expected -> (entry.number >= expected)"): (
        "no number is both sealed and written"
    ),
    "desktop.store.queries.print_jobs: True -> (False)": ("a row has what was asked for"),
    "desktop.store.queries.registrations: True -> (False)": ("a row has what was asked for"),
    "desktop.store.queries.roster: 28 -> (29)": ("both sides of the packing follow it"),
    "desktop.store.queries.search: len(hits) < limit -> (len(hits) <= limit)": (
        "the search ends when so many are found"
    ),
    ("desktop.store.queries.search: len(typed) < BEGINNING -> (len(typed) <= BEGINNING)"): (
        "no key is longer than such a beginning"
    ),
    "desktop.store.queries.search: len(words) > 1 -> (len(words) >= 1)": (
        "one word has nothing beside it"
    ),
    (
        "desktop.store.queries.search: len(words) > 1 and len(hits) < limit -> "
        "(len(words) > 1 or len(hits) < limit)"
    ): ("one word has nothing beside it"),
    "desktop.store.queries.verdicts: 1 -> (2)": ("nothing happened before 1970"),
    "desktop.sync.folder: 2000 -> (2001)": ("how many rows are read at once shows nowhere"),
    "desktop.sync.folder: file.last <= covered -> (file.last < covered)": (
        "a file that ends where the folder is covered already covers nothing more"
    ),
    (
        "desktop.sync.hub: int(cursor.transaction_id) > int(str(self._one(q.NEWEST_X))) "
        "-> (int(cursor.transaction_id) >= int(str(self._one(q.NEWEST_X))))"
    ): ("what a cursor of the very next transaction passes is taken as missed"),
    "desktop.sync.hub_round: 5000 -> (5001)": ("how many entries are read at once shows nowhere"),
    (
        "desktop.sync.hub_round: common and self._hub.chain(desk, common) != mine -> "
        "(common or self._hub.chain(desk, common) != mine)"
    ): ("own entries are read at the hub once more, and found as they are here"),
    (
        "desktop.sync.hub_round: head > self._on_store(partial(self._head, desk)) -> "
        "(head >= self._on_store(partial(self._head, desk)))"
    ): ("the hub is asked once more, for what it has just said it has not"),
    (
        "desktop.sync.hub_round: min(head, self._on_store(self._store.journal.newest)) "
        "-> (max(head, self._on_store(self._store.journal.newest)))"
    ): (
        "own entries are read at the hub once more; those that are not here part a copy either way"
    ),
    (
        "desktop.sync.hub_round: not entries or after == cursor -> (not entries and "
        "after == cursor)"
    ): ("a page without entries leaves the cursor where it was, and only such a page does"),
    (
        "desktop.sync.hub_round: self._on_store(partial(self._head, desk)) < n -> "
        "(self._on_store(partial(self._head, desk)) <= n)"
    ): ("the hub is asked once more, for what follows what it told of"),
    "desktop.sync.report: 30 -> (31)": ("how many entries share a transaction shows nowhere"),
    "desktop.sync.report: 5000 -> (5001)": ("how many entries share a transaction shows nowhere"),
    "desktop.workflows.attendees.attendee_list: 74 -> (75)": (
        "uuid7 takes 74 bits of what it gets"
    ),
    "desktop.workflows.attendees.merging: 8 -> (9)": ("a longer mark tells merges apart as well"),
    "desktop.workflows.attendees.registry: 10 -> (11)": (
        "make_code takes 20 digits of what it gets"
    ),
    "desktop.workflows.badges.badges: 10 -> (11)": (
        "make_code takes the chance modulo the same power of ten"
    ),
    "desktop.workflows.badges.unfinished_files: 6 -> (7)": ("a longer name by chance is as good"),
    "desktop.workflows.checkin.desk: True -> (False)": (
        "hits and people are read in one transaction and are as many"
    ),
    (
        "desktop.workflows.checkin.desk: not holders and meant.programme_hint is not "
        "None -> (not holders or meant.programme_hint is not None)"
    ): ("no programme has no number, and where there are holders no hint is looked at"),
    "desktop.workflows.checkin.door_facts: 0 -> (1)": (
        "each stands where the decision does not look: no limit, no day, the way out"
    ),
    "desktop.workflows.printing.printers: False -> (True)": (
        "JSON with and without escapes reads the same"
    ),
    "desktop.workflows.sync.disputes: 1000000 -> (1000001)": ("nobody has so many twins"),
    "desktop.workflows.sync.disputes: True -> (False)": ("both lists that are zipped have two"),
    "desktop.workflows.transfer.export: 500 -> (501)": (
        "a file is the same whatever its pages are"
    ),
    "desktop.workflows.transfer.import_list: 10 -> (11)": ("make_code takes 20 digits of it"),
    "desktop.workflows.transfer.import_list: 1000 -> (1001)": (
        "no slice of rows shows a thousandth of its time"
    ),
    "desktop.workflows.transfer.known_people: True -> (False)": (
        "it only spares comparisons; match never takes two emails for one"
    ),
    (
        "desktop.workflows.transfer.known_people: value['state'] == "
        "booking.BookingState.WAITING -> (value['state'] != booking.BookingState.WAITING)"
    ): ("what is booked and what waits is only asked for together"),
}
