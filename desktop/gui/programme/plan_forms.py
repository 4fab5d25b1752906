"""The form for each part of a programme's plan."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.programme.programme import Place, Point, Session
from desktop.domain.programme.questions import Question
from desktop.gui.programme.plan_dialogs import (
    PlaceDialog,
    PlanDialog,
    QuestionDialog,
    SessionFormDialog,
)
from desktop.gui.programme.point_dialog import PointDialog
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.widgets.jobs import Jobs
from desktop.workflows.programme.planning import Plan

PlanItem = Session | Place | Question | Point
# In the order of the tabs, after the facts.
KINDS: tuple[type[PlanItem], ...] = (Session, Place, Question, Point)


def form_for(
    kind: type[PlanItem],
    item: PlanItem | None,
    jobs: Jobs,
    services: ProgrammeServices,
    plan: Plan,
    window: QWidget,
) -> PlanDialog:
    """Make the form of a session, place, question or point; of a new one where there is none."""
    planning = services.planning
    if kind is Session:
        session = item if isinstance(item, Session) else None
        return SessionFormDialog(jobs, planning, plan, session, window)
    if kind is Place:
        place = item if isinstance(item, Place) else None
        return PlaceDialog(jobs, planning, plan, place, window)
    if kind is Question:
        question = item if isinstance(item, Question) else None
        return QuestionDialog(jobs, planning, plan, question, window)
    point = item if isinstance(item, Point) else None
    return PointDialog(jobs, services.points, plan, point, window)
