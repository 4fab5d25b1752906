"""The check-in page: the scan field, the verdict, Recent and the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import (
    Authority,
    NeedsAnswer,
    Unpaid,
    WrongProgramme,
    attendee_of,
)
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.programme.programme import Programme
from desktop.gui.checkin.checkin_desk import CHECK_IN, CheckinDesk
from desktop.gui.checkin.counts_card import CountsCard
from desktop.gui.checkin.door_strip import DoorStrip
from desktop.gui.checkin.scan_field import ScanBox
from desktop.gui.checkin.top_bar import TopBar
from desktop.gui.checkin.verdict_card import VerdictCard
from desktop.gui.frame.page import AtHand, FooterKey, PlainPage
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.camera_panel import CameraPanel
from desktop.gui.widgets.labels import divider, label
from desktop.gui.widgets.person_list import LineView, recent_delegate
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording import checkin as words
from desktop.gui.wording.attendees import taken_back_line
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.staff import default_reason
from desktop.gui.wording.whereabouts import row_line
from desktop.workflows.changes import Step
from desktop.workflows.checkin.desk import Counts, Match, RecentRow, UndoResult
from desktop.workflows.checkin.verdict import Verdict

SIDE_WIDTH_PX = 330
MARGIN_PX = 22
# Below it camera, chart and a line of Recent do not stand above each other.
CAMERA_AND_CHART_PX = 760


class CheckinPage(PlainPage):
    """Where a volunteer works all day."""

    badge_asked = Signal(object)
    settle_asked = Signal(object)
    override_asked = Signal(object)
    message_given = Signal(object)
    recent_asked = Signal()
    edit_asked = Signal(str)
    group_asked = Signal(object)
    import_asked = Signal()
    turn_asked = Signal()
    look_asked = Signal()
    proposal_taken = Signal()
    stepped_back = Signal()
    camera_asked = Signal()
    programme_set = Signal(object)

    def __init__(self, desk: CheckinDesk, bar: TopBar, theme: Theme) -> None:
        """Lay out the page for a desk, with the bar that says where it stands."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.bar_above = bar
        self._expected = 0
        self._is_fresh = True
        self._shown: Attendee | None = None
        self.box = ScanBox(theme.pixmap("scan-barcode", "accent_text", 26))
        self.field = self.box.field
        self.strip = DoorStrip()
        self.card = VerdictCard(theme)
        self.counts = CountsCard(theme)
        self.camera = CameraPanel()
        self.recent = LineView("recent", recent_delegate(theme))
        self._build()
        self._connect()
        self.card.show_ready(is_empty=False)

    def set_programme(self, programme: Programme | None) -> None:
        """Let the desk stand at another programme."""
        self.programme_set.emit(programme)

    def take_scan(self, reading: Reading) -> bool:
        """Handle a scan from anywhere in the program."""
        self.field.reset()
        self.desk.forget_search()
        self.desk.scan(reading)
        return True

    def undo(self) -> bool:
        """Take back what this desk did last: a movement, or else a change."""
        self.desk.undo(self._show_step)
        return True

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the door."""
        return (
            ("F3", self.tr("Search")),
            ("↑ ↓ Enter", self.tr("Choose")),
            ("F4", self.tr("Walk-in")),
            ("F8", self.tr("Camera")),
            ("F12", self.tr("In or out")),
            ("F11", self.tr("Large")),
            ("Ctrl Z", self.tr("Undo")),
            ("F10", self.tr("Menu")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give what concerns the person of the verdict, and where the desk stands."""
        return {
            "F2": self.ask_edit,
            "F3": self.go_to_search,
            "F5": self.let_in_anyway,
            "F6": self.ask_badge,
            "F7": self.settle,
            "F8": self.camera_asked.emit,
            "F9": self.ask_group,
            "F12": self.turn_asked.emit,
            "Shift+F12": self.look_asked.emit,
            "Ctrl+G": self.proposal_taken.emit,
        }

    def at_hand(self) -> AtHand:
        """Offer what is typed, for the form of somebody whom nobody knows."""
        return AtHand(typed=self.field.text(), checks_in=self.desk.mode == CHECK_IN)

    def go_to_search(self) -> None:
        """Bring the focus to where one searches, with what stands there marked."""
        self.focus_field()
        self.field.selectAll()

    def ask_edit(self) -> None:
        """Ask for the form of whom the page is about."""
        if self._shown:
            self.edit_asked.emit(self._shown.id)

    def refresh(self) -> None:
        """Count again and read Recent again."""
        self.desk.refresh()

    def focus_field(self) -> None:
        """Bring the focus back to where scans land."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_in_anyway(self) -> None:
        """Let in whom the verdict on screen is about, where the desk may."""
        last = self.desk.last if not self.card.is_choosing else None
        if last and last.may is Authority.DESK:
            self.desk.pass_over(last, default_reason())
        elif last and last.may is Authority.LEAD:
            self.override_asked.emit(last)

    def settle(self) -> None:
        """Do what the verdict waits for: take the money, or ask what is still open."""
        last = self.desk.last if not self.card.is_choosing else None
        if last and isinstance(last.outcome, Unpaid | NeedsAnswer):
            self.settle_asked.emit(last)
        elif self._shown and self._shown.registration.message:
            self.message_given.emit(self._shown)

    def show_way(self, *, is_out: bool) -> None:
        """Tint the page while people are checked out: nobody is to take it for checking in."""
        set_tone(self, "out" if is_out else "in", "way")

    def start_over(self) -> None:
        """Wait for the next person."""
        self._is_fresh = True
        self._shown = None
        self.desk.forget()
        self._show_ready()
        self.field.reset()

    def forget_message(self) -> None:
        """Let the message go that was given."""
        if self._shown:
            own = replace(self._shown.registration, message="")
            self._shown = replace(self._shown, registration=own)
        self.card.hide_message()

    @property
    def shown(self) -> Attendee | None:
        """Whom the page is about."""
        return self._shown

    def ask_group(self) -> None:
        """Ask for the people who belong to whom the page is about."""
        if self._shown:
            self.group_asked.emit(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the camera its room on a low screen."""
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        is_low = self.camera.is_on and self.height() < CAMERA_AND_CHART_PX
        self.counts.set_low(is_low=is_low)
        self._no_recent.setHidden(is_low or self.recent.lines.rowCount() > 0)

    def ask_badge(self) -> None:
        """Ask for a badge of whom the page is about, or of everybody."""
        self.badge_asked.emit(self._shown)

    def _build(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(16)
        main.addWidget(self.box)
        main.addWidget(self.strip)
        main.addWidget(self.card, 1)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self.camera)
        side.addWidget(self.counts)
        side.addWidget(self._build_recent(), 1)
        holder = QWidget()
        holder.setFixedWidth(SIDE_WIDTH_PX)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_PX, 18, MARGIN_PX, 18)
        row.setSpacing(18)
        row.addLayout(main, 1)
        row.addWidget(holder)

    def _build_recent(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(self._build_recent_head())
        column.addWidget(divider())
        self._no_recent = label(
            self.tr("Whom this desk checks in appears here, the newest first."), "quiet", wraps=True
        )
        self._no_recent.setContentsMargins(16, 12, 16, 0)
        self._no_recent.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._no_recent)
        column.addWidget(self.recent, 1)
        return frame

    def _build_recent_head(self) -> QHBoxLayout:
        more = KeyButton(self.tr("All"), "Ctrl R", is_narrow=True)
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.clicked.connect(self.recent_asked)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 10, 4)
        row.addWidget(label(self.tr("Recent"), "cardHead"))
        row.addStretch(1)
        row.addWidget(more)
        return row

    def _connect(self) -> None:
        self.field.typed.connect(self.desk.search)
        self.field.moved.connect(self.card.move_choice)
        self.field.entered.connect(self._on_entered)
        self.field.textEdited.connect(self.card.unmark)
        self.field.cleared.connect(self.start_over)
        self.field.undo_asked.connect(self.undo)
        self.card.chosen.connect(self._on_chosen)
        self.card.let_in_asked.connect(self.let_in_anyway)
        self.card.undo_asked.connect(self.undo)
        self.card.badge_asked.connect(self.ask_badge)
        self.card.settle_asked.connect(self.settle)
        self.card.group_asked.connect(self.ask_group)
        self.card.import_asked.connect(self.import_asked)
        self.camera.turned.connect(lambda _on: self._fit_side())
        self.desk.verdict_given.connect(self._show_verdict)
        self.desk.undone.connect(self._show_undone)
        self.desk.found.connect(self._show_found)
        self.desk.failed.connect(self._show_failure)
        self.desk.recent_changed.connect(self._show_recent)
        self.desk.counts_changed.connect(self._show_counts)

    def _on_entered(self, text: str) -> None:
        if not self.card.asks_which():
            self.desk.enter(text, self.card.marked())

    def _on_chosen(self, registration: str) -> None:
        self.desk.pick(registration)

    def _show_verdict(self, verdict: Verdict) -> None:
        self._is_fresh = False
        self.field.reset()
        about = attendee_of(verdict.outcome)
        is_of_here = not isinstance(verdict.outcome, WrongProgramme)
        self._shown = about if is_of_here else None
        self.card.show_verdict(verdict, self.desk.booked_today(about) if about else [])

    def _show_undone(self, undone: UndoResult | None) -> None:
        self._is_fresh = False
        if undone is None:
            self._shown = None
            self.card.show_banner(words.describe_nothing_to_undo(), None, [])
            return
        self._shown = undone.attendee
        sessions = self.desk.booked_today(undone.attendee) if undone.attendee else []
        self.card.show_banner(words.describe_undo(undone), undone.attendee, sessions)

    def _show_step(self, step: Step) -> None:
        """Say in the band what else was taken back than a movement: a walk-in, a change."""
        self._is_fresh = False
        self._shown = None
        self.card.show_banner(words.describe_step(taken_back_line(step)), None, [])
        self.stepped_back.emit()

    def _show_failure(self, failure: EnvironmentFailure) -> None:
        """Say in the band that nothing was saved: no older verdict may be taken for this one."""
        self._is_fresh = False
        self._shown = None
        self.field.reset()
        self.card.show_banner(words.failure_banner(failure), None, [])

    def _show_found(self, text: str, people: Sequence[Match]) -> None:
        if text:
            self._shown = None
            self.desk.last = None
            if not self.field.text():
                # A name that came as fast as a scan: it stands there as if it had been typed.
                self.field.setText(text)
        if text and people:
            self.card.show_results(people)
        elif text:
            self.card.show_banner(words.describe_nobody(text), None, [])
        elif self.card.is_choosing or self._is_fresh:
            self._show_ready()

    def _show_ready(self) -> None:
        self.card.show_ready(is_empty=self._expected == 0, sample_code=self.desk.sample_code)

    def _show_recent(self, rows: Sequence[RecentRow]) -> None:
        now = now_ms()
        self.recent.lines.set_lines([row_line(row, now) for row in rows])
        self.recent.setVisible(bool(rows))
        self._fit_side()

    def _show_counts(self, counts: Counts) -> None:
        self.counts.show_counts(counts, now_ms())
        self._expected = counts.expected
        if self._is_fresh and not self.card.is_choosing:
            self._show_ready()
