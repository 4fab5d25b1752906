"""A laptop in another time zone shows the programme's time, and says so once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.programme.programme import Programme
from desktop.gui.wording.moments import clock_time
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import OpenWindow

# No computer of this world is set to it.
FAR = "Pacific/Kiritimati"


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def in_zone(desk: Desk, zone: str) -> None:
    programme = desk.reception.programme
    typed = {"code": "NIPERM", "time_zone": zone}
    saved = desk.on_store(lambda: desk.front_desk.planning.save_programme(programme.id, typed))
    assert isinstance(saved, Programme)
    desk.reception.programme = saved


def test_times_are_the_programmes_and_it_is_said_once(desk: Desk) -> None:
    in_zone(desk, FAR)
    who = desk.register("Noa Cohen")
    desk.begin()
    assert desk.window.notice.isVisible()
    assert FAR in desk.window.notice.text
    entrance = desk.on_store(lambda: desk.reception.station().point)
    desk.on_store(lambda: desk.reception.scan(entrance, who))
    (row,) = desk.on_store(lambda: desk.front_desk.desk.recent(desk.reception.programme))
    at_ms = row.verdict.at_ms
    assert clock_time(at_ms) == f"{datetime.fromtimestamp(at_ms / 1000, ZoneInfo(FAR)):%H:%M}"
    desk.window.notice.hide()
    desk.window.station.renew()
    settle(desk.qtbot, desk.window)
    assert not desk.window.notice.isVisible()


def test_where_the_clocks_agree_nothing_is_said(desk: Desk) -> None:
    desk.begin()
    assert "All times" not in desk.window.notice.text
