"""Help above the page: keys, colours, and what to do if; the same on a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.gui.help.help_text import Row, Section, colours, everywhere, printed_help, what_if
from desktop.gui.help.services import HelpServices
from desktop.gui.widgets.dialogs import WorkDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import chip, label

SIZE_PX = (960, 690)
_GAP_PX = 28


class HelpDialog(WorkDialog):
    """What a volunteer looks up, in one glance and without a manual."""

    def __init__(
        self, jobs: Jobs, services: HelpServices, keys: Sequence[Row], parent: QWidget
    ) -> None:
        """Show the keys of a page beside what is true of all."""
        super().__init__(self.tr("Help"), jobs, parent)
        self._services = services
        self._keys = keys
        self.fit(*SIZE_PX)
        inside = QFrame()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 14, 0)
        columns.setSpacing(_GAP_PX)
        own = Section(self.tr("On this page"), keys)
        columns.addLayout(self._part(own, everywhere(besides=keys)), 2)
        right = QVBoxLayout()
        right.addLayout(self._colours())
        right.addLayout(self._part(what_if(), is_of_keys=False))
        columns.addLayout(right, 3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.content.addWidget(area, 1)
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        self.print_button = self.add_button(self.tr("As a page to print…"))
        self.print_button.clicked.connect(lambda _on=False: self._choose_target())

    def print_to(self, target: Path) -> None:
        """Write the page that lies beside a desk."""
        page, services = printed_help(self._keys), self._services
        self.begin(
            lambda _tell, _stopped: services.paint_list(target, page),
            lambda _pages: self.say(self.tr("Saved: {path}").format(path=target), "good"),
        )

    def show_state(self) -> None:
        """Offer the page while none is being written."""
        self.print_button.setEnabled(not self.is_busy)

    def _choose_target(self) -> None:
        name = self.tr("Muster at the desk") + ".pdf"
        if target := self.ask_save(self.tr("As a page to print"), name, "PDF (*.pdf)"):
            self.print_to(target)

    def _part(self, *sections: Section, is_of_keys: bool = True) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        for section in sections:
            column.addWidget(label(section.title, "helpHead"))
            column.addLayout(_lines(section.rows, is_of_keys=is_of_keys))
            column.addSpacing(8)
        column.addStretch(1)
        return column

    def _colours(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(self.tr("Colours"), "helpHead"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        for row, colour in enumerate(colours()):
            grid.addWidget(chip(colour.word, colour.tone.value), row, 0)
            grid.addWidget(label(colour.meaning, wraps=True), row, 1)
        column.addLayout(grid)
        column.addSpacing(8)
        return column


def _lines(rows: Sequence[Row], *, is_of_keys: bool) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    for number, (what, does) in enumerate(rows):
        left = label(what, "key" if is_of_keys else "quiet", wraps=not is_of_keys)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(left, number, 0, top if is_of_keys else Qt.AlignmentFlag(0))
        grid.addWidget(label(does, wraps=True), number, 1)
    return grid
