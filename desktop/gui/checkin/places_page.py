"""The page of places: who is where, who is booked and missing, and the way out for all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.outcomes import attendee_of
from desktop.domain.programme.programme import Point, Programme
from desktop.domain.spelling import normalise
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.dialogs import framed, pick_save
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.search_field import SearchField
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.whereabouts import (
    checked_out_line,
    manifest_counts,
    manifest_list,
    nobody_inside,
    people_lines,
    spot_line,
    spot_name,
    spot_words,
)
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.checkin.whereabouts import UNSEEN, Manifest, Spot

HEAD_PX = 60
SPOTS_WIDTH_PX, SPOTS_LEAST_PX = 400, 300
LOOK_AGAIN_MS = 5_000
# A manifest on paper has everybody; no bus, room or venue of one programme holds more.
PRINTED = 100_000
ALL, INSIDE, MISSING = range(3)


class PlacesPage(PlainPage):
    """Places and sessions at the start, the people of one of them at the end."""

    # How many there are, what the place is called, and what checks all of them out.
    all_out_asked = Signal(int, str, object)
    import_asked = Signal()
    hand_over_asked = Signal(object)

    def __init__(self, jobs: Jobs, services: CheckinServices, theme: Theme) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self.programme: Programme | None = None
        self._all: Sequence[Spot] = ()
        self._spots: Sequence[Spot] = ()
        self._asked = 0
        self.manifest: Manifest | None = None
        self.spots = LineView("results", result_delegate(theme), takes_focus=True)
        self.people = LineView("results", result_delegate(theme), takes_focus=True)
        self.wanted = SearchField()
        self.wanted.setPlaceholderText(self.tr("Place or session"))
        self._build()
        self.wanted.textChanged.connect(lambda _text: self._show_spots(self._all))
        self.wanted.left_downwards.connect(self.focus_field)
        self.spots.selectionModel().currentChanged.connect(lambda _a, _b: self._read_manifest())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def set_programme(self, programme: Programme | None) -> None:
        """Show the places of a programme."""
        self.programme = programme
        self.manifest = None
        self._show_spots(())
        self._stack.setCurrentIndex(0 if programme else 1)
        self.filter.setVisible(programme is not None)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        if programme := self.programme:
            work = self._services.whereabouts
            self._jobs.run(lambda: work.spots(programme), self._show_spots)

    def focus_field(self) -> None:
        """Bring the focus to the list of places."""
        self.spots.setFocus(Qt.FocusReason.OtherFocusReason)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of both lists."""
        return (
            ("↑ ↓", self.tr("Move")),
            ("Tab", self.tr("Other list")),
            ("Space", self.tr("Check out or in")),
            ("Ctrl M", self.tr("Manifest")),
            ("Ctrl Z", self.tr("Undo")),
        )

    def toggle_marked(self) -> None:
        """Check the marked person out, or in where they are missing."""
        marked, manifest = self.people.currentIndex().row(), self.manifest
        lines = self.people.lines.lines
        if manifest is None or manifest.spot.kind == UNSEEN or not 0 <= marked < len(lines):
            return
        if any(attendee.id == lines[marked].id for attendee in manifest.inside):
            self._check_out(lines[marked], manifest.spot)
        else:
            self._check_in(lines[marked].id, manifest.spot)

    def check_out_all(self) -> None:
        """Check everybody out of the place, as at closing time; Ctrl+Z brings them back."""
        programme, manifest = self.programme, self.manifest
        if programme is None or manifest is None:
            return
        spot, on_store = manifest.spot, self._jobs.on_store
        work = self._services.whereabouts
        self._jobs.run_long(
            lambda tell, is_stopped: work.check_out_all(
                programme, spot, on_store, tell, is_stopped
            ),
            lambda count: self._on_checked_out(count, spot),
            self._on_progress,
        )

    def print_to(self, target: Path) -> None:
        """Write the manifest of the place as PDF."""
        programme, manifest = self.programme, self.manifest
        if programme is None or manifest is None:
            return
        services, on_store, spot = self._services, self._jobs.on_store, manifest.spot

        def work(_tell: object, _stopped: object) -> None:
            whole = services.whereabouts.manifest(programme, spot, PRINTED, on_store)
            services.paint_list(target, manifest_list(programme, whole, now_ms()))

        sentence = self.tr("Saved: {path}").format(path=target)
        self._jobs.run_long(
            work, lambda _done: self.message.emit(sentence, "yes"), lambda _news: None
        )

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_body())
        self.empty = EmptyPanel(
            self.tr("Import a guest list…"),
            "Ctrl I",
            self.tr("No places yet"),
            self.tr("Here you see who is inside each room, bus and site. Begin with a list."),
        )
        self.empty.begun.connect(self.import_asked)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self._stack, 1)

    def _build_body(self) -> QWidget:
        holder = QWidget()
        body = QHBoxLayout(holder)
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(18)
        left = QWidget()
        places = QVBoxLayout(left)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(10)
        places.addWidget(self.wanted)
        places.addWidget(framed(self.spots), 1)
        left.setMaximumWidth(SPOTS_WIDTH_PX)
        left.setMinimumWidth(SPOTS_LEAST_PX)
        body.addWidget(left, 2)
        body.addWidget(self._build_people(), 3)
        return holder

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("pageHead")
        head.setFixedHeight(HEAD_PX)
        self.filter = Segments([self.tr("All"), self.tr("Inside"), self.tr("Missing")])
        self.filter.group.idClicked.connect(lambda _id: self._show_people())
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Who is where"), "pageTitle"))
        row.addStretch(1)
        row.addWidget(self.filter)
        return head

    def _build_people(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        self.title = FitLabel("semibold", 24, 15)
        self._counts = label("", "quiet", wraps=True)
        self._empty = label("", "emptyText", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(40, 40, 40, 40)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addWidget(self._counts)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.people, 1)
        column.addWidget(self._build_actions())
        return card

    def _build_actions(self) -> QFrame:
        actions = QFrame()
        actions.setObjectName("actions")
        row = QHBoxLayout(actions)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(10)
        self.toggle_button = KeyButton(self.tr("Check out"), "Space", "main", is_narrow=True)
        self.print_button = KeyButton(self.tr("Manifest…"), "Ctrl M", is_narrow=True)
        for button, done in (
            (self.toggle_button, self.toggle_marked),
            (self.print_button, self._choose_target),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, done=done: done())
        row.addWidget(self.toggle_button)
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self._build_more())
        for key, done, place in (
            ("Space", self.toggle_marked, self.people),
            ("Ctrl+M", self._choose_target, self),
        ):
            shortcut = QShortcut(QKeySequence(key), place)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(done)
        self.people.selectionModel().currentChanged.connect(lambda _a, _b: self._show_toggle())
        return actions

    def _build_more(self) -> QPushButton:
        """Keep what is done once a day away from what is done all the time."""
        self._more = QPushButton("…")
        self._more.setAccessibleName(self.tr("More"))
        self._more.setProperty("kind", "more")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = QMenu(self)
        self.all_action = menu.addAction(self.tr("Everybody out…"))
        self.all_action.triggered.connect(lambda _on=False: self._ask_all_out())
        self.hand_action = menu.addAction(self.tr("Hand over…"))
        self.hand_action.triggered.connect(lambda _: self.hand_over_asked.emit(self.manifest))
        self._more.setMenu(menu)
        return self._more

    def _ask_all_out(self) -> None:
        if self.manifest:
            spot = self.manifest.spot
            self.all_out_asked.emit(spot.inside, spot.name, self.check_out_all)

    def _on_time(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_spots(self, spots: Sequence[Spot]) -> None:
        row = self.spots.currentIndex().row()
        key = self._spots[row].key if 0 <= row < len(self._spots) else ""
        words = normalise(self.wanted.text()).split()
        self._all = spots
        spots = self._spots = [
            spot for spot in spots if all(word in normalise(spot_words(spot)) for word in words)
        ]
        keys = [spot.key for spot in spots]
        self.spots.lines.set_lines([spot_line(spot) for spot in spots])
        row = keys.index(key) if key in keys else 0
        self.spots.setCurrentIndex(self.spots.lines.index(row))
        self._read_manifest()

    def _read_manifest(self) -> None:
        row, programme = self.spots.currentIndex().row(), self.programme
        if programme is None or not 0 <= row < len(self._spots):
            return
        spot, read = self._spots[row], self._services.whereabouts.manifest
        self._asked += 1
        asked = self._asked

        def answer(manifest: Manifest) -> None:
            if asked == self._asked:
                self._show_manifest(manifest)

        on_store = self._jobs.on_store
        self._jobs.run_beside(lambda: read(programme, spot, on_store=on_store), answer)

    def _show_manifest(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.title.set_text(spot_name(manifest.spot))
        self._counts.setText(manifest_counts(manifest))
        for mode, button in enumerate(self.filter.group.buttons()):
            button.setVisible(mode != MISSING or manifest.spot.session is not None)
        if manifest.spot.session is None and self.filter.chosen == MISSING:
            self.filter.choose(ALL)
        self._show_people()

    def _show_people(self) -> None:
        if self.manifest is None:
            return
        lines = self._lines(self.manifest)
        marked = self.people.currentIndex()
        known = self.people.lines.lines
        id_ = known[marked.row()].id if 0 <= marked.row() < len(known) else ""
        self.people.lines.set_lines(lines)
        ids = [line.id for line in lines]
        row = ids.index(id_) if id_ in ids else min(max(marked.row(), 0), len(lines) - 1)
        self.people.setCurrentIndex(self.people.lines.index(row))
        self.people.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._empty.setText(nobody_inside(self.manifest.spot))
        self.print_button.setEnabled(bool(self.manifest.inside or self.manifest.missing))
        self.all_action.setEnabled(bool(self.manifest.inside) and self._can_leave)
        self._show_toggle()

    def _lines(self, manifest: Manifest) -> list[Line]:
        missing, inside = people_lines(manifest)
        return {ALL: [*missing, *inside], INSIDE: inside, MISSING: missing}[self.filter.chosen]

    def _show_toggle(self) -> None:
        row, lines = self.people.currentIndex().row(), self.people.lines.lines
        is_marked = 0 <= row < len(lines)
        missing = {attendee.id for attendee in self.manifest.missing} if self.manifest else set()
        is_missing = is_marked and lines[row].id in missing
        self.toggle_button.set_words(self.tr("Check in") if is_missing else self.tr("Check out"))
        self.toggle_button.setEnabled(is_marked and self._can_leave)

    @property
    def _can_leave(self) -> bool:
        """Whether somebody of the list is there: who left unseen cannot be checked out."""
        return self.manifest is not None and self.manifest.spot.kind != UNSEEN

    def _check_out(self, who: Line, spot: Spot) -> None:
        programme, work = self.programme, self._services.whereabouts
        if programme:
            self._jobs.run(
                lambda: work.check_out(programme, spot, [who.id]),
                lambda count: self._on_checked_out(count, spot, who.title),
            )

    def _check_in(self, registration: str, spot: Spot) -> None:
        programme, services = self.programme, self._services
        if programme is None:
            return

        def work() -> Verdict | None:
            doors: Sequence[Point] = services.whereabouts.doors(programme, spot)
            if not doors:
                return None
            return services.desk.pick(Station(programme, doors[0], Direction.IN), registration)

        self._jobs.run(work, self._on_checked_in)

    def _on_checked_in(self, verdict: Verdict | None) -> None:
        if verdict is None:
            sentence = self.tr("No check-in point leads here. Make one on Programme, Points.")
            self.message.emit(sentence, "look")
            return
        banner, attendee = describe(verdict), attendee_of(verdict.outcome)
        name = f"{attendee.name}: " if attendee else ""
        self.message.emit(f"{name}{banner.sentence}", banner.tone.value)
        self.refresh()

    def _on_checked_out(self, count: int, spot: Spot, name: str = "") -> None:
        self.message.emit(checked_out_line(count, spot, name), "yes")
        self.refresh()

    def _on_progress(self, news: tuple[int, int]) -> None:
        done, total = news
        sentence = self.tr("{done} of {total} checked out…").format(done=done, total=total)
        self._counts.setText(sentence)

    def _choose_target(self) -> None:
        if self.manifest is None:
            return
        name = f"{self.tr('manifest')}-{self.manifest.spot.name[:40]}.pdf".replace("/", "-")
        if target := pick_save(self, self.tr("Manifest"), name, "PDF (*.pdf)"):
            self.print_to(target)
