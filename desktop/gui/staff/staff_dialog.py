"""The people at the desks: names, leads, PINs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.checks import Faults
from desktop.domain.staff.staff import LEAD, Staff
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.shapes import Line
from desktop.workflows.staff.staffing import Staffing

SIZE_PX = (640, 620)


class StaffDialog(Dialog):
    """A list, and below it the form of the marked one or of somebody new."""

    changed = Signal()

    def __init__(self, jobs: Jobs, staffing: Staffing, theme: Theme, parent: QWidget) -> None:
        """Show who works at the desks."""
        super().__init__(self.tr("People at the desks"), parent)
        self.fit(*SIZE_PX)
        self._jobs = jobs
        self._staffing = staffing
        self._marked: Staff | None = None
        hint = self.tr(
            "Everybody picks their name when the desk begins. Leads have a PIN: exceptions, "
            "settings, export and removing can be kept to them."
        )
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.selectionModel().currentChanged.connect(lambda _a, _b: self._show_marked())
        self.content.addWidget(self.list, 1)
        self._build_form()
        self._build_buttons()
        self._read()
        self.begin_new()

    def save(self) -> None:
        """Write the form."""
        typed = self.form.values()
        member, staffing = self._marked, self._staffing
        pin = typed["pin"] or (None if member and member.pin else "")
        id_ = member.id if member else ""
        self._jobs.run(
            lambda: staffing.save(id_, typed["name"], typed["role"], pin), self._on_saved
        )

    def remove(self) -> None:
        """Take the marked one out."""
        if member := self._marked:
            staffing = self._staffing
            self._jobs.run(lambda: staffing.remove(member), lambda _done: self._on_saved({}))

    def begin_new(self) -> None:
        """Empty the form for somebody new."""
        self._marked = None
        self.list.setCurrentIndex(self.list.lines.index(-1))
        self.form.set_values({"name": "", "role": "", "pin": ""})
        self.form.show_faults({})
        self.remove_button.setEnabled(False)
        self.form.fields["name"].editor.setFocus()

    def _build_form(self) -> None:
        self.form = Form(3)
        roles = {"": self.tr("Desk"), LEAD: self.tr("Lead")}
        pin = LineField(self.tr("PIN: six digits, or a word"), self.tr("none"))
        pin.line.setEchoMode(QLineEdit.EchoMode.Password)
        for name, field in (
            ("name", LineField(self.tr("Name"))),
            ("role", ChoiceField(self.tr("Works as"), roles)),
            ("pin", pin),
        ):
            self.form.add(name, field)
        self.content.addWidget(self.form)

    def _build_buttons(self) -> None:
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        self.remove_button = self.add_button(self.tr("Remove"), "risk")
        self.remove_button.clicked.connect(lambda _on=False: self.remove())
        new = self.add_button(self.tr("New"))
        new.clicked.connect(lambda _on=False: self.begin_new())
        save = self.add_button(self.tr("Save"), "main", "Enter")
        save.setDefault(True)
        save.clicked.connect(lambda _on=False: self.save())

    def _read(self) -> None:
        lines = [
            Line(
                member.name, "", self.tr("Lead") if member.role == LEAD else self.tr("Desk"),
                self.tr("PIN") if member.pin else "", "", member.id,
            )
            for member in self._staffing.members
        ]  # fmt: skip
        self.list.lines.set_lines(lines)

    def _show_marked(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._staffing.members):
            return
        self._marked = self._staffing.members[row]
        self.form.set_values({"name": self._marked.name, "role": self._marked.role, "pin": ""})
        self.form.show_faults({})
        hint = self.tr("as it is") if self._marked.pin else self.tr("none")
        pin: Any = self.form.fields["pin"]
        pin.line.setPlaceholderText(hint)
        self.remove_button.setEnabled(True)

    def _on_saved(self, faults: Faults) -> None:
        if faults:
            self.form.show_faults({name: describe_fault(fault) for name, fault in faults.items()})
            return
        self._read()
        self.begin_new()
        self.say(self.tr("Saved."), "good")
        self.changed.emit()
