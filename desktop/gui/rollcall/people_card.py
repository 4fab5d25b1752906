"""The people of a roll call: the field to scan and type in, the parts, the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from desktop.domain.rollcall.board import Board, Listed
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.rollcall.person_strip import PersonStrip
from desktop.gui.rollcall.rollcall_model import RollCallModel
from desktop.gui.rollcall.rollcall_table import RollCallTable
from desktop.gui.rollcall.view import Part, View
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.search_field import SEARCH_PAUSE_MS, SearchField
from desktop.gui.widgets.theme import Theme
from desktop.workflows.rollcall.rollcalls import Noted

FIELD_LEAST_PX, PLACE_PX = 260, 190


class PeopleCard(QFrame):
    """Chooses people, and says how they are to be marked."""

    mark_asked = Signal(object)
    typed = Signal(str)
    part_chosen = Signal()
    add_asked = Signal()
    # The name of a setting and its value: the assembly point, and who stands there.
    assembly_changed = Signal(str, str)
    # Somebody's id, and the name of their photo.
    photo_asked = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        """Make an empty card."""
        super().__init__()
        self.setObjectName("card")
        self.model = RollCallModel()
        self.table = RollCallTable(theme, self.model)
        self.field = SearchField()
        self.field.setMinimumWidth(FIELD_LEAST_PX)
        self.segments = Segments(
            [self.tr("Missing"), self.tr("Injured"), self.tr("Unclear"), self.tr("All")]
        )
        self.at, self.marshal = QLineEdit(), QLineEdit()
        self.strip = PersonStrip(theme)
        self.empty = EmptyPanel(self.tr("Add as found"), "Alt A")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._build()
        self._connect()

    @property
    def part(self) -> Part:
        """Which of the people are shown while nothing is typed."""
        return Part(self.segments.chosen)

    @property
    def chosen(self) -> list[Listed]:
        """Who is chosen."""
        return self.table.chosen

    @property
    def listed(self) -> Sequence[Listed]:
        """Who is shown."""
        return self.model.rows

    def assembly(self, noted: Noted) -> Noted:
        """Put to what is noted where this desk stands, and who marks there."""
        return noted._replace(at=self.at.text().strip(), marshal=self.marshal.text().strip())

    def set_assembly(self, at: str, marshal: str) -> None:
        """Stand at an assembly point."""
        self.at.setText(at)
        self.marshal.setText(marshal)

    def set_open(self, *, is_open: bool, shows_all: bool) -> None:
        """Let people be marked or not, and show phones and notes or not."""
        self.table.offer_marks(is_on=is_open)
        marking = self.tr("Scan at the assembly point, or type a name: Enter marks the person safe")
        self.field.setPlaceholderText(marking if is_open else self.tr("Type a name"))
        self.model.shows_all = shows_all
        self._foot.setVisible(is_open)

    def show_counts(self, view: View) -> None:
        """Say on the parts how many there are."""
        names = {
            Part.MISSING: self.tr("Missing {count}"),
            Part.INJURED: self.tr("Injured {count}"),
            Part.APART: self.tr("Unclear {count}"),
            Part.ALL: self.tr("All {count}"),
        }
        for part, text in names.items():
            count = len(view.rows[part])
            self.segments.group.button(part).setText(text.format(count=count))
        is_needed = bool(view.rows[Part.APART]) or self.part is Part.APART
        self.segments.group.button(Part.APART).setVisible(is_needed)

    def show_board(self, board: Board | None, rows: Sequence[Listed], why_empty: str) -> None:
        """Show people of a board; who was chosen stays chosen."""
        chosen = {one.id for one in self.chosen}
        row = self.table.currentIndex().row()
        had_focus = self.table.hasFocus()
        self.model.show_rows(board, rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows and board is not None)
        if had_focus and not rows:
            # A table that hides would leave it to whatever comes next, a button maybe.
            self.field.setFocus()
        self.empty.say("", why_empty, with_button=bool(self.field.text().strip()))
        again = [number for number, one in enumerate(rows) if one.id in chosen]
        # Whoever comes into the row of somebody who is gone is not chosen.
        self._select(again)
        if not again and rows and row >= 0:
            here = self.model.index(min(row, len(rows) - 1), 0)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(here, flag)
        self._show_chosen()

    def show_one(self, who: str) -> None:
        """Choose somebody, on whichever part they are."""
        if self.model.row_of(who) < 0:
            self.segments.choose(Part.ALL)
        if (row := self.model.row_of(who)) >= 0:
            self._select([row])
            self.table.scrollTo(self.model.index(row, 0))
            self.table.setFocus()

    def choose_only_one(self) -> None:
        """Choose who was found, if it is one alone."""
        self._select([0] if len(self.model.rows) == 1 else [])

    def choose_group(self, first: Listed) -> int:
        """Choose all of the delegation of somebody, or of the organisation; gives how many."""
        rows = [
            number
            for number, one in enumerate(self.model.rows)
            if (one.delegation == first.delegation if first.delegation else
                bool(first.organization) and one.organization == first.organization)
        ]  # fmt: skip
        if rows:
            self._select(rows)
            self.table.setFocus()
        return len(rows)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.setSpacing(12)
        head.addWidget(self.field, 1)
        head.addWidget(self.segments)
        self._foot = QFrame()
        self._foot.setObjectName("actions")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(10)
        self.at.setPlaceholderText(self.tr("Assembly point"))
        self.marshal.setPlaceholderText(self.tr("Marshal"))
        foot.addWidget(label(self.tr("You mark at"), "quiet"))
        for line in (self.at, self.marshal):
            line.setMaximumWidth(PLACE_PX)
            line.setMaxLength(80)
            line.setAccessibleName(line.placeholderText())
            foot.addWidget(line)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.strip)
        column.addWidget(self._foot)
        self.empty.hide()

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self.typed.emit(self.field.text().strip()))
        self.field.textChanged.connect(self._on_text)
        self.field.entered.connect(self._on_entered)
        self.field.left_downwards.connect(self._into_table)
        self.table.mark_asked.connect(self.mark_asked)
        self.table.letters_typed.connect(self._on_letters)
        self.table.left_upwards.connect(self.field.setFocus)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_chosen())
        self.segments.group.idClicked.connect(lambda _id: self.part_chosen.emit())
        self.empty.begun.connect(self.add_asked)
        for name, line in (("at", self.at), ("marshal", self.marshal)):
            line.editingFinished.connect(
                lambda name=name, line=line: self.assembly_changed.emit(name, line.text().strip())
            )

    def _show_chosen(self) -> None:
        chosen = self.chosen
        one = chosen[0] if len(chosen) == 1 else None
        before = self.strip.who
        self.strip.show_person(one, self.model.board, shows_all=self.model.shows_all)
        if one and one.photo and one.id != before:
            self.photo_asked.emit(one.id, one.photo)

    def _on_text(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.typed.emit("")

    def _on_entered(self) -> None:
        """Mark the one who was found; of several, somebody has to be chosen."""
        if self._pause.isActive():
            self._pause.stop()
            self.typed.emit(self.field.text().strip())
        elif not self.field.text().strip():
            # One Enter too many marks nobody.
            return
        elif len(self.model.rows) == 1:
            self.mark_asked.emit(MarkState.SAFE)
        elif self.model.rows:
            self._into_table()

    def _into_table(self) -> None:
        if self.model.rows:
            if not self.chosen:
                self._select([0])
            self.table.setFocus()

    def _on_letters(self, letters: str) -> None:
        self.field.setFocus()
        self.field.setText(self.field.text() + letters)

    def _select(self, rows: Sequence[int]) -> None:
        model = self.table.selectionModel()
        model.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            model.select(self.model.index(row, 0), flags)
        if rows:
            model.setCurrentIndex(
                self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
