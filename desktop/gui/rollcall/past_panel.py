"""What the page shows while no roll call is looked at: the button that begins one, and the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import framed
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.rollcall.words import past_line

WIDTH_PX, LIST_PX = 620, 300


class PastPanel(QWidget):
    """Teaches what a roll call is, begins one, and opens those that there were."""

    begin_asked = Signal()
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show none yet."""
        super().__init__()
        self.title = label(self.tr("No roll call is open"), "emptyTitle", wraps=True)
        self.text = label(
            self.tr(
                "When a building is evacuated, begin one: everybody who is inside by their "
                "check-ins goes on a list, on all desks. Mark people at the assembly points; here "
                "you see who is missing."
            ),
            "emptyText",
            wraps=True,
        )
        self.button = KeyButton(self.tr("Begin a roll call…"), "Shift F9", "risk")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda _on=False: self.begin_asked.emit())
        self._before = label(self.tr("Earlier roll calls and drills"), "formLabel")
        self.list = LineView("results", result_delegate(theme), takes_focus=True)
        self.list.activated.connect(lambda index: self._open(index.row()))
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self._frame = framed(self.list)
        self._frame.setMinimumHeight(LIST_PX)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        holder.setMaximumWidth(WIDTH_PX)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 40, 0, 40)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        column.addWidget(self._before)
        column.addWidget(self._frame, 6)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(holder, 8)
        row.addStretch(1)
        self.show_rollcalls((), {}, {})

    def set_programme(self, programme: Programme | None) -> None:
        """Begin one only where there is a programme."""
        self.button.setEnabled(programme is not None)

    def focus(self) -> None:
        """Bring the focus to the list."""
        self.list.setFocus()

    def show_rollcalls(
        self,
        rollcalls: Sequence[OneRollCall],
        titles: Mapping[str, str],
        outcomes: Mapping[OneRollCall, str],
    ) -> None:
        """List those that there were, and what came of them, so that drills can be compared."""
        lines = [past_line(one, titles, outcomes.get(one, ""), now_ms()) for one in rollcalls]
        is_open = any(one.is_open for one in rollcalls)
        self.title.setText(self.tr("Roll calls") if is_open else self.tr("No roll call is open"))
        if lines != list(self.list.lines.lines):
            self.list.lines.set_lines(lines)
        for part in (self._before, self._frame):
            part.setVisible(bool(lines))
        if lines and self.list.currentIndex().row() < 0:
            self.list.setCurrentIndex(self.list.lines.index(0))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.list.lines.lines):
            self.opened.emit(self.list.lines.lines[row].id)
