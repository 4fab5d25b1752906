"""Whose badges would not say what was given, by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_layout import Badge
from desktop.domain.failures import UnfitBadges
from desktop.workflows.ports import BadgePainter

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


@dataclass(slots=True)
class Honest:
    """Whose texts are not as they were given: written in Latin letters, or not whole."""

    rewritten: Lack = field(default_factory=Lack)
    unfit: Lack = field(default_factory=Lack)

    def look(self, painter: BadgePainter, badge: Badge, attendee: Attendee) -> None:
        """Note what is wrong with somebody's badge."""
        if texts := painter.rewritten(badge):
            as_written = " ".join(dict.fromkeys(texts.values()))
            self.rewritten.add(f"{attendee.name} ({as_written})")
        if painter.misfits(badge):
            self.unfit.add(attendee.name)

    def require_whole(self) -> None:
        """Refuse badges that are not whole.

        Raises:
            UnfitBadges: somebody's would be cut or lose letters.
        """
        if self.unfit.count:
            raise UnfitBadges(count=self.unfit.count, names=", ".join(self.unfit.names))
