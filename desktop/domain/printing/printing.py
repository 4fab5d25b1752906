"""Printers and their jobs: what a desk knows of them, and what follows from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.badges.badge_layout import Badge
from desktop.domain.badges.media import PageSetup


class PrinterKind(StrEnum):
    """How a printer is reached."""

    SYSTEM = "system"
    ZPL = "zpl"
    BROTHER = "brother"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as this computer knows it.

    `address` is the system's queue, `host:port`, a device file or a folder. `offsets` move what is
    printed to the right and down, in millimetres, for each tray apart. `media` is the code of what
    lies in it; `labels_left` counts what is left on its roll, None where nobody counted. `model`
    is the maker's name of a Brother QL, which says what it understands.
    """

    name: str
    kind: PrinterKind
    address: str
    dpi: int = 300
    media: str = ""
    tray: str = ""
    offsets: tuple[tuple[str, float, float], ...] = ()
    labels_left: int | None = None
    is_paused: bool = False
    model: str = ""

    @property
    def shift(self) -> tuple[float, float]:
        """How far the tray in use moves what is printed, to the right and down in millimetres."""
        return self.shift_of(self.tray)

    def shift_of(self, tray: str) -> tuple[float, float]:
        """How far a tray moves what is printed."""
        return next(((x, y) for name, x, y in self.offsets if name == tray), (0.0, 0.0))

    def with_shift(self, tray: str, x_mm: float, y_mm: float) -> Printer:
        """Keep how far a tray is off."""
        rest = [offset for offset in self.offsets if offset[0] != tray]
        return replace(self, offsets=(*rest, (tray, x_mm, y_mm)))

    def to_dict(self) -> dict[str, Any]:
        """Write it so that it can be kept."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def printer_from_dict(data: Mapping[str, Any]) -> Printer:
    """Read a kept printer; what a newer Muster added is passed over."""
    known = {field.name for field in fields(Printer)}
    values = {name: value for name, value in data.items() if name in known}
    offsets = tuple((str(tray), float(x), float(y)) for tray, x, y in values.get("offsets", ()))
    return Printer(**values | {"kind": PrinterKind(values["kind"]), "offsets": offsets})


class SheetState(StrEnum):
    """How far one sheet or label is. Submitted is not printed."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    UNTOLD = "untold"
    CANCELLED = "cancelled"


class JobState(StrEnum):
    """What a job shows."""

    WAITING = "waiting"
    PAUSED = "paused"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    UNTOLD = "untold"
    CANCELLED = "cancelled"


class Spool(StrEnum):
    """What a spooler or a printer says of a sheet that it was given."""

    QUEUED = "queued"
    PRINTED = "printed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    # Handed over, and nobody will ever tell: a cable without a way back.
    UNTOLD = "untold"
    UNKNOWN = "unknown"


class Spooled(NamedTuple):
    """What is known of a sheet now, and why it waits or failed."""

    state: Spool
    reason: str = ""


_AFTER = {
    Spool.QUEUED: SheetState.SENT,
    Spool.PRINTED: SheetState.PRINTED,
    Spool.UNTOLD: SheetState.UNTOLD,
    Spool.FAILED: SheetState.FAILED,
    Spool.CANCELLED: SheetState.FAILED,
    Spool.UNKNOWN: SheetState.UNCERTAIN,
}
OPEN_STATES = frozenset({SheetState.WAITING, SheetState.SENDING, SheetState.SENT})
# Nothing comes out any more by itself, but somebody has to decide.
STUCK_STATES = frozenset({SheetState.FAILED, SheetState.UNCERTAIN})
# Out of the desk's hands: printed, or given to a printer that never tells.
OUT_STATES = frozenset({SheetState.PRINTED, SheetState.UNTOLD})


class Copy(NamedTuple):
    """One person's badge in a sheet: the registration and the code printed on it."""

    registration: str
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet or one label: who stands on it, from which label on, and how far it is."""

    number: int
    copies: tuple[Copy, ...]
    first_label: int = 0
    state: SheetState = SheetState.WAITING
    ticket: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A print job as the queue shows it; counts are of badges, times milliseconds UTC."""

    id: str
    programme: str
    title: str
    printer: str
    made_ms: int
    is_urgent: bool
    is_paused: bool
    counts: Mapping[SheetState, int]
    reason: str = ""

    @property
    def badges(self) -> int:
        """How many badges it has."""
        return sum(self.counts.values())

    @property
    def printed(self) -> int:
        """How many came out."""
        return sum(self.counts.get(state, 0) for state in OUT_STATES)

    @property
    def state(self) -> JobState:
        """What the job shows: what went wrong first, then what moves."""
        return state_of_job(self.counts, is_paused=self.is_paused)

    @property
    def is_open(self) -> bool:
        """Whether anything of it may still come out or needs a decision."""
        return any(self.counts.get(state) for state in OPEN_STATES | STUCK_STATES)


# The first of these that a job has sheets in is what it shows, if no sheet fits before.
_LATE = (
    (SheetState.UNTOLD, JobState.UNTOLD),
    (SheetState.PRINTED, JobState.PRINTED),
)


def state_of_job(counts: Mapping[SheetState, int], *, is_paused: bool) -> JobState:
    """Sum up the states of a job's sheets."""
    has = {state for state, count in counts.items() if count}
    if has & STUCK_STATES:
        return JobState.FAILED if SheetState.FAILED in has else JobState.UNCERTAIN
    if SheetState.WAITING in has and is_paused:
        return JobState.PAUSED
    if has & {SheetState.SENDING, SheetState.SENT}:
        return JobState.PRINTING
    if SheetState.WAITING in has:
        return JobState.PRINTING if has & OUT_STATES else JobState.WAITING
    return next((shown for state, shown in _LATE if state in has), JobState.CANCELLED)


def after(spooled: Spooled) -> SheetState:
    """Say how far a sheet is that a spooler knows."""
    return _AFTER[spooled.state]


def labels_of(copies: Sequence[Copy], *, has_back: bool) -> int:
    """Count the labels of a roll that a sheet takes; a back is a label of its own."""
    return len(copies) * (2 if has_back else 1)


class ReprintReason(StrEnum):
    """Why a badge is printed again. Only a code that somebody else may hold is retired."""

    LOST = "lost"
    DAMAGED = "damaged"
    CHANGED = "changed"
    OTHER = "other"

    @property
    def retires(self) -> bool:
        """Whether the older badge stops working."""
        return self is not ReprintReason.DAMAGED


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer of the system: its queue, trays, and whether it is ready or why not."""

    name: str
    address: str
    dpi: int = 600
    trays: tuple[str, ...] = ()
    status_text: str = ""


@dataclass(frozen=True, slots=True)
class PrintTask:
    """One sheet or label for a printer; `key` is the same whenever it is tried again."""

    key: str
    title: str
    setup: PageSetup
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Whether a sheet that may have been sent was: its ticket, none if not, and if that is sure."""

    ticket: str
    is_sure: bool = True
