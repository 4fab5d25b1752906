"""Self check-in over the whole screen: scan or type, confirm, done; locked until a PIN opens it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.kiosk_keyboard import KioskKeyboard
from desktop.gui.checkin.scan_field import ScanField
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.checkin.verdict_band import Sign
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import FitLabel
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.door import kiosk as words
from desktop.workflows.checkin.verdict import Station, Verdict

WELCOME, CONFIRM, ANSWER = range(3)
# Nobody's name stays on screen after its owner has gone.
CONFIRM_STAYS_MS, ANSWER_STAYS_MS, TYPED_STAYS_MS = 20_000, 6_000, 30_000
SIGN_PX = 110
LOGO_PX = QSize(320, 84)
# On lower screens the greeting is smaller, so that the keys stay large; on the lowest ones the
# logo goes.
LOW_PX, LOWEST_PX = 900, 720
# What a guest may read: both languages at once, or one.
BOTH, ENGLISH, HEBREW = range(3)


class KioskPage(QFrame):
    """Three screens for a guest."""

    leave_asked = Signal()
    admitted = Signal(object)
    is_shut, fills_screen, comes_between = True, True, False

    def __init__(self, jobs: Jobs, services: CheckinServices, desk: CheckinDesk) -> None:
        """Stand where the desk stands."""
        super().__init__()
        self.setObjectName("kiosk")
        self._jobs = jobs
        self._services = services
        self._desk = desk
        self._guest: Attendee | None = None
        self._is_asking = False
        self._picture = QPixmap()
        self._both_languages: list[tuple[FitLabel, FitLabel]] = []
        self.stack = QStackedWidget()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.start_over)
        self._build()

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self

    def begin(self) -> None:
        """Wait for the first guest, with the logo that stands on the badges."""
        self._jobs.run(self._services.kiosk.logo, self._show_logo)
        self.start_over()

    def renew(self) -> None:
        """Greet by the programme that there is now."""
        self.start_over()

    def may_close(self) -> bool:
        """Be left by its PIN only."""
        self.leave_asked.emit()
        return False

    def start_over(self, *, is_same_guest: bool = False) -> None:
        """Wait for the next guest; nothing of the one before stays, nor the chosen language."""
        self._rest.stop()
        if not is_same_guest:
            self.languages.choose(BOTH)
            self.keyboard.show_script(is_hebrew=False)
        self._guest = None
        self._is_asking = False
        self.field.reset()
        self.name.set_text("")
        self.second_name.set_text("")
        set_tone(self, "")
        if (station := self._desk.station) is not None:
            programme = station.programme
            self._show_both(self._welcome, words.welcome(programme.title, programme.title_hebrew))
        self.stack.setCurrentIndex(WELCOME)
        self.take_focus()

    def take_focus(self) -> None:
        """Bring the keys to where this screen is worked from."""
        (self.field if self.stack.currentIndex() == WELCOME else self).setFocus()

    def take_scan(self, reading: Reading) -> bool:
        """Recognise who shows a code; on any screen it begins anew."""
        if self._desk.station is not None and not self._is_asking:
            self._recognise(self._desk.station, reading)
        return True

    def _recognise(self, station: Station, reading: Reading) -> None:
        self.start_over(is_same_guest=True)
        self._is_asking = True
        kiosk = self._services.kiosk
        self._jobs.run(
            lambda: kiosk.recognise(station.programme, reading),
            self._on_recognised,
            lambda _failure: self._show_answer(words.not_saved()),
        )

    def confirm(self) -> None:
        """Check the guest in who said that it is them."""
        guest, station = self._guest, self._desk.station
        if guest is None or station is None or self._is_asking:
            return
        self._is_asking = True
        desk, here = self._services.desk, Station(station.programme, station.point)
        self._jobs.run(
            lambda: desk.pick(here, guest.id),
            self._on_verdict,
            lambda _failure: self._show_answer(words.not_saved()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys their room on a low screen."""
        super().resizeEvent(event)
        is_low = self.height() < LOW_PX
        for label in self._welcome:
            label.set_sizes(*((38, 26) if is_low else (64, 34)))
        self._fit_logo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, Escape begins again; nothing else does anything."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.stack.currentIndex() == CONFIRM:
                self.confirm()
            elif self.stack.currentIndex() == ANSWER:
                self.start_over()
        elif event.key() == Qt.Key.Key_Escape:
            self.start_over()

    def _build(self) -> None:
        self.languages = Segments(list(words.languages()))
        self.languages.group.idClicked.connect(self._on_language)
        self.stack.addWidget(self._build_welcome())
        self.stack.addWidget(self._build_confirm())
        self.stack.addWidget(self._build_answer())
        staff = QPushButton(self.tr("Staff"))
        staff.setProperty("kind", "kioskStaff")
        staff.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        staff.clicked.connect(self.leave_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.languages)
        foot.addStretch(1)
        foot.addWidget(staff)
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 40, 60, 24)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def _build_welcome(self) -> QWidget:
        self._logo = QLabel()
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.hide()
        self._welcome = self._both(64, 34)
        begin = self._both(30, 18)
        self._whose = FitLabel("medium", 24, 16, "kioskName", wraps=True, is_centred=True)
        self._show_both(begin, words.how_to_begin())
        self.field = ScanField()
        self.field.setMinimumHeight(76)
        self.field.setObjectName("kioskField")
        self.field.setAccessibleName(self.tr("Your full name"))
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.entered.connect(self._on_entered)
        self.field.textEdited.connect(lambda _text: self._rest.start(TYPED_STAYS_MS))
        self.keyboard = KioskKeyboard()
        self.keyboard.pressed.connect(self._on_key)
        self.keyboard.erased.connect(self.field.backspace)
        self.keyboard.entered.connect(lambda: self._on_entered(self.field.text()))
        return self._page(self._logo, 8, *self._welcome, 16, *begin, 16, self._whose, 4,
                          self.field, 14, self.keyboard)  # fmt: skip

    def _build_confirm(self) -> QWidget:
        ask = self._both(40, 24)
        self._show_both(ask, words.is_it_you())
        self.name = FitLabel("bold", 110, 48, "kioskName", wraps=True, is_centred=True)
        self.second_name = FitLabel("medium", 60, 30, "kioskName", wraps=True, is_centred=True)
        no = KeyButton(words.no_words())
        no.clicked.connect(lambda _on=False: self.start_over(is_same_guest=True))
        yes = KeyButton(words.yes_words(), kind="main")
        yes.clicked.connect(lambda _on=False: self.confirm())
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addStretch(1)
        for button in (no, yes):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        return self._page(*ask, 20, self.name, self.second_name, 30, holder)

    def _build_answer(self) -> QWidget:
        self._sign = Sign(SIGN_PX)
        self._headline = self._both(72, 36, "kioskInk")
        self._sentence = self._both(32, 20, "kioskInk")
        return self._page(self._sign, 20, *self._headline, 20, *self._sentence)

    def _page(self, *parts: QWidget | int) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        for part in parts:
            if isinstance(part, int):
                column.addSpacing(part)
            else:
                is_small = isinstance(part, Sign)
                side = Qt.AlignmentFlag.AlignHCenter if is_small else Qt.AlignmentFlag(0)
                column.addWidget(part, 0, side)
        column.addStretch(2)
        return page

    def _both(
        self, size_px: int, least_px: int, token: str = "kioskName"
    ) -> tuple[FitLabel, FitLabel]:
        weight = "bold" if size_px > 50 else "medium"
        made = (
            FitLabel(weight, size_px, least_px, token, wraps=True, is_centred=True),
            FitLabel(weight, size_px, least_px, token, wraps=True, is_centred=True),
        )
        self._both_languages.append(made)
        return made

    def _show_both(self, labels: tuple[FitLabel, FitLabel], both: words.Both) -> None:
        for label, text in zip(labels, both, strict=True):
            label.set_text(text)
        self._show_language()

    def _on_language(self, chosen: int) -> None:
        """Say all in the language that a guest chose, and offer its letters."""
        self._show_language()
        if chosen != BOTH:
            self.keyboard.show_script(is_hebrew=chosen == HEBREW)
        self.take_focus()

    def _show_language(self) -> None:
        chosen = self.languages.chosen
        for text, hebrew in self._both_languages:
            text.setVisible(chosen != HEBREW)
            hebrew.setVisible(chosen != ENGLISH)
        self._whose.set_text(words.field_labels()[chosen])

    def _show_logo(self, content: bytes) -> None:
        self._picture = QPixmap()
        self._picture.loadFromData(content)
        self._fit_logo()

    def _fit_logo(self) -> None:
        """Show the logo in the size for which there is room."""
        is_shown = not self._picture.isNull() and self.height() >= LOWEST_PX
        self._logo.setVisible(is_shown)
        if is_shown:
            ratio = self.devicePixelRatio()
            share = 0.6 if self.height() < LOW_PX else 1.0
            small = self._picture.scaled(
                LOGO_PX * ratio * share,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            self._logo.setPixmap(small)

    def _on_key(self, letter: str) -> None:
        """Take a letter from the screen; the first of a word is a capital one."""
        before = self.field.text()[: self.field.cursorPosition()]
        is_first = not before or before[-1] in " -'"
        self.field.insert(letter.upper() if is_first else letter)
        self._rest.start(TYPED_STAYS_MS)

    def _on_entered(self, text: str) -> None:
        if text.strip():
            self.take_scan(Reading(text.strip(), is_typed=True))

    def _on_recognised(self, guest: Attendee | None) -> None:
        self._is_asking = False
        if guest is None:
            self._show_answer(words.not_recognised())
            return
        self._guest = guest
        self.name.set_text(guest.name)
        self.second_name.set_text(guest.person.second_name)
        self.second_name.setVisible(bool(guest.person.second_name))
        self.stack.setCurrentIndex(CONFIRM)
        self.setFocus()
        self._rest.start(CONFIRM_STAYS_MS)

    def _on_verdict(self, verdict: Verdict) -> None:
        self._show_answer(words.answer_to(verdict.outcome))
        if verdict.outcome.slug == "admitted":
            self.admitted.emit(verdict)
        self._desk.refresh()

    def _show_answer(self, answer: words.Answer) -> None:
        self._is_asking = False
        self._guest = None
        set_tone(self, answer.tone.value)
        self._sign.show_tone(answer.tone)
        self._show_both(self._headline, answer.headline)
        self._show_both(self._sentence, answer.sentence)
        self.stack.setCurrentIndex(ANSWER)
        self.setFocus()
        self._rest.start(ANSWER_STAYS_MS)
