"""A second desk for the sample, so that its page of other desks shows what it is for."""

from __future__ import annotations

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.attendees.attendee_filter import Filter, Order
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.key_text import KEY_BYTES
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.sample import fill_sample

_SETTING, _NAME = "sample", "Desk B"
# How many the second desk let in, and of whom both desks wrote another title.
_LET_IN = 12
_TITLES = ("Deputy director, emergency medicine", "Director of operations")


def fill_whole_sample(front_desk: FrontDesk) -> Programme:
    """Bring the sample into a store; into a new one with a second desk, and a code to try."""
    is_new = not front_desk.programmes.all()
    programme = fill_sample(front_desk)
    if is_new:
        guests = _registered(front_desk, programme)
        _let_another_desk_speak(front_desk, programme, guests)
        code = guests[0].registration.external_id
        front_desk.keep_settings(_SETTING, {programme.id: code})
    return programme


def _registered(front_desk: FrontDesk, programme: Programme) -> list[Attendee]:
    """List the registered guests by name; the first is left to whoever tries the sample."""
    listed = front_desk.attendees.listed(programme.id, "", Filter(), Order())
    everybody = front_desk.attendees.page(listed.numbers)
    return [each for each in everybody if each.registration.status == Status.REGISTERED]


def _let_another_desk_speak(
    front_desk: FrontDesk, programme: Programme, guests: list[Attendee]
) -> None:
    with TemporaryDirectory(prefix="muster-sample-") as folder:
        stick, key = Path(folder) / "stick", Path(folder) / "store.key"
        stick.mkdir()
        # There already, so that none is made in this user's keyring.
        key.write_text(secrets.token_hex(KEY_BYTES), "ascii")
        front_desk.syncing.with_folder(stick)
        other = front_desk.open_beside(Path(folder) / "other.db", key)
        try:
            other.name_desk(_NAME)
            other.syncing.with_folder(stick)
            _work(other, programme, guests[1 : 1 + _LET_IN])
            _give_title(front_desk, guests[-1], _TITLES[0])
            _give_title(other, guests[-1], _TITLES[1])
            other.syncing.with_folder(stick)
        finally:
            other.close()
        front_desk.syncing.with_folder(stick)


def _work(other: FrontDesk, programme: Programme, guests: list[Attendee]) -> None:
    station = Station(programme, other.programmes.points(programme)[0])
    for guest in guests:
        other.desk.scan(station, Reading(guest.registration.ticket_code))


def _give_title(front_desk: FrontDesk, who: Attendee, title: str) -> None:
    kept = {name: getattr(who.person, name) for name in ("first_name", "last_name", "full_name")}
    front_desk.registry.change(who.id, RegistrationForm(kept | {"title": title}, {}, {}))
