"""The keys of the pages on which organizers plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from desktop.gui.frame.page import FooterKey
from desktop.gui.widgets.buttons import Segments
from desktop.gui.wording.translation import tr


def planning_keys() -> Sequence[FooterKey]:
    """Give the keys of lists that are planned with."""
    return (
        ("↑ ↓", tr("Move")),
        ("Enter", tr("Open")),
        ("Ctrl PgUp/PgDn", tr("Tabs")),
        ("Ctrl Z", tr("Undo")),
        ("Ctrl 1…9", tr("Pages")),
    )


def tab_keys(tabs: Segments) -> Mapping[str, Callable[[], None]]:
    """Give what turns to the tab beside, as browsers and tables do it."""
    return {"Ctrl+PgUp": partial(tabs.step, -1), "Ctrl+PgDown": partial(tabs.step, 1)}
