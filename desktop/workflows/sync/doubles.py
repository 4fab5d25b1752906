"""What two desks made of one thing: one person twice, one number twice, one session twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.domain.attendees.likeness import Likeness, likeness
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.journal.bodies import MERGE
from desktop.domain.journal.concurrency import Settled
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Entry, SubjectType, split_subject, subject_of
from desktop.domain.journal.fold import living, order
from desktop.domain.spelling import normalise
from desktop.store.queries.doubles import Double
from desktop.store.store import Store
from desktop.workflows.sync.dispute import Dispute, DisputeSide

# So many rows of the shorter list are the other one's, too, where both are one list.
ONE_LIST = 0.8
MakeSide = Callable[[Entry, str], DisputeSide]
_OF_A_PROGRAMME = (SubjectType.POINT, SubjectType.PLACE, SubjectType.QUESTION)
_OF_ALL = (
    SubjectType.STAFF, SubjectType.TEMPLATE, SubjectType.PAPER, SubjectType.PARTNERSHIP,
    SubjectType.COMMUNITY, SubjectType.ORGANISATION,
)  # fmt: skip


class Doubles:
    """Lists pairs that two desks made without knowing of each other; used inside `read`."""

    def __init__(self, store: Store, make_side: MakeSide) -> None:
        """Look in this store; `make_side` says who wrote an entry, beside what it says."""
        self._store = store
        self._side = make_side

    def people(self, programme: str, most: int = -1) -> Iterator[Dispute]:
        """List who may be one person, and whose ticket numbers are one; see `of_programme`."""
        pairs = sorted(self._store.doubles.of_programme(programme, most), key=_ids)
        attendees = self._attendees(pairs)
        compared = [
            (pair, likeness(attendees[pair.one], attendees[pair.other]))
            for pair in pairs
            if pair.one in attendees and pair.other in attendees
        ]
        one_row = self._of_one_row(programme, compared, attendees)
        sources = self._sources_of_one_list(programme, compared, attendees)
        subjects = [subject_of(SubjectType.REGISTRATION, id_) for pair in pairs for id_ in pair[:2]]
        entries = self._store.doubles.entries_of(subjects)
        for pair, like in compared:
            kind = _kind_of(like, attendees[pair.one].registration.source in sources)
            made = [_maker(entries, SubjectType.REGISTRATION, id_) for id_ in pair[:2]]
            if kind is None or None in made:
                continue
            is_sure = kind is ConflictKind.TWINS and (like.is_sure or pair in one_row)
            makers = [maker for maker in made if maker]
            dispute = self._of_pair(kind, programme, makers, attendees, entries)
            if dispute:
                yield replace(dispute, is_sure=is_sure)

    def codes(self, programme: str) -> Iterator[Dispute]:
        """List ticket codes that lists of two desks gave to two people."""
        found = self._store.doubles.with_one_code(programme)
        ids = list(dict.fromkeys(id_ for _code, *pair in found for id_ in pair))
        attendees = {who.id: who for who in self._store.registrations.by_ids(ids)}
        entries = self._store.doubles.entries_of(
            subject_of(SubjectType.REGISTRATION, id_) for id_ in ids
        )
        for code, *pair in found:
            made = (_maker(entries, SubjectType.REGISTRATION, id_) for id_ in pair)
            makers = [maker for maker in made if maker]
            people = [attendees[id_] for id_ in pair if id_ in attendees]
            is_here = len(makers) == len(people) == len(pair)
            if not is_here or likeness(*people).may_be_one:
                continue
            dispute = self._of_pair(ConflictKind.CODE_TWICE, programme, makers, attendees, entries)
            if dispute:
                yield replace(dispute, key=code)

    def merged_across(self, programme: str) -> Iterator[Dispute]:
        """List two records of one person of which two desks put away the one and the other."""
        for ids in self._store.doubles.merged_across(programme):
            attendees = {who.id: who for who in self._store.registrations.by_ids(ids)}
            put_away = sorted(filter(None, map(self._put_away, ids)), key=order)
            if len(put_away) < len(ids) or len(attendees) < len(ids):
                continue
            people = [attendees[split_subject(entry.subject)[1]] for entry in put_away]
            sides = tuple(
                self._side(entry, card(who)) for entry, who in zip(put_away, people, strict=True)
            )
            own = (put_away[0].subject, programme, people[1].id, people[0].name)
            yield Dispute(ConflictKind.MERGED_BOTH, *own, sides, tuple(who.id for who in people))

    def _put_away(self, registration: str) -> Entry | None:
        """Give the entry that merged a record into another one."""
        subject = subject_of(SubjectType.REGISTRATION, registration)
        entries = living(self._store.journal.of_subject(subject))
        merges = [e for e in entries if e.kind == MERGE and e.body["set"].get("merged_into")]
        return merges[-1] if merges else None

    def parts(self, programmes: Iterable[str]) -> Iterator[Dispute]:
        """List sessions, places, points, leads and the like that stand there twice."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for type_ in (*_OF_A_PROGRAMME, *_OF_ALL):
            for part in self._store.doubles.parts(type_):
                name: tuple[str, ...] = (type_.value, part.programme, normalise(part.name))
                groups.setdefault(name, []).append(part.id)
        for programme in programmes:
            for session in self._store.programmes.sessions(programme):
                own: tuple[str, ...] = (
                    SubjectType.SESSION.value, programme,
                    normalise(session.title), session.starts_at,
                )  # fmt: skip
                groups.setdefault(own, []).append(session.id)
        for key, ids in groups.items():
            if len(ids) > 1 and key[2]:
                yield from self._parts_made_twice(SubjectType(key[0]), key[1], ids)

    def _parts_made_twice(
        self, type_: SubjectType, programme: str, ids: Sequence[str]
    ) -> Iterator[Dispute]:
        entries = self._store.doubles.entries_of(subject_of(type_, id_) for id_ in ids)
        made = sorted(filter(None, (_maker(entries, type_, id_) for id_ in ids)), key=order)
        for other in made[1:]:
            first = made[0]
            if first.desk == other.desk or _is_settled(entries, first, other):
                continue
            title = self._store.conflicts.title_of(type_, split_subject(first.subject)[1])
            sides = tuple(self._side(entry, title) for entry in (first, other))
            yield Dispute(ConflictKind.MADE_TWICE, first.subject, programme,
                          split_subject(other.subject)[1], title, sides)  # fmt: skip

    def _attendees(self, pairs: Iterable[Double]) -> dict[str, Attendee]:
        ids = list(dict.fromkeys(id_ for pair in pairs for id_ in pair[:2]))
        return {attendee.id: attendee for attendee in self._store.registrations.by_ids(ids)}

    def _of_pair(
        self,
        kind: ConflictKind,
        programme: str,
        made: Sequence[Entry],
        attendees: Mapping[str, Attendee],
        entries: Mapping[str, Sequence[Entry]],
    ) -> Dispute | None:
        """Describe a pair, the older record first; None where somebody has looked at it."""
        first, other = sorted(made, key=order)
        if _is_settled(entries, first, other):
            return None
        people = [attendees[split_subject(entry.subject)[1]] for entry in (first, other)]
        number = people[0].registration.external_id
        sides = tuple(
            replace(self._side(entry, card(who)), status=_standing(who))
            for entry, who in zip((first, other), people, strict=True)
        )
        key = number if kind is ConflictKind.NUMBER_TWICE else people[1].id
        ids = tuple(who.id for who in people)
        return Dispute(kind, first.subject, programme, key, people[0].name, sides, ids)

    def _of_one_row(
        self,
        programme: str,
        compared: Iterable[tuple[Double, Likeness]],
        attendees: Mapping[str, Attendee],
    ) -> set[Double]:
        """Keep pairs of which lists said every word alike, where the lists are one.

        A name alone is no proof. But where two desks have the same rows nearly all along, they
        have imported the same list. Who is like a third record stays a question.
        """
        pairs = [pair for pair, like in compared if like.is_same_name and like.has_one_row]
        once = _once_a_desk(pairs)
        alone = [pair for pair in pairs if pair in once]

        def lists_of(pair: Double) -> tuple[tuple[str, str], tuple[str, str]]:
            source = attendees[pair.one].registration.source
            return (source, pair.makers), (source, pair.makers_of_other)

        made = self._store.doubles.rows_made(programme) if alone else {}
        alike = Counter(map(lists_of, alone))
        return {
            pair
            for pair in alone
            if alike[lists_of(pair)] >= ONE_LIST * min(made.get(key, 0) for key in lists_of(pair))
        }

    def _sources_of_one_list(
        self,
        programme: str,
        compared: Iterable[tuple[Double, Likeness]],
        attendees: Mapping[str, Attendee],
    ) -> set[str]:
        """Name the sources whose lists number the same people: there a number is a ticket's.

        Two forms with one header count 1, 2, 3 each, and their numbers say nothing.
        """
        agreeing = Counter(self._store.doubles.known_at_two_desks(programme))
        other: Counter[str] = Counter()
        for pair, like in compared:
            if like.has_one_number:
                counter = agreeing if like.is_alike else other
                counter[attendees[pair.one].registration.source] += 1
        return {source for source in agreeing if agreeing[source] >= other[source]}


