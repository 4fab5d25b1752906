"""Parts of the page of attendees: its head, what is done to many, what an empty page says."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.attendees.actions import BulkAction
from desktop.gui.widgets.buttons import HEIGHT_PX, KeyButton, Segments
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.flow_layout import FlowLayout
from desktop.gui.widgets.labels import label

HEAD_PX = 60


class AttendeesHead(QFrame):
    """How many there are, of which programmes, and what makes more of them."""

    import_asked = Signal()
    export_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        """Make a head without a count."""
        super().__init__()
        self.setObjectName("pageHead")
        self.setFixedHeight(HEAD_PX)
        self.count = label("", "pageCount")
        self.scope = Segments([self.tr("This programme"), self.tr("All programmes")])
        self._spare: list[KeyButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Attendees"), "pageTitle"))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.scope)
        for text, key, kind, asked in (
            (self.tr("Import…"), "", "", self.import_asked),
            (self.tr("Export…"), "", "", self.export_asked),
            (self.tr("New attendee"), "Ctrl N", "main", self.new_asked),
        ):
            button = KeyButton(text, key, kind)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(asked)
            row.addWidget(button)
            if not kind:
                self._spare.append(button)

    def show_count(self, count: int, where: str) -> None:
        """Say how many there are, and in which programme; without one, in all of them."""
        text = self.tr("{count} in {where}") if where else self.tr("{count} in all programmes")
        self.count.setText(text.format(count=f"{count:,}", where=where))

    def show_spare(self, *, is_shown: bool) -> None:
        """Show or leave out what stands elsewhere, too."""
        for button in self._spare:
            button.setVisible(is_shown)


class BulkBar(QFrame):
    """Buttons for everybody who is ticked; hidden while nobody is."""

    asked = Signal(object)
    clear_asked = Signal()

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setObjectName("bulk")
        self._count = label("", "")
        self._count.setMinimumHeight(HEIGHT_PX)
        self._buttons: dict[BulkAction, KeyButton] = {}
        row = FlowLayout(self, 8)
        row.setContentsMargins(QMargins(22, 8, 22, 8))
        row.addWidget(self._count)
        for text, action in (
            (self.tr("Check in"), BulkAction.CHECK_IN),
            (self.tr("Book…"), BulkAction.BOOK),
            (self.tr("Type…"), BulkAction.TYPE),
            (self.tr("Delegation…"), BulkAction.DELEGATION),
            (self.tr("Badges…"), BulkAction.BADGE),
            (self.tr("Tickets…"), BulkAction.TICKET),
            (self.tr("Cancel registrations…"), BulkAction.CANCEL),
        ):
            kind = "risk" if action is BulkAction.CANCEL else ""
            button = KeyButton(text, kind=kind, is_narrow=True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, action=action: self.asked.emit(action))
            row.addWidget(button)
            self._buttons[action] = button
        clear = KeyButton(self.tr("Untick"), "Esc", is_narrow=True)
        clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        clear.clicked.connect(lambda _on=False: self.clear_asked.emit())
        row.addWidget(clear)
        self.hide()

    def name_check_in(self, words: str) -> None:
        """Say on its button where people are checked in."""
        self._buttons[BulkAction.CHECK_IN].set_words(words)

    def show_count(self, count: int, *, is_all_shown: bool) -> None:
        """Say how many are ticked, and whether some of them are not on screen."""
        text = self.tr("{count} selected").format(count=f"{count:,}")
        self._count.setText(text if is_all_shown else text + self.tr(", some not shown"))
        self.setVisible(count > 0)


class NobodyPanel(EmptyPanel):
    """What stands in place of an empty table."""

    def __init__(self) -> None:
        """Make a panel without words."""
        super().__init__(self.tr("Import a guest list…"), "Ctrl I")

    def show_state(self, *, is_whole: bool) -> None:
        """Teach where nobody is registered; say how to find where nobody fits."""
        if is_whole:
            title = self.tr("Nobody is registered yet")
            text = self.tr(
                "Here are the people of your programme, however many. Begin with a list."
            )
        else:
            title = self.tr("Nobody fits")
            text = self.tr(
                "Try fewer letters, or take a filter off. Ctrl+N registers somebody new."
            )
        self.say(title, text, with_button=is_whole)
