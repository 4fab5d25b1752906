"""Which badges are wanted, of whom, in which order, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.badges.badge_template import PhotoItem, Template, Use
from desktop.domain.badges.badge_values import badge_values, look_of
from desktop.domain.badges.media import Media, PageSetup
from desktop.domain.failures import WorkStopped
from desktop.domain.printing.printing import ReprintReason
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.spelling import normalise
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly, never
from desktop.workflows.wall_clock import wall_minute

# Few enough that a scan does not wait for a page of people to be read.
AT_ONCE = 50
# People who are invited or wait get a badge when they are confirmed.
WITH_BADGE = frozenset({Status.REGISTERED})
# Whether those get one who are not confirmed yet is asked.
IF_WANTED = frozenset({Status.PENDING})


EVERYBODY = Filter()
LAST = "\U0010ffff"


class Only(StrEnum):
    """For whom badges are made."""

    ALL = "all"
    NOT_PRINTED = "not-printed"
    CHANGED = "changed"


class Sort(StrEnum):
    """In which order they come out."""

    NAME = "name"
    TYPE = "type"
    BUS = "bus"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True)
class BadgeOrder:
    """Which badges to make: of whom, by which template, on what.

    `chosen` registrations go before `only` and `filter`. `start_at` labels of the first sheet are
    used already. A `reason` says why people get a second badge, and whether the first one goes.
    `with_unconfirmed` makes badges also for people who are not confirmed; lists name them always.
    """

    programme: Programme
    template: Template
    media: Media
    only: Only = Only.ALL
    chosen: tuple[str, ...] = ()
    filter: Filter = EVERYBODY
    sort: Sort = Sort.NAME
    start_at: int = 0
    has_marks: bool = True
    reason: ReprintReason = ReprintReason.OTHER
    is_one_per_type: bool = False
    with_unconfirmed: bool = False

    @property
    def states(self) -> frozenset[Status]:
        """Whose registrations are meant where nobody was chosen one by one."""
        named = self.filter.texts(Column.STATUS)
        is_wide = self.with_unconfirmed or not self.is_badge or not IF_WANTED.isdisjoint(named)
        return WITH_BADGE | IF_WANTED if is_wide else WITH_BADGE

    @property
    def is_badge(self) -> bool:
        """Whether a code of its own is made for each person."""
        return self.template.use is Use.BADGE

    @property
    def setup(self) -> PageSetup:
        """How the badges come onto paper."""
        header = self.programme.title if self.template.use is Use.LIST else ""
        media = self.media.fitted(self.template)
        return PageSetup(media, self.start_at, self.has_marks, header=header)


@dataclass(frozen=True, slots=True)
class BadgeCounts:
    """How many badges each choice would make; who is in a printer's queue counts as printed.

    `unconfirmed` counts who is not confirmed, whether they are among the others or not.
    """

    everybody: int
    not_printed: int
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What badges of a programme say beside the person: the programme and its sessions by id."""

    programme: Programme
    sessions: Mapping[str, Session]
    today: str = ""

    def values(self, attendee: Attendee) -> dict[str, str]:
        """Collect what a template may name."""
        return badge_values(attendee, self.programme, self.sessions, self.today)


