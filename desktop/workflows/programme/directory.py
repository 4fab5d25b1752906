"""The partnership directory: who pairs with whom, and which organisations belong where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import Draft, SubjectType
from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.domain.spelling import normalise
from desktop.domain.staff.staff import Right
from desktop.files.transfer.plain_rows import DIRECTORY_COLUMNS, PlainRow, read_plain
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock, Require, all_may, directly
from desktop.workflows.removals import removal
from desktop.workflows.shared_ids import shared_or_new

Subject = Partnership | Community | Organisation
_TYPES: Mapping[type, SubjectType] = {
    Partnership: SubjectType.PARTNERSHIP,
    Community: SubjectType.COMMUNITY,
    Organisation: SubjectType.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class DirectoryContents:
    """The whole directory, and how many people name each community."""

    partnerships: tuple[Partnership, ...]
    communities: tuple[Community, ...]
    organisations: tuple[Organisation, ...]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import of the directory made, and the rows that named nothing."""

    made: int
    changed: int
    empty_rows: tuple[int, ...]


class Directory:
    """Partnerships, communities and organisations of this store."""

    def __init__(
        self, store: Store, clock: Clock, changes: Changes, require: Require = all_may
    ) -> None:
        """Work on this store; to remove may be kept to leads."""
        self._require = require
        self._store = store
        self._clock = clock
        self._changes = changes

    def contents(self, on_store: OnStore = directly) -> DirectoryContents:
        """Read the whole directory: some hundred communities, some thousand organisations."""
        directory = self._store.directory
        return DirectoryContents(
            tuple(on_store(directory.partnerships)),
            tuple(on_store(directory.communities)),
            tuple(on_store(directory.organisations)),
            directory.people_by_community(on_store),
        )

    def save(self, subject: Subject) -> Subject | None:
        """Make or change one; None where another one has the name already.

        Args:
            subject: with an empty id to make it.
        """
        listing = self.contents()
        everything = (*listing.partnerships, *listing.communities, *listing.organisations)
        for known in everything:
            if (
                type(known) is type(subject)
                and known.id != subject.id
                and _is_named_alike(known, subject)
            ):
                return None
        type_ = _TYPES[type(subject)]
        id_ = subject.id or shared_or_new(self._store, type_, (subject.name,), self._clock())
        body = {name: text for name, text in asdict(subject).items() if name != "id"}
        with self._changes.step("directory") as write:
            write([set_draft(type_, id_, "", body)])
        return type(subject)(**{**asdict(subject), "id": id_})

    def remove(self, subject: Subject) -> None:
        """Take one out of the directory; people keep the names they have."""
        self._require(Right.DELETION)
        with self._changes.step("directory") as write:
            type_ = _TYPES[type(subject)]
            write([set_draft(type_, subject.id, "", removal(self._store))])

    def import_csv(self, path: Path, on_store: OnStore = directly) -> Imported:
        """Read rows of partnership, community and organisation; known names are kept.

        Raises:
            FileUnreadable, NotATable: it is no table with such columns.
        """
        needed = ("partnership", "community", "organisation")
        rows = read_plain(path, DIRECTORY_COLUMNS, needed)
        return on_store(lambda: self._take(rows))

    def _id_for(self, kind: SubjectType, name: str) -> str:
        return shared_or_new(self._store, kind, (name,), self._clock())

    def _take(self, rows: Sequence[PlainRow]) -> Imported:
        with self._changes.step("directory") as write:
            book = _Book(self.contents(), self._id_for)
            empty = tuple(row.number for row in rows if not book.take(row.fields))
            write(book.drafts())
            return Imported(book.made, len(book.changed), empty)


def _is_named_alike(subject: Subject, other: Subject) -> bool:
    return normalise(subject.name) == normalise(other.name)


class _Book:
    """The directory while rows are read into it, by folded names."""

    def __init__(
        self, listing: DirectoryContents, id_for: Callable[[SubjectType, str], str]
    ) -> None:
        self._id_for = id_for
        self._ids: dict[tuple[SubjectType, str], str] = {}
        self._fields: dict[tuple[SubjectType, str], dict[str, str]] = {}
        self._news: dict[tuple[SubjectType, str], dict[str, str]] = {}
        self.made = 0
        self.changed: set[tuple[SubjectType, str]] = set()
        for kind, subjects in (
            (SubjectType.PARTNERSHIP, listing.partnerships),
            (SubjectType.COMMUNITY, listing.communities),
            (SubjectType.ORGANISATION, listing.organisations),
        ):
            for subject in subjects:
                fields = asdict(subject)
                key = (kind, normalise(subject.name))
                self._ids[key] = fields.pop("id")
                self._fields[key] = fields

    def take(self, row: Mapping[str, str]) -> bool:
        """Read one row; False where it names nothing."""
        get = row.get
        partnership = self._note(
            SubjectType.PARTNERSHIP, get("partnership", ""), {"contact": get("contact", "")}
        )
        community = self._note(
            SubjectType.COMMUNITY,
            get("community", ""),
            {
                "name_hebrew": get("community_hebrew", ""),
                "country": get("country", ""),
                "partnership": partnership,
            },
        )
        organisation = self._note(
            SubjectType.ORGANISATION,
            get("organisation", ""),
            {
                "name_hebrew": get("organisation_hebrew", ""),
                "kind": get("kind", ""),
                "community": community,
            },
        )
        return bool(partnership or community or organisation)

    def drafts(self) -> list[Draft]:
        """Give what is to be written."""
        return [set_draft(key[0], self._ids[key], "", news) for key, news in self._news.items()]

    def _note(self, kind: SubjectType, name: str, fields: Mapping[str, str]) -> str:
        """Make or change one; a blank cell changes nothing."""
        if not normalise(name):
            return ""
        key = (kind, normalise(name))
        if key not in self._ids:
            self._ids[key] = self._id_for(kind, name)
            self._fields[key] = {}
            self._news[key] = {"name": name}
            self.made += 1
        known = self._fields[key]
        news = {f: text for f, text in fields.items() if text and known.get(f, "") != text}
        if news:
            known.update(news)
            if "name" not in self._news.setdefault(key, {}):
                self.changed.add(key)
            self._news[key].update(news)
        return self._ids[key]
