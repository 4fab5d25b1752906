"""1,000 badges of the sample's people, laid out and painted to one PDF."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from benchmarks.common import scratch, timed
from desktop.app import ready_graphics
from desktop.devices.badge_paint import PdfBadgePainter
from desktop.domain.badge_layout import Badge, lay_out
from desktop.domain.codes import make_code
from desktop.domain.media import PageSetup
from desktop.domain.person import Person
from desktop.domain.programme import Programme
from desktop.domain.registration import Attendee, Registration
from desktop.workflows.badge_templates import template_named
from desktop.workflows.guest_list import Problem
from desktop.workflows.papers import media_named
from desktop.workflows.sample import sample_guest_list

BADGES = 1_000
ROUNDS = 5


def run() -> tuple[float, float]:
    """Give the best and the median milliseconds for one badge, over some rounds."""
    ready_graphics()
    people = list(islice(cycle(_people()), BADGES))
    with scratch() as folder:
        times = sorted(timed(lambda: _paint(people, folder / "b.pdf")) for _ in range(ROUNDS))
    return times[0] / BADGES, times[len(times) // 2] / BADGES


def _paint(people: list[Attendee], target: Path) -> None:
    media, template = media_named("5392"), template_named("two-script")
    programme = Programme("p", "NIPERM", 1, "New Orleans/Israel Partnership")

    def badges() -> list[Badge]:
        return [
            lay_out(template, media.box(n % 6), one, programme, make_code(1, 7_919_113 * n))
            for n, one in enumerate(people)
        ]

    PdfBadgePainter().paint_pdf(target, PageSetup(media), iter(badges()))


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
