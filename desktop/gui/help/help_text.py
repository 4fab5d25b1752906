"""What stands in the help, on the screen and on the page to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.gui.wording.shapes import Tone
from desktop.gui.wording.translation import is_mirrored, tr

Row = tuple[str, str]


class Section(NamedTuple):
    """A part of the help: what is pressed, seen or asked, and what it does, means or takes."""

    title: str
    rows: Sequence[Row]


class Colour(NamedTuple):
    """A colour of the band, with its word and what it means."""

    tone: Tone
    word: str
    meaning: str


def colours() -> list[Colour]:
    """Say what the colours of the band mean."""
    return [
        Colour(Tone.YES, tr("Green"), tr("They may go in. Nothing more to do.")),
        Colour(Tone.OUT, tr("Blue, arrow"), tr("They were checked out.")),
        Colour(
            Tone.LOOK,
            tr("Amber"),
            tr("Not let in yet. Read the sentence; F5 or F7 does what it names."),
        ),
        Colour(Tone.NO, tr("Red"), tr("Not let in. The sentence says why, and who can help.")),
        Colour(
            Tone.CALM,
            tr("Grey"),
            tr("Nothing was changed now: looked up, taken back, or nobody found."),
        ),
    ]


def everywhere(besides: Sequence[Row]) -> Section:
    """Name the keys that work on every page, besides those of the page itself."""
    known = {key for key, _does in besides}
    return Section(tr("Everywhere"), [row for row in _keys_of_all() if row[0] not in known])


def _keys_of_all() -> list[Row]:
    return [
        (tr("Scan"), tr("Checks in, whatever page is open")),
        ("Ctrl 1 … 9", tr("The pages at the side")),
        ("F3", tr("To the field: type a name")),
        ("F4", tr("Registers somebody who is not on the list")),
        ("F2", tr("Changes whom the page is about")),
        ("F5, F7", tr("Do what the verdict names on its buttons")),
        ("F6", tr("Prints the badge")),
        ("F9", tr("The delegation of whom the page is about")),
        ("Shift F9", tr("Begins a roll call")),
        ("Shift F12", tr("Looks up without changing anything")),
        ("Ctrl Z", tr("Takes back what was done last")),
        ("Esc", tr("Closes, clears")),
        ("F10", tr("The menu, with all other keys")),
    ]


def what_if() -> Section:
    """Say what to do where something does not go as usual."""
    return Section(
        tr("What to do if …"),
        [
            (
                tr("nobody is found"),
                tr("Type fewer letters, or the other name, the phone, the hospital. "
                   "Still nobody: F4 registers them."),
            ),
            (tr("the wrong person went in"), tr("Ctrl Z. Older ones: Ctrl R, then Take back.")),
            (
                tr("the scanner does nothing"),
                tr("Press F3 and scan again. Else type the name; every guest can be found by it."),
            ),
            (
                tr("the code is unknown"),
                tr("Read what it looks like, then ask for the name and type it."),
            ),
            (
                tr("somebody is in already"),
                tr("Look at the name and the time. It is them: F5 lets them in again."),
            ),
            (tr("a group arrives"), tr("Scan one of them, then F9.")),
            (
                tr("the building is evacuated"),
                tr("Shift F9. At the assembly point scan everybody, or type their names."),
            ),
            (tr("no badge comes out"), tr("Ctrl J says what the printer waits for.")),
            (
                tr("the network is gone"),
                tr("Go on. Everything is kept on this computer and sent later."),
            ),
        ],
    )  # fmt: skip


def printed_help(keys: Sequence[Row]) -> PrintedList:
    """Put the help of a page on one sheet that lies beside the desk.

    Args:
        keys: the keys of the page, and what they do.
    """
    shown = [(colour.word, colour.meaning) for colour in colours()]
    sections = [
        Section(tr("On this page"), keys),
        everywhere(besides=keys),
        Section(tr("Colours"), shown),
    ]
    return PrintedList(
        tr("Muster at the desk"),
        tr("One page to keep beside the computer"),
        (ListColumn("", 0.28), ListColumn("", 0.72)),
        tuple(Group(part.title, tuple(part.rows)) for part in (*sections, what_if())),
        is_mirrored=is_mirrored(),
        # It says of itself that it is one page, also with the many keys of a roll call.
        is_tight=True,
    )