def card(who: Attendee) -> str:
    """Say what tells people apart."""
    person = who.person
    known = (
        person.name, person.email, person.phone, person.organization,
        who.registration.external_id, who.registration.ticket_type,
    )  # fmt: skip
    return ", ".join(part for part in known if part)


def _once_a_desk(pairs: Iterable[Double]) -> set[Double]:
    """Keep the pairs whose records are like no second record that the same desk made."""
    like: dict[str, list[str]] = {}
    for pair in pairs:
        like.setdefault(pair.one, []).append(pair.makers_of_other)
        like.setdefault(pair.other, []).append(pair.makers)
    once = {id_ for id_, makers in like.items() if len(makers) == len(set(makers))}
    return {pair for pair in pairs if pair.one in once and pair.other in once}


def _ids(pair: Double) -> tuple[str, str]:
    """Give the order of pairs on which all desks agree."""
    return min(pair[:2]), max(pair[:2])


def _standing(who: Attendee) -> str:
    """Say where a record stands; nothing of one that is registered as usual."""
    status = who.registration.status
    return "" if status is Status.REGISTERED else status.value


def _kind_of(like: Likeness, is_of_one_list: bool) -> ConflictKind | None:
    if like.may_be_one:
        return ConflictKind.TWINS
    return ConflictKind.NUMBER_TWICE if like.has_one_number and is_of_one_list else None


def _maker(entries: Mapping[str, Sequence[Entry]], type_: SubjectType, id_: str) -> Entry | None:
    """Give the entry that something began with."""
    return min(living(entries.get(subject_of(type_, id_), ())), key=order, default=None)


def _is_settled(entries: Mapping[str, Sequence[Entry]], first: Entry, other: Entry) -> bool:
    return Settled(living(entries[first.subject])).has(first, other)
