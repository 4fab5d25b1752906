"""Where desks that had not heard of each other disagree about one subject: a pure rule.

Nothing is lost by a disagreement: the fold gives every desk the same state. But somebody has to
look. `seen` of an entry names, for each other desk, the newest entry about the same subject that
its author had; two entries of which neither had seen the other are *concurrent*. Each kind of
disagreement stands in docs/disagreements.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from desktop.domain.attendees.registration import IMPORTED, MERGED, Direction, Status
from desktop.domain.journal.authority import Author, author_of, had_seen, set_by_hand
from desktop.domain.journal.bodies import (
    MOVE,
    PRINT,
    SET,
    UNDO,
    fields_of,
    undone_id,
)
from desktop.domain.journal.code_issues import CodeIssues
from desktop.domain.journal.concurrency import Pair, Settled, are_concurrent, open_entries
from desktop.domain.journal.conflict import Conflict, ConflictKind, conflict_between
from desktop.domain.journal.disputed_values import edited, unseen_by_last
from desktop.domain.journal.entry import Entry, SubjectType
from desktop.domain.journal.fold import living
from desktop.domain.programme.booking import BookingState, booking_field

# What stands at a side that took somebody out of a session.
TAKEN_OUT = "taken_out"
# At a roll call nobody is asked: the gravest mark counts, and it is open while one desk says so.
UNDISPUTED = (f"{SubjectType.ROLLCALL}:", f"{SubjectType.MARK}:")


def conflicts_of(entries: Iterable[Entry]) -> list[Conflict]:
    """Name what desks disagree about in the entries of one subject, in whatever order they come."""
    everything = list(entries)
    if any(entry.subject.startswith(UNDISPUTED) for entry in everything[:1]):
        return []
    kept = living(everything)
    settled = Settled(kept)
    found = [*_twice_in(kept, settled), *edited(kept, settled), *_retired_used(kept, settled)]
    if any(entry.subject.startswith(f"{SubjectType.REGISTRATION}:") for entry in kept[:1]):
        found += [
            *_barred_in(kept, settled),
            *_taken_out_in(kept, settled),
            *_gone_used(everything, kept, settled),
            *_two_people(kept, settled),
        ]
    return [*found, *_removed_edited(kept, settled)]


def _twice_in(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find admissions of one person to one place by desks that had not heard of each other."""
    by_place: dict[str, list[Entry]] = {}
    for entry in kept:
        if _is_way_in(entry) and entry.body.get("detail") != MERGED:
            by_place.setdefault(entry.body["place"], []).append(entry)
    twice = {place: open_entries(moves, settled) for place, moves in by_place.items()}
    for pair in settled.unsettled(_twice_by_merging(kept)):
        twice.setdefault(pair[0].body["place"], []).extend(pair)
    return [
        conflict_between(ConflictKind.TWICE_IN, place, moves, lambda entry: entry.body["point"])
        for place, moves in sorted(twice.items())
        if moves
    ]


def _twice_by_merging(kept: Sequence[Entry]) -> Iterator[Pair]:
    """Pair admissions on two records that are one by now, if no way out lies between them.

    Those on one record are that record's own matter.
    """
    if not any(entry.body.get("detail") == MERGED for entry in kept if entry.kind == MOVE):
        return
    inside: dict[str, Entry] = {}
    moves = (e for e in kept if e.kind == MOVE and e.body.get("detail") != IMPORTED)
    for entry in sorted(moves, key=_moment):
        if entry.body["direction"] != Direction.IN:
            inside.clear()
            continue
        before = inside.get(entry.body["place"])
        if before and before.body.get("merge", "") != entry.body.get("merge", ""):
            yield before, entry
        inside[entry.body["place"]] = entry


def _moment(entry: Entry) -> tuple[int, str, int]:
    return int(entry.body.get("order_ms", entry.order_ms)), entry.desk, entry.number


def _is_way_in(entry: Entry) -> bool:
    """Tell whether a desk let somebody in, and not a list that told of another system's."""
    if entry.kind != MOVE or entry.body["direction"] != Direction.IN:
        return False
    return bool(entry.body.get("detail") != IMPORTED)


