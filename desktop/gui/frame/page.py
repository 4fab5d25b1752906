"""A page of the rail: what the window asks of it, and what most pages answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme

# A key as it is written at the foot, and what it does.
FooterKey = tuple[str, str]


class AtHand(NamedTuple):
    """What a page has at hand for whoever prints: its template, and whom its table shows.

    `ticked` are the numbers of people who are ticked: they are the choice. `typed` is what is
    being looked for; where the page `checks_in`, who is registered comes in at once.
    """

    template: str = ""
    chosen: Filter | None = None
    ticked: tuple[int, ...] = ()
    typed: str = ""
    checks_in: bool = False


class Page(Protocol):
    """What the window asks of a page."""

    @property
    def message(self) -> SignalInstance:
        """Says a sentence in the strip above the page, with its tone: yes, look, no or calm."""

    @property
    def foot(self) -> SignalInstance:
        """Says something at the end of the foot; an empty text gives it back."""

    @property
    def named(self) -> SignalInstance:
        """Says what stands in the rail for this page now."""

    @property
    def bar_above(self) -> QWidget | None:
        """The bar above strip and page, if the page has one."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def set_programme(self, programme: Programme | None) -> None:
        """Work on another programme; on none in an empty store."""

    def use_programme(self, programme: Programme) -> None:
        """Use changed facts of the same programme: its title, points or sessions."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def focus_field(self) -> None:
        """Bring the focus to where the page is worked from."""

    def undo(self) -> bool:
        """Take back what only this page knows; else the newest thing done at this desk goes."""

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of this page for the foot, the most used first."""

    def help_keys(self) -> Sequence[FooterKey]:
        """Give all keys of this page for the help."""

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give what keys of the window do here, while no dialog is open."""

    def take_scan(self, reading: Reading) -> bool:
        """Take what was scanned while this page is open; tell whether it was taken."""

    def take_back_letters(self) -> None:
        """Take back what a scanner's burst typed before it was known for one."""

    def at_hand(self) -> AtHand:
        """Give what a print dialog begins with."""


class PlainPage(QWidget):
    """A page that has nothing of its own but what it shows."""

    message = Signal(str, str)
    foot = Signal(str)
    named = Signal(str)

    def __init__(self) -> None:
        """Make an empty page."""
        super().__init__()
        self.setObjectName("page")
        self.bar_above: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def set_programme(self, programme: Programme | None) -> None:
        """Show the same for all programmes."""

    def use_programme(self, programme: Programme) -> None:
        """Show none of its facts."""

    def refresh(self) -> None:
        """Have nothing to read."""

    def focus_field(self) -> None:
        """Take the keys."""
        self.setFocus()

    def undo(self) -> bool:
        """Know nothing that others do not."""
        return False

    def footer_keys(self) -> Sequence[FooterKey]:
        """Have no keys."""
        return ()

    def help_keys(self) -> Sequence[FooterKey]:
        """Explain what the foot names."""
        return self.footer_keys()

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Leave all keys as they are."""
        return {}

    def take_scan(self, _reading: Reading) -> bool:
        """Leave scans to the door."""
        return False

    def take_back_letters(self) -> None:
        """Have kept no letters."""

    def at_hand(self) -> AtHand:
        """Have nothing at hand."""
        return AtHand()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as a value: its word and picture in the rail, its key.

    Keys are `Ctrl+1` to `Ctrl+9`, then `Ctrl+0`.

    Pages stand in the rail in the order of their keys; the first one takes what is scanned. A page
    with `under`, the key of another one, has no key and no place there: it is shown when asked for
    (`signals.page_asked`), and the other one's place is marked meanwhile. What is for an emergency
    has a `tone` of its own in the rail.
    """

    name: str
    icon: str
    key: str
    build: Callable[[], Page]
    under: str = ""
    tone: str = ""


def place_in_rail(spec: PageSpec) -> tuple[str, str]:
    """Give the order of pages: by key, nought last; those under another page behind all."""
    return spec.under, spec.key.replace("+0", "+:")
