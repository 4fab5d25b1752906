"""The dialog that imports a guest list: preview, mapping, words, what is open, progress, stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.failures import NewProgramme
from desktop.domain.programme.programme import Programme
from desktop.gui.transfer.mapping_table import MappingTable
from desktop.gui.transfer.problems_model import COLUMN, REASON, ROW, ProblemsModel
from desktop.gui.transfer.services import TransferServices
from desktop.gui.transfer.source_box import SourceBox
from desktop.gui.transfer.status_table import StatusTable
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dialogs import WorkDialog, form_row, framed
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.lists import doubt_sentence, judgement_lines, part_text
from desktop.gui.wording.transfer import describe_problem, describe_result, file_facts
from desktop.workflows.transfer.doubts import Doubt, UnknownWords
from desktop.workflows.transfer.guest_list import GuestList, Overview, Problem, open_guest_list
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.judging import JudgedList
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.sources import ListSource

SIZE_PX = (860, 720)
# Beside the mapping; after the import the table has the room of the mapping.
TABLE_HEIGHT_PX, WORDS_HEIGHT_PX = 120, 132


class ImportDialog(WorkDialog):
    """From a file to people in the programme."""

    imported = Signal(object)

    def __init__(
        self, jobs: Jobs, services: TransferServices, programme_code: str, parent: QWidget
    ) -> None:
        """Offer to import into this programme, or into one that is named here."""
        super().__init__(self.tr("Import a guest list"), jobs, parent)
        self._services = services
        self._guests: GuestList | None = None
        self._overview = Overview(0, ())
        self._result: Progress | None = None
        self._is_mapped_by_hand = False
        self._doubts: tuple[Doubt, ...] = ()
        self._run: GuestListImport | None = None
        # The code about which the person was asked whether it is a new programme's.
        self._asked_code = self._near_code = ""
        self._looked_code = ""
        self.resize(*SIZE_PX)
        self._build(programme_code)
        self.show_state()

    def open_file(self, path: Path) -> None:
        """Look at a file."""
        self.path.setText(str(path))
        self.say("")
        self._guests = None
        self._result = None
        self._look(lambda: self._open(path))

    def choose_worksheet(self, sheet: str) -> None:
        """Look at another sheet of the same file."""
        if self._guests and sheet != self._guests.table.worksheet:
            path = self._guests.table.path
            self._guests = None
            self._look(lambda: self._open(path, sheet))

    def choose_days(self, is_day_first: bool | None) -> None:
        """Read the dates of the file in another order."""
        if self._guests:
            guests = self._guests.with_days(is_day_first)
            self._look(lambda: guests)

    def choose_meaning(self, word: str, meaning: str) -> None:
        """Take a word for a status, or `*` for all unknown ones, as somebody says."""
        if self._guests:
            guests = self._guests.taking({word: meaning})
            self._result = None
            self._look(lambda: guests)

    def choose_source(self) -> None:
        """Take the list for the next one of the source that is named, or for one of its own."""
        if guests := self._guests:
            self._look(lambda: guests)

    def start(self) -> None:
        """Import what is on screen."""
        guests, code = self._guests, self.code.text().strip()
        if guests is None or not code or self._doubts:
            return
        is_new = code == self._asked_code
        self.progress.show_progress(0, self._overview.rows)
        self.begin(
            lambda on_progress, is_stopped: self._import(
                guests, code, is_new, on_progress, is_stopped
            ),
            self._on_imported,
            self._on_progress,
        )

    def _open(self, path: Path, sheet: str = "") -> GuestList:
        """Open a file and use the mapping that was kept for its source, if there is one."""
        guests = open_guest_list(path, sheet)
        kept: GuestList = self.jobs.on_store(lambda: self._services.with_kept_mapping(guests))
        return kept

    def _build(self, code: str) -> None:
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setPlaceholderText(self.tr("CSV, XLSX or ODS from your registration system"))
        self.choose = QPushButton(self.tr("Choose file…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        self.code = QLineEdit(code)
        self.code.setPlaceholderText(self.tr("Short code, such as NIPERM"))
        self.code.textChanged.connect(self._on_code)
        self.code.editingFinished.connect(self._on_code_typed)
        self.mapping = MappingTable()
        self.mapping.changed.connect(self._on_mapping)
        self.problems = ProblemsModel()
        self.content.addLayout(form_row(self.tr("File"), self.path, self.choose))
        self.content.addLayout(form_row(self.tr("Programme"), self.code))
        self.content.addLayout(self._build_choices())
        self._mapping_frame = framed(self.mapping)
        self.content.addWidget(self._mapping_frame, 1)
        self.words = StatusTable()
        self.words.setFixedHeight(WORDS_HEIGHT_PX)
        self.words.changed.connect(self.choose_meaning)
        self._words_frame = framed(self.words)
        self.content.addWidget(self._words_frame)
        self.problems_view = self._build_problems()
        self.content.addWidget(self.problems_view, 1)
        self.content.addStretch(0)
        self.content.addWidget(self.progress)
        self._build_buttons()

    def _build_choices(self) -> QHBoxLayout:
        """Build what is known of the file, and what somebody may say of it."""
        self.facts = label("", "quiet", wraps=True)
        self.worksheet = ChoiceBox()
        self.worksheet.setAccessibleName(self.tr("Sheet"))
        self.worksheet.activated.connect(
            lambda _i: self.choose_worksheet(self.worksheet.currentText())
        )
        self.days = ChoiceBox()
        self.days.setAccessibleName(self.tr("Order of dates"))
        for text, value in (
            (self.tr("3/4/2026 as found"), None),
            (self.tr("3/4/2026 is 3 April"), True),
            (self.tr("3/4/2026 is 4 March"), False),
        ):
            self.days.addItem(text, value)
        self.days.activated.connect(lambda _i: self.choose_days(self.days.currentData()))
        self.source = SourceBox()
        self.source.named.connect(self.choose_source)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        facts.addWidget(self.facts, 1)
        facts.addWidget(self.worksheet)
        facts.addWidget(self.days)
        facts.addWidget(self.source)
        return facts

    def _build_buttons(self) -> None:
        self.save_button = self.add_button(self.tr("Save the rows left out…"))
        self.save_button.clicked.connect(self._on_save_problems)
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.unknown_button = self.add_button(self.tr("Let the desk decide on them"))
        self.unknown_button.clicked.connect(lambda: self.choose_meaning("*", Status.PENDING.value))
        self.missing_button = self.add_button("")
        self.missing_button.clicked.connect(self._on_cancel_missing)
        self.near_button = self.add_button("")
        self.near_button.clicked.connect(self._use_near)
        self.start_button = self.add_button(self.tr("Import"), "main")
        self.start_button.clicked.connect(self.start)

    def _build_problems(self) -> QTableView:
        view = QTableView()
        view.setModel(self.problems)
        view.setMinimumHeight(TABLE_HEIGHT_PX)
        view.verticalHeader().hide()
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(ROW, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(COLUMN, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        return view

    def _look(self, open_list: Any) -> None:
        """Read the whole file in the files lane, to show its facts and problems."""
        code, named = self.code.text().strip(), self.source.name
        self._looked_code = code
        on_store, services = self.jobs.on_store, self._services

        def work(_on_progress: Any, is_stopped: Any) -> Any:
            guests = open_list()
            # The file is walked through here and not in the store's lane.
            guests.surveyed(is_stopped)
            judged = on_store(lambda: services.judged(code, guests, named))
            sources = on_store(lambda: services.list_sources(code))
            return judged, judged.guests.overview(is_stopped), sources

        self.begin(work, self._on_looked)

    def _import(
        self, guests: GuestList, code: str, is_new: bool, on_progress: Any, is_stopped: Any
    ) -> Any:
        """Import; give the question instead where the code may be a slip of the keyboard."""
        on_store, programmes = self.jobs.on_store, self._services.programmes
        try:
            programme, _is_made = on_store(lambda: programmes.meant_by(code, is_new=is_new))
        except NewProgramme as question:
            return question
        if self._is_mapped_by_hand:
            on_store(lambda: self._services.keep_mapping(guests))
        self._run = self._services.importing(programme, guests, self.source.name)
        return programme, self._run.run(on_store, on_progress, is_stopped)

    def _on_choose(self) -> None:
        kinds = self.tr("Guest lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)")
        if path := self.ask_open(self.tr("Choose a guest list"), kinds):
            self.open_file(path)

    def _on_looked(self, news: tuple[JudgedList, Overview, list[ListSource]]) -> None:
        is_new = self._guests is None
        judged, self._overview, sources = news
        self._guests, self._doubts = judged.guests, judged.doubts
        self.source.show_sources(sources)
        self.words.show_words(self._guests.status_words())
        if is_new:
            self.mapping.show_list(self._guests)
        self.facts.setText(file_facts(self._guests, self._overview))
        self._show_choices(self._guests)
        notes = judgement_lines(self._guests, Progress())
        self.problems.set_problems(self._overview.problems, notes)
        if not self._guests.has_names:
            self.say(self.tr("Say above which column holds the name."), "fault")
        else:
            self.say(" ".join(map(doubt_sentence, self._doubts)), "fault")
            self._ask_unfinished(self._guests)

    def _show_choices(self, guests: GuestList) -> None:
        self.worksheet.clear()
        self.worksheet.addItems(list(guests.table.worksheets))
        self.worksheet.setCurrentText(guests.table.worksheet)
        self.days.setCurrentIndex(self.days.findData(guests.is_day_first))

    def _ask_unfinished(self, guests: GuestList) -> None:
        code = self.code.text().strip()
        self.jobs.run(lambda: self._services.left_unfinished(code, guests), self._on_unfinished)

    def _on_unfinished(self, rows: int | None) -> None:
        if rows is not None:
            sentence = self.tr("An import of this file stopped after {rows} rows. Import goes on.")
            self.say(sentence.format(rows=rows))

    def _on_mapping(self) -> None:
        if self._guests:
            chosen = dict.fromkeys(IMPORT_FIELDS, "") | dict(self.mapping.mapping())
            guests = self._guests.mapped(chosen)
            self._is_mapped_by_hand = True
            self._look(lambda: guests)

    def _on_progress(self, progress: Progress) -> None:
        self.progress.show_progress(progress.rows, self._overview.rows)

    def _on_imported(self, done: tuple[Programme, Progress] | NewProgramme) -> None:
        if isinstance(done, NewProgramme):
            self._ask_new(done)
            return
        programme, self._result = done
        if self._run:
            notes = judgement_lines(self._run.guests, self._result)
            self.problems.set_problems(self._result.problems, notes)
        is_part = self._result.is_part
        sentence = describe_result(self._result)
        self.say(
            f"{sentence} {part_text()}" if is_part else sentence, "fault" if is_part else "good"
        )
        self.imported.emit(programme)

    def _ask_new(self, question: NewProgramme) -> None:
        """Ask whether a new programme is meant: the button then says that it makes one."""
        self._asked_code = str(question.facts["code"])
        self.say(describe_failure(question).sentence, "fault")
        near = question.facts["near"]
        self._near_code = near[0] if isinstance(near, list) and near else ""
        self.show_state()
        self.code.setFocus()

    def _use_near(self) -> None:
        self.code.setText(self._near_code)
        self.start()

    def _on_cancel_missing(self) -> None:
        """Cancel who is no longer listed; the button says how many they are."""
        run, result = self._run, self._result
        if run is None or result is None:
            return
        count = len(result.missing)
        self._result = replace(result, missing=())
        self.begin(
            lambda _on_progress, _is_stopped: self.jobs.on_store(lambda: run.cancel_missing(count)),
            lambda _done: self._on_missing_cancelled(count),
        )

    def _on_missing_cancelled(self, count: int) -> None:
        sentence = self.tr("1 cancelled.") if count == 1 else self.tr("{count} cancelled.")
        self.say(sentence.format(count=count), "good")

    def _on_code(self) -> None:
        """Forget the question as soon as another code is typed."""
        if self._asked_code and self.code.text().strip() != self._asked_code:
            self._asked_code = self._near_code = ""
            self.say("")
        self.show_state()

    def _on_code_typed(self) -> None:
        """Hold the list against the people of the programme that is meant now."""
        guests, code = self._guests, self.code.text().strip()
        if guests and not self._result and code != self._looked_code and not self.is_busy:
            self._look(lambda: guests)

    def _on_save_problems(self) -> None:
        guests, problems = self._guests, list(self.problems.problems)
        name = "rows-left-out.csv"
        target = self.ask_save(self.tr("Save the rows left out"), name, "CSV (*.csv)")
        if guests and target:
            self.begin(
                lambda _on_progress, _is_stopped: _save(guests, target, problems),
                lambda _done: self.say(self.tr("Saved: {}").format(target), "good"),
            )

    def show_state(self) -> None:
        """Show mapping, problems and buttons as far as the file has come."""
        guests = self._guests
        self._mapping_frame.setVisible(guests is not None and self._result is None)
        self.facts.setVisible(guests is not None)
        is_open = guests is not None and self._result is None
        self.worksheet.setVisible(is_open and len(guests.table.worksheets if guests else ()) > 1)
        self.days.setVisible(is_open and bool(guests and guests.has_dates))
        self._words_frame.setVisible(is_open and bool(self.words.boxes))
        self.source.setVisible(is_open and self.source.count() > 1)
        has_words = any(isinstance(doubt, UnknownWords) for doubt in self._doubts)
        self.unknown_button.setVisible(is_open and has_words)
        missing = len(self._result.missing) if self._result else 0
        self.missing_button.setVisible(bool(missing))
        self.missing_button.set_words(
            self.tr("Cancel who is missing ({count})").format(count=missing)
        )
        self.problems_view.setVisible(self.problems.rowCount() > 0)
        self.problems_view.setMaximumHeight(TABLE_HEIGHT_PX if is_open else self.maximumHeight())
        self.save_button.setVisible(bool(self.problems.problems))
        self.choose.setEnabled(not self.is_busy)
        is_ready = guests is not None and guests.has_names and bool(self.code.text().strip())
        is_ready = is_ready and not self._doubts
        self.start_button.setEnabled(is_ready and not self.is_busy and self._result is None)
        made = self.tr("Make {code} and import").format(code=self._asked_code)
        self.start_button.set_words(made if self._asked_code else self.tr("Import"))
        self.near_button.setVisible(bool(self._near_code))
        self.near_button.set_words(self.tr("Import into {code}").format(code=self._near_code))


def _save(guests: GuestList, target: Path, problems: list[Problem]) -> None:
    guests.save_problems(target, problems, [describe_problem(problem) for problem in problems])