def _barred_in(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find people let in where another desk had cancelled, blocked or put them off meanwhile."""
    rulings = [entry for entry in kept if "status" in fields_of(entry)]
    by_hand = any("status" in set_by_hand(entry) for entry in kept)
    barring = [
        entry
        for entry in rulings
        if fields_of(entry)["status"] not in (Status.REGISTERED, Status.MERGED)
        and not (by_hand and author_of(entry) is Author.LIST)
    ]
    ways_in = [entry for entry in kept if _is_way_in(entry)] if barring else []
    pairs = [
        (ruling, entry)
        for ruling in barring
        for entry in ways_in
        if are_concurrent(ruling, entry) and not _is_ruled_again(rulings, ruling, entry)
    ]
    return _between(ConflictKind.BARRED_IN, "status", settled.unsettled(pairs), _status_or_point)


def _taken_out_in(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find people let into a session out of which another desk had taken them meanwhile."""
    ways_in = [entry for entry in kept if _is_way_in(entry) and entry.body.get("session")]
    conflicts = []
    for session in dict.fromkeys(str(entry.body["session"]) for entry in ways_in):
        field = booking_field(session)
        rulings = [entry for entry in kept if isinstance(fields_of(entry).get(field), dict)]
        pairs = [
            (ruling, entry)
            for ruling in rulings
            if fields_of(ruling)[field].get("state") != BookingState.BOOKED
            for entry in ways_in
            if entry.body["session"] == session
            and are_concurrent(ruling, entry)
            and not _is_ruled_again(rulings, ruling, entry)
        ]
        unsettled = settled.unsettled(pairs)
        conflicts += _between(ConflictKind.BARRED_IN, field, unsettled, _taken_out_or_point)
    return conflicts


def _taken_out_or_point(entry: Entry) -> str:
    return str(entry.body["point"]) if entry.kind == MOVE else TAKEN_OUT


def _is_ruled_again(rulings: Sequence[Entry], ruling: Entry, way_in: Entry) -> bool:
    """Tell whether somebody who knew of both has decided since."""
    return any(had_seen(later, ruling) and had_seen(later, way_in) for later in rulings)


def _status_or_point(entry: Entry) -> str:
    if entry.kind == MOVE:
        return str(entry.body["point"])
    return str(fields_of(entry)["status"])


def _gone_used(
    everything: Sequence[Entry], kept: Sequence[Entry], settled: Settled
) -> list[Conflict]:
    """Find registrations that were taken back while another desk went on with them."""
    if any("person" in fields_of(entry) for entry in kept):
        return []
    made = {entry.id for entry in everything if entry.kind == SET and "person" in entry.body}
    undos = [entry for entry in kept if entry.kind == UNDO and undone_id(entry) in made]
    uses = [entry for entry in kept if entry.kind in (MOVE, PRINT, SET)]
    pairs = [(undo, use) for undo in undos for use in uses if are_concurrent(undo, use)]
    return _between(ConflictKind.GONE_USED, "", settled.unsettled(pairs), point_or_kind)


def _two_people(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find registrations whose person two desks named otherwise; a side says whom."""
    naming = [entry for entry in kept if "person" in fields_of(entry)]
    pairs = settled.unsettled(unseen_by_last("person", naming))
    return _between(
        ConflictKind.TWO_PEOPLE, "person", pairs, lambda entry: str(fields_of(entry)["person"])
    )


def _removed_edited(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find what one desk removed while another one changed it."""
    removals = [entry for entry in kept if entry.kind == SET and entry.body.get("removed")]
    others = [e for e in kept if e.kind == SET and "removed" not in e.body] if removals else []
    pairs = [(gone, entry) for gone in removals for entry in others if are_concurrent(gone, entry)]
    return _between(ConflictKind.REMOVED_USED, "", settled.unsettled(pairs), removed_or_set)


def removed_or_set(entry: Entry) -> str:
    """Say in a word what an entry did with what was removed."""
    return "removed" if entry.body.get("removed") else entry.kind


def _retired_used(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find people let in by a code that another desk had retired meanwhile."""
    uses: dict[str, list[Entry]] = {}
    for entry in kept:
        if entry.kind == MOVE and entry.body["direction"] == Direction.IN:
            uses.setdefault(entry.body.get("code", ""), []).append(entry)
    conflicts = []
    for retiring, code in _retirements(kept):
        pairs = [(retiring, use) for use in uses.get(code, ()) if are_concurrent(retiring, use)]
        unsettled = settled.unsettled(pairs)
        conflicts += _between(ConflictKind.RETIRED_USED, code, unsettled, point_or_kind)
    return conflicts


def point_or_kind(entry: Entry) -> str:
    """Name the point of a movement; what else an entry is."""
    return str(entry.body["point"]) if entry.kind == MOVE else entry.kind


def _retirements(kept: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Name the entries that took a code's place, with the code that went."""
    tickets, badges = CodeIssues(), CodeIssues()
    for entry in kept:
        if entry.kind == SET and entry.body.get("ticket_code"):
            tickets.issue(entry.body["ticket_code"], entry)
        elif entry.kind == PRINT:
            badges.issue(entry.body["code"], entry)
    return [(entry, code) for codes in (tickets, badges) for code, entry in codes.void.items()]


def _between(
    kind: ConflictKind, key: str, pairs: Sequence[Pair], what: Callable[[Entry], str]
) -> list[Conflict]:
    """Make one disagreement of the pairs, if there are any."""
    if not pairs:
        return []
    return [conflict_between(kind, key, (entry for pair in pairs for entry in pair), what)]
