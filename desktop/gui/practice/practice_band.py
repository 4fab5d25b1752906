"""The band above all pages in practice: that nothing is real, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.devices.painting.qr import qr_rectangles
from desktop.gui.practice.tour import Tour
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label

HEIGHT_PX = 96
_CODE_PX, _QUIET_PX = 84, 8


class PracticeBand(QFrame):
    """Never to be overlooked, and never in the way of a verdict."""

    scan_asked = Signal(str)
    skip_asked = Signal()

    def __init__(self, tour: Tour) -> None:
        """Show the first step."""
        super().__init__()
        self.setObjectName("practice")
        self.setFixedHeight(HEIGHT_PX)
        self._tour = tour
        sentence = self.tr("Practice. Nobody here is real, and nothing is sent or printed.")
        self.head = label(sentence, "practiceHead")
        self.words = label("", "practiceWords", wraps=True)
        self.code = _Code()
        self.scan = KeyButton(self.tr("Scan"), is_narrow=True)
        self.skip = KeyButton(self.tr("Next"), is_narrow=True)
        for button in (self.scan, self.skip):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scan.clicked.connect(lambda _on=False: self.scan_asked.emit(self.code.code))
        self.skip.clicked.connect(lambda _on=False: self.skip_asked.emit())
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addStretch(1)
        said.addWidget(self.head)
        said.addWidget(self.words)
        said.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 4, 22, 4)
        row.setSpacing(14)
        row.addLayout(said, 1)
        row.addWidget(self.scan)
        row.addWidget(self.code)
        row.addWidget(self.skip)
        self.show_step()

    def show_step(self) -> None:
        """Show what is to be done now."""
        step, number = self._tour.step, self._tour.number
        self.scan.setVisible(bool(step and step.code))
        self.code.show_code(step.code if step else "")
        self.skip.setVisible(step is not None)
        if step is None:
            self.words.setText(self.tr("Done. Go on trying what you like, or close this window."))
            return
        place = self.tr("{number} of {count}").format(number=number + 1, count=self._tour.count)
        self.words.setText(f"{place}: {step.words}")


class _Code(QWidget):
    """A ticket's code to be scanned off the screen, dark on white in any theme."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.setFixedSize(QSize(_CODE_PX, _CODE_PX))

    def show_code(self, code: str) -> None:
        self.code = code
        self.setVisible(bool(code))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        inside = QRectF(self.rect()).adjusted(_QUIET_PX, _QUIET_PX, -_QUIET_PX, -_QUIET_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        if self.code:
            painter.drawRects(qr_rectangles(self.code, inside))
