"""Queries of the table of attendees: who, in which order, by which filters."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from desktop.domain.attendees.attendee_filter import Column, Counted, Filter, Order, PresenceFilter
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here, steady
from desktop.store.projections.people_index import EVERYWHERE
from desktop.store.queries.presence_now import PLACE_NOW

_LABELLED = {
    Column.TYPE: "type",
    Column.COUNTRY: "country",
    Column.ORGANISATION: "organization",
    Column.COMMUNITY: "community",
    Column.STATUS: "status",
}
_NUMBER_BITS = 28
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
# So many rows are one slice: some 5 ms. Of presences each needs its registration: fewer.
PAGE, MET_PAGE, _IN_ONE_QUESTION = 20_000, 400, 500
_Key = tuple[str, int]
_FIRST, _LAST = ("", -1), ("\U0010ffff", 0)
_PAGE_ENDS = """
    SELECT sort_key, registration FROM roster
    WHERE programme = ? AND (sort_key, registration) > (?, ?)
    ORDER BY sort_key, registration LIMIT 1 OFFSET ?
"""
_BOOKED = """
    SELECT registration FROM bookings
    WHERE session = ? AND registration > ? AND +state = 'booked' ORDER BY registration LIMIT ?
"""
_ANSWERED = """
    SELECT registration FROM answers WHERE question = ? AND registration > ?
    ORDER BY registration LIMIT ?
"""
_TO_BE_TOLD = """
    SELECT "row" FROM registrations
    WHERE programme = ? AND moved_up_ms IS NOT NULL AND told_ms IS NULL AND "row" > ?
    ORDER BY "row" LIMIT ?
"""
_TO_BE_TOLD_ANYWHERE = _TO_BE_TOLD.replace("programme = ? AND", "")
_IN_NOW = f"""
    SELECT s.programme, s.registration, r."row",
        s.first_in_ms IS NOT NULL AND {PLACE_NOW} IS NOT NULL
    FROM presences s CROSS JOIN registrations r ON r.id = s.registration
    WHERE {{}} ORDER BY s.programme, s.registration LIMIT ?
"""
_EVER_IN = """
    SELECT s.programme, s.registration, r."row", s.first_in_ms IS NOT NULL
    FROM presences s CROSS JOIN registrations r ON r.id = s.registration
    WHERE {} ORDER BY s.programme, s.registration LIMIT ?
