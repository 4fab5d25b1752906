"""A room of the window as a value: its pages and screens, its menu and its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from desktop.devices.sound import Sounds
from desktop.gui.frame.current_station import CurrentStation
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.frame.lead_guard import LeadGuard
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.screen import Screen, ScreenHost
from desktop.gui.frame.signals import RoomSignals
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window gives to each room; the services come beside it, and differ by room."""

    jobs: Jobs
    theme: Theme
    sounds: Sounds
    dialogs: DialogHost
    screens: ScreenHost
    station: CurrentStation
    signals: RoomSignals
    guard: LeadGuard


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the menu, with its key, which works on every page.

    `rank` is its place in the menu, a line is drawn between the tens; with a `rail_rank` it
    stands in the rail, too, with its picture and a short word.
    """

    rank: int
    text: str
    key: str
    run: Callable[[], None]
    rail_rank: int = 0
    icon: str = ""
    short: str = ""


def _nothing() -> None:
    """Have nothing to begin or to end."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a room offers. `begin` is called when the window opens, `stop` when it closes.

    A `band` stands above all pages and screens, for what must be known on each of them.
    """

    pages: tuple[PageSpec, ...] = ()
    screens: tuple[Screen, ...] = ()
    commands: tuple[Command, ...] = ()
    keys: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    band: QWidget | None = None
    begin: Callable[[], None] = _nothing
    stop: Callable[[], None] = _nothing
