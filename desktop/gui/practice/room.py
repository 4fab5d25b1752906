"""The room of practice, which is there only in a window opened for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.gui.frame.room import Frame, Room
from desktop.gui.practice.practice_band import PracticeBand
from desktop.gui.practice.tour import HELPED, REGISTERED, TAKEN_BACK, Happening, Tour, steps


def practice_room(guests: Sequence[Attendee]) -> Callable[[Frame], Room]:
    """Make the band with the steps for these guests."""

    def room(frame: Frame) -> Room:
        tour = Tour(steps(guests))
        band = PracticeBand(tour)
        signals = frame.signals

        def take(what: Happening) -> None:
            if tour.take(what):
                band.show_step()

        def skip() -> None:
            tour.skip()
            band.show_step()

        band.scan_asked.connect(lambda code: signals.scanned.emit(Reading(code)))
        band.skip_asked.connect(skip)
        signals.verdict_given.connect(take)
        for taken_back in (signals.taken_back, signals.movement_taken_back):
            taken_back.connect(lambda: take(TAKEN_BACK))
        signals.registered.connect(lambda _who, _is_badge_wanted: take(REGISTERED))
        signals.help_shown.connect(lambda: take(HELPED))
        return Room(band=band)

    return room
