"""Makes badge files; what is printed by printers goes through `print_queue`."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_layout import Badge, lay_out_values
from desktop.domain.badges.badge_values import look_of
from desktop.domain.badges.box import Box
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.failures import (
    FileUnwritable,
    NothingToPrint,
    SecondBadges,
    WorkStopped,
)
from desktop.domain.journal.bodies import PRINT, undo_draft
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.printing.printing import ReprintReason
from desktop.domain.programme.programme import Programme
from desktop.files.writing.fingerprint import fingerprint_of
from desktop.files.writing.targets import require_replaceable
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.badges.badge_order import (
    BadgeCounts,
    BadgeOrder,
    BadgeSelection,
    shows_photos,
)
from desktop.workflows.badges.honest import Honest
from desktop.workflows.badges.print_ahead import PrintAhead
from desktop.workflows.badges.unfinished_files import UnfinishedFiles
from desktop.workflows.ports import BadgePainter, Clock, directly, never

NO_TYPE = "other"
# Of a ticket type in a file's name: disks take 255 bytes, and a letter may have four.
MOST_LETTERS = 40
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out: the files, their badges and pages, how many older badges are void now.

    `honest` names the people whose badges do not say what was given.
    """

    targets: tuple[Path, ...]
    badges: int
    pages: int
    replaced: int
    honest: Honest = field(default_factory=Honest)

    @property
    def target(self) -> Path:
        """The first file."""
        return self.targets[0]


@dataclass(slots=True)
class _Noted:
    """What the badges of a file are to say in the journal: code, look and reason of each."""

    prints: dict[str, tuple[str, str]] = field(default_factory=dict)
    replaced: int = 0
    honest: Honest = field(default_factory=Honest)
    is_anyway: bool = False

    def require_whole(self) -> None:
        """Refuse badges that are not whole, unless somebody wants them all the same."""
        if not self.is_anyway:
            self.honest.require_whole()


