"""The dialog that shows the programmes of the store and makes a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.domain.attendees.typing_slips import near_codes
from desktop.domain.programme.programme import Programme
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.widgets.dialogs import Dialog, form_row
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.shapes import Line

SIZE_PX = (680, 560)


class ProgrammesDialog(Dialog):
    """Choose where to work, or begin a programme."""

    chosen = Signal(object)

    def __init__(
        self, jobs: Jobs, services: ProgrammeServices, theme: Theme, parent: QWidget
    ) -> None:
        """Show the programmes of an open store."""
        super().__init__(self.tr("Programmes"), parent)
        self._jobs = jobs
        self._services = services
        self._theme = theme
        self._programmes: list[Programme] = []
        self._asked_code = ""
        self.fit(*SIZE_PX)
        self._build()
        read = services.programmes.summaries
        jobs.run_beside(lambda: read(jobs.on_store), self._show)

    def make(self) -> None:
        """Make the programme that is typed, and work there."""
        code, title = self.code.text().strip(), self.title.text().strip()
        if not code:
            self.say(self.tr("Give the programme a short code, such as NIPERM."), "fault")
            self.code.setFocus()
            return
        if any(programme.code.casefold() == code.casefold() for programme in self._programmes):
            # Its title is changed on its own page: made again it would be overwritten unseen.
            sentence = self.tr("There is a programme {code} already: choose it above.")
            self.say(sentence.format(code=code), "fault")
            return
        near = near_codes(code, [programme.code for programme in self._programmes])
        if near and code != self._asked_code:
            self._asked_code = code
            sentence = self.tr("{near} is here already. Press Make again if {code} is another one.")
            self.say(sentence.format(near=", ".join(near), code=code), "fault")
            return
        fields = {"title": title} if title else {}
        self._jobs.run(
            lambda: self._services.programmes.find_or_make(code, **fields), self._on_made
        )

    def choose(self) -> None:
        """Work at the marked programme."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._programmes):
            self.chosen.emit(self._programmes[row])
            self.accept()

    def _build(self) -> None:
        self.empty = label(self.tr("No programme yet. Make the first one below."), "quiet")
        self.list = LineView("programmes", result_delegate(self._theme), takes_focus=True)
        self.list.activated.connect(lambda _index: self.choose())
        self.content.addWidget(self.empty)
        self.content.addWidget(self.list, 1)
        self.code = QLineEdit()
        self.code.setPlaceholderText(self.tr("Short code"))
        self.code.setMaxLength(40)
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("Full title"))
        self.title.setMaxLength(200)
        make = QPushButton(self.tr("Make"))
        make.setAutoDefault(False)
        make.clicked.connect(self.make)
        self.content.addLayout(form_row(self.tr("New programme"), self.title, self.code, make))
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.choose_button = self.add_button(self.tr("Work here"), "main")
        self.choose_button.clicked.connect(self.choose)

    def _show(self, rows: Sequence[tuple[Programme, int, int]]) -> None:
        self._programmes = [row[0] for row in rows]
        self.list.lines.set_lines([self._line(*row) for row in rows])
        self.list.setCurrentIndex(self.list.lines.index(0 if rows else -1))
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.choose_button.setEnabled(bool(rows))

    def _line(self, programme: Programme, inside: int, expected: int) -> Line:
        days = " – ".join(filter(None, (programme.starts_on, programme.ends_on)))
        below = " • ".join(filter(None, (days, programme.place, programme.host)))
        count = self.tr("{inside} of {expected} in").format(inside=inside, expected=expected)
        title = programme.title if programme.title != programme.code else ""
        return Line(programme.code, title, below, count, "yes" if inside else "")

    def _on_made(self, programme: Programme) -> None:
        self.chosen.emit(programme)
        self.accept()
