"""The last 200 answers of this desk: filtered, taken back, printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.journal.entry import EntryId
from desktop.domain.programme.programme import Programme
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.dialogs import WorkDialog
from desktop.gui.widgets.form_fields import LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.person_list import LineView, recent_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.checkin import tone_of
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.shapes import Tone
from desktop.gui.wording.whereabouts import desk_log, recent_text, row_line
from desktop.workflows.checkin.desk import RecentRow, UndoResult

SIZE_PX = (640, 680)
_TONES = (tuple(Tone), (Tone.YES, Tone.OUT), (Tone.LOOK,), (Tone.NO,))


class RecentDialog(WorkDialog):
    """What this desk answered, the newest first."""

    undone = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        services: CheckinServices,
        programme: Programme,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Read the answers of this desk in a programme."""
        super().__init__(self.tr("Recent"), jobs, parent)
        self._services = services
        self._programme = programme
        self._rows: Sequence[RecentRow] = ()
        self._shown: Sequence[RecentRow] = ()
        self.fit(*SIZE_PX)
        self.tones = Segments([self.tr("All"), self.tr("Yes"), self.tr("Look"), self.tr("No")])
        self.tones.group.idClicked.connect(lambda _id: self._filter())
        self.search = LineField(self.tr("Name, point or verdict"))
        self.search.changed.connect(self._filter)
        self.list = LineView("programmes", recent_delegate(theme), takes_focus=True)
        self.list.selectionModel().currentChanged.connect(lambda _a, _b: self.show_state())
        for part in (self.tones, self.search):
            self.content.addWidget(part)
        self.content.addWidget(self.list, 1)
        self._build_buttons()
        self._read()
        self.list.setFocus()

    def undo(self) -> None:
        """Take back the marked answer."""
        if entry := self._marked():
            desk, programme = self._services.desk, self._programme
            self.jobs.run(lambda: desk.undo_one(programme, entry), self._on_undone)

    def print_to(self, target: Path) -> None:
        """Write the log of this desk, as it is filtered, as PDF."""
        log = desk_log(self._programme, self._shown, now_ms())
        services = self._services
        self.begin(
            lambda _tell, _stopped: services.paint_list(target, log),
            lambda _pages: self.say(self.tr("Saved: {path}").format(path=target), "good"),
        )

    def refresh(self, _newest: object) -> None:
        """Show what was answered meanwhile."""
        if self.isVisible():
            self._read()

    def show_state(self) -> None:
        """Offer to take back only what was not taken back before."""
        self.undo_button.setEnabled(self._marked() is not None)
        self.print_button.setEnabled(bool(self._shown) and not self.is_busy)

    def _build_buttons(self) -> None:
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        self.print_button = self.add_button(self.tr("Desk log as PDF…"))
        self.print_button.clicked.connect(lambda _on=False: self._choose_target())
        self.undo_button = self.add_button(self.tr("Take back"), "risk", "Del")
        self.undo_button.setShortcut("Del")
        self.undo_button.clicked.connect(lambda _on=False: self.undo())

    def _read(self) -> None:
        desk, programme = self._services.desk, self._programme
        self.jobs.run(lambda: desk.recent(programme), self._show)

    def _show(self, rows: Sequence[RecentRow]) -> None:
        self._rows = rows
        self._filter()

    def _filter(self) -> None:
        tones, text = _TONES[self.tones.chosen], self.search.value().casefold()
        now = now_ms()
        self._shown = [
            row
            for row in self._rows
            if tone_of(row.verdict.outcome) in tones and text in recent_text(row, now).casefold()
        ]
        marked = self.list.currentIndex().row()
        self.list.lines.set_lines([row_line(row, now) for row in self._shown])
        last = len(self._shown) - 1
        self.list.setCurrentIndex(self.list.lines.index(min(max(marked, 0), last)))
        if self._rows:
            sentence = self.tr("{shown} of the last {count}")
            self.say(sentence.format(shown=len(self._shown), count=len(self._rows)))
        else:
            self.say(self.tr("Whom this desk checks in appears here, the newest first."))
        self.show_state()

    def _marked(self) -> EntryId | None:
        row = self.list.currentIndex().row()
        verdict = self._shown[row].verdict if 0 <= row < len(self._shown) else None
        return verdict.id if verdict and verdict.undone_ms is None else None

    def _on_undone(self, undone: UndoResult | None) -> None:
        self._read()
        if undone is not None:
            self.undone.emit(undone)

    def _choose_target(self) -> None:
        name = f"desk-log-{self._programme.code}.pdf"
        if target := self.ask_save(self.tr("Desk log"), name, "PDF (*.pdf)"):
            self.print_to(target)