class BadgeSelection:
    """Finds who is to get a badge, page by page, so that nobody at the door waits."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read from this store."""
        self._store = store
        self._clock = clock

    def facts(self, programme: Programme) -> Facts:
        """Read what all badges of a programme say."""
        with self._store.read():
            sessions = self._store.programmes.sessions(programme.id)
        today = wall_minute(programme, self._clock())[:10]
        return Facts(programme, {session.id: session for session in sessions}, today)

    def counts(
        self,
        programme: Programme,
        wanted: Filter | None = None,
        *,
        with_unconfirmed: bool = False,
    ) -> BadgeCounts:
        """Count what there is to print, quickly: whose badge is out of date is not looked at."""
        meant = WITH_BADGE | IF_WANTED if with_unconfirmed else WITH_BADGE
        states = [status.value for status in meant]
        with self._store.read():
            if wanted and not wanted.is_empty:
                numbers = self._store.roster.numbers(programme.id, wanted, Order())
                return BadgeCounts(len(numbers), len(numbers))
            count = self._store.registrations.count_badges
            waiting = self._store.print_jobs.on_their_way(programme.id)
            queued = [attendee for attendee in self._store.registrations.by_ids(list(waiting))
                      if attendee.registration.prints == 0
                      and attendee.registration.status in meant]  # fmt: skip
            return BadgeCounts(
                count(programme.id, states, only_unprinted=False),
                max(0, count(programme.id, states, only_unprinted=True) - len(queued)),
                count(programme.id, [status.value for status in IF_WANTED], only_unprinted=False),
            )

    def select(
        self,
        order: BadgeOrder,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> list[str]:
        """Give the registrations that an order means, in its order."""
        facts = on_store(lambda: self.facts(order.programme))
        waiting = on_store(partial(self._in_queue, order))
        keys: list[tuple[str, int, str]] = []
        for number, attendee in enumerate(self._candidates(order, on_store, is_stopped)):
            if _is_meant(order, attendee) and _is_due(order, attendee, facts, waiting):
                keys.append((_sort_text(order, attendee, facts), number, attendee.id))
        if is_stopped():
            raise WorkStopped(done=0)
        return [id_ for _text, _number, id_ in sorted(keys)]

    def people(self, ids: Iterable[str], on_store: OnStore = directly) -> Iterator[Attendee]:
        """Read people by their registrations, some at a time."""
        rest = iter(ids)
        while some := list(islice(rest, AT_ONCE)):
            yield from on_store(partial(self._by_ids, some))

    def photos(self, names: Iterable[str]) -> dict[str, bytes]:
        """Give pictures by their names, as far as this store has them."""
        with self._store.read():
            pictures = {name: self._store.blobs.get(name) for name in names if name}
        return {name: content for name, content in pictures.items() if content}

    def pictures_of(
        self, template: Template, values: Sequence[Mapping[str, str]]
    ) -> dict[str, bytes]:
        """Give the pictures that some badges show."""
        names = {getattr(item, "picture", "") for item in template.items}
        if shows_photos(template):
            names |= {person["photo"] for person in values}
        return self.photos(names)

    def _candidates(
        self, order: BadgeOrder, on_store: OnStore, is_stopped: Callable[[], bool]
    ) -> Iterator[Attendee]:
        if order.chosen:
            yield from self.people(order.chosen, on_store)
            return
        by = Order(Column.TYPE if order.sort is Sort.TYPE else Column.NAME)
        numbers = self._store.roster.numbers(order.programme.id, order.filter, by, on_store)
        for start in range(0, len(numbers), AT_ONCE):
            if is_stopped():
                return
            yield from on_store(partial(self._by_rows, numbers[start : start + AT_ONCE]))

    def _by_rows(self, numbers: Sequence[int]) -> Sequence[Attendee]:
        with self._store.read():
            return self._store.registrations.by_rows(list(numbers))

    def _by_ids(self, ids: Sequence[str]) -> list[Attendee]:
        with self._store.read():
            people = {attendee.id: attendee for attendee in self._store.registrations.by_ids(ids)}
        return [people[id_] for id_ in ids if id_ in people]

    def _in_queue(self, order: BadgeOrder) -> set[str]:
        with self._store.read():
            return self._store.print_jobs.on_their_way(order.programme.id)


def shows_photos(template: Template) -> bool:
    """Tell whether a template needs the photos of people at all."""
    return any(isinstance(item, PhotoItem) for item in template.items)


def _is_meant(order: BadgeOrder, attendee: Attendee) -> bool:
    """Tell whether somebody is of the programme; who is not expected gets a badge if chosen."""
    is_of_here = attendee.registration.programme == order.programme.id
    is_expected = attendee.registration.status in order.states
    return is_of_here and (is_expected or bool(order.chosen))


def _is_due(order: BadgeOrder, attendee: Attendee, facts: Facts, waiting: set[str]) -> bool:
    own = attendee.registration
    if order.chosen or order.only is Only.ALL or not order.is_badge:
        return True
    if order.only is Only.NOT_PRINTED:
        return own.prints == 0 and own.id not in waiting
    return bool(own.printed_look) and own.printed_look != look_of(facts.values(attendee))


def _sort_text(order: BadgeOrder, attendee: Attendee, facts: Facts) -> str:
    """Give what goes before the order in which people were found, which is that of names.

    Who has no bus or delegation comes last.
    """
    if order.sort is Sort.DELEGATION:
        return normalise(attendee.registration.delegation) or LAST
    if order.sort is Sort.BUS:
        return normalise(facts.values(attendee)["bus"]) or LAST
    if order.chosen:
        by_type = order.sort is Sort.TYPE
        return normalise(attendee.registration.ticket_type if by_type else attendee.name)
    return ""
