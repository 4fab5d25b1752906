"""Looks at everybody's badge before it is printed: who does not fit, who lacks what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.badges.badge_check import WeakSpot, check_template, fields_shown
from desktop.domain.badges.badge_layout import Badge, lay_out_values
from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.badge_values import Values
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.store.engine.slices import OnStore
from desktop.workflows.badges.badge_order import BadgeOrder, shows_photos
from desktop.workflows.badges.badges import BadgePrinting
from desktop.workflows.badges.honest import Lack
from desktop.workflows.ports import BadgePainter, directly, never

# A code of the usual length; what it says does not matter for what fits.
SAMPLE_CODE = "0" * 27


@dataclass(frozen=True, slots=True)
class BadgeCheck:
    """What was found: people looked at, texts that do not fit, empty fields, weak spots.

    `misfits` are by the item's name, and so are those `rewritten` in Latin letters; `lacking` are
    by the field's.
    """

    people: int
    misfits: dict[str, Lack]
    lacking: dict[str, Lack]
    weak: tuple[WeakSpot, ...]
    rewritten: dict[str, Lack]


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
        rewritten: dict[str, Lack] = {}
        if programme is None:
            return BadgeCheck(0, misfits, lacking, weak, rewritten)
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
            badge = self._laid_out(template, media, values)
            for name in self._painter.misfits(badge):
                misfits.setdefault(name, Lack()).add(attendee.name)
            for name in self._painter.rewritten(badge):
                rewritten.setdefault(name, Lack()).add(attendee.name)
            on_progress(done)
        return BadgeCheck(done, misfits, lacking, weak, rewritten)

    @staticmethod
    def _laid_out(template: Template, media: Media, values: Values) -> Badge:
        label = media.fitted(template).box(0)
        return lay_out_values(template, Box(0, 0, *label[2:]), values, SAMPLE_CODE)
