"""Who is at this desk? Shown at the start, on Ctrl+L, and after a while without keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.domain.staff.staff import Staff, is_good_pin
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.form_fields import LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.staff import wrong_pin
from desktop.workflows.staff.staffing import Staffing

WIDTH_PX = 520
LIST_HEIGHT_PX = 330


class LockPage(QFrame):
    """Names to choose from, and a PIN where the name has one."""

    opened = Signal()
    # Who came in by a PIN that would not be chosen any more.
    short_pin_seen = Signal(object)
    is_shut, fills_screen, comes_between = True, False, True

    def __init__(self, jobs: Jobs, staffing: Staffing, theme: Theme) -> None:
        """Lock the people of these desks out until one of them signs in."""
        super().__init__()
        self.setObjectName("lock")
        self._jobs = jobs
        self._staffing = staffing
        self._members: Sequence[Staff] = ()
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.setFixedHeight(LIST_HEIGHT_PX)
        self.list.selectionModel().currentChanged.connect(lambda _a, _b: self._show_pin())
        self.list.activated.connect(lambda _index: self._on_chosen())
        self.pin = LineField(self.tr("PIN"))
        self.pin.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.line.returnPressed.connect(self.sign_in)
        self.note = label("", "quiet", wraps=True)
        self._build()

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self

    def begin(self) -> None:
        """Ask who is there."""
        self.ask()

    def renew(self) -> None:
        """Ask the same, wherever the desk stands."""

    def take_focus(self) -> None:
        """Bring the keys to the names."""
        self.list.setFocus()

    def take_scan(self, _reading: Reading) -> bool:
        """Take no scan, and say so."""
        self.refuse_scan()
        return True

    def may_close(self) -> bool:
        """Keep nobody."""
        return True

    def ask(self) -> None:
        """Ask who is there."""
        self._members = self._staffing.members
        current = self._staffing.current
        self.list.lines.set_lines([self._line(member) for member in self._members])
        ids = [member.id for member in self._members]
        row = ids.index(current.id) if current and current.id in ids else 0
        self.list.setCurrentIndex(self.list.lines.index(row))
        self.pin.line.clear()
        self.pin.show_fault("")
        self.note.setText("")
        self._show_pin()
        self.list.setFocus()

    def refuse_scan(self) -> None:
        """Say that a scan was not taken, because nobody is there."""
        self.note.setText(
            self.tr("That scan was not taken: choose your name first, then scan again.")
        )

    def sign_in(self) -> None:
        """Let the marked one work, if the PIN is right."""
        member = self._marked()
        if member is None:
            return
        pin, staffing = self.pin.value(), self._staffing
        self._jobs.run_long(
            lambda _tell, _stopped: staffing.sign_in(member, pin),
            lambda is_in: self._on_answer(member, pin, is_in=is_in),
            lambda _news: None,
        )

    def _build(self) -> None:
        inner = QWidget()
        inner.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(label(self.tr("Who is at this desk?"), "emptyTitle"))
        column.addWidget(self.list)
        column.addWidget(self.pin)
        button = KeyButton(self.tr("Begin"), "Enter", "main")
        button.clicked.connect(lambda _on=False: self.sign_in())
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.note)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)

    def _line(self, member: Staff) -> Line:
        role = self.tr("Lead") if member.is_lead else self.tr("Desk")
        return Line(member.name, "", role, self.tr("PIN") if member.pin else "", "", member.id)

    def _marked(self) -> Staff | None:
        row = self.list.currentIndex().row()
        return self._members[row] if 0 <= row < len(self._members) else None

    def _show_pin(self) -> None:
        member = self._marked()
        self.pin.setVisible(bool(member and member.pin))

    def _on_chosen(self) -> None:
        member = self._marked()
        if member and member.pin:
            self.pin.editor.setFocus()
        else:
            self.sign_in()

    def _on_answer(self, member: Staff, pin: str, *, is_in: bool) -> None:
        if is_in:
            self.pin.line.clear()
            self.opened.emit()
            if pin and not is_good_pin(pin):
                self.short_pin_seen.emit(member)
            return
        self.pin.line.clear()
        self.pin.show_fault(wrong_pin(self._staffing.wait_ms()))
        self.pin.editor.setFocus()
