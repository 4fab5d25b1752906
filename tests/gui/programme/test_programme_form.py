"""The facts of a programme: what everybody needs first, the rest behind a button."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.gui.conftest import settle
from tests.support.window import PROGRAMME, OpenWindow


def test_what_few_programmes_need_stands_behind_a_button(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    form = window.programme_page.form
    shown = [name for name, field in form.fields.items() if not field.isHidden()]
    first = ["title", "title_hebrew", "code", "starts_on", "ends_on", "place", "time_zone"]
    assert shown == first
    form.more.click()
    assert not form.fields["partners"].isHidden()
    form.more.click()
    assert form.fields["budget"].isHidden()


def test_what_is_wrong_is_never_out_of_sight(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    form = window.programme_page.form
    form.set_values({"title": "Spring", "code": "SPRING", "capacity": "many"})
    window.programme_page.save()
    settle(qtbot, window)
    assert not form.fields["capacity"].isHidden()
    assert form.fields["capacity"].fault.text()
