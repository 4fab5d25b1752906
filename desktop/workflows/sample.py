"""The sample programme: NIPERM with its sessions and its guest list, starting today.

In a new store a second desk was heard, so that the page of other desks shows what it is for.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.domain.attendees.attendee_filter import Filter, Order
from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.key_text import KEY_BYTES
from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.domain.programme.programme import Place, Programme
from desktop.files import resources
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import Clock, system_clock
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list

SAMPLE_CODE = "NIPERM"
GUEST_LIST = "niperm_guests.csv"
_SETTING, _NAME = "sample", "Desk B"
# How many the second desk let in, and of whom both desks wrote another title.
_LET_IN = 12
_TITLES = ("Deputy director, emergency medicine", "Director of operations")


def make_sample_programme(programmes: ProgrammeRepository, clock: Clock) -> Programme:
    """Make the sample programme, or move it to today where it is there already."""
    today = datetime.fromtimestamp(clock() / 1000).date()
    data = resources.read_json("sample", "niperm.json")
    last_day = today + timedelta(days=max(session["day"] for session in data["sessions"]) - 1)
    facts = dict(data["programme"])
    programme = programmes.find_or_make(
        facts.pop("code", SAMPLE_CODE),
        **facts,
        starts_on=today.isoformat(),
        ends_on=last_day.isoformat(),
    )
    programmes.set_sessions(programme, [_session(session, today) for session in data["sessions"]])
    for name in data["points"]:
        programmes.find_or_make_point(programme, name)
    return programme


def sample_guest_list() -> GuestList:
    """Open the sample's guest list, through the same door as anybody's file."""
    return open_guest_list(sample_path())


def sample_path() -> Path:
    """Tell where the sample's guest list lies."""
    return resources.RESOURCES / "sample" / GUEST_LIST


def _session(data: dict[str, Any], today: date) -> dict[str, Any]:
    day = today + timedelta(days=data["day"] - 1)
    return {
        "code": data["code"],
        "kind": data["kind"],
        "title": data["title"],
        "place": data["place"],
        "starts_at": f"{day.isoformat()}T{data['starts']}",
        "ends_at": f"{day.isoformat()}T{data['ends']}",
        **{name: data[name] for name in ("vehicle", "booking", "capacity") if name in data},
    }


def fill_sample(front_desk: FrontDesk) -> Programme:
    """Bring the sample programme and its guests into a store."""
    programme = make_sample_programme(front_desk.programmes, system_clock)
    _add_places(front_desk, programme)
    _add_partners(front_desk)
    front_desk.points.for_sessions(programme)
    front_desk.changes.forget_all()
    front_desk.importing(programme, sample_guest_list()).run()
    return programme


def _add_places(front_desk: FrontDesk, programme: Programme) -> None:
    known = {branch.place.name for branch in front_desk.planning.plan(programme.id).places}
    for data in resources.read_json("sample", "niperm.json")["places"]:
        if data["name"] not in known:
            front_desk.planning.save_place(programme, Place("", programme.id, **data))


def _add_partners(front_desk: FrontDesk) -> None:
    """Bring the partnership of the sample into the directory, where it is not there yet."""
    data = resources.read_json("sample", "niperm.json")
    directory = front_desk.directory
    partnership = directory.save(Partnership("", **data["partnership"]))
    if partnership is None:
        return
    ids = {}
    for community in data["communities"]:
        made = directory.save(Community("", **community, partnership=partnership.id))
        ids[community["name"]] = made.id if made else ""
    for organisation in data["organisations"]:
        placed = {**organisation, "community": ids[organisation["community"]]}
        directory.save(Organisation("", **placed))


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
