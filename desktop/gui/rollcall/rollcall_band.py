"""The band above every page while a roll call is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.gui.rollcall.rollcall_control import RollCallControl
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import FitLabel
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.rollcall.words import band_text

HEIGHT_PX, ICON_PX = 50, 20


class RollCallBand(QFrame):
    """Says since when, and how many are missing; leads to the page."""

    page_asked = Signal()

    def __init__(self, control: RollCallControl, theme: Theme) -> None:
        """Listen to what is open."""
        super().__init__()
        self.setObjectName("rollcallBand")
        self.setFixedHeight(HEIGHT_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._control = control
        self._is_page_shown = False
        icon = QLabel()
        icon.setPixmap(theme.pixmap("triangle-alert", "band_ink", ICON_PX))
        self.text = FitLabel("semibold", 16, 11, "onBand")
        self.button = KeyButton(self.tr("Roll call"), "Ctrl 8", "onBand", is_narrow=True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda _on=False: self.page_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()
        control.listed.connect(self._show)
        control.viewed.connect(self._show)
        control.saved.connect(self._show)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the page by a click anywhere; on the page, to the other one that is open."""
        super().mousePressEvent(event)
        if self._is_page_shown and (others := self._unsaid()):
            self._control.show(others[0])
        self.page_asked.emit()

    def on_page_shown(self, is_shown: bool) -> None:
        """Give way while the page itself says it."""
        self._is_page_shown = is_shown
        # The key leads to where one is already.
        self.button.setVisible(not is_shown)
        self._show()

    def _unsaid(self) -> list[OneRollCall]:
        """Give the open ones besides that which the page shows, as it says so itself."""
        shown = self._control.shown
        on_page = shown.ids if shown and self._is_page_shown else frozenset()
        return [one for one in self._control.open_now if not one.ids & on_page]

    def _show(self) -> None:
        if said := self._unsaid():
            view = self._control.view
            texts = []
            for one in said:
                is_seen = view is not None and bool(view.board.rollcall.ids & one.ids)
                missing = view.figures.missing if view and is_seen else None
                is_saved = bool(one.ids & self._control.saved_ids)
                texts.append(band_text(one, missing, now_ms(), is_saved=is_saved))
            self.text.set_text("   ".join(texts))
            is_real = any(not one.is_drill for one in said)
            set_tone(self, "no" if is_real else "look")
        self.setVisible(bool(said))
