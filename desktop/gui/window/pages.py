"""The pages of the rail by number, and the keys that each of them shows at its foot."""

from __future__ import annotations

from desktop.gui.wording.translation import tr

CHECK_IN, ATTENDEES, PROGRAMME, BADGES, DIRECTORY, PLACES, SYNC = range(7)


def page_keys() -> dict[int, list[tuple[str, str]]]:
    """Give the keys of each page with what they do."""
    planning = [
        ("↑ ↓", tr("Move")),
        ("Enter", tr("Open")),
        ("Ctrl Z", tr("Undo")),
        ("Ctrl 1…7", tr("Pages")),
    ]
    return {
        CHECK_IN: _door_keys(),
        ATTENDEES: [
            ("↑ ↓", tr("Move")),
            ("Enter", tr("Open")),
            ("Space", tr("Check in")),
            ("Ctrl Space", tr("Select")),
            ("F6", tr("Print badges of selected")),
            ("Ctrl Z", tr("Undo")),
        ],
        PROGRAMME: planning,
        BADGES: [
            ("N", tr("Next item")),
            ("← ↑ → ↓", tr("Move")),
            ("Ctrl Z", tr("Undo")),
            ("Ctrl S", tr("Save")),
            ("Ctrl P", tr("Print")),
            ("Ctrl J", tr("Printing")),
        ],
        DIRECTORY: planning,
        PLACES: [
            ("↑ ↓", tr("Move")),
            ("Tab", tr("Other list")),
            ("Space", tr("Check out or in")),
            ("Ctrl M", tr("Manifest")),
            ("Ctrl Z", tr("Undo")),
        ],
        SYNC: [
            ("↑ ↓", tr("Move")),
            ("Tab", tr("Other list")),
            ("Ctrl U", tr("Exchange")),
            ("Ctrl H", tr("How to exchange")),
            ("Ctrl Z", tr("Undo")),
        ],
    }


def _door_keys() -> list[tuple[str, str]]:
    return [
        ("F3", tr("Search")),
        ("↑ ↓ Enter", tr("Choose")),
        ("F4", tr("Walk-in")),
        ("F8", tr("Camera")),
        ("F12", tr("In or out")),
        ("F11", tr("Large")),
        ("Ctrl Z", tr("Undo")),
        ("F10", tr("Menu")),
    ]
