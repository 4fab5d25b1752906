"""Who serves in a committee or another organisation: found by name, with role and years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.programme.partnership import Membership, Organisation
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import Form, LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.search_field import SearchField
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.shapes import Line
from desktop.workflows.programme.members import Member, Members

WIDTH_PX, LIST_PX = 640, 300


class MembersDialog(Dialog):
    """The members; a name in the field finds people of all programmes instead."""

    def __init__(
        self, jobs: Jobs, members: Members, organisation: Organisation, theme: Theme,
        parent: QWidget,
    ) -> None:  # fmt: skip
        """Show who serves there by now."""
        super().__init__(organisation.name, parent)
        self._jobs = jobs
        self._members = members
        self._organisation = organisation
        self._shown: Sequence[Member] = ()
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Find somebody to add"))
        self.search.textChanged.connect(lambda _text: self._read())
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.setMinimumHeight(LIST_PX)
        self.search.left_downwards.connect(self.list.setFocus)
        self.form = Form(3)
        self.form.add("role", LineField(self.tr("Role"), self.tr("chair")))
        self.form.add("from_year", LineField(self.tr("Since"), "2025"))
        self.form.add("until_year", LineField(self.tr("Until, empty: goes on"), ""))
        self._build()
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a member out by Del, where no text is deleted by it."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Write the chosen one with what is typed: a new member, or a known one changed."""
        member = self._chosen()
        if member is None:
            self.say(self.tr("Find and choose somebody first."), "fault")
            return
        typed = self.form.values()
        wanted = replace(member.membership, organisation=self._organisation.id, **typed)
        self._jobs.run(lambda: self._members.save(wanted), self._on_saved)

    def remove(self) -> None:
        """Take the chosen member out."""
        member = self._chosen()
        if member and member.membership.id:
            membership = member.membership
            self._jobs.run(lambda: self._members.remove(membership), lambda _done: self._read())

    def _build(self) -> None:
        self.fit(WIDTH_PX)
        self.content.addWidget(self.search)
        self._head = label("", "formLabel")
        self.content.addWidget(self._head)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.form)
        row = QHBoxLayout()
        self.remove_button = KeyButton(self.tr("Remove"), "Del", "risk")
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.clicked.connect(lambda _on=False: self.remove())
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.content.addLayout(row)
        selection = self.list.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._on_chosen())
        self.add_save(self.save)
        self.search.setFocus()

    def _chosen(self) -> Member | None:
        row = self.list.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _on_chosen(self) -> None:
        member = self._chosen()
        known = member.membership if member else Membership("", "", "")
        self.remove_button.setEnabled(bool(known.id))
        self.form.set_values(
            {name: getattr(known, name) for name in ("role", "from_year", "until_year")}
        )

    def _read(self) -> None:
        text = self.search.text().strip()
        members, organisation = self._members, self._organisation
        self._jobs.run(
            lambda: members.find(text) if text else members.of(organisation),
            lambda found: self._show(text, found),
        )

    def _show(self, text: str, found: list[Member]) -> None:
        if text != self.search.text().strip():
            return
        self._shown = found
        self.list.lines.set_lines([_line(member) for member in found])
        if found:
            self.list.setCurrentIndex(self.list.lines.index(0))
        self._on_chosen()
        nobody = self.tr("Nobody is found.") if text else self.tr("Nobody serves here yet.")
        title = self.tr("Found in all programmes") if text else self.tr("Members")
        self._head.setText(title if found else nobody)

    def _on_saved(self, answer: object) -> None:
        if isinstance(answer, dict):
            self.form.show_faults({name: describe_fault(fault) for name, fault in answer.items()})
            return
        self.form.show_faults({})
        self.say(self.tr("Saved. Ctrl+Z takes it back."), "good")
        self.search.clear()
        self._read()


def _line(member: Member) -> Line:
    term = member.membership
    years = " – ".join(part for part in (term.from_year, term.until_year) if part)
    parts = (term.role, years, member.organization, member.email)
    told = " • ".join(part for part in parts if part)
    return Line(member.name, member.second_name, told, "", "", term.id or term.person)
