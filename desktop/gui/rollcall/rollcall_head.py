"""The red head of the page: what it is, since when, how long, and what is done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import FitLabel, label, tabular
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.rollcall.words import elapsed, head_title

HEIGHT_PX, ICON_PX = 60, 26


class RollCallHead(QFrame):
    """Shows one roll call."""

    print_asked = Signal()
    report_asked = Signal()
    close_asked = Signal()
    real_asked = Signal()
    reopen_asked = Signal()
    reveal_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make a head that says nothing yet."""
        super().__init__()
        self.setObjectName("rollcallHead")
        self.setFixedHeight(HEIGHT_PX)
        icon = QLabel()
        icon.setPixmap(theme.pixmap("triangle-alert", "band_ink", ICON_PX))
        self.title = FitLabel("semibold", 18, 13, "onBand")
        self.aside = FitLabel("regular", 14, 11, "onBand")
        self.clock = label("", "rollcallClock")
        self.clock.setFont(tabular(self.clock.font()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.aside)
        self.print_button = KeyButton(self.tr("Print list"), "Ctrl P", "onBand", is_narrow=True)
        self.real_button = KeyButton(self.tr("It is real"), "Alt R", "onBand", is_narrow=True)
        self.report_button = KeyButton(self.tr("Report…"), "Alt P", "onBand", is_narrow=True)
        self.reveal_button = KeyButton(self.tr("Phones…"), "Alt L", "onBand", is_narrow=True)
        self.reopen_button = KeyButton(self.tr("Open again"), "Alt N", "onBand", is_narrow=True)
        self.close_button = KeyButton(self.tr("Close…"), "Alt C", "overBand", is_narrow=True)
        self.back_button = KeyButton(self.tr("All roll calls"), "Esc", "overBand", is_narrow=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(self.clock)
        for button, asked in (
            (self.print_button, self.print_asked),
            (self.real_button, self.real_asked),
            (self.reveal_button, self.reveal_asked),
            (self.report_button, self.report_asked),
            (self.reopen_button, self.reopen_asked),
            (self.close_button, self.close_asked),
            (self.back_button, self.left),
        ):
            # A space in a name presses nothing.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit())
            row.addWidget(button)

    def show_rollcall(
        self, rollcall: OneRollCall, aside: str, *, may_reveal: bool, may_leave: bool
    ) -> None:
        """Show what one is; it may be left for another one."""
        set_tone(self, "calm" if not rollcall.is_open else "look" if rollcall.is_drill else "no")
        self.title.set_text(head_title(rollcall))
        self.aside.set_text(aside)
        self.real_button.setVisible(rollcall.is_open and rollcall.is_drill)
        self.close_button.setVisible(rollcall.is_open)
        self.print_button.setVisible(rollcall.is_open)
        self.report_button.setVisible(not rollcall.is_open)
        self.reopen_button.setVisible(not rollcall.is_open)
        self.reveal_button.setVisible(may_reveal)
        self.back_button.setVisible(may_leave)

    def show_clock(self, span_ms: int) -> None:
        """Say how long it has lasted."""
        self.clock.setText(elapsed(span_ms))
