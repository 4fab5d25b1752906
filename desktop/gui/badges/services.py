"""What the designer of badges needs of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.workflows.attendees.attendee_list import AttendeeList
from desktop.workflows.badges.badge_checks import BadgeChecks
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.badges.badges import BadgePrinting
from desktop.workflows.badges.papers import PaperRepository
from desktop.workflows.checkin.desk import Desk


class BadgesServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    templates: TemplateRepository
    papers: PaperRepository
    attendees: AttendeeList
    desk: Desk
    badges: BadgePrinting
    badge_checks: BadgeChecks

    def settings(self, name: str) -> dict[str, str]:
        """Give the settings of this computer under a name."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""
