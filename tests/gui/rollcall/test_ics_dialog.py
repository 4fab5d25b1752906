"""The incident's forms from the menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui.rollcall import ics_dialog
from desktop.gui.rollcall.ics_dialog import ACTIVITIES, IcsDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.pdf_text import text_of_pages
from tests.support.window import OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])

    def work() -> None:
        here = made.reception
        here.clock.now_ms = live_desk._clock()
        who = here.register("Noa Levi", phone="+1 504-555-0142", organization="Touro Infirmary")
        here.scan(here.point("Gate"), who)

    made.on_store(work)
    made.begin()
    return made


def opened(desk: Desk) -> IcsDialog:
    desk.window.choose("Incident forms…")
    dialog = desk.window.dialog
    assert isinstance(dialog, IcsDialog)
    return dialog


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("ics211", ["INCIDENT CHECK-IN LIST (ICS 211)", "Noa Levi", "Touro", "+1 504-555-0142"]),
        (ACTIVITIES, ["ACTIVITY LOG (ICS 214)", "Rina Azulay", "8. Prepared by"]),
    ],
)
def test_a_form_is_written_with_what_was_said_and_that_is_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, words: list[str]
) -> None:
    target = tmp_path / "form.pdf"
    monkeypatch.setattr(ics_dialog, "pick_save", lambda *_asked: target)
    dialog = opened(desk)
    dialog.form.set_value(form)
    dialog.fields["name"].set_value("Rina Azulay")
    dialog.pdf.click()
    desk.qtbot.waitUntil(target.exists)
    settle(desk.qtbot, desk.window)
    text = "\n".join(text_of_pages(target))
    for word in words:
        assert word in text
    assert opened(desk).fields["name"].value() == "Rina Azulay"


def test_a_time_that_cannot_be_read_is_said_and_nothing_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ics_dialog, "pick_save", lambda *_asked: asked.append(1))
    dialog = opened(desk)
    dialog.since.set_value("yesterday at noon")
    dialog.csv.click()
    assert asked == []
    assert "2026-12-02 08:30" in dialog.since.fault.text()
