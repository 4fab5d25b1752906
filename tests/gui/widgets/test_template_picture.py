"""Templates are chosen by their looks: a picture stands before each title."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.gui.widgets.template_picture import PICTURE_PX, template_picture
from desktop.gui.widgets.theme import Theme
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support.window import BADGES, OpenWindow


def test_a_picture_is_of_the_template_and_of_no_other(front_desk: FrontDesk, theme: Theme) -> None:
    pictures = {
        entry.title: template_picture(entry.template) for entry in front_desk.templates.all()
    }
    assert len(pictures) == 11
    assert {picture.deviceIndependentSize().toSize() for picture in pictures.values()} == {
        PICTURE_PX
    }
    colours = {
        title: picture.toImage().pixelColor(PICTURE_PX.width(), round(PICTURE_PX.height() * 1.94))
        for title, picture in pictures.items()
    }
    # The band at the foot of a delegate's badge is in the colour of its type, a label has none.
    assert colours["Delegate, two scripts"].name() == "#0f6e84"
    assert colours["Label 62 mm"].lightness() > 200


def test_pictures_come_when_the_list_flies_out(qtbot: QtBot, sample_window: OpenWindow) -> None:
    sample_window.show_page(BADGES)
    settle(qtbot, sample_window)
    box = sample_window.badges_page.head.templates
    assert all(box.itemIcon(row).isNull() for row in range(box.count()))
    box.showPopup()
    assert not any(box.itemIcon(row).isNull() for row in range(box.count()))
    box.hidePopup()