"""


class Roster:
    """The attendees of a programme as numbers, cheap enough to hold 300,000 of them.

    What grows with the people is read slice by slice, so that a scan goes between; if somebody
    came or was renamed meanwhile, it is read again.
    """

    def __init__(self, db: Database, mark: Callable[[], int]) -> None:
        """Read from this store.

        Args:
            db: the open database.
            mark: gives a number that is another one after every change of the roster.
        """
        self._connection: Connection = db.conn
        self._mark = mark

    def numbers(
        self, programme: str, wanted: Filter, order: Order, on_store: OnStore = here
    ) -> array[int]:
        """Give the numbers of the registrations that pass a filter, in an order.

        Args:
            programme: a programme's id, or nothing for all programmes together.
            wanted: the filter.
            order: by which column they stand.
            on_store: does one slice where the store may be touched.
        """
        read = partial(self._numbers, programme, wanted, order)
        return steady(self._mark, read, on_store)

    def values(
        self, programme: str, column: Column, limit: int, on_store: OnStore = here
    ) -> Sequence[Counted]:
        """List the texts of a column with their counts, the most frequent first."""
        counts = steady(self._mark, partial(self._counts, programme, column), on_store)
        del counts[0]
        least = sorted(counts.values(), reverse=True)[:limit][-1:]
        often = [label for label, count in counts.items() if count >= least[0]]
        texts = on_store(lambda: self._texts(often))
        ordered = sorted(often, key=lambda label: (-counts[label], texts[label]))
        return [Counted(texts[label], counts[label]) for label in ordered[:limit]]

    def _numbers(
        self, programme: str, wanted: Filter, order: Order, on_store: OnStore
    ) -> array[int]:
        scope = on_store(lambda: self._scope(programme))
        tests = self._tests(programme, wanted, on_store)
        chosen = on_store(lambda: self._chosen(wanted))
        if not all(chosen.values()):
            # Nobody has a text that stands nowhere.
            return array("q")
        column = _LABELLED.get(order.column)
        buckets: defaultdict[int, list[int]] = defaultdict(list)
        after: _Key | None = _FIRST
        while after is not None:
            page, after = on_store(partial(self._page, scope, column, chosen, after))
            for both in page:
                buckets[both >> _NUMBER_BITS].append(both & _NUMBER_MASK)
        numbers = buckets[0]
        if column:
            labels = on_store(self._labels_in_order)
            filled = (buckets[label] for label in labels if label in buckets)
            numbers = list(chain.from_iterable(filled))
        for members, is_in in tests:
            numbers = [number for number in numbers if (number in members) is is_in]
        return array("q", reversed(numbers) if order.is_down else numbers)

    def _page(
        self, scope: int, column: str | None, chosen: Mapping[str, Sequence[int]], after: _Key
    ) -> tuple[list[int], _Key | None]:
        """Read a piece of the roster in the order of names, and where the next one begins.

        Label and registration come as one number, and all of them as one text: a tenth of the
        objects, a third of the time.
        """
        until, follows = self._end_of_page(scope, after)
        packed = f"{column} << {_NUMBER_BITS} | registration" if column else "registration"
        guards = "".join(
            f" AND {name} IN ({','.join(map(str, labels))})" for name, labels in chosen.items()
        )
        query = f"""
            SELECT group_concat(packed) FROM (SELECT {packed} AS packed FROM roster
            WHERE programme = ? AND (sort_key, registration) > (?, ?)
            AND (sort_key, registration) <= (?, ?){guards} ORDER BY sort_key, registration)
        """
        text = self._connection.execute(query, (scope, *after, *until)).fetchone()[0]
        numbers: list[int] = json.loads(f"[{text or ''}]")
        return numbers, follows

    def _end_of_page(self, scope: int, after: _Key) -> tuple[_Key, _Key | None]:
        """Give the last key of a page, and the key after which the next one begins, if any."""
        end = self._connection.execute(_PAGE_ENDS, (scope, *after, PAGE - 1)).fetchone()
        return (tuple(end), tuple(end)) if end else (_LAST, None)

    def _counts(self, programme: str, column: Column, on_store: OnStore) -> Counter[int]:
        scope, name = on_store(lambda: self._scope(programme)), _LABELLED[column]
        counts: Counter[int] = Counter()
        after: _Key | None = _FIRST
        while after is not None:
            some, after = on_store(partial(self._count_page, scope, name, after))
            counts.update(some)
        return counts

    def _count_page(self, scope: int, name: str, after: _Key) -> tuple[dict[int, int], _Key | None]:
        until, follows = self._end_of_page(scope, after)
        query = f"""
            SELECT {name}, count(*) FROM roster WHERE programme = ?
            AND (sort_key, registration) > (?, ?) AND (sort_key, registration) <= (?, ?)
            GROUP BY {name}
        """
        counts = dict(self._connection.execute(query, (scope, *after, *until)).fetchall())
        return counts, follows

    def _tests(
        self, programme: str, wanted: Filter, on_store: OnStore
    ) -> list[tuple[set[int], bool]]:
        """Read who must be, or must not be, among those that pass."""
        tests: list[tuple[set[int], bool]] = []
        if wanted.session:
            tests.append((self._members(_BOOKED, (wanted.session,), 0, on_store), True))
        if wanted.presence is not PresenceFilter.ANY:
            tests.append(self._present(programme, wanted.presence, on_store))
        for question in wanted.missing:
            tests.append((self._members(_ANSWERED, (question,), 0, on_store), False))
        if wanted.is_to_be_told:
            query = _TO_BE_TOLD if programme else _TO_BE_TOLD_ANYWHERE
            values = (programme,) if programme else ()
            tests.append((self._members(query, values, 0, on_store), True))
        return tests

    def _present(
        self, programme: str, presence: PresenceFilter, on_store: OnStore
    ) -> tuple[set[int], bool]:
        is_never = presence is PresenceFilter.NEVER_IN
        query = (_EVER_IN if is_never else _IN_NOW).format(
            "s.programme = ? AND s.registration > ?"
            if programme
            else "(s.programme, s.registration) > (?, ?)"
        )
        inside: set[int] = set()
        after = (programme, "")
        while True:
            rows = on_store(partial(self._rows, query, (*after, MET_PAGE)))
            inside.update(row for *_where, row, is_there in rows if is_there)
            if len(rows) < MET_PAGE:
                return inside, presence is PresenceFilter.IN
            after = rows[-1][:2]

    def _members(
        self, query: str, values: tuple[object, ...], after: int, on_store: OnStore
    ) -> set[int]:
        members: set[int] = set()
        while True:
            rows = on_store(partial(self._rows, query, (*values, after, PAGE)))
            members.update(number for (number,) in rows)
            if len(rows) < PAGE:
                return members
            after = rows[-1][0]

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()

    def _chosen(self, wanted: Filter) -> Mapping[str, Sequence[int]]:
        """Give the numbers of the texts that a filter chooses, by column."""
        chosen = {}
        for column, texts in wanted.chosen:
            query = f"SELECT id FROM labels WHERE text IN ({','.join('?' * len(texts))})"
            chosen[_LABELLED[column]] = [row[0] for row in self._rows(query, texts)]
        return chosen

    def _labels_in_order(self) -> list[int]:
        ranks = self._connection.execute("SELECT id FROM labels ORDER BY text COLLATE NOCASE")
        return [0, *(row[0] for row in ranks)]

    def _texts(self, labels: Sequence[int]) -> Mapping[int, str]:
        texts: dict[int, str] = {}
        for start in range(0, len(labels), _IN_ONE_QUESTION):
            some = labels[start : start + _IN_ONE_QUESTION]
            query = f"SELECT id, text FROM labels WHERE id IN ({','.join('?' * len(some))})"
            texts.update(self._connection.execute(query, some).fetchall())
        return texts

    def organisations_like(self, beginning: str, limit: int) -> Sequence[str]:
        """List organisations that people of any programme name, with a word that begins so.

        Without a beginning they come in no particular order.
        """
        query = """
            SELECT DISTINCT l.text FROM label_words w JOIN labels l ON l.id = w.label
            WHERE w.word >= ?1 AND w.word < ?1 || char(1114111) LIMIT ?2
        """
        return [row[0] for row in self._connection.execute(query, (beginning, limit))]

    def _scope(self, programme: str) -> int:
        """Give a programme's number, or that of all programmes together."""
        if not programme:
            return EVERYWHERE
        query = 'SELECT "row" FROM programmes WHERE id = ?'
        row = self._connection.execute(query, (programme,)).fetchone()
        return int(row[0]) if row else -1
