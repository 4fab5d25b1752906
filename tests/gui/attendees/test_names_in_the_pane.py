"""The name beside the table is as large as it says, however narrow the pane is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import settle
from tests.support.window import ATTENDEES, OpenWindow

LEAST_PX = 15


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("name", ["Aaron Bergeron", "Ayelet Sasson", "Rachel Shalev"])
def test_a_name_is_never_smaller_than_what_stands_below_it(
    qtbot: QtBot, sample_window: OpenWindow, size: tuple[int, int], name: str
) -> None:
    """At 1024 "Aaron Bergeron" was written in letters of ten pixels."""
    window = sample_window
    window.resize(*size)
    window.show_page(ATTENDEES)
    window.attendees.search.setText(name)
    window.attendees.relist()
    settle(qtbot, window)
    label = window.attendees.pane.name
    qtbot.waitUntil(lambda: label.text() == name and label.isVisible())
    qtbot.waitUntil(lambda: label.height() >= label.needed_height(label.width()))
    one_line = label._size_in_one_line(label.width())
    assert one_line >= LEAST_PX or label._size_in_two_lines() >= LEAST_PX