class BadgePrinting:
    """Badge files; a badge that is made again voids the code of the older one."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        painter: BadgePainter,
        selection: BadgeSelection,
        unfinished: UnfinishedFiles,
    ) -> None:
        """Work on this store and paint with this painter."""
        self._unfinished = unfinished
        self._store = store
        self._clock = clock
        self._painter = painter
        self.selection = selection
        self.ahead = PrintAhead(selection, painter)

    def counts(
        self,
        programme: Programme,
        wanted: Filter | None = None,
        *,
        with_unconfirmed: bool = False,
    ) -> BadgeCounts:
        """Count what there is to print."""
        return self.selection.counts(programme, wanted, with_unconfirmed=with_unconfirmed)

    def run(
        self,
        order: BadgeOrder,
        target: Path,
        on_store: OnStore = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
        *,
        is_forced: bool = False,
        is_anyway: bool = False,
    ) -> Printed:
        """Paint files beside their places, note the badges as printed, put them in place.

        Stopped or failed before the note, nothing has changed for that file; failed after it,
        the note is taken back. One file a ticket type is named after the type: nobody was asked
        whether a file of that name may be replaced, unless `is_forced` says so. Badges that would
        be cut or lose letters are made only if `is_anyway`.

        Raises:
            NothingToPrint, UnfitBadges, WorkStopped, FileUnwritable, FileThere: a file was not
                made.
        """
        ids = self.selection.select(order, on_store, is_stopped)
        if not ids:
            raise NothingToPrint(programme=order.programme.title)
        files = {target: ids}
        if order.is_one_per_type:
            files = self._by_type(ids, target, on_store)
            for path in () if is_forced else files:
                require_replaceable(path)
        done = pages = replaced = 0
        honest = Honest()
        for path, some in files.items():
            tell = partial(_notify_after, on_progress, done)
            noted = _Noted(honest=honest, is_anyway=is_anyway)
            pages += self._file(order, path, some, noted, on_store, tell, is_stopped)
            done, replaced = done + len(some), replaced + noted.replaced
        return Printed(tuple(files), done, pages, replaced, honest)

    def require_reason(self, order: BadgeOrder) -> None:
        """Refuse an order for which nobody said why, if it would void a badge that counts.

        Raises:
            SecondBadges: somebody of it has such a badge, printed or in a queue.
        """
        if not order.is_badge:
            return
        people = self.selection.people(self.selection.select(order))
        count = sum(bool(attendee.registration.badge_code) for attendee in people)
        if count:
            raise SecondBadges(count=count)

    def preview(self, order: BadgeOrder, attendee: Attendee, on_store: OnStore = directly) -> Badge:
        """Lay out one badge to be looked at; its code is the one that the person has."""
        facts = on_store(lambda: self.selection.facts(order.programme))
        own = attendee.registration
        code = (own.badge_code or own.ticket_code) if order.is_badge else own.ticket_code
        label = order.media.fitted(order.template).box(0)
        values = facts.values(attendee)
        pictures = on_store(lambda: self.selection.pictures_of(order.template, [values]))
        return lay_out_values(order.template, Box(0, 0, *label[2:]), values, code, pictures)

    def _by_type(
        self, ids: Sequence[str], target: Path, on_store: OnStore
    ) -> dict[Path, list[str]]:
        names: dict[str, list[str]] = {}
        for attendee in self.selection.people(ids, on_store):
            type_ = attendee.registration.ticket_type
            name = _UNSAFE.sub("-", type_).strip("-")[:MOST_LETTERS] or NO_TYPE
            names.setdefault(name, []).append(attendee.id)
        return {
            target.with_name(f"{target.stem}-{name}{target.suffix}"): some
            for name, some in sorted(names.items())
        }

    def _file(
        self,
        order: BadgeOrder,
        target: Path,
        ids: Sequence[str],
        noted: _Noted,
        on_store: OnStore,
        on_progress: Callable[[int], None],
        is_stopped: Callable[[], bool],
    ) -> int:
        """Make one file, note what is said of its badges, and give its pages."""
        undos: list[Draft] = []
        with self._unfinished.moving() as id_:
            try:
                with whole_file(target) as draft:
                    badges = self._badges(order, ids, noted, on_store, on_progress, is_stopped)
                    pages = self._painter.paint_pdf(draft, order.setup, badges)
                    noted.require_whole()
                    if order.is_badge:
                        facts = (id_, target, draft, fingerprint_of(draft))
                        undos = on_store(lambda: self._note(order, noted, *facts))
                        self._unfinished.take_over(draft)
            except FileUnwritable:
                if undos:
                    on_store(lambda: self._end(id_, undos))
                    self._unfinished.hand_back(draft)
                raise
            if undos:
                on_store(lambda: self._end(id_))
        return pages

    def _badges(
        self,
        order: BadgeOrder,
        ids: Sequence[str],
        noted: _Noted,
        on_store: OnStore,
        on_progress: Callable[[int], None],
        is_stopped: Callable[[], bool],
    ) -> Iterator[Badge]:
        facts = on_store(lambda: self.selection.facts(order.programme))
        label = Box(0, 0, order.setup.media.label_w_mm, order.setup.media.label_h_mm)
        fixed = on_store(lambda: self.selection.pictures_of(order.template, []))
        needs_photos = shows_photos(order.template)
        for done, attendee in enumerate(self.selection.people(ids, on_store), start=1):
            if is_stopped():
                raise WorkStopped(done=done - 1)
            values = facts.values(attendee)
            pictures = fixed
            if needs_photos and (photo := values["photo"]):
                pictures = fixed | on_store(partial(self.selection.photos, [photo]))
            code = code_for(order, attendee)
            noted.prints[attendee.id] = (code, look_of(values))
            noted.replaced += order.is_badge and voids_older(order.reason, attendee)
            badge = lay_out_values(order.template, label, values, code, pictures)
            noted.honest.look(self._painter, badge, attendee)
            yield badge
            on_progress(done)

    def _note(
        self, order: BadgeOrder, noted: _Noted, id_: str, target: Path, draft: Path, content: str
    ) -> list[Draft]:
        """Write the prints into the journal and give the entries that would take them back."""
        programme = order.programme.id
        drafts = [
            print_draft(programme, id_, code, look, order.reason)
            for id_, (code, look) in noted.prints.items()
        ]
        with self._store.write():
            entries = self._store.append(drafts, self._clock())
            self._unfinished.note(id_, target, draft, content, entries)
        return [undo_draft(entry) for entry in entries]

    def _end(self, id_: str, undos: Sequence[Draft] = ()) -> None:
        """Forget the note of a file: it is in place, or its badges are taken back here."""
        with self._store.write():
            if undos:
                self._store.append(undos, self._clock())
            self._unfinished.forget(id_)


def print_draft(programme: str, id_: str, code: str, look: str, reason: ReprintReason) -> Draft:
    """Make the entry of a badge that is out."""
    body = {"code": code, "look": look}
    if reason is not ReprintReason.OTHER:
        body["reason"] = reason.value
    return Draft(PRINT, subject_of(SubjectType.REGISTRATION, id_), programme, body)


def code_for(order: BadgeOrder, attendee: Attendee) -> str:
    """Give the code that somebody's badge gets: a new one, unless the old one is to live on."""
    own = attendee.registration
    if not order.is_badge:
        return own.ticket_code
    if own.badge_code and not order.reason.retires:
        return own.badge_code
    return make_code(order.programme.number, secrets.randbelow(10**RANDOM_DIGITS))


def voids_older(reason: ReprintReason, attendee: Attendee) -> bool:
    """Tell whether a new badge voids an older one."""
    return bool(attendee.registration.prints) and reason.retires


def _notify_after(on_progress: Callable[[int], None], before: int, done: int) -> None:
    """Tell of progress where files before this one have badges, too."""
    on_progress(before + done)
