"""Who serves in a committee or another organisation: with which role, and in which years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.names import name_key
from desktop.domain.attendees.person import Person
from desktop.domain.checks import Fault, Faults
from desktop.domain.failures import NotATable
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.partnership import Membership, Organisation
from desktop.domain.spelling import normalise
from desktop.files.transfer.plain_rows import MEMBER_COLUMNS, PlainRow, read_plain
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock, directly, new_id
from desktop.workflows.removals import removal

MOST_FOUND = 20
_YEAR_DIGITS = 4


class Member(NamedTuple):
    """A person with their name, organisation and email, and how they serve."""

    membership: Membership
    name: str
    second_name: str
    organization: str
    email: str


class MembersTaken(NamedTuple):
    """What came of a list: how many are new or changed, and rows that name nobody, or several."""

    taken: int
    unknown: tuple[int, ...]
    unclear: tuple[int, ...]


class Members:
    """Memberships of this store."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes

    def of(self, organisation: Organisation) -> list[Member]:
        """List who serves in an organisation, by name."""
        with self._store.read():
            terms = self._store.members.of(organisation.id)
            people = self._store.members.people([term.person for term in terms])
        made = [_member(term, people[term.person]) for term in terms if term.person in people]
        return sorted(made, key=lambda member: (member.name, member.membership.from_year))

    def find(self, text: str) -> list[Member]:
        """Find people of any programme by what was typed, each once, for a new membership."""
        with self._store.read():
            hits = self._store.search.find("", text, MOST_FOUND)
            people = self._store.registrations.by_rows([hit.number for hit in hits])
        found = {one.person.id: one.person for one in people}
        return [_member(Membership("", id_, ""), who) for id_, who in found.items()]

    def save(self, membership: Membership) -> Membership | Faults:
        """Make (empty id) or change one; what is wrong comes back by field."""
        faults = check_years(membership.from_year, membership.until_year)
        if faults:
            return faults
        id_ = membership.id or new_id(self._clock())
        body = {name: text.strip() for name, text in asdict(membership).items() if name != "id"}
        with self._changes.step("directory") as write:
            write([set_draft(SubjectType.MEMBERSHIP, id_, "", body)])
        return Membership(**{**body, "id": id_})

    def remove(self, membership: Membership) -> None:
        """Take one out, as if it had never been; whoever left has a last year instead."""
        with self._changes.step("directory") as write:
            write([set_draft(SubjectType.MEMBERSHIP, membership.id, "", removal(self._store))])

    def import_csv(self, path: Path, on_store: OnStore = directly) -> MembersTaken:
        """Read rows of committee, person, role and years.

        A person is known by email with the name, else by a name that one person only has; whom
        nobody or several have is named, and nothing is made of the row.

        Raises:
            FileUnreadable, NotATable: it is no table with such columns.
        """
        rows = read_plain(path, MEMBER_COLUMNS, ("committee",))
        return on_store(lambda: self._take(rows))

    def _take(self, rows: Sequence[PlainRow]) -> MembersTaken:
        unknown, unclear = [], []
        drafts = []
        known = {normalise(each.name): each for each in self._store.directory.organisations()}
        for row in rows:
            committee = known.get(normalise(row.fields.get("committee", "")))
            people = self._store.members.people_like(
                row.fields.get("email", "").strip(), name_key(row.fields.get("name", ""))
            )
            years = [row.fields.get(name, "").strip() for name in ("from_year", "until_year")]
            if committee is None or not people or check_years(*years):
                unknown.append(row.number)
            elif len(people) > 1:
                unclear.append(row.number)
            else:
                role = row.fields.get("role", "").strip()
                made = Membership("", people[0], committee.id, role, *years)
                drafts.append(self._same_or_new(made))
        with self._changes.step("directory") as write:
            write([
                set_draft(SubjectType.MEMBERSHIP, made.id, "",
                          {name: text for name, text in asdict(made).items() if name != "id"})
                for made in drafts
            ])  # fmt: skip
        return MembersTaken(len(drafts), tuple(unknown), tuple(unclear))

    def _same_or_new(self, made: Membership) -> Membership:
        """Change the term that began in the same year, so that a list read twice makes no two."""
        for known in self._store.members.terms_of(made.organisation, made.person):
            if known.from_year == made.from_year:
                return Membership(known.id, *list(asdict(made).values())[1:])
        return Membership(new_id(self._clock()), *list(asdict(made).values())[1:])


def _member(membership: Membership, who: Person) -> Member:
    return Member(membership, who.name, who.second_name, who.organization, who.email)


def check_years(first: str, last: str) -> Faults:
    """Find what is wrong with two years as typed: four digits each, or nothing, in their order."""
    faults: Faults = {}
    for name, text in (("from_year", first.strip()), ("until_year", last.strip())):
        if text and not (len(text) == _YEAR_DIGITS and text.isascii() and text.isdecimal()):
            faults[name] = Fault.NOT_A_YEAR
    if not faults and first.strip() and last.strip() and last.strip() < first.strip():
        faults["until_year"] = Fault.ENDS_EARLY
    return faults


def names_members(path: Path) -> bool:
    """Tell whether a table says who serves where: it names people beside committees.

    Raises:
        FileUnreadable: it cannot be read.
    """
    try:
        rows = read_plain(path, MEMBER_COLUMNS, ("committee",))
    except NotATable:
        return False
    return bool(rows) and bool({"name", "email"} & rows[0].fields.keys())
