"""The page of other desks: who is heard from, what waits, and where desks disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.programme.programme import Programme
from desktop.domain.sync.sync_state import LinkState, SyncState
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.sync.services import SyncServices
from desktop.gui.sync.settle_bar import SettleBar
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import framed
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.disagreements import advice, dispute_list_line, side_line
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.sync import (
    desk_line,
    flaw_sentence,
    link_sentence,
    nothing_disputed,
    settled_line,
    title_line,
)
from desktop.gui.wording.translation import in_direction
from desktop.workflows.sync.dispute import Dispute
from desktop.workflows.sync.syncing import DeskSeen, JournalFlaw

HEAD_PX = 60
DESKS_WIDTH_PX, DESKS_LEAST_PX = 420, 320
LOOK_AGAIN_MS = 5_000
FLAWS_SHOWN, MOST_TWINS = 4, 50


class _Seen(NamedTuple):
    """All that the page shows, read in one go."""

    desks: Sequence[DeskSeen]
    disputes: Sequence[Dispute]
    flaws: Sequence[JournalFlaw]
    mark: tuple[str, int] = ("", -1)


class SyncPage(PlainPage):
    """Desks at the start, disagreements at the end; one key settles each."""

    exchange_asked = Signal()
    settings_asked = Signal()
    settled = Signal()

    def __init__(self, jobs: Jobs, services: SyncServices, theme: Theme) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self.programme: Programme | None = None
        self._state = SyncState()
        self._disputes: Sequence[Dispute] = ()
        self._seen = _Seen((), (), ())
        self._file_flaws: Sequence[JournalFlaw] = ()
        self.desks = LineView("results", result_delegate(theme), takes_focus=True)
        self.disputes = LineView("results", result_delegate(theme), takes_focus=True)
        self.settle = SettleBar(self)
        self._build()
        self.disputes.selectionModel().currentChanged.connect(lambda _a, _b: self._show_marked())
        self.settle.chosen.connect(self._on_chosen)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def refresh(self) -> None:
        """Read everything again."""
        syncing, disputes, programme = (
            self._services.syncing,
            self._services.disputes,
            self.programme,
        )

        seen, on_store = self._seen, self._jobs.on_store

        def work() -> _Seen:
            mark = (programme.id if programme else "", on_store(lambda: disputes.mark))
            desks, flaws = on_store(syncing.desks), on_store(syncing.flaws)
            if mark == seen.mark:
                # To compare people may take its time, and nothing was written.
                return seen._replace(desks=desks, flaws=flaws)
            single = on_store(disputes.single)
            if programme:
                single += on_store(lambda: disputes.of_programme(programme.id, MOST_TWINS))
            return _Seen(desks, single, flaws, mark)

        self._jobs.run_beside(work, self._show)

    def set_programme(self, programme: Programme | None) -> None:
        """Look through the people and sessions of a programme."""
        self.programme = programme

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of both lists."""
        return (
            ("↑ ↓", self.tr("Move")),
            ("Tab", self.tr("Other list")),
            ("Ctrl U", self.tr("Exchange")),
            ("Ctrl H", self.tr("How to exchange")),
            ("Ctrl Z", self.tr("Undo")),
        )

    def focus_field(self) -> None:
        """Bring the focus to what is to be settled."""
        self.disputes.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: SyncState) -> None:
        """Say how this desk stands with the hub."""
        self._state = state
        is_alone = self.desks.lines.rowCount() < 2
        sentence = link_sentence(state, now_ms(), is_alone=is_alone)
        self._sentence.setText(in_direction(sentence, self.layoutDirection()))

    def show_file_flaws(self, flaws: Sequence[JournalFlaw]) -> None:
        """Say what was wrong with the files of the last exchange."""
        self._file_flaws = flaws

    @property
    def marked(self) -> Dispute | None:
        """The disagreement that is marked."""
        row = self.disputes.currentIndex().row()
        return self._disputes[row] if 0 <= row < len(self._disputes) else None

    def _build(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(18)
        left = self._build_desks()
        left.setMaximumWidth(DESKS_WIDTH_PX)
        left.setMinimumWidth(DESKS_LEAST_PX)
        body.addWidget(left, 2)
        body.addWidget(self._build_disputes(), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addLayout(body, 1)

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("pageHead")
        head.setFixedHeight(HEAD_PX)
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Sync"), "pageTitle"))
        row.addStretch(1)
        settings = KeyButton(self.tr("How to exchange…"), "Ctrl H", is_narrow=True)
        self.exchange_button = KeyButton(self.tr("Exchange…"), "Ctrl U", "main", is_narrow=True)
        for button, key, asked in (
            (settings, "Ctrl+H", self.settings_asked),
            (self.exchange_button, "Ctrl+U", self.exchange_asked),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(asked)
            self._on_key(key, asked.emit, self)
            row.addWidget(button)
        return head

    def _build_desks(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        state = QFrame()
        state.setObjectName("card")
        self._sentence = label(link_sentence(self._state, now_ms()), "bodyText", wraps=True)
        self._flaws = label("", "fault", wraps=True)
        self._flaws.hide()
        inner = QVBoxLayout(state)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(8)
        inner.addWidget(self._sentence)
        inner.addWidget(self._flaws)
        column.addWidget(state)
        column.addWidget(framed(self.desks), 1)
        return side

    def _build_disputes(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        self._title = FitLabel("semibold", 24, 15)
        self._empty = label("", "emptyText", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(40, 40, 40, 40)
        self._sides: list[QLabel] = []
        self._advice = label("", "quiet", wraps=True)
        self._detail = QVBoxLayout()
        self._detail.setContentsMargins(20, 12, 20, 12)
        self._detail.setSpacing(6)
        self._detail.addWidget(self._advice)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.disputes, 1)
        column.addLayout(self._detail)
        column.addWidget(self.settle)
        return card

    def _on_key(self, key: str, done: Callable[[], None], place: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(key), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(done)

    def _on_time(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        now, is_linked = now_ms(), self._state.link is LinkState.LIVE
        self.desks.lines.set_lines(
            [desk_line(desk, now, is_linked=is_linked) for desk in seen.desks]
        )
        self.show_state(self._state)
        flaws = [flaw_sentence(flaw) for flaw in (*self._file_flaws, *seen.flaws)]
        self._flaws.setText("\n".join(dict.fromkeys(flaws[:FLAWS_SHOWN])))
        self._flaws.setVisible(bool(flaws))
        if self._disputes != seen.disputes:
            row = self.disputes.currentIndex().row()
            self._disputes = seen.disputes
            self.disputes.lines.set_lines([dispute_list_line(dispute) for dispute in seen.disputes])
            row = min(max(row, 0), len(seen.disputes) - 1)
            self.disputes.setCurrentIndex(self.disputes.lines.index(row))
        is_alone = len(seen.desks) < 2
        self._title.set_text(title_line(len(seen.disputes), is_alone=is_alone))
        self._empty.setText(nothing_disputed(is_alone=is_alone))
        self._empty.setVisible(not seen.disputes)
        self.disputes.setVisible(bool(seen.disputes))
        self._show_marked()

    def _show_marked(self) -> None:
        """Show both sides of what is marked, and the keys that settle it."""
        dispute, now = self.marked, now_ms()
        texts = [side_line(dispute, side, now) for side in dispute.sides] if dispute else []
        while len(self._sides) < len(texts):
            self._sides.append(label("", "bodyText", wraps=True))
            self._detail.insertWidget(len(self._sides) - 1, self._sides[-1])
        for number, line in enumerate(self._sides):
            line.setVisible(number < len(texts))
            sentence = f"{number + 1}.  {texts[number]}" if number < len(texts) else ""
            line.setText(in_direction(sentence, self.layoutDirection()))
        known = advice(dispute.kind) if dispute else ""
        self._advice.setText(in_direction(known, self.layoutDirection()))
        self._advice.setVisible(dispute is not None)
        self.settle.offer(dispute)
        self.settle.setEnabled(True)
        # Below it the sides take more or less room as soon as they are laid out.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        self.disputes.scrollTo(self.disputes.currentIndex())

    def _on_chosen(self, how: str, side: int) -> None:
        """Settle what is marked in the way that was chosen."""
        dispute, disputes = self.marked, self._services.disputes
        if dispute is None:
            return
        self.settle.setEnabled(False)
        if how == "settle_sure":
            self._settle_all_sure(dispute.programme)
            return
        work: dict[str, Callable[[], object]] = {
            "accept": lambda: disputes.accept(dispute),
            "keep": lambda: disputes.keep(dispute, dispute.sides[side]),
            "keep_code": lambda: disputes.keep_code(dispute, dispute.sides[side]),
            "keep_record": lambda: disputes.keep_record(dispute, dispute.sides[side]),
            "keep_ticket": lambda: disputes.keep_ticket(dispute, dispute.sides[side]),
            "keep_part": lambda: disputes.keep_part(dispute, dispute.sides[side]),
            "keep_writing": lambda: disputes.keep_writing(dispute, dispute.sides[side]),
            "take_back": lambda: disputes.take_back(dispute.sides[side]),
            "merge": lambda: disputes.merge(dispute),
            "merge_people": lambda: disputes.merge_people(dispute),
            "bring_back": lambda: disputes.bring_back(dispute),
            "wait": lambda: disputes.let_wait(dispute),
        }
        self._jobs.run(work[how], lambda _done: self._on_settled(how))

    def _settle_all_sure(self, programme: str) -> None:
        """Settle all that is sure in a programme, piece by piece while others scan."""
        disputes, on_store = self._services.disputes, self._jobs.on_store

        def work(_tell: object, is_stopped: Callable[[], bool]) -> int:
            sure = on_store(lambda: disputes.sure(programme))
            return disputes.settle_all_sure(sure, on_store, is_stopped)

        self._jobs.run_long(
            work,
            lambda _count: self._on_settled("settle_sure"),
            lambda _news: None,
        )

    def _on_settled(self, how: str) -> None:
        self.message.emit(settled_line(is_final=how == "take_back"), "yes")
        self.settled.emit()
        self.refresh()
