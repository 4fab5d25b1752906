"""Forms of a session, a place and a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.domain.programme.places import PLACE_KINDS
from desktop.domain.programme.programme import (
    SESSION_KINDS,
    CreditRule,
    Place,
    Session,
    SessionBooking,
)
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.gui.widgets.day_field import DayField
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, FoldedForm, FormField, LineField, TextField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.programme import asked_names, place_kind, question_kinds, session_kind
from desktop.workflows.programme.planning import Plan, Planning

PLACE_PX = 680
LEAST_PX = 200


class FormScroll(QScrollArea):
    """Is as high as its form, and scrolls where the window is lower."""

    def __init__(self, form: QWidget) -> None:
        """Hold a form."""
        super().__init__()
        self._form = form
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form.setObjectName("formContent")
        self.setWidget(form)

    def sizeHint(self) -> QSize:
        """Ask for the room of the form, and of the bar beside it."""
        return self._own(self._form.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with some lines of the form."""
        return self._own(min(LEAST_PX, self._form.sizeHint().height()))

    def event(self, event: QEvent) -> bool:
        """Ask anew when the form got higher or lower."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _own(self, height: int) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._form.minimumSizeHint().width() + bar, height)


class PlanDialog(Dialog):
    """A form with Save; what is wrong stands beside its field."""

    # The id of what was saved, where it has one.
    saved = Signal(str)

    def __init__(self, title: str, jobs: Jobs, plan: Plan, parent: QWidget, columns: int = 2):
        """Make a form without fields for a part of this plan."""
        super().__init__(title, parent)
        self._jobs = jobs
        self._plan = plan
        self.form = FoldedForm(columns)
        self.content.addWidget(FormScroll(self.form), 1)
        self.add_save(self.save)
        self.keeps_typed = True

    def save(self) -> None:
        """Write what is typed."""
        raise NotImplementedError

    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, dict) and answer:
            self.form.show_faults({name: describe_fault(fault) for name, fault in answer.items()})
            return
        self.accept()
        self.saved.emit(getattr(answer, "id", ""))


class SessionFormDialog(PlanDialog):
    """A workshop, site visit, panel, plenary, meal or committee."""

    def __init__(
        self, jobs: Jobs, planning: Planning, plan: Plan, session: Session | None, parent: QWidget
    ) -> None:
        """Open the form of a session, or of a new one."""
        title = session.title if session else parent.tr("New session")
        super().__init__(title, jobs, plan, parent)
        self._planning = planning
        self._id = session.id if session else ""
        day = plan.programme.starts_on or "2026-12-02"
        places = [branch.place.name for branch in plan.places]
        vehicles = sorted({session.vehicle for session in plan.sessions if session.vehicle})
        for name, field in (
            ("title", LineField(self.tr("Title"))),
            ("code", LineField(self.tr("Short code"), "S01")),
            (
                "kind",
                ChoiceField(self.tr("Kind"), {kind: session_kind(kind) for kind in SESSION_KINDS}),
            ),
            ("place", LineField(self.tr("Place"), self.tr("Room 2"), places)),
            ("starts_at", DayField(self.tr("Begins"), f"{day} 09:00", day=day, with_time=True)),
            ("ends_at", DayField(self.tr("Ends"), f"{day} 10:30", day=day, with_time=True)),
            ("capacity", LineField(self.tr("Capacity"), self.tr("no limit"))),
            (
                "booking",
                ChoiceField(
                    self.tr("Booking"),
                    {
                        SessionBooking.OPEN: self.tr("open to everybody"),
                        SessionBooking.NEEDED: self.tr("needed"),
                    },
                ),
            ),
            ("credit_hours", LineField(self.tr("Credit hours"), "1.5")),
            ("vehicle", LineField(self.tr("Vehicle"), self.tr("Bus 2"), vehicles)),
            *self._credit_fields(planning),
        ):
            self.form.add(name, field)
        begins, ends = self.form.fields["starts_at"], self.form.fields["ends_at"]
        assert isinstance(begins, DayField)
        assert isinstance(ends, DayField)
        ends.follow(begins)
        if session:
            values = {name: str(getattr(session, name)) for name in self.form.fields}
            values["capacity"] = str(session.capacity or "")
            for name in ("starts_at", "ends_at"):
                values[name] = values[name].replace("T", " ")
            self.form.set_values(values)
        else:
            self.form.set_values({"code": f"S{len(plan.sessions) + 1:02d}"})
        self.form.fields["title"].editor.setFocus()

    def _credit_fields(self, planning: Planning) -> Iterator[tuple[str, FormField]]:
        """Give what says which credit the session earns, and by what."""
        types = {"": self.tr("none"), **planning.credit_types}
        rules: dict[str, str] = {
            CreditRule.ENTER: self.tr("who enters in time"),
            CreditRule.SHARE: self.tr("who is there for a share of it (needs exits)"),
            CreditRule.MINUTES: self.tr("who is there for so many minutes (needs exits)"),
        }
        yield "credit_type", ChoiceField(self.tr("Credit type"), types)
        yield "credit_rule", ChoiceField(self.tr("Credit is for"), rules)
        yield "credit_late", LineField(self.tr("In time: minutes after it begins"), "15")
        yield "credit_least", LineField(self.tr("At least: per cent, or minutes"), "80")

    def save(self) -> None:
        """Write the session."""
        typed = self.form.values()
        for name in ("starts_at", "ends_at"):
            typed[name] = typed[name].replace(" ", "T", 1)
        programme, id_ = self._plan.programme, self._id
        work = self._planning
        self._jobs.run(lambda: work.save_session(programme, id_, typed), self._on_answer)


class PlaceDialog(PlanDialog):
    """A node of the tree of places."""

    def __init__(
        self, jobs: Jobs, planning: Planning, plan: Plan, place: Place | None, parent: QWidget
    ) -> None:
        """Open the form of a place, or of a new one."""
        title = place.name if place else parent.tr("New place")
        super().__init__(title, jobs, plan, parent)
        self._planning = planning
        self._id = place.id if place else ""
        self.fit(PLACE_PX)
        around = {"": self.tr("the venue; a bus or site by itself")}
        around |= {
            branch.place.id: branch.place.name
            for branch in plan.places
            if branch.place.id != self._id
        }
        self.form.add("name", LineField(self.tr("Name")))
        kinds = {kind: place_kind(kind) for kind in PLACE_KINDS}
        self.form.add("kind", ChoiceField(self.tr("Kind"), kinds))
        self.form.add("parent", ChoiceField(self.tr("Inside"), around))
        self.form.add("capacity", LineField(self.tr("How many fit"), self.tr("no limit")))
        if place:
            values = {name: str(getattr(place, name)) for name in self.form.fields}
            self.form.set_values(values | {"capacity": str(place.capacity or "")})
        self.form.fields["name"].editor.setFocus()

    def save(self) -> None:
        """Write the place."""
        typed = self.form.values()
        if not typed["name"]:
            self.form.show_faults({"name": self.tr("This is needed.")})
            return
        count = typed["capacity"]
        if count and not (count.isdecimal() and len(count) <= 6):
            self.form.show_faults({"capacity": self.tr("Write a number of people.")})
            return
        programme = self._plan.programme
        own = (typed["name"], typed["kind"], typed["parent"], int(count or 0))
        place = Place(self._id, programme.id, *own)
        self._jobs.run(lambda: self._planning.save_place(programme, place), self._on_answer)


class QuestionDialog(PlanDialog):
    """A question, consent or waiver."""

    def __init__(
        self, jobs: Jobs, planning: Planning, plan: Plan, question: Question | None, parent: QWidget
    ) -> None:
        """Open the form of a question, or of a new one."""
        title = question.text if question else parent.tr("New question")
        super().__init__(title, jobs, plan, parent)
        self._planning = planning
        self._id = question.id if question else ""
        self._position = question.position if question else len(plan.questions)
        for name, field in (
            ("text", LineField(self.tr("Question"), self.tr("Photo consent"))),
            ("text_hebrew", LineField(self.tr("Question in Hebrew"))),
            ("kind", ChoiceField(self.tr("Answer"), question_kinds())),
            ("asked", ChoiceField(self.tr("Asked"), asked_names())),
            (
                "required",
                ChoiceField(
                    self.tr("Needed"),
                    {"": self.tr("may stay open"), "yes": self.tr("must be answered")},
                ),
            ),
        ):
            self.form.add(name, field)
        self.form.add("least", LineField(self.tr("At least"), self.tr("any number")))
        self.form.add("most", LineField(self.tr("At most"), self.tr("any number")))
        choices = TextField(self.tr("Answers to choose from, one a line"))
        self.form.add("choices", choices, is_wide=True)
        wording = TextField(
            self.tr("Full text of a consent or waiver"),
            self.tr("Kept with each answer, so that it can be proved what was agreed to."),
        )
        self.form.add("wording", wording, is_wide=True)
        self.form.fold()
        types = TextField(self.tr("Only these ticket types, one a line"), self.tr("all types"))
        self.form.add("types", types, is_wide=True)
        if question:
            self.form.set_values({name: str(getattr(question, name)) for name in self.form.fields})
        else:
            self.form.set_values({"kind": Kind.YES_NO.value, "asked": Asked.REGISTRATION.value})
        self.form.show_if_set({})
        self.form.fields["kind"].changed.connect(self._show_kind)
        self._show_kind()
        self.form.fields["text"].editor.setFocus()

    def _show_kind(self) -> None:
        """Ask for what belongs to this kind of answer only."""
        kind = self.form.fields["kind"].value()
        for name, owner in (("choices", Kind.CHOICE), ("least", Kind.NUMBER),
                            ("most", Kind.NUMBER)):  # fmt: skip
            self.form.fields[name].setVisible(kind == owner)

    def save(self) -> None:
        """Write the question."""
        programme = self._plan.programme
        typed: dict[str, Any] = dict(self.form.values())
        question = Question(self._id, programme.id, position=self._position, **typed)
        self._jobs.run(lambda: self._planning.save_question(programme, question), self._on_answer)
