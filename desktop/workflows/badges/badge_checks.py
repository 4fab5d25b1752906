"""Looks at everybody's badge before it is printed: who does not fit, who lacks what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.badges.badge_check import WeakSpot, check_template, fields_shown
from desktop.domain.badges.badge_layout import lay_out_values
from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.badge_values import Values
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.store.store import OnStore
from desktop.workflows.badges.badge_order import BadgeOrder, shows_photos
from desktop.workflows.badges.badges import BadgePrinting
from desktop.workflows.ports import BadgePainter, directly, never

# A code of the usual length; what it says does not matter for what fits.
SAMPLE_CODE = "0" * 27
NAMED = 20


@dataclass(slots=True)
class Lack:
    """People who lack something: how many, and the first of them by name."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count somebody."""
        self.count += 1
        if len(self.names) < NAMED:
            self.names.append(name)


@dataclass(frozen=True, slots=True)
class BadgeCheck:
    """What was found: people looked at, texts that do not fit, empty fields, weak spots.

    `misfits` are by the item's name, `lacking` by the field's.
    """

    people: int
    misfits: dict[str, Lack]
    lacking: dict[str, Lack]
    weak: tuple[WeakSpot, ...]


class BadgeChecks:
    """The honest check beside the canvas."""

    def __init__(self, badges: BadgePrinting, painter: BadgePainter) -> None:
        """Measure with this painter."""
        self._badges = badges
        self._painter = painter

    def run(
        self,
        programme: Programme | None,
        template: Template,
        media: Media,
        on_store: OnStore = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
    ) -> BadgeCheck:
        """Lay out everybody's badge and say what would be wrong with it.

        Raises:
            WorkStopped: the person went on drawing.
        """
        weak = tuple(check_template(template, media))
        misfits: dict[str, Lack] = {}
        lacking: dict[str, Lack] = {}
        if programme is None:
            return BadgeCheck(0, misfits, lacking, weak)
        order = BadgeOrder(programme, template, media)
        selection = self._badges.selection
        facts = on_store(lambda: selection.facts(programme))
        shown = [*fields_shown(template), *(["photo"] if shows_photos(template) else [])]
        done = 0
        ids = selection.select(order, on_store, is_stopped)
        for done, attendee in enumerate(selection.people(ids, on_store), start=1):
            if is_stopped():
                raise WorkStopped(done=done)
            values = facts.values(attendee)
            for name in shown:
                if not values[name]:
                    lacking.setdefault(name, Lack()).add(attendee.name)
            for name in self._misfits(template, media, values):
                misfits.setdefault(name, Lack()).add(attendee.name)
            on_progress(done)
        return BadgeCheck(done, misfits, lacking, weak)

    def _misfits(self, template: Template, media: Media, values: Values) -> list[str]:
        label = media.fitted(template).box(0)
        badge = lay_out_values(template, Box(0, 0, *label[2:]), values, SAMPLE_CODE)
        return self._painter.misfits(badge)
