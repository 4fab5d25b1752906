"""The keys at the foot of the pages on which organizers plan."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.gui.frame.page import FooterKey
from desktop.gui.wording.translation import tr


def planning_keys() -> Sequence[FooterKey]:
    """Give the keys of lists that are planned with."""
    return (
        ("↑ ↓", tr("Move")),
        ("Enter", tr("Open")),
        ("Ctrl Z", tr("Undo")),
        ("Ctrl 1…7", tr("Pages")),
    )
