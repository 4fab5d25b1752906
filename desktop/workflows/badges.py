"""Prints badges to a PDF: everybody's, chosen people's, or those not yet printed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.badge_layout import Badge, Template, lay_out, template_from_dict
from desktop.domain.codes import RANDOM_DIGITS, make_code
from desktop.domain.entry import Draft, subject_of
from desktop.domain.fold import PRINT, UNDO
from desktop.domain.media import Media, media_from_row
from desktop.domain.programme import Programme
from desktop.domain.registration import Attendee, Status
from desktop.domain.trouble import (
    FileUnwritable,
    NoSuchMedia,
    NoSuchTemplate,
    NothingToPrint,
    WorkStopped,
)
from desktop.files import resources
from desktop.files.whole_file import whole_file
from desktop.store.store import Store
from desktop.workflows.ports import BadgePainter, Clock, OnStore, directly, never

DEFAULT_MEDIA = "5392"
DEFAULT_TEMPLATE = "two-script"
# A single label of the size of the default badge, and where such badges wait for the printer.
ENTRY_MEDIA = "4x3in"
ENTRY_FOLDER = "badges"
MAX_NAME = 60
_SAFE = re.compile(r"[^\w-]+")
# People who are invited or wait get a badge when they are confirmed.
_WITH_BADGE = frozenset({Status.REGISTERED, Status.PENDING})


class Only(StrEnum):
    """For whom badges are made."""

    ALL = "all"
    NOT_PRINTED = "not-printed"


@dataclass(frozen=True, slots=True)
class BadgeOrder:
    """Which badges to print, on what, to which file; `chosen` ids go before `only`."""

    programme: Programme
    target: Path
    media: Media
    template: Template
    only: Only = Only.ALL
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadgeCounts:
    """How many badges each choice would make, and how many of them replace an older one."""

    everybody: int
    not_printed: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out: the file, its badges and pages, how many older badges are void now."""

    target: Path
    badges: int
    pages: int
    replaced: int


def media_named(name: str) -> Media:
    """Find badge media by any of its codes.

    Raises:
        NoSuchMedia: the table has none of that code.
    """
    known = all_media()
    wanted = name.strip().upper()
    for media in known:
        if wanted in {name.upper() for name in (media.code, *media.names)}:
            return media
    raise NoSuchMedia(name=name, known=[media.code for media in known])


def all_media() -> Sequence[Media]:
    """List the badge sheets and rolls whose size is fixed."""
    rows = resources.read_table("media", "badge_media.csv")
    return [media_from_row(row) for row in rows if float(row["label_h_mm"]) > 0]


def template_named(name: str) -> Template:
    """Find a badge template by its name.

    Raises:
        NoSuchTemplate: there is none.
    """
    known = resources.names("badges", ".json")
    if name not in known:
        raise NoSuchTemplate(name=name, known=known)
    return template_from_dict(name, resources.read_json("badges", f"{name}.json"))


