"""Which earlier list a new one is the next of: by its kind, and by how many people are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.attendees.fields import PROBLEM_COLUMNS
from desktop.domain.attendees.matching import Features, Known
from desktop.store.store import Store
from desktop.workflows.transfer.guest_list import Guest, GuestList
from desktop.workflows.transfer.list_columns import source_id

# Of a list with the columns of an earlier one so many people are known; below it is asked.
KNOWN_SHARE = 0.3
# So many are known of a list that was given a name of its own.
SURE_SHARE = 0.8
# Where the columns differ, so many ticket numbers must be known, each with its name or email.
NUMBERS_SHARE = 0.5
_LEAST_NUMBERS = 2


class ListSource(NamedTuple):
    """A system and list that people of a programme came from; `people` counts them."""

    id: str
    name: str
    people: int


class SourceGuess(NamedTuple):
    """Which source a list is of, and how sure that is.

    `known` of the `looked_at` rows are people of the earlier list called `name`.
    """

    source: str
    name: str = ""
    known: int = 0
    looked_at: int = 0
    is_doubtful: bool = False


def sources_of(store: Store, programme: str) -> list[ListSource]:
    """List the sources of a programme's people, the largest first."""
    with store.read():
        found = [
            ListSource(source, store.directory.source_name(source) or origin, people)
            for source, people, origin in store.registrations.sources(programme)
        ]
    return sorted(found, key=lambda source: -source.people)


def guess_source(store: Store, programme: str, guests: GuestList, named: str = "") -> SourceGuess:
    """Tell which source a list is of.

    Args:
        store: where its people may be known.
        programme: the id of the programme that it comes into.
        guests: the list.
        named: what somebody called the source; it is not guessed then.
    """
    earlier = sources_of(store, programme)
    if named:
        return SourceGuess(_named(named, earlier))
    if not earlier:
        return SourceGuess(guests.kind)
    some = _some_guests(guests)
    with store.read():
        known = _known(store, programme, some)
    by_id = {source.id: source for source in earlier}
    of_kind = by_id.get(guests.kind)
    if of_kind is not None:
        return _of_same_kind(of_kind, some, known, guests, by_id)
    for source in earlier:
        if _shares_numbers(source.id, some, known):
            return SourceGuess(source.id, source.name)
    return SourceGuess(guests.kind)


def _named(name: str, earlier: Iterable[ListSource]) -> str:
    wanted = name.strip().casefold()
    known = (s.id for s in earlier if wanted in (s.id, s.name.strip().casefold()))
    return next(known, source_id(name))


def _of_same_kind(
    source: ListSource,
    some: Sequence[Guest],
    known: dict[int, list[Known]],
    guests: GuestList,
    others: Mapping[str, ListSource],
) -> SourceGuess:
    """Hold a list against the earlier one with the same columns.

    A list that grew has many new people, but those of the earlier one are all in it. One that
    was given a name of its own is known by its people.
    """
    met_by = _met_by(some, known)
    best, most = max(met_by.items(), key=lambda pair: pair[1], default=("", 0))
    met = met_by.get(source.id, 0)
    if best != source.id and some and most >= SURE_SHARE * len(some) and most > met:
        return SourceGuess(best, others[best].name if best in others else "", most, len(some))
    share = met / len(some) if some else 1.0
    of_earlier = share * guests.survey.rows / source.people if source.people else 1.0
    is_mended = set(PROBLEM_COLUMNS) <= set(guests.table.headers)
    is_doubtful = max(share, of_earlier) < KNOWN_SHARE and not is_mended
    return SourceGuess(source.id, source.name, met, len(some), is_doubtful)


def _met_by(some: Sequence[Guest], known: Mapping[int, Sequence[Known]]) -> dict[str, int]:
    """Count for each source how many of the rows are people of it."""
    counts: dict[str, int] = {}
    for guest in some:
        agreeing = [k for k in known.get(guest.row, ()) if _agrees(guest.features, k)]
        for source in {source for k in agreeing for source in k.sources if source}:
            counts[source] = counts.get(source, 0) + 1
    return counts


def _shares_numbers(source: str, some: Sequence[Guest], known: dict[int, list[Known]]) -> bool:
    numbered = [guest for guest in some if guest.features.external_id]
    met = sum(
        any(
            source in k.sources
            and k.external_id == guest.features.external_id
            and _agrees(guest.features, k)
            for k in known.get(guest.row, ())
        )
        for guest in numbered
    )
    return met >= min(_LEAST_NUMBERS, len(numbered)) > 0 and met >= NUMBERS_SHARE * len(numbered)


def _agrees(row: Features, known: Known) -> bool:
    """Tell whether a row and a registration are one person by more than a number."""
    is_email = bool(row.email) and row.email == known.email
    is_code = bool(row.code) and row.code == known.ticket_code
    if is_email or is_code or row.name_key != known.name_key:
        return is_email or is_code
    is_number = bool(row.external_id) and row.external_id == known.external_id
    return is_number or not (row.email and known.email)


def _some_guests(guests: GuestList) -> list[Guest]:
    reader = guests.reader()
    return [read for row in guests.survey.some_rows if isinstance(read := reader.read(row), Guest)]


def _known(store: Store, programme: str, some: Sequence[Guest]) -> dict[int, list[Known]]:
    """Look up who may be meant by each row, by row number."""
    features = [guest.features for guest in some]
    registrations = store.registrations
    found = {
        known.registration: known
        for known in (
            *registrations.known_by_id(programme, {row.external_id for row in features}),
            *registrations.known_by_email(programme, {row.email for row in features}),
            *registrations.known_by_code(programme, {row.code for row in features}),
            *registrations.known_by_name(
                programme, {row.name_key for row in features}, only_without_email=False
            ),
        )
    }
    by_key: dict[tuple[str, str], list[Known]] = {}
    for known in found.values():
        for key in _keys(known.external_id, known.email, known.name_key, known.ticket_code):
            by_key.setdefault(key, []).append(known)
    return {
        guest.row: [
            known
            for key in _keys(
                guest.features.external_id,
                guest.features.email,
                guest.features.name_key,
                guest.features.code,
            )
            for known in by_key.get(key, ())
        ]
        for guest in some
    }


def _keys(number: str, email: str, name: str, code: str) -> list[tuple[str, str]]:
    keys = (("number", number), ("email", email), ("name", name), ("code", code))
    return [key for key in keys if key[1]]
