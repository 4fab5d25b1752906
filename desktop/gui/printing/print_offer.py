"""What the print dialog offers: templates, papers, printers, and the people of each choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.badges.media import Media
from desktop.domain.printing.printing import Printer
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.services import PrintingServices
from desktop.workflows.badges.badge_order import BadgeCounts
from desktop.workflows.badges.badge_templates import TemplateEntry


class Offer(NamedTuple):
    """What there is to choose from."""

    templates: Sequence[TemplateEntry]
    papers: Sequence[Media]
    printers: Sequence[Printer]
    chosen: Printer
    counts: BadgeCounts
    filtered: int


def read_offer(
    services: PrintingServices, programme: Programme, template: str, chosen: Filter
) -> Offer:
    """Read all there is to choose from, in the store's lane."""
    return Offer(
        services.templates.all(),
        services.papers.all(),
        services.printers.known(),
        services.printers.for_template(template),
        services.badges.counts(programme),
        services.badges.counts(programme, chosen).everybody,
    )


def every(step: int, on_progress: Callable[[int], None]) -> Callable[[int], None]:
    """Tell of progress now and then, not for each badge."""
    return lambda done: on_progress(done) if done % step == 0 else None
