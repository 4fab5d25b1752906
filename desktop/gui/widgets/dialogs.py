"""What the dialogs share: title, foot with buttons, file choice that lets scans through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.jobs import Jobs, LongWork, News, Stop, T
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.sheet import WIDTH_PX, Sheet
from desktop.gui.wording.failures import describe_failure

LINES_PX = (640, 520)
# The system's own file dialog would swallow a scan.
FILE_OPTIONS = QFileDialog.Option.DontUseNativeDialog


# Does something that may be kept to leads, now or after one was asked.
Guard = Callable[[Callable[[], None]], None]


def run_at_once(then: Callable[[], None]) -> None:
    """Guard nothing."""
    then()


class Dialog(Sheet):
    """A plain dialog: title, content, buttons at the foot."""

    def __init__(self, title: str, parent: QWidget) -> None:
        """Make an empty dialog above a window."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(14)
        self._column.addWidget(label(title, "dialogTitle"))
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self._column.addLayout(self.content, 1)
        self.message = label("", "quiet", wraps=True)
        self.message.hide()
        self._column.addWidget(self.message)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(10)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        # A form: what was typed there is not lost by one key.
        self.keeps_typed = False
        self._is_warned = False

    def leave(self) -> None:
        """Close; where something was typed that is not saved, say so first."""
        if self.keeps_typed and not self._is_warned and _is_typed_in(self):
            self._is_warned = True
            self.say(self.tr("What you typed is not saved. Esc again closes without it."), "fault")
            return
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def add_button(self, text: str, kind: str = "", key: str = "") -> KeyButton:
        """Add a button at the foot; none of them takes Enter unless it has the focus."""
        button = KeyButton(text, key, kind)
        button.setAutoDefault(False)
        self._foot.addWidget(button)
        return button

    def add_save(self, save: Callable[[], None]) -> KeyButton:
        """Add the foot of a form: Cancel, and Save, which Enter presses; give the latter."""
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(lambda _on=False: self.leave())
        button = self.add_button(self.tr("Save"), "main", "Enter")
        button.setDefault(True)
        button.clicked.connect(lambda _on=False: save())
        return button

    def add_action(
        self, text: str, act: Callable[[], None], kind: str = "", key: str = ""
    ) -> KeyButton:
        """Add a button that does something; its key works wherever the focus is."""
        button = self.add_button(text, kind, key)
        if key and key not in ("Esc", "Enter"):
            button.setShortcut(key)
        button.clicked.connect(lambda _on=False: act())
        return button

    def say(self, text: str, name: str = "quiet") -> None:
        """Show a sentence above the buttons: `quiet`, `good` or `fault`."""
        self.message.setObjectName(name)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where a file should go."""
        return pick_save(self, title, name, kinds)

    def ask_open(self, title: str, kinds: str) -> Path | None:
        """Ask which file to read."""
        return pick_open(self, title, kinds)


def _is_typed_in(dialog: QWidget) -> bool:
    """Tell whether somebody typed into a field; what the program put there does not count."""
    lines = (line.isModified() for line in dialog.findChildren(QLineEdit))
    texts = (text.document().isModified() for text in dialog.findChildren(QPlainTextEdit))
    return any(lines) or any(texts)


class ConfirmDialog(Dialog):
    """Asks before something large: only a click on the button that names it does it."""

    confirmed = Signal()

    def __init__(self, title: str, sentence: str, words: str, parent: QWidget) -> None:
        """Ask a question; no key but Escape answers it."""
        super().__init__(title, parent)
        self.fit(WIDTH_PX)
        self.content.addWidget(label(sentence, "quiet", wraps=True))
        self.add_button(self.tr("Back"), key="Esc").clicked.connect(self.reject)
        self.button = self.add_button(words, "risk")
        self.button.clicked.connect(lambda _on=False: self._confirm())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


class LinesDialog(Dialog):
    """Lines to read; closing it changes nothing."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget) -> None:
        """Show these lines."""
        super().__init__(title, parent)
        self.list = QListWidget()
        self.list.addItems(list(lines))
        self.list.setWordWrap(True)
        self.content.addWidget(self.list, 1)
        self.add_button(self.tr("Close"), key="Esc").clicked.connect(self.reject)
        self.fit(*LINES_PX)


class ScanDialog(Dialog):
    """A dialog that is there for scans: they go to no page while it is open."""

    def take_scan(self, reading: Reading) -> bool:
        """Take what was scanned; tell whether it was taken."""
        return False


class ProgressRow(QWidget):
    """A bar with a count and a way to stop."""

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.count = label("", "quiet")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.count)
        row.addWidget(self.stop)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.count.setText(
            self.tr("{done} of {total}").format(done=done, total=total) if total else f"{done}"
        )
        self.show()


class WorkDialog(Dialog):
    """A dialog over long work: progress, a way to stop, and one place where it may fail."""

    def __init__(self, title: str, jobs: Jobs, parent: QWidget) -> None:
        """Make a dialog with nothing under way."""
        super().__init__(title, parent)
        self.jobs = jobs
        self.progress = ProgressRow()
        self.progress.stop.clicked.connect(self.ask_stop)
        self._stop: Stop | None = None

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._stop is not None

    def begin(
        self,
        work: LongWork[News, T],
        on_done: Callable[[T], None],
        on_progress: Callable[[News], None] = lambda _news: None,
    ) -> None:
        """Do long work; its answer, or the sentence of its failure, ends it."""

        def answer(result: T) -> None:
            self._end()
            on_done(result)
            self.show_state()

        self.say("")
        self._stop = self.jobs.run_long(work, answer, on_progress, self._on_failed)
        self.show_state()

    def ask_stop(self) -> None:
        """Ask the work to end at its next slice."""
        if self._stop:
            self._stop.ask()

    def reject(self) -> None:
        """Close, and stop what is under way."""
        self.ask_stop()
        super().reject()

    def show_state(self) -> None:
        """Show what can be done now."""

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._end()
        self.say(describe_failure(failure).line, "fault")
        self.show_state()

    def _end(self) -> None:
        self._stop = None
        self.progress.hide()


def pick_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask which file to read."""
    start = str(Path.home())
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, start, kinds, "", FILE_OPTIONS)
    return Path(chosen) if chosen else None


def pick_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where a file should go."""
    start = str(Path.home() / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, kinds, "", FILE_OPTIONS)
    return Path(chosen) if chosen else None


def pick_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    start = str(Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, title, start, FILE_OPTIONS)
    return Path(chosen) if chosen else None


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager of the computer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def form_row(title: str, *fields: QWidget) -> QVBoxLayout:
    """Put a small title above its fields."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(title, "formLabel"))
    row = QHBoxLayout()
    row.setSpacing(10)
    for number, field in enumerate(fields):
        row.addWidget(field, 1 if number == 0 else 0)
    column.addLayout(row)
    return column


def framed(widget: QWidget) -> QFrame:
    """Put a widget into a card."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(widget)
    return frame
