"""Several desks with stores of their own, each with a clock that can be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.entry import Entry, StoredEntry
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.opening import FrontDesk
from tests.support.builders import EIGHT
from tests.support.fakes import FakeClock, RecordingPainter


class FleetDesk:
    """One desk of several."""

    def __init__(
        self, folder: Path, name: str, key: Path | None = None, now_ms: int = EIGHT
    ) -> None:
        self.name = name
        self.clock = FakeClock(now_ms)
        self.front_desk = FrontDesk.open(
            folder / f"{name}.db",
            key or folder / "keys" / "store.key",
            self.clock,
            RecordingPainter(),
        )
        self.store = self.front_desk._store
        self.front_desk.name_desk(name)

    def make_programme(self, code: str = "NIPERM") -> None:
        """Make the programme that all of them work on."""
        self.front_desk.programmes.find_or_make(code)

    def station(self, point: str = "Main entrance", way: Direction = Direction.IN) -> Station:
        programme = self.front_desk.programmes.named("NIPERM")
        where = self.front_desk.programmes.find_or_make_point(programme, point)
        return Station(programme, where, way)

    def register(self, name: str, **own: str) -> Attendee:
        first, _, last = name.partition(" ")
        person = {"first_name": first, "last_name": last}
        person |= {key: own.pop(key) for key in list(own) if key in {"email", "phone"}}
        self.clock.advance(1000)
        programme = self.front_desk.programmes.named("NIPERM")
        return self.front_desk.registry.register(programme, RegistrationForm(person, own, {}))[0]

    def scan(self, who: Attendee | str, way: Direction = Direction.IN) -> Verdict:
        self.clock.advance(1000)
        code = who if isinstance(who, str) else who.registration.ticket_code
        return self.front_desk.desk.scan(self.station(way=way), Reading(code))

    def now(self, who: Attendee) -> Attendee:
        return self.front_desk.registry.details(who.id).attendee

    def inside(self) -> int:
        programme = self.front_desk.programmes.named("NIPERM")
        return self.front_desk.desk.counts(programme, 1, 60_000).inside

    def rows(self, after: dict[str, int] | None = None) -> list[StoredEntry]:
        """Give all entries that this desk has, as the journal stores them."""
        known = after or {}
        heads = sorted(self.store.journal.known_heads())
        read = self.store.journal.stored_after
        return [row for desk in heads for row in read(desk, known.get(desk, 0), 1_000_000)]

    def take(self, rows: list[StoredEntry], source: str = "test") -> list[Entry]:
        with self.store.write():
            return self.store.take_in(rows, source).entries

    def hear(self, other: FleetDesk) -> None:
        """Take in all that another desk has."""
        self.take(other.rows())

    @property
    def hash(self) -> str:
        return self.front_desk.syncing.state_hash()

    def close(self) -> None:
        self.front_desk.close()


@contextmanager
def fleet(folder: Path, *names: str) -> Iterator[list[FleetDesk]]:
    """Open desks, the first of which has the programme and all others have joined it."""
    desks = [FleetDesk(folder, name) for name in names]
    try:
        desks[0].make_programme()
        for other in desks[1:]:
            other.hear(desks[0])
            desks[0].hear(other)
        yield desks
    finally:
        for desk in desks:
            desk.close()


def meet(desks: Sequence[FleetDesk]) -> None:
    """Let all desks hear each other, and agree to the byte."""
    rows = [desk.rows() for desk in desks]
    for number, desk in enumerate(desks):
        desk.take([row for other, known in enumerate(rows) if other != number for row in known])
    assert len({desk.hash for desk in desks}) == 1
    for desk in desks:
        assert desk.front_desk.verify() == []
