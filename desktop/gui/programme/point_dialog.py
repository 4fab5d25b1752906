"""The form of a check-in point, with its policy as one sentence below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.checks import Fault
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import LEAD, VENUE, Point, Unconfirmed
from desktop.domain.programme.questions import Question
from desktop.domain.programme.spoken_days import days_of
from desktop.gui.programme.plan_dialogs import PlanDialog
from desktop.gui.widgets.form_fields import ChoiceField, FormField, LineField, TextField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.door.policy import (
    capacity_names,
    closing_names,
    days_words,
    direction_names,
    policy_sentence,
    reentry_names,
    unconfirmed_names,
    weekday_name,
)
from desktop.gui.wording.moments import iso_day
from desktop.workflows.programme.planning import Plan
from desktop.workflows.programme.point_plan import PointPlan

WIDTH_PX = 940
_OF_SESSIONS = ("opens_min", "closes_min", "closes_from")
_OF_THE_CLOCK = ("opens_at", "closes_at", "on_days")
_COUNTS = ("capacity", "most_times", "most_a_day", "most_days")


class DaysField(LineField):
    """Takes weekdays and days as people type them, and shows them so."""

    def value(self) -> str:
        """Give what a point keeps; what cannot be read as it is."""
        typed = super().value()
        names = {weekday_name(number): number for number in range(1, 8)}
        return days_of(typed, iso_day(), names) or typed

    def set_value(self, text: str) -> None:
        """Show days by their names."""
        super().set_value(days_words(text))


class AsksField(FormField):
    """Boxes to tick: what this point asks besides what every door asks."""

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        """Offer these questions."""
        self._boxes = {question.id: QCheckBox(question.text) for question in questions}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self._boxes.values():
            column.addWidget(box)
            box.toggled.connect(lambda _on: self.changed.emit())
        super().__init__(title, holder)
        self.setVisible(bool(questions))

    def value(self) -> str:
        """Give the ids of the questions, parted by spaces."""
        return " ".join(id_ for id_, box in self._boxes.items() if box.isChecked())

    def set_value(self, text: str) -> None:
        """Tick the questions of these ids."""
        for id_ in text.split():
            if id_ in self._boxes:
                self._boxes[id_].setChecked(True)


class PointDialog(PlanDialog):
    """Where a point stands, for which session, and whom it lets through."""

    def __init__(
        self, jobs: Jobs, points: PointPlan, plan: Plan, point: Point | None, parent: QWidget
    ) -> None:
        """Open the form of a point, or of a new one."""
        title = point.name if point else parent.tr("New check-in point")
        super().__init__(title, jobs, plan, parent, columns=3)
        self.fit(WIDTH_PX)
        self._points = points
        self._point = point or Point("", plan.programme.id, "")
        self.sentence = label("", "policy", wraps=True)
        self.content.insertWidget(1, self.sentence)
        self._add_fields()
        self._show_point()
        for field in self.form.fields.values():
            field.changed.connect(self._show_sentence)
        self._show_sentence()
        self.form.fields["name"].editor.setFocus()

    def save(self) -> None:
        """Write the point."""
        programme, point = self._plan.programme, self._typed()
        values = self.form.values()
        number = self.tr("Write a number, or leave it empty.")
        faults = {name: number for name in _COUNTS if not self._is_count(values[name])}
        for name in ("opens_min", "closes_min"):
            if not self._is_count(values[name]):
                faults[name] = describe_fault(Fault.NOT_MINUTES)
        if faults:
            self.form.show_faults(faults)
            return
        self._jobs.run(lambda: self._points.save(programme, point), self._on_answer)

    def _add_fields(self) -> None:
        plan = self._plan
        places = {VENUE: plan.programme.place or self.tr("The venue")}
        places |= {branch.place.id: branch.place.name for branch in plan.places}
        sessions = {"": self.tr("none")} | {
            session.id: f"{session.starts_at[5:16].replace('T', ' ')} {session.title}"
            for session in plan.sessions
        }
        who = {"": self.tr("everybody registered"), "yes": self.tr("only who booked the session")}
        prints = {"": self.tr("no badge"), "yes": self.tr("a badge, if there is none yet")}
        exceptions = {"": self.tr("by the desk, or by a lead"), LEAD: self.tr("only by a lead")}
        unconfirmed = unconfirmed_names()
        unconfirmed[Unconfirmed.AS_EVERYWHERE] = self.tr("as everywhere")
        for name, field in (
            ("name", LineField(self.tr("Name"), self.tr("Room 2, left door"))),
            ("place", ChoiceField(self.tr("Place"), places)),
            ("session", ChoiceField(self.tr("Door to the session"), sessions)),
            ("direction", ChoiceField(self.tr("Way"), direction_names())),
            ("only_booked", ChoiceField(self.tr("Who may enter"), who)),
            ("reentry", ChoiceField(self.tr("Coming back"), reentry_names())),
            ("opens_min", LineField(self.tr("Opens, minutes before it begins"), self.tr("always"))),
            ("closes_min", LineField(self.tr("Closes, minutes"), self.tr("never"))),
            ("closes_from", ChoiceField(self.tr("Counted"), closing_names())),
            ("opens_at", LineField(self.tr("Opens at"), self.tr("always"))),
            ("closes_at", LineField(self.tr("Closes at"), self.tr("never"))),
            ("on_days", DaysField(self.tr("Only on"), self.tr("every day"))),
            ("capacity_rule", ChoiceField(self.tr("When it is full"), capacity_names())),
            ("capacity", LineField(self.tr("Full at"), self.tr("as the session or place"))),
            ("prints", ChoiceField(self.tr("On entry print"), prints)),
        ):
            self.form.add(name, field)
        types = TextField(self.tr("Only these ticket types, one a line"), self.tr("all types"))
        self.form.add("types", types, is_wide=True)
        special = [
            question for question in plan.questions if question.asked not in ("checkin", "both")
        ]
        asks = AsksField(self.tr("Asked here, besides what every door asks"), special)
        self.form.add("asks", asks, is_wide=True)
        self.form.fold()
        for name, field in (
            ("overrides", ChoiceField(self.tr("Exceptions"), exceptions)),
            ("unconfirmed", ChoiceField(self.tr("Waiting list and pending"), unconfirmed)),
            ("most_times", LineField(self.tr("At most so many times"), self.tr("no limit"))),
            ("most_a_day", LineField(self.tr("At most so often a day"), self.tr("no limit"))),
            ("most_days", LineField(self.tr("On so many days at most"), self.tr("no limit"))),
        ):
            self.form.add(name, field)

    def _show_point(self) -> None:
        values = {name: str(getattr(self._point, name)) for name in self.form.fields}
        values |= {name: str(getattr(self._point, name) or "") for name in _COUNTS}
        self.form.set_values(values)
        self.form.show_if_set({})

    def _typed(self) -> Point:
        values: dict[str, Any] = dict(self.form.values())
        for name in _COUNTS:
            text = values[name]
            values[name] = int(text) if text and self._is_count(text) else 0
        return Point(self._point.id, self._plan.programme.id, **values)

    def _show_sentence(self) -> None:
        """Show the policy as it is typed; while minutes are no figures it stays as it was."""
        point, plan = self._typed(), self._plan
        for names, is_shown in ((_OF_SESSIONS, point.session), (_OF_THE_CLOCK, not point.session)):
            for name in names:
                self.form.fields[name].setVisible(bool(is_shown))
        if not all(self._is_count(text) for text in (point.opens_min, point.closes_min)):
            return
        session = next((session for session in plan.sessions if session.id == point.session), None)
        tree = PlaceTree([branch.place for branch in plan.places])
        known = (plan.questions, plan.programme, plan.points)
        sentence = policy_sentence(point, session, tree, *known)
        self.sentence.setText(sentence)

    @staticmethod
    def _is_count(text: str) -> bool:
        return not text or (text.isdecimal() and len(text) <= 5)
