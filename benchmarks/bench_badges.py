"""Badges of the sample's people: a thousand to one PDF, ten thousand without growing, one label."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.common import scratch, timed
from desktop.app import ready_graphics
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.printing.label_raster import Label, raster_of
from desktop.devices.printing.zpl import to_zpl
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee, Registration
from desktop.domain.badges.badge_layout import Badge, lay_out
from desktop.domain.badges.media import PageSetup
from desktop.domain.checkin.codes import make_code
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.sample import sample_guest_list
from desktop.workflows.transfer.guest_list import Problem

BADGES = 1_000
ROUNDS = 5


def run() -> tuple[float, float]:
    """Give the best and the median milliseconds for one badge, over some rounds."""
    ready_graphics()
    people = list(islice(cycle(_people()), BADGES))
    with scratch() as folder:
        times = sorted(timed(lambda: _paint(people, folder / "b.pdf")) for _ in range(ROUNDS))
    return times[0] / BADGES, times[len(times) // 2] / BADGES


def run_growth() -> tuple[float, float]:
    """Give by how many megabytes the peak of painting 1,000 and 10,000 lies over the start."""
    ready_graphics()
    people = list(islice(cycle(_people()), 10 * BADGES))
    with scratch() as folder:
        # What fonts and libraries take is not the badges'.
        _paint(people[:100], folder / "b.pdf")
        return _growth(people[:BADGES], folder), _growth(people, folder)


def _growth(people: list[Attendee], folder: Path) -> float:
    """Forget the peak of before, paint, and tell how far memory went up (Linux: proc(5))."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    start = _peak_mb()
    _paint(people, folder / "b.pdf")
    return _peak_mb() - start


def run_label() -> tuple[float, float]:
    """Give the median milliseconds from a person to ZPL at 203 and at 300 dots an inch."""
    ready_graphics()
    media, template = media_named("4x3in"), template_named("two-script")
    programme = Programme("p", "NIPERM", 1, "New Orleans/Israel Partnership")
    found = []
    for dpi in (203, 300):
        times = []
        for n, attendee in enumerate(_people()[:100]):

            def label(attendee: Attendee = attendee, n: int = n, dpi: int = dpi) -> None:
                code = make_code(1, 7_919_113 * n)
                badge = lay_out(template, media.box(0), attendee, programme, code)
                to_zpl(raster_of(Label(media, badge), dpi))

            times.append(timed(label))
        found.append(sorted(times)[len(times) // 2])
    return found[0], found[1]


def _peak_mb() -> float:
    """Read the most memory that this process has held since its peak was forgotten."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _paint(people: list[Attendee], target: Path) -> None:
    media, template = media_named("5392"), template_named("two-script")
    programme = Programme("p", "NIPERM", 1, "New Orleans/Israel Partnership")

    def badges() -> Iterator[Badge]:
        for n, attendee in enumerate(people):
            code = make_code(1, 7_919_113 * n)
            yield lay_out(template, media.box(n % 6), attendee, programme, code)

    PdfBadgePainter().paint_pdf(target, PageSetup(media), badges())


def _people() -> list[Attendee]:
    rows = [row for batch in sample_guest_list().batches() for row in batch]
    guests = [row for row in rows if not isinstance(row, Problem)]
    return [
        Attendee(
            Registration(f"r{n}", "p", f"n{n}", ticket_type=guest.registration["ticket_type"]),
            Person(f"n{n}", **guest.person),
        )
        for n, guest in enumerate(guests)
    ]


if __name__ == "__main__":
    print(run())
