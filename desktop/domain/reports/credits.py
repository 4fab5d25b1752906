"""What somebody earns by a session: a pure rule over ways in and out, and over what was decided.

Nobody scans out of a workshop, so that entering in time earns all of it. A session may ask for
more: a share of its time, or so many minutes, that exits prove. What is not known then is a
question for a person, never a credit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from desktop.domain.attendees.registration import Direction
from desktop.domain.journal.fold import Movement
from desktop.domain.programme.programme import CreditRule, Session

# A field of a registration, with the session's id behind it: the amount, and a note below it.
FIELD = "credit:"
LATE_MIN = 15
MOST_CREDIT = Decimal(100)
MOST_NOTE = 500
_MINUTE_MS = 60_000
_SIXTY = Decimal(60)


class Rounding(StrEnum):
    """How an amount of credit comes to a full step."""

    NEAREST = "nearest"
    DOWN = "down"


class CreditType(NamedTuple):
    """A kind of credit: so many minutes make one unit, counted in steps.

    `name` and `unit` are what registers and certificates say; `source` tells where it is written.
    """

    id: str
    name: str
    unit: str
    minutes: Decimal
    step: Decimal
    rounding: Rounding
    source: str = ""


class Doubt(StrEnum):
    """Why somebody has to look at a credit."""

    NO_TIMES = "no_times"
    NO_TYPE = "no_type"
    NO_HOURS = "no_hours"
    NO_RULE = "no_rule"
    LATE = "late"
    GAP = "gap"
    MISSED_EXIT = "missed_exit"
    LEFT_EARLY = "left_early"
    CLOCKS = "clocks"
    CHANGED = "changed"


# With these a session earns nobody anything.
UNREADY = (Doubt.NO_TIMES, Doubt.NO_TYPE, Doubt.NO_HOURS, Doubt.NO_RULE)


class Decided(NamedTuple):
    """What somebody decided: the amount, why, who, and when (milliseconds UTC).

    `type` is the kind of credit that it was an amount of.
    """

    awarded: Decimal
    note: str
    by: str
    at_ms: int
    type: str = ""


class Stay(NamedTuple):
    """A time in a session: since when, until when it is proved, and until when it is possible.

    Milliseconds UTC. `proved_ms` is the way in itself where no way out of the session followed.
    """

    in_ms: int
    proved_ms: int
    possible_ms: int


class Span(NamedTuple):
    """When a session is, in milliseconds UTC."""

    begins_ms: int
    ends_ms: int

    @property
    def minutes(self) -> Decimal:
        """How long it is."""
        return Decimal(self.ends_ms - self.begins_ms) / _MINUTE_MS


class Credit(NamedTuple):
    """What one person has of one session.

    `awarded` counts units of the type; `is_open` says that a person must decide first. `proved` and
    `possible` are minutes inside the session. `entered_ms` and `left_ms` are milliseconds UTC.
    """

    awarded: Decimal
    is_open: bool
    doubts: tuple[Doubt, ...]
    entered_ms: int | None
    left_ms: int | None
    proved: Decimal
    possible: Decimal
    decided: Decided | None = None


def stays_of(
    movements: Sequence[Movement], session: str, ends_ms: int, since_ms: int = 0
) -> list[Stay]:
    """Give the times of somebody in a session, from all living movements in the programme.

    Whoever is met anywhere else has left; only a way out of the session itself proves when.

    Args:
        movements: in whatever order.
        session: its id.
        ends_ms: when it ends; nobody is in it afterwards.
        since_ms: when the venue was emptied last before it; who came earlier is nowhere by then.
    """
    stays: list[Stay] = []
    since: int | None = None
    for move in sorted(movements, key=lambda move: (move.order_ms, move.id)):
        is_here = move.session == session
        if move.at_ms < since_ms:
            continue
        if is_here and move.direction == Direction.IN:
            since = move.at_ms if since is None else since
        elif since is not None:
            stays.append(Stay(since, move.at_ms if is_here else since, move.at_ms))
            since = None
    if since is not None:
        stays.append(Stay(since, since, max(since, ends_ms)))
    return stays


def credit_of(
    session: Session,
    span: Span | None,
    type_: CreditType | None,
    stays: Sequence[Stay],
    decided: Decided | None = None,
) -> Credit:
    """Tell what somebody earned by a session, or what has to be decided first.

    Args:
        session: with its hours and its rule.
        span: when it is; None where its times are not known.
        type_: the kind of credit; None where it has none that is known.
        stays: the times of the person in it; none for whoever was not met there.
        decided: what somebody decided, which counts before every rule.
    """
    unready = flaws_of(session, span, type_)
    proved = possible = Decimal(0)
    doubts: list[Doubt] = list(unready)
    if span is not None:
        proved = _minutes(span, [(stay.in_ms, stay.proved_ms) for stay in stays])
        possible = _minutes(span, [(stay.in_ms, stay.possible_ms) for stay in stays])
    awarded, is_open = Decimal(0), False
    if span is not None and type_ is not None and not unready and stays:
        share, is_open, more = _judged(session, span, stays, proved, possible)
        doubts += more
        awarded = share * amount(session, type_)
    if decided is not None and type_ is not None and not unready:
        if fits(decided.awarded, amount(session, type_), type_) and decided.type == type_.id:
            awarded, is_open = decided.awarded, False
        else:
            awarded, is_open = Decimal(0), True
            doubts.append(Doubt.CHANGED)
    left = max((stay.proved_ms for stay in stays if stay.proved_ms > stay.in_ms), default=None)
    entered = min((stay.in_ms for stay in stays), default=None)
    return Credit(awarded, is_open, tuple(doubts), entered, left, proved, possible, decided)


def fits(awarded: Decimal, full: Decimal, type_: CreditType) -> bool:
    """Tell whether an amount is one that a session gives: up to all of it, in full steps."""
    return 0 <= awarded <= full and not awarded % type_.step


def flaws_of(session: Session, span: Span | None, type_: CreditType | None) -> tuple[Doubt, ...]:
    """Name what a session lacks to earn anybody a credit; nothing where it is ready."""
    flaws = []
    if span is None or span.ends_ms <= span.begins_ms:
        flaws.append(Doubt.NO_TIMES)
    if type_ is None:
        flaws.append(Doubt.NO_TYPE)
    if hours_of(session) is None:
        flaws.append(Doubt.NO_HOURS)
    is_known = session.credit_rule in tuple(CreditRule)
    needs_least = session.credit_rule != CreditRule.ENTER
    if not is_known or late_min(session) is None or (needs_least and least(session) is None):
        flaws.append(Doubt.NO_RULE)
    return tuple(flaws)


def amount(session: Session, type_: CreditType) -> Decimal:
    """Give the full credit of a session in units of its type, rounded as the type is."""
    hours = hours_of(session) or Decimal(0)
    units = hours * _SIXTY / type_.minutes
    how = ROUND_HALF_UP if type_.rounding is Rounding.NEAREST else ROUND_FLOOR
    return (units / type_.step).to_integral_value(how) * type_.step


def hours_of(session: Session) -> Decimal | None:
    """Read the hours of credit of a session; None where there are none, or nobody can read them."""
    hours = _decimal(session.credit_hours)
    return hours if hours is not None and 0 < hours <= MOST_CREDIT else None


def late_min(session: Session) -> int | None:
    """Tell how many minutes late somebody may enter; None where nobody can read it."""
    text = session.credit_late.strip()
    if not text:
        return LATE_MIN
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def least(session: Session) -> Decimal | None:
    """Give the least share (per cent) or minutes of a rule; None where nobody can read it."""
    value = _decimal(session.credit_least)
    most = Decimal(100) if session.credit_rule == CreditRule.SHARE else Decimal(24 * 60)
    return value if value is not None and 0 < value <= most else None


def decision_text(awarded: Decimal | None, note: str, type_: str = "") -> str:
    """Write a decision as the journal holds it; nothing where the rule is to count again."""
    if awarded is None:
        return ""
    # However many noughts somebody typed, and whatever their sign.
    plain = f"{abs(awarded).normalize():f}" if awarded else "0"
    return f"{plain} {type_}".strip() + f"\n{' '.join(note.split())}"


def read_decision(text: object) -> tuple[Decimal, str, str] | None:
    """Read the amount, the note and the kind of a decision; None where none can be read."""
    if not isinstance(text, str) or not text.strip():
        return None
    first, _, note = text.partition("\n")
    number, _, type_ = first.partition(" ")
    awarded = _decimal(number)
    if awarded is None or not 0 <= awarded <= MOST_CREDIT:
        return None
    return awarded, note[:MOST_NOTE], type_


def type_named(types: Mapping[str, CreditType], text: str) -> CreditType | None:
    """Find a kind of credit by its id or its name, as somebody wrote it; None for any other."""
    wanted = text.strip().casefold()
    named = (each for each in types.values() if wanted in (each.id, each.name.casefold()))
    return next(named, None)


def read_types(data: Sequence[Mapping[str, str]]) -> dict[str, CreditType]:
    """Read the kinds of credit that there are, as the file in resources has them."""
    return {
        each["id"]: CreditType(
            each["id"], each["name"], each["unit"], Decimal(each["minutes"]),
            Decimal(each["step"]), Rounding(each["rounding"]), each.get("source", ""),
        )
        for each in data
    }  # fmt: skip


def _judged(
    session: Session, span: Span, stays: Sequence[Stay], proved: Decimal, possible: Decimal
) -> tuple[int, bool, list[Doubt]]:
    """Tell whether the rule is met, whether that is open, and what somebody should look at."""
    doubts = _doubts(span, stays)
    if Doubt.CLOCKS in doubts:
        return 0, True, doubts
    if session.credit_rule == CreditRule.ENTER:
        latest = span.begins_ms + (late_min(session) or 0) * _MINUTE_MS
        present = [stay for stay in stays if stay.possible_ms > span.begins_ms]
        first = min((stay.in_ms for stay in present), default=span.ends_ms)
        # Nobody scans out: that an exit is missing says nothing here.
        doubts = [doubt for doubt in doubts if doubt is not Doubt.MISSED_EXIT]
        if first > latest or first >= span.ends_ms:
            return 0, False, [*doubts, Doubt.LATE]
        return 1, False, doubts
    need = least(session) or Decimal(0)
    if session.credit_rule == CreditRule.SHARE:
        need = span.minutes * need / 100
    if proved >= need:
        return 1, False, doubts
    return 0, possible >= need, doubts


def _doubts(span: Span, stays: Sequence[Stay]) -> list[Doubt]:
    doubts = []
    if any(stay.possible_ms < stay.in_ms for stay in stays):
        doubts.append(Doubt.CLOCKS)
    inside = [stay for stay in stays if stay.possible_ms > span.begins_ms]
    if any(after.in_ms > stay.possible_ms for stay, after in pairwise(inside)):
        doubts.append(Doubt.GAP)
    if inside and inside[-1].possible_ms < span.ends_ms:
        doubts.append(Doubt.LEFT_EARLY)
    if any(stay.proved_ms == stay.in_ms for stay in inside):
        doubts.append(Doubt.MISSED_EXIT)
    return doubts


def _minutes(span: Span, times: Sequence[tuple[int, int]]) -> Decimal:
    """Add up how much of some times lies within a session."""
    within = (min(end, span.ends_ms) - max(start, span.begins_ms) for start, end in times)
    return Decimal(sum(max(0, each) for each in within)) / _MINUTE_MS


def _decimal(text: str) -> Decimal | None:
    """Read a plain decimal number, with a point or a comma; None where it is none."""
    bare = text.strip().replace(",", ".")
    if not bare or not all(c in "0123456789." for c in bare) or len(bare) > 12:
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None
