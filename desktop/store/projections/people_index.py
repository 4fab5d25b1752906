"""The roster and the search index: what the table of attendees and the search walk through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.skeleton import skeletons
from desktop.domain.attendees.sound import sound_codes
from desktop.domain.attendees.typing_slips import shortened
from desktop.domain.spelling import normalise
from desktop.store.engine.engine import Connection
from desktop.store.projections import rows

# The scope of all programmes together stands in the index like a programme of its own.
EVERYWHERE = 0
SKELETON, SOUND, SHORTENED = "k", "d", "t"
_WORD = "INSERT OR IGNORE INTO name_words VALUES (?,?,?,?)"
_PAIR = "INSERT OR IGNORE INTO name_pairs VALUES (?,?,?,?)"
_DROP_PAIR = (
    "DELETE FROM name_pairs WHERE programme = ? AND word = ? AND other = ? AND registration = ?"
)
_DROP_WORD = "DELETE FROM name_words WHERE programme = ? AND word = ? AND registration = ?"
_ROSTER = "INSERT OR REPLACE INTO roster VALUES (?,?,?,?,?,?,?,?)"
_DROP_ROSTER = "DELETE FROM roster WHERE programme = ? AND sort_key = ? AND registration = ?"
_LABEL = "SELECT id FROM labels WHERE text = ?"
_NEW_LABEL = "INSERT INTO labels (text) VALUES (?)"
_LABEL_WORD = "INSERT OR IGNORE INTO label_words VALUES (?,?)"
_NEW_WORD = "INSERT OR IGNORE INTO words VALUES (?)"
_KEY = "INSERT OR IGNORE INTO word_keys VALUES (?,?)"
_LATIN_END = "\u0250"
_IN_ONE_QUESTION = 500


# A registration's number, and the other words of the name in which a word stands.
_Worded = tuple[int, str]


class _Name(NamedTuple):
    """A registration's number with the rows of its words, phone and all."""

    row: int
    words: Sequence[rows.ProjectedRow]


class PeopleIndex:
    """Writes the index; rows are collected and written word by word, into neighbouring pages."""

    def __init__(self, connection: Connection) -> None:
        """Write through the store's connection."""
        self._connection = connection
        self._names: dict[int, list[_Name]] = {}
        self._roster: list[rows.ProjectedRow] = []
        self._labels: dict[str, int] = {"": 0}
        self._worded: set[int] = {0}
        self._vocabulary: set[str] = set()
        self.changes = 0

    def add(
        self, programme_row: int, row: int, person: Mapping[str, Any], own: Mapping[str, Any]
    ) -> None:
        """Index a registration, unless it was merged into another one.

        Args:
            programme_row: the programme's number.
            row: the registration's number.
            person: the fields of its person.
            own: the fields of the registration.
        """
        status = rows.status_of(own)
        if status == Status.MERGED.value:
            return
        self.changes += 1
        get = person.get
        organization = self._label(get("organization", ""))
        self._know_words_of(organization, get("organization", ""))
        line = (
            rows.sort_key(rows.main_name(person)),
            row,
            self._label(own.get("ticket_type", "")),
            self._label(get("country", "")),
            organization,
            self._label(get("community", "")),
            self._label(status),
        )
        name = _Name(row, rows.word_rows(row, person))
        for scope in (EVERYWHERE, programme_row):
            self._roster.append((scope, *line))
            self._names.setdefault(scope, []).append(name)

    def drop(self, programme_row: int, row: int, person: Mapping[str, Any], sort_key: str) -> None:
        """Take a registration out of the index, by what was indexed of it."""
        self.changes += 1
        self.finish()
        words = [word for word, *_rest in rows.word_rows(row, person)]
        pairs = rows.pair_rows(row, person)
        for scope in (EVERYWHERE, programme_row):
            self._connection.execute(_DROP_ROSTER, (scope, sort_key, row))
            self._connection.executemany(_DROP_WORD, [(scope, word, row) for word in words])
            self._connection.executemany(_DROP_PAIR, [(scope, *pair) for pair in pairs])

    def finish(self) -> None:
        """Write what was collected; the last thing before a commit."""
        for scope, names in sorted(self._names.items()):
            by_word: dict[str, list[_Worded]] = {}
            for row, words in names:
                for word, _row, others in words:
                    by_word.setdefault(word, []).append((row, others))
            ordered = sorted(by_word)
            self._connection.executemany(
                _WORD,
                [(scope, word, row, others) for word in ordered for row, others in by_word[word]],
            )
            self._connection.executemany(
                _PAIR,
                [
                    (scope, word, other, row)
                    for word in ordered
                    for row, others in by_word[word]
                    for other in others.split()
                ],
            )
            if scope == EVERYWHERE:
                self._know_vocabulary(w for w in ordered if not w.startswith(rows.PHONE_MARK))
        self._names.clear()
        if self._roster:
            self._connection.executemany(_ROSTER, sorted(self._roster))
            self._roster.clear()

    def forget(self) -> None:
        """Read remembered numbers again, after a transaction was rolled back."""
        self.changes += 1
        self._names.clear()
        self._roster.clear()
        self._labels = {"": 0}
        self._worded = {0}
        self._vocabulary.clear()

    def _label(self, text: str) -> int:
        number = self._labels.get(text)
        if number is None:
            row = self._connection.execute(_LABEL, (text,)).fetchone()
            number = (
                row[0] if row else int(self._connection.execute(_NEW_LABEL, (text,)).lastrowid or 0)
            )
            self._labels[text] = number
        return number

    def _know_words_of(self, label: int, text: str) -> None:
        if label not in self._worded:
            self._worded.add(label)
            words = {(word, label) for word in normalise(text).split()}
            self._connection.executemany(_LABEL_WORD, sorted(words))

    def _know_vocabulary(self, words: Iterable[str]) -> None:
        """Write the keys of words that no name had before; names repeat, so they are few."""
        unknown = sorted(set(words) - self._vocabulary)
        fresh = set(unknown)
        for start in range(0, len(unknown), _IN_ONE_QUESTION):
            some = unknown[start : start + _IN_ONE_QUESTION]
            marks = ",".join("?" * len(some))
            query = f"SELECT word FROM words WHERE word IN ({marks})"
            known = self._connection.execute(query, some)
            fresh.difference_update(row[0] for row in known)
        if fresh:
            self._connection.executemany(_NEW_WORD, [(word,) for word in sorted(fresh)])
            keys = sorted((key, word) for word in fresh for key in keys_of(word))
            self._connection.executemany(_KEY, keys)
        self._vocabulary.update(unknown)


def keys_of(word: str) -> Sequence[str]:
    """Give the keys by which a word is found by sound, in another script, or after a slip."""
    sounds = sound_codes(word) if word < _LATIN_END else ()
    return [
        *(SKELETON + key for key in skeletons(word)),
        *(SOUND + code.rstrip("0") for code in sounds),
        *(SHORTENED + key for key in shortened(word)),
    ]
