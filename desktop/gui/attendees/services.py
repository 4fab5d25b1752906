"""What the room of attendees needs of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.workflows.attendees.attendee_list import AttendeeList
from desktop.workflows.attendees.delegations import Delegations
from desktop.workflows.attendees.merging import Merging
from desktop.workflows.attendees.photos import Photos
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.attendees.sessions import Sessions
from desktop.workflows.attendees.tickets import Tickets
from desktop.workflows.attendees.twins import Twins
from desktop.workflows.checkin.desk import Desk
from desktop.workflows.programme.planning import Planning
from desktop.workflows.programme.programmes import ProgrammeRepository


class AttendeesServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    attendees: AttendeeList
    registry: Registry
    tickets: Tickets
    certificate_mail: Tickets
    photos: Photos
    programmes: ProgrammeRepository
    twins: Twins
    sessions: Sessions
    desk: Desk
    delegations: Delegations
    merging: Merging
    planning: Planning

    def settings(self, name: str) -> dict[str, str]:
        """Give the settings of this computer under a name."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""
