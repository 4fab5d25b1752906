"""Looks at what is to be printed: the first page, the fullest badge, whose is not whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_layout import Badge, lay_out_values
from desktop.domain.badges.box import Box
from desktop.domain.failures import WorkStopped
from desktop.store.engine.slices import OnStore
from desktop.workflows.badges.badge_order import BadgeOrder, BadgeSelection, Facts
from desktop.workflows.badges.honest import Honest
from desktop.workflows.ports import BadgePainter, directly, never


@dataclass(slots=True)
class Ahead:
    """What an order comes to: its badges and sheets, and what the first page looks like.

    `fullest` is the badge with the least room to spare, and whose it is.
    """

    badges: int = 0
    sheets: int = 0
    first_page: list[Badge] = field(default_factory=list)
    fullest: Badge | None = None
    fullest_name: str = ""
    honest: Honest = field(default_factory=Honest)


class PrintAhead:
    """Lays out all badges of an order without making any."""

    def __init__(self, selection: BadgeSelection, painter: BadgePainter) -> None:
        """Measure with this painter."""
        self._selection = selection
        self._painter = painter

    def look(
        self,
        order: BadgeOrder,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> Ahead:
        """Look at everybody's badge; nobody's photo is read but those that are shown.

        Raises:
            WorkStopped: something else is to be printed now.
        """
        selection, setup = self._selection, order.setup
        ids = selection.select(order, on_store, is_stopped)
        facts = on_store(lambda: selection.facts(order.programme))
        sheets = setup.sheets(len(ids))
        ahead = Ahead(len(ids), len(sheets))
        on_first = sheets[0][1] if sheets else 0
        fullest: Attendee | None = None
        most = -1.0
        for number, attendee in enumerate(selection.people(ids, on_store)):
            if is_stopped():
                raise WorkStopped(done=number)
            badge = self._laid_out(order, facts, attendee)
            if number < on_first:
                ahead.first_page.append(self._pictured(order, facts, attendee, on_store))
            ahead.honest.look(self._painter, badge, attendee)
            if (fullness := self._painter.fullness(badge)) > most:
                most, fullest = fullness, attendee
        if fullest is not None:
            ahead.fullest = self._pictured(order, facts, fullest, on_store)
            ahead.fullest_name = fullest.name
        return ahead

    def _pictured(
        self, order: BadgeOrder, facts: Facts, attendee: Attendee, on_store: OnStore
    ) -> Badge:
        values = [facts.values(attendee)]
        pictures = on_store(lambda: self._selection.pictures_of(order.template, values))
        return self._laid_out(order, facts, attendee, pictures)

    @staticmethod
    def _laid_out(
        order: BadgeOrder,
        facts: Facts,
        attendee: Attendee,
        pictures: dict[str, bytes] | None = None,
    ) -> Badge:
        own, media = attendee.registration, order.setup.media
        code = own.badge_code or own.ticket_code
        label = Box(0, 0, media.label_w_mm, media.label_h_mm)
        return lay_out_values(order.template, label, facts.values(attendee), code, pictures)