class BadgePrinting:
    """Makes badge files; a badge that is printed again voids the code of the older one."""

    def __init__(self, store: Store, clock: Clock, painter: BadgePainter) -> None:
        """Work on this store and paint with this painter."""
        self._store = store
        self._clock = clock
        self._painter = painter

    def counts(self, programme: Programme) -> BadgeCounts:
        """Count what there is to print."""
        states = [status.value for status in _WITH_BADGE]
        with self._store.read():
            count = self._store.registrations.count_badges
            return BadgeCounts(
                count(programme.id, states, only_unprinted=False),
                count(programme.id, states, only_unprinted=True),
            )

    def run(
        self,
        order: BadgeOrder,
        on_store: OnStore[Any] = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
    ) -> Printed:
        """Paint the file beside its place, note the badges as printed, and put it in place.

        Stopped or failed before the note, nothing has changed; failed after it, the note is
        taken back.

        Raises:
            NothingToPrint, WorkStopped, FileUnwritable: no file was made.
        """
        people = self._people(order, on_store, is_stopped)
        if not people:
            raise NothingToPrint(programme=order.programme.title)
        codes = {one.id: self._new_code(order.programme) for one in people}
        noted: list[Draft] = []
        try:
            with whole_file(order.target) as draft:
                badges = self._badges(order, people, codes, on_progress, is_stopped)
                pages = self._painter.paint_pdf(draft, order.media, badges)
                noted = on_store(lambda: self._note(order, people, codes))
        except FileUnwritable:
            if noted:
                on_store(lambda: self._take_back(noted))
            raise
        replaced = sum(one.registration.prints > 0 for one in people)
        return Printed(order.target, len(people), pages, replaced)

    def on_entry(
        self, programme: Programme, attendee: Attendee, on_store: OnStore[Any] = directly
    ) -> Printed:
        """Make the badge of somebody who just came in, as a file of its own beside the store.

        Raises:
            FileUnwritable: the folder or the disk does not take it; nothing was noted.
        """
        folder = self._store.path.parent / ENTRY_FOLDER
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise FileUnwritable(path=folder, reason=error.strerror or str(error)) from error
        name = _SAFE.sub("-", f"{programme.code}-{attendee.name}").strip("-")[:MAX_NAME]
        target = folder / f"{name}-{attendee.id[-6:]}.pdf"
        media, template = media_named(ENTRY_MEDIA), template_named(DEFAULT_TEMPLATE)
        order = BadgeOrder(programme, target, media, template, chosen=(attendee.id,))
        return self.run(order, on_store)

    def _people(
        self, order: BadgeOrder, on_store: OnStore[Any], is_stopped: Callable[[], bool]
    ) -> list[Attendee]:
        if order.chosen:
            return list(on_store(partial(self._chosen, order)))
        return list(self._wanted(order.programme, order.only, on_store, is_stopped))

    def _chosen(self, order: BadgeOrder) -> list[Attendee]:
        with self._store.read():
            found = (self._store.registrations.by_id(id_) for id_ in order.chosen)
            here = order.programme.id
            return [one for one in found if one and one.registration.programme == here]

    def _wanted(
        self,
        programme: Programme,
        only: Only,
        on_store: OnStore[Any],
        is_stopped: Callable[[], bool],
    ) -> Iterator[Attendee]:
        after = 0
        while not is_stopped():
            after, page = on_store(partial(self._page, programme, after))
            if not page:
                return
            for one in page:
                is_due = only is Only.ALL or one.registration.prints == 0
                if one.registration.status in _WITH_BADGE and is_due:
                    yield one

    def _page(self, programme: Programme, after: int) -> tuple[int, Sequence[Attendee]]:
        with self._store.read():
            return self._store.registrations.page(programme.id, after)

    @staticmethod
    def _badges(
        order: BadgeOrder,
        people: Sequence[Attendee],
        codes: dict[str, str],
        on_progress: Callable[[int], None],
        is_stopped: Callable[[], bool],
    ) -> Iterator[Badge]:
        for done, one in enumerate(people):
            if is_stopped():
                raise WorkStopped(done=done)
            box = order.media.box(done % order.media.per_page)
            yield lay_out(order.template, box, one, order.programme, codes[one.id])
            on_progress(done + 1)

    @staticmethod
    def _new_code(programme: Programme) -> str:
        return make_code(programme.number, secrets.randbelow(10**RANDOM_DIGITS))

    def _note(
        self, order: BadgeOrder, people: Sequence[Attendee], codes: dict[str, str]
    ) -> list[Draft]:
        """Write the prints into the journal and give the entries that would take them back."""
        programme = order.programme.id
        drafts = [
            Draft(PRINT, subject_of("registration", one.id), programme, {"code": codes[one.id]})
            for one in people
        ]
        with self._store.write():
            entries = self._store.append(drafts, self._clock())
        return [
            Draft(UNDO, entry.subject, programme, {"desk": entry.desk, "n": entry.n})
            for entry in entries
        ]

    def _take_back(self, undos: Sequence[Draft]) -> None:
        with self._store.write():
            self._store.append(undos, self._clock())
