"""A day of a programme by room: which sessions stand beside each other, and which are at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.domain.programme.programme import Session
from desktop.domain.spelling import normalise

HOUR_MIN, DAY_MIN = 60, 24 * 60
# A session that does not say when it ends is drawn as long as this.
UNKNOWN_MIN = 45


class Block(NamedTuple):
    """A session in a room's column; `begins` and `ends` in minutes since midnight.

    Of sessions that are in one room at once each has a lane of its own, of so many `lanes`.
    """

    session: Session
    room: int
    lane: int
    lanes: int
    begins: int
    ends: int


class DayPlan(NamedTuple):
    """The sessions of an ISO day in the order of rooms and hours; hours from 0 to 24."""

    day: str
    rooms: tuple[str, ...]
    blocks: tuple[Block, ...]
    first_hour: int
    last_hour: int


def days_of(sessions: Iterable[Session]) -> list[str]:
    """List the ISO days on which sessions begin, in order."""
    return sorted({session.starts_at[:10] for session in sessions if session.starts_at})


def room_of(session: Session) -> str:
    """Name the column of a session: what it drives in, else where it is; empty for neither."""
    return session.vehicle or session.place


def day_plan(day: str, sessions: Sequence[Session], rooms: Sequence[str] = ()) -> DayPlan:
    """Lay out the sessions of a day; rooms that are known keep their order, others follow."""
    own = [session for session in sessions if session.starts_at[:10] == day]
    columns = _columns([room_of(session) for session in own], rooms)
    blocks: list[Block] = []
    for number, room in enumerate(columns):
        inside = [each for each in own if normalise(room_of(each)) == normalise(room)]
        blocks += _lay_out(number, inside)
    first = min((block.begins for block in blocks), default=8 * HOUR_MIN) // HOUR_MIN
    last = -(-max((block.ends for block in blocks), default=18 * HOUR_MIN) // HOUR_MIN)
    return DayPlan(day, tuple(columns), tuple(blocks), first, last)


def _columns(used: Sequence[str], known: Sequence[str]) -> list[str]:
    wanted = {normalise(name): name for name in reversed(used)}
    first = [name for name in known if wanted.pop(normalise(name), None) is not None]
    # What stands nowhere comes last.
    return first + sorted(wanted.values(), key=lambda name: (not name, used.index(name)))


def _lay_out(room: int, sessions: Sequence[Session]) -> list[Block]:
    """Give each session of a room a lane in which it is alone."""
    spans = sorted(((*_span(session), session) for session in sessions), key=lambda each: each[:2])
    blocks: list[Block] = []
    together: list[tuple[int, int, int, Session]] = []
    for begins, ends, session in spans:
        if together and begins >= max(each[1] for each in together):
            blocks += _close(room, together)
            together = []
        taken = {lane for _from, until, lane, _other in together if until > begins}
        lane = next(number for number in range(len(together) + 1) if number not in taken)
        together.append((begins, ends, lane, session))
    return blocks + _close(room, together)


def _close(room: int, together: Sequence[tuple[int, int, int, Session]]) -> list[Block]:
    lanes = 1 + max((lane for _begins, _ends, lane, _session in together), default=0)
    return [
        Block(session, room, lane, lanes, begins, ends) for begins, ends, lane, session in together
    ]


def _span(session: Session) -> tuple[int, int]:
    """Give the minutes of a session in its day; one that goes over midnight ends with the day."""
    begins = _minute(session.starts_at)
    if not session.ends_at or session.ends_at <= session.starts_at:
        return begins, min(begins + UNKNOWN_MIN, DAY_MIN)
    is_over = session.ends_at[:10] > session.starts_at[:10]
    return begins, DAY_MIN if is_over else max(_minute(session.ends_at), begins + 1)


def _minute(moment: str) -> int:
    hour, minute = moment[11:13], moment[14:16]
    return (int(hour) * HOUR_MIN if hour.isdigit() else 0) + (
        int(minute) if minute.isdigit() else 0
    )
