"""What planning needs of the open store."""

from __future__ import annotations

from typing import Protocol

from desktop.workflows.attendees.sessions import Sessions
from desktop.workflows.programme.directory import Directory
from desktop.workflows.programme.members import Members
from desktop.workflows.programme.planning import Planning
from desktop.workflows.programme.point_plan import PointPlan
from desktop.workflows.programme.programmes import ProgrammeRepository


class ProgrammeServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    planning: Planning
    directory: Directory
    members: Members
    points: PointPlan
    sessions: Sessions
    programmes: ProgrammeRepository
