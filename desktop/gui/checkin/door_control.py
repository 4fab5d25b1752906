"""Where the desk stands: its point and way, what fits the hour, exceptions, Recent, messages."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.outcomes import Admitted, attendee_of
from desktop.domain.programme.points import in_order_of_day
from desktop.domain.programme.programme import Point, PointWay, Programme
from desktop.gui.checkin.checkin_desk import CHECK_IN, CHECK_OUT, LOOK_UP, CheckinDesk
from desktop.gui.checkin.checkin_page import CheckinPage
from desktop.gui.checkin.override_dialog import OverrideDialog
from desktop.gui.checkin.recent_dialog import RecentDialog
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.checkin.top_bar import TopBar
from desktop.gui.frame.room import Frame
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.door.policy import policy_sentence
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.programme import point_hour, proposal_sentence
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.programme.point_plan import Door
from desktop.workflows.wall_clock import wall_minute

LOOK_AGAIN_MS = 30_000
_STATION = "stand"
_WAYS = {CHECK_IN: PointWay.IN, CHECK_OUT: PointWay.OUT}


class DoorControl(QObject):
    """Keeps the check-in page, the bar above it and the desk in step."""

    def __init__(
        self, frame: Frame, services: CheckinServices, page: CheckinPage, bar: TopBar
    ) -> None:
        """Work for a page and its bar."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self._theme = frame.theme
        self._dialogs = frame.dialogs
        self._station = frame.station
        self._signals = frame.signals
        self._page, self._bar = page, bar
        self._desk: CheckinDesk = page.desk
        self._is_chosen = False
        self._is_forced = False
        self._is_told = False
        self.proposed: Point | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._connect()

    def begin(self, programme: Programme | None) -> None:
        """Stand where this desk stood the last time in a programme, else at its first point."""
        self._bar.show_programmes(self._station.programmes, programme)
        self._page.start_over()
        if programme is None:
            self._station.station = None
            self._page.card.show_ready(is_empty=True)
            return
        points = self._station.points
        kept = self._services.kept_settings(_STATION).get(programme.id, "")
        point = next((point for point in points if point.id == kept), points[0])
        self._is_chosen = bool(kept) and point.id == kept
        self._bar.show_points(self._points_by_hour(programme), point)
        self._set_station(Station(programme, point))

    def renew(self) -> None:
        """Use a changed plan; the desk stays where it is, unless its point is gone."""
        here, points, programme = self._desk.station, self._station.points, self._station.programme
        if programme is None:
            return
        self._bar.show_programmes(self._station.programmes, programme)
        point = next((point for point in points if here and point.id == here.point.id), points[0])
        if here and here.point.id != point.id:
            self._page.start_over()
            sentence = self.tr("{old} is gone. This desk stands at {point} now.")
            self._dialogs.notify(sentence.format(old=here.point.name, point=point.name), "look")
        self._bar.show_points(self._points_by_hour(programme), point)
        self._station.station = Station(programme, point)
        self._fit_way(point)
        self.look()

    def choose(self, point: Point) -> None:
        """Stand at another point, and remember it on this computer."""
        station = self._desk.station
        if station is None:
            return
        self._is_chosen = True
        kept = self._services.kept_settings(_STATION) | {station.programme.id: point.id}
        self._jobs.run(lambda: self._services.keep_settings(_STATION, kept), lambda _done: None)
        self._bar.mark_point(point)
        self._set_station(Station(station.programme, point))
        self._page.start_over()
        self._page.focus_field()

    def choose_mode(self, mode: int) -> None:
        """Check in, check out, or only look up."""
        self._desk.choose_mode(mode)
        self._page.show_way(is_out=mode == CHECK_OUT)
        self._page.start_over()
        self._page.focus_field()

    def turn(self) -> None:
        """Go from checking in to checking out and back, where the point is for both."""
        station = self._desk.station
        if station is None:
            return
        if station.point.direction == PointWay.BOTH:
            self._bar.modes.choose(CHECK_OUT if self._desk.mode == CHECK_IN else CHECK_IN)
            return
        is_in = station.point.direction == PointWay.IN
        sentence = (
            self.tr("{point} is for the way in only.")
            if is_in
            else self.tr("{point} is for the way out only.")
        )
        self._dialogs.notify(sentence.format(point=station.point.name), "look")

    def take_proposal(self) -> None:
        """Stand at the point that fits the hour."""
        if self.proposed:
            self.choose(self.proposed)

    def look(self) -> None:
        """Read the point's policy again, and which point fits the hour."""
        if (station := self._desk.station) is None:
            return
        points, is_chosen = self._services.points, self._is_chosen
        self._jobs.run(
            lambda: points.look(station.programme, station.point, is_chosen=is_chosen),
            lambda door: self._on_door(station, door),
        )

    def open_recent(self) -> None:
        """Show the last 200 answers."""
        if station := self._desk.station:
            dialog = RecentDialog(
                self._jobs, self._services, station.programme, self._theme, self._dialogs.window
            )
            dialog.undone.connect(self._desk.undone)
            self._desk.recent_changed.connect(dialog.refresh)
            self._dialogs.show(dialog)

    def open_override(self, verdict: Verdict) -> None:
        """Ask a lead to let somebody in all the same."""
        staffing = self._services.staffing
        dialog = OverrideDialog(self._jobs, staffing, verdict, self._dialogs.window)
        dialog.given.connect(lambda reason, lead: self._desk.pass_over(verdict, reason, lead))
        self._dialogs.show(dialog)

    def give_message(self, attendee: Attendee) -> None:
        """Note that the message for somebody was given."""
        registry = self._services.registry
        self._jobs.run(
            lambda: registry.set_field([attendee.id], "message", ""),
            lambda _done: self._on_message_given(attendee),
        )

    def _connect(self) -> None:
        self._bar.point_chosen.connect(self.choose)
        self._bar.mode_chosen.connect(self.choose_mode)
        self._page.strip.asked.connect(self.take_proposal)
        self._page.proposal_taken.connect(self.take_proposal)
        self._page.turn_asked.connect(self.turn)
        self._page.look_asked.connect(lambda: self._bar.modes.choose(LOOK_UP))
        self._page.programme_set.connect(self.begin)
        self._page.recent_asked.connect(self.open_recent)
        self._page.override_asked.connect(self.open_override)
        self._page.message_given.connect(self.give_message)
        self._desk.verdict_given.connect(self._print_on_entry)
        self._desk.verdict_given.connect(self._notify_verdict)

    def _points_by_hour(self, programme: Programme) -> list[tuple[Point, str]]:
        now = wall_minute(programme, now_ms())
        placed = in_order_of_day(self._station.points, self._station.sessions, now)
        return [(point, point_hour(when)) for point, when in placed]

    def _set_station(self, station: Station) -> None:
        self._desk.set_station(station)
        self._fit_way(station.point)
        self.look()

    def _fit_way(self, point: Point) -> None:
        """Offer only the ways that the point is for."""
        ways = [mode for mode, way in _WAYS.items() if point.direction in (PointWay.BOTH, way)]
        self._bar.show_ways([*ways, LOOK_UP])
        is_forced = self._desk.mode not in (*ways, LOOK_UP)
        if is_forced or (self._is_forced and point.direction == PointWay.BOTH):
            self._bar.modes.choose(ways[0])
        self._is_forced = point.direction != PointWay.BOTH

    def _on_door(self, station: Station, door: Door) -> None:
        if self._desk.station is None or self._desk.station.point.id != station.point.id:
            return
        self.proposed = door.proposed
        sentence = policy_sentence(
            door.point, door.session, door.tree, door.questions, station.programme
        )
        offer = proposal_sentence(door.proposed, door.proposed_session) if door.proposed else ""
        self._page.strip.show_door(sentence, door.proposed, offer)

    def _on_message_given(self, attendee: Attendee) -> None:
        self._page.forget_message()
        sentence = self.tr("{name} has the message.").format(name=attendee.name)
        self._dialogs.notify(sentence, "yes")

    def _notify_verdict(self, verdict: Verdict) -> None:
        """Say a verdict above everything while a dialog hides the card; no longer than that."""
        is_hidden = self._dialogs.is_open
        if self._is_told and not is_hidden:
            self._dialogs.clear_notice()
        self._is_told = is_hidden
        if is_hidden:
            banner, attendee = describe(verdict), attendee_of(verdict.outcome)
            name = f"{attendee.name}: " if attendee else ""
            self._dialogs.notify(f"{name}{banner.sentence}", banner.tone.value)

    def _print_on_entry(self, verdict: Verdict) -> None:
        outcome = verdict.outcome
        if isinstance(outcome, Admitted) and outcome.point.prints:
            self.print_badge(verdict)

    def print_badge(self, verdict: Verdict) -> None:
        """Have the badge of somebody printed who was let in, if they have none yet."""
        outcome = verdict.outcome
        if not isinstance(outcome, Admitted) or self._desk.station is None:
            return
        if outcome.attendee.registration.prints:
            return
        self._signals.badge_due.emit(self._desk.station.programme, outcome.attendee)
