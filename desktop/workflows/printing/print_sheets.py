"""What stands on the sheets of a print job, and what the journal says when they are out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee
from desktop.domain.badges.badge_document import read_document, write_document
from desktop.domain.badges.badge_layout import Badge, lay_out_values
from desktop.domain.badges.badge_values import look_of
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import PageSetup
from desktop.domain.printing.printing import (
    Copy,
    Printer,
    PrintTask,
    ReprintReason,
    Sheet,
    SheetState,
    labels_of,
)
from desktop.store.engine.slices import OnStore
from desktop.store.queries.print_jobs import JobRow
from desktop.store.store import Store
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badges import BadgePrinting, print_draft
from desktop.workflows.badges.papers import media_from_dict
from desktop.workflows.ports import Clock
from desktop.workflows.printing.printers import PrinterRepository


class PrintSheets:
    """Lays out the sheets of jobs and notes them when they are out."""

    def __init__(
        self, store: Store, clock: Clock, badges: BadgePrinting, printers: PrinterRepository
    ) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._badges = badges
        self._printers = printers
        self._looks: dict[str, str] = {}

    def task(
        self, key: str, printer: Printer, row: JobRow, sheet: Sheet, on_store: OnStore
    ) -> PrintTask:
        """Lay out a sheet as it stands in the store now."""
        setup = self.setup(printer, row, sheet)
        badges = tuple(self.badges(row, sheet, setup, on_store))
        return PrintTask(key, f"{row.title} ({sheet.number + 1})", setup, badges)

    @staticmethod
    def setup(printer: Printer, row: JobRow, sheet: Sheet) -> PageSetup:
        """Say how a sheet comes onto paper at a printer."""
        kept = json.loads(row.setup)
        media, shift = media_from_dict(kept["media"]), printer.shift
        return PageSetup(media, sheet.first_label, kept["has_marks"], shift, kept["header"])

    def badges(
        self, row: JobRow, sheet: Sheet, setup: PageSetup, on_store: OnStore
    ) -> Iterator[Badge]:
        """Lay out the badges of a sheet, one after the other.

        Who was cancelled, blocked or merged into somebody else meanwhile is left out.
        """
        kept = json.loads(row.setup)
        template = read_document(kept["template_name"], kept["template"]).template
        programme = on_store(lambda: self._store.programmes.by_id(row.programme))
        if programme is None:
            return
        facts = on_store(lambda: self._badges.selection.facts(programme))
        codes = dict(sheet.copies)
        label = Box(0, 0, setup.media.label_w_mm, setup.media.label_h_mm)
        for attendee in self._badges.selection.people(list(codes), on_store):
            if attendee.registration.status in NOT_EXPECTED:
                continue
            values = facts.values(attendee)
            self._looks[codes[attendee.id]] = look_of(values)
            pictures = on_store(partial(self._badges.selection.pictures_of, template, [values]))
            yield lay_out_values(template, label, values, codes[attendee.id], pictures)

    def note_out(self, row: JobRow, sheet: Sheet, state: SheetState) -> None:
        """Say in the journal that badges are out, and count the labels that they took."""
        kept = json.loads(row.setup)
        has_back = read_document("", kept["template"]).template.has_back
        with self._store.write():
            self._store.print_jobs.set_state(row.id, sheet.number, state)
            if kept["media"]["kind"] == "roll":
                labels = labels_of(sheet.copies, has_back=has_back)
                self._printers.take_labels(row.printer, labels)
            if kept["is_badge"]:
                reason = ReprintReason(kept["reason"])
                drafts = [
                    print_draft(
                        row.programme, attendee.id, code, self._look(row, attendee, code), reason
                    )
                    for attendee, code in self._registered(sheet)
                ]
                self._store.append(drafts, self._clock())

    def _registered(self, sheet: Sheet) -> Iterator[tuple[Attendee, str]]:
        people = {
            attendee.id: attendee
            for attendee in self._store.registrations.by_ids(list(dict(sheet.copies)))
        }
        for id_, code in sheet.copies:
            if id_ in people and people[id_].registration.status not in NOT_EXPECTED:
                yield people[id_], code

    def _look(self, row: JobRow, attendee: Attendee, code: str) -> str:
        """Sum up what was painted; after a crash, what the person is called now."""
        known = self._looks.pop(code, "")
        programme = self._store.programmes.by_id(row.programme)
        if known or programme is None:
            return known
        return look_of(self._badges.selection.facts(programme).values(attendee))


def sheets_of(setup: PageSetup, copies: Sequence[Copy], *, is_whole: bool) -> Iterator[Sheet]:
    """Part a job into sheets or labels; a file takes all of them."""
    if is_whole:
        yield Sheet(0, tuple(copies), setup.start_at)
        return
    for number, (first, count, free) in enumerate(setup.sheets(len(copies))):
        yield Sheet(number, tuple(copies[first : first + count]), free)


def setup_to_dict(order: BadgeOrder) -> dict[str, Any]:
    """Write what the sheets of an order are painted from, so that it can be kept."""
    setup = replace(order.setup, start_at=0)
    return {
        "template_name": order.template.name,
        "template": write_document(order.template),
        "media": asdict(setup.media),
        "has_marks": setup.has_marks,
        "header": setup.header,
        "reason": order.reason.value,
        "is_badge": order.is_badge,
    }
