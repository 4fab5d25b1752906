"""A desk with two printers behind a spooler that does what the test says."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.badges.media import Media
from desktop.domain.checkin.codes import Reading
from desktop.domain.printing.printing import (
    Earlier,
    FoundPrinter,
    JobState,
    Printer,
    PrinterKind,
    PrintTask,
    Spool,
    Spooled,
)
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

A, B = "Laser A", "Laser B"
SIX = media_named("5392")
LABEL = media_named("4x3in")


class FakeDoor:
    """A spooler that does what the test says, and remembers what it was given."""

    def __init__(self) -> None:
        self.tasks: list[PrintTask] = []
        self.states: dict[str, Spooled] = {}
        self.refusal: Exception | None = None
        self.cancelled: list[str] = []
        self.found: tuple[FoundPrinter, ...] = ()
        self.knows_earlier = True
        self.obeys = True
        self.files: list[tuple[str, bytes, str]] = []

    def system_printers(self) -> tuple[FoundPrinter, ...]:
        return self.found

    def status(self, printer: Printer) -> str:
        return "paper out" if printer.name == B else ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        if self.refusal:
            raise self.refusal
        self.tasks.append(task)
        self.states[task.key] = Spooled(Spool.QUEUED)
        return task.key

    def send_file(self, printer: Printer, file: Path, title: str) -> None:
        if self.refusal:
            raise self.refusal
        self.files.append((printer.name, file.read_bytes(), title))

    def look(self, printer: Printer, ticket: str) -> Spooled:
        return self.states[ticket]

    def earlier(self, printer: Printer, key: str) -> Earlier:
        is_known = any(task.key == key for task in self.tasks)
        return Earlier(key if is_known and self.knows_earlier else "", self.knows_earlier)

    def cancel(self, printer: Printer, ticket: str) -> None:
        self.cancelled.append(ticket)
        if self.obeys and self.states[ticket].state is Spool.QUEUED:
            self.states[ticket] = Spooled(Spool.CANCELLED)

    def print_all(self) -> None:
        for key, spooled in self.states.items():
            if spooled.state is Spool.QUEUED:
                self.states[key] = Spooled(Spool.PRINTED)

    @property
    def codes(self) -> list[str]:
        return [item.code for task in self.tasks for badge in task.badges
                for item in badge.items if hasattr(item, "code")]  # fmt: skip


class Room:
    """A desk with two printers and some people."""

    def __init__(self, front_desk: FrontDesk, door: FakeDoor, clock: FakeClock) -> None:
        self.front_desk = front_desk
        self.door = door
        self.programme: Programme = front_desk.programmes.find_or_make("NIPERM")
        self.reception = Reception(front_desk, self.programme, clock)
        for name in (A, B):
            front_desk.printers.save(Printer(name, PrinterKind.SYSTEM, name))
        self.people = [self.reception.register(f"Guest{n:02d} Levi") for n in range(14)]

    def order(self, media: Media = SIX, **more: object) -> BadgeOrder:
        template = template_named("two-script")
        return BadgeOrder(self.programme, template, media, **more)  # type: ignore[arg-type]

    def add(self, media: Media = SIX, printer: str = A, **more: object) -> str:
        chosen = self.front_desk.printers.named(printer)
        return self.front_desk.queue.add(self.order(media, **more), chosen, "Badges").id

    def pump(self) -> None:
        self.front_desk.queue.pump()

    def finish(self) -> None:
        for _round in range(40):
            self.door.print_all()
            if not self.front_desk.queue.pump().still_open:
                return

    def state(self, job: str) -> JobState:
        return next(known.state for known in self.front_desk.queue.jobs() if known.id == job)

    def prints(self) -> list[int]:
        return [self.reception.now(attendee).registration.prints for attendee in self.people]

    def scan(self, code: str) -> str:
        place = Station(self.programme, self.front_desk.programmes.points(self.programme)[0])
        return self.front_desk.desk.scan(place, Reading(code)).outcome.slug
