"""The designer: drawn by mouse and keys, undone, saved for all desks, checked honestly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.domain.badges.badge_geometry import Align, Handle
from desktop.domain.badges.badge_template import PictureItem, QrItem, ShapeItem, TextItem
from desktop.gui.badges.badge_fields import NumberField
from desktop.gui.badges.badges_page import BadgesPage
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import BADGES, CHECK_IN, OpenWindow

NO = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
GIVEN, QR = 3, 6


class Drawing:
    """Somebody who draws."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.window: OpenWindow = desk.window
        self.page: BadgesPage = desk.window.badges_page
        self.draft = self.page.draft
        self.canvas = self.page.canvas

    def wait(self) -> None:
        settle(self.qtbot, self.window)

    def checked(self) -> list[tuple[str, str]]:
        """Wait until the check has looked at the drawing as it is."""
        self.qtbot.waitUntil(lambda: not self.page.checks._pause.isActive())
        self.wait()
        return self.page.checks.lines

    def px(self, x_mm: float, y_mm: float) -> QPoint:
        return self.canvas._to_px(x_mm, y_mm).toPoint()

    def drag(self, start: QPoint, way: QPoint, modifier: Qt.KeyboardModifier = NO) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, modifier, start)
        for part in (way / 3, way / 2, way):
            QTest.mouseMove(self.canvas, start + part)
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, modifier, start + way)

    def number(self, name: str) -> NumberField:
        """Give the number field of the properties that is shown under a name."""

        def shown() -> list[NumberField]:
            number_fields = self.page.properties.findChildren(NumberField)
            return [
                number_field
                for number_field in number_fields
                if number_field.isVisible() and number_field.line.accessibleName() == name
            ]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def area(self) -> QPlainTextEdit:
        """Give the field in which an item's text is typed."""

        def shown() -> list[QPlainTextEdit]:
            plain_text_edits = self.page.properties.findChildren(QPlainTextEdit)
            return [
                plain_text_edit
                for plain_text_edit in plain_text_edits
                if plain_text_edit.isVisible()
            ]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(self.canvas, key, modifier)


@pytest.fixture
def drawing(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> Iterator[Drawing]:
    desk = Desk(qtbot, window, live_desk, lanes[0])
    desk.register("Noa Ben-David", ticket_type="Delegate", organization="Example Medical Center")
    desk.register("Dan Levi", ticket_type="Speaker")
    desk.begin()
    window.show_page(BADGES)
    made = Drawing(qtbot, desk)
    made.wait()
    qtbot.waitUntil(lambda: made.page.preview.attendee is not None)
    made.canvas.setFocus()
    yield made
    made.checked()


def box_of(drawing: Drawing, index: int) -> tuple[float, ...]:
    return tuple(round(value, 2) for value in drawing.draft.items[index].box)


def test_the_page_opens_with_the_default_template_and_somebody_on_it(drawing: Drawing) -> None:
    assert drawing.draft.template.name == "two-script"
    assert drawing.page.head.state.text() == "saved"
    assert drawing.page.preview.name.text() == "Dan Levi"
    assert drawing.canvas._values["given_name"] == "Dan"


def test_the_check_says_who_fits_and_who_lacks_what(drawing: Drawing) -> None:
    lines = drawing.checked()
    assert ("yes", "All 2 names fit") in lines
    assert ("look", "1 without: Organisation") in lines
    assert ("look", "Nobody has: Bus") in lines


def test_an_item_is_dragged_snaps_and_goes_back_in_one_step(drawing: Drawing) -> None:
    before = box_of(drawing, QR)
    x, y, w, h = before
    drawing.drag(drawing.px(x + w / 2, y + h / 2), QPoint(40, -30))
    moved = box_of(drawing, QR)
    assert moved[0] > x
    assert moved[2:] == (w, h)
    assert drawing.page.head.state.text() == "not saved yet"
    drawing.desk.ctrl(Qt.Key.Key_Z)
    assert box_of(drawing, QR) == before
    drawing.key(Qt.Key.Key_Y, CONTROL)
    assert box_of(drawing, QR) == moved


def test_a_handle_resizes_and_a_code_stays_square(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({QR}))
    box = drawing.draft.items[QR].box
    start = drawing.px(*Handle.BOTTOM_RIGHT.point(box))
    drawing.drag(start, QPoint(20, 4))
    after = drawing.draft.items[QR].box
    assert after.w_mm == after.h_mm > box.w_mm
    assert (after.x_mm, after.y_mm) == (box.x_mm, box.y_mm)


def test_arrows_move_and_moves_in_a_row_are_one_step(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    x = drawing.draft.items[GIVEN].box.x_mm
    for _press in range(3):
        drawing.key(Qt.Key.Key_Right)
    drawing.key(Qt.Key.Key_Right, SHIFT)
    assert drawing.draft.items[GIVEN].box.x_mm == pytest.approx(x + 1.5 + 5)
    drawing.desk.ctrl(Qt.Key.Key_Z)
    assert drawing.draft.items[GIVEN].box.x_mm == x
    assert not drawing.draft.is_changed


def test_n_and_b_go_through_the_items_by_keyboard(drawing: Drawing) -> None:
    drawing.key(Qt.Key.Key_N)
    assert drawing.draft.selected == {0}
    drawing.key(Qt.Key.Key_N)
    drawing.key(Qt.Key.Key_B)
    drawing.key(Qt.Key.Key_B)
    assert drawing.draft.selected == {len(drawing.draft.items) - 1}
    drawing.key(Qt.Key.Key_Escape)
    assert drawing.draft.selected == frozenset()


def test_a_frame_around_items_selects_them_and_they_align(drawing: Drawing) -> None:
    before = [box_of(drawing, n) for n in range(len(drawing.draft.items))]
    drawing.drag(drawing.px(100.8, 77.5), drawing.px(95, 60) - drawing.px(100.8, 77.5))
    assert len(drawing.draft.selected) >= 2
    drawing.draft.align(Align.LEFT)
    drawing.desk.ctrl(Qt.Key.Key_Z)
    assert [box_of(drawing, n) for n in range(len(drawing.draft.items))] == before


def test_items_are_copied_pasted_and_removed(drawing: Drawing) -> None:
    count = len(drawing.draft.items)
    drawing.draft.select(frozenset({QR}))
    drawing.key(Qt.Key.Key_C, CONTROL)
    drawing.key(Qt.Key.Key_V, CONTROL)
    assert len(drawing.draft.items) == count + 1
    assert drawing.draft.items[-1].name == "QR code 2"
    assert isinstance(drawing.draft.items[-1], QrItem)
    drawing.key(Qt.Key.Key_D, CONTROL)
    drawing.key(Qt.Key.Key_Delete)
    drawing.key(Qt.Key.Key_Delete)
    assert len(drawing.draft.items) == count + 1


def test_a_foreign_clipboard_changes_nothing(drawing: Drawing) -> None:
    before = drawing.draft.template
    for text in ("plain", "[1, 2", json.dumps([{"kind": "bomb"}])):
        QGuiApplication.clipboard().setText(text)
        drawing.key(Qt.Key.Key_V, CONTROL)
    assert drawing.draft.template == before


def test_what_is_typed_into_the_properties_shows_at_once_and_is_one_step(drawing: Drawing) -> None:
    drawing.page.add_item("text")
    area = drawing.area()
    area.setPlainText("")
    QTest.keyClicks(area, "Dinner")
    item = drawing.draft.selection[0]
    assert isinstance(item, TextItem)
    assert item.text == "Dinner"
    drawing.draft.stack.undo()
    drawing.draft.stack.undo()
    assert not drawing.draft.is_changed


def test_two_fields_changed_one_after_the_other_are_two_steps(drawing: Drawing) -> None:
    drawing.page.add_item("shape")
    radius = drawing.number("Radius of the corners")
    radius.line.setText("4")
    QTest.keyClick(radius.line, Qt.Key.Key_Return)
    shown = [
        segments
        for segments in drawing.page.properties.findChildren(Segments)
        if segments.isVisible()
    ]
    (sides,) = [segments for segments in shown if segments.group.button(1).text() == "Back"]
    sides.choose(1)
    (item,) = drawing.draft.selection
    assert isinstance(item, ShapeItem)
    assert (item.radius_mm, item.side) == (4.0, "back")
    drawing.draft.stack.undo()
    (item,) = drawing.draft.selection
    assert isinstance(item, ShapeItem)
    assert (item.radius_mm, item.side) == (4.0, "front")


def test_size_and_title_of_a_template_are_two_steps(drawing: Drawing) -> None:
    drawing.draft.select(frozenset())
    title = drawing.draft.template.title
    drawing.page.properties._set_template("w_mm")(90.0)
    drawing.page.properties._set_template("title")("Small one")
    assert (drawing.draft.template.w_mm, drawing.draft.template.title) == (90.0, "Small one")
    drawing.draft.stack.undo()
    assert (drawing.draft.template.w_mm, drawing.draft.template.title) == (90.0, title)


def test_numbers_place_an_item_to_the_tenth(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({QR}))
    left = drawing.number("From the left")
    assert left.line.text() == "6.0"
    left.line.setText("12,3")
    QTest.keyClick(left.line, Qt.Key.Key_Return)
    assert drawing.draft.items[QR].box.x_mm == pytest.approx(12.3)


def test_a_code_moved_into_the_band_is_told(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({QR}))
    for _press in range(2):
        drawing.key(Qt.Key.Key_Down, SHIFT)
    assert any(tone == "no" and "quiet" in text for tone, text in drawing.checked())


def test_a_saved_template_is_the_one_that_all_desks_print_by(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    drawing.key(Qt.Key.Key_Down)
    drawing.key(Qt.Key.Key_S, CONTROL)
    drawing.wait()
    assert drawing.page.head.state.text() == "saved"
    templates = drawing.desk.front_desk.templates
    template = drawing.desk.on_store(lambda: templates.named("two-script"))
    assert template == drawing.draft.template
    assert len(drawing.desk.on_store(lambda: templates.history("two-script"))) == 1
    drawing.page.shelf.remove()
    drawing.wait()
    assert drawing.draft.template != template
    assert ("yes", "All 2 names fit") in drawing.checked()


def test_what_was_not_saved_is_there_again_after_another_template(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    drawing.key(Qt.Key.Key_Down)
    changed = drawing.draft.template
    drawing.page.open_template("large-name")
    drawing.wait()
    assert drawing.draft.template.name == "large-name"
    drawing.page.open_template("two-script")
    drawing.wait()
    assert drawing.draft.template == changed
    assert drawing.draft.is_changed


def test_a_logo_is_put_on_the_badge(drawing: Drawing, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (400, 160), (15, 110, 132, 128)).save(logo)
    drawing.page.set_picture(logo, is_new=True)
    drawing.wait()
    item = drawing.draft.items[-1]
    assert isinstance(item, PictureItem)
    assert item.picture in drawing.canvas._pictures


def test_a_bad_logo_is_refused_in_words(drawing: Drawing, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"no picture")
    drawing.page.set_picture(logo, is_new=True)
    drawing.wait()
    assert "logo.png" in drawing.window.notice.text


def test_templates_go_out_as_files_and_come_in_with_their_flaws_named(
    drawing: Drawing, tmp_path: Path
) -> None:
    path = tmp_path / "ours.json"
    drawing.page.shelf.export_file(path)
    drawing.wait()
    data = json.loads(path.read_text("utf-8"))
    data["title"], data["format"] = "Ours", 2
    data["items"].append({"kind": "hologram", "name": "Seal", "box": [0, 0, 9, 9]})
    path.write_text(json.dumps(data), "utf-8")
    drawing.page.shelf.import_file(path)
    drawing.wait()
    assert drawing.draft.template.title == "Ours"
    said = [text for _tone, text in drawing.checked()]
    assert any("Seal" in text for text in said)
    path.write_text("no template", "utf-8")
    drawing.page.shelf.import_file(path)
    drawing.wait()
    assert "ours.json" in drawing.window.notice.text


def test_an_older_version_comes_back_as_a_step(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    first = drawing.draft.template
    for _time in range(2):
        drawing.key(Qt.Key.Key_Down)
        drawing.page.save()
        drawing.wait()
    templates = drawing.desk.front_desk.templates
    versions = drawing.desk.on_store(lambda: templates.history("two-script"))
    assert len(versions) == 2
    drawing.page.shelf.take_version(versions[1])
    assert drawing.draft.items[GIVEN].box.y_mm == pytest.approx(first.items[GIVEN].box.y_mm + 0.5)
    drawing.desk.ctrl(Qt.Key.Key_Z)
    assert drawing.draft.items[GIVEN].box.y_mm == pytest.approx(first.items[GIVEN].box.y_mm + 1)


def test_the_preview_steps_and_finds_by_name(drawing: Drawing) -> None:
    drawing.page.preview.step(1)
    drawing.wait()
    assert drawing.page.preview.name.text() == "Noa Ben-David"
    drawing.page.preview.name.setText("levi")
    QTest.keyClick(drawing.page.preview.name, Qt.Key.Key_Return)
    drawing.wait()
    assert drawing.page.preview.name.text() == "Dan Levi"


def test_the_wheel_zooms_about_the_pointer_and_fits_again(drawing: Drawing) -> None:
    fitted = drawing.canvas.scale_px
    at = QPointF(300, 300)
    before = drawing.canvas._to_mm(at)
    drawing.canvas.zoom(2.0, at)
    assert drawing.canvas.scale_px == pytest.approx(2 * fitted)
    assert drawing.canvas._to_mm(at) == pytest.approx(before)
    drawing.key(Qt.Key.Key_0, CONTROL)
    assert drawing.canvas.scale_px == fitted


def test_a_scan_goes_to_the_door_and_leaves_the_drawing_alone(drawing: Drawing) -> None:
    before = drawing.draft.template
    noa = drawing.page.preview.attendee
    assert noa is not None
    with drawing.qtbot.waitSignal(drawing.window.checkin_desk.verdict_given):
        keys.scan(drawing.window.windowHandle(), noa.registration.ticket_code)
    drawing.wait()
    assert drawing.window.current_page == CHECK_IN
    assert drawing.draft.template == before


def test_another_paper_is_checked_for_its_own_size(drawing: Drawing) -> None:
    papers = drawing.page._papers
    small = next(media for media in papers if media.code == "2.25x1.25in")
    drawing.page.choose_paper(small)
    assert any(tone == "no" and "too small" in text for tone, text in drawing.checked())
    drawing.desk.ctrl(Qt.Key.Key_Z)
    assert not any(tone == "no" for tone, _text in drawing.checked())


def test_a_scan_into_a_field_of_the_properties_changes_nothing_of_the_drawing(
    drawing: Drawing,
) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    before = drawing.draft.template
    who = drawing.page.preview.attendee
    assert who is not None
    for find in (drawing.area, lambda: drawing.number("From the left").line):
        drawing.window.show_page(BADGES)
        drawing.wait()
        find().setFocus()
        with drawing.qtbot.waitSignal(drawing.window.checkin_desk.verdict_given):
            keys.scan(drawing.window.windowHandle(), who.registration.ticket_code)
        drawing.wait()
        assert drawing.draft.template == before
    assert not drawing.draft.is_changed


def test_what_was_drawn_a_moment_ago_survives_another_template(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    drawing.key(Qt.Key.Key_Right)
    changed = drawing.draft.template
    drawing.page.open_template("large-name")
    drawing.wait()
    drawing.page.open_template("two-script")
    drawing.wait()
    assert drawing.draft.template == changed


def is_changed(drawing: Drawing) -> bool:
    return drawing.draft.is_changed


def changed_large_name(drawing: Drawing) -> ConfirmDialog:
    """Change a template, and ask to print."""
    drawing.page.open_template("large-name")
    drawing.wait()
    drawing.draft.select(frozenset({1}))
    drawing.canvas.setFocus()
    drawing.key(Qt.Key.Key_Right)
    drawing.desk.ctrl(Qt.Key.Key_P)
    drawing.wait()
    dialog = drawing.window.dialog
    assert isinstance(dialog, ConfirmDialog)
    return dialog


def test_print_asks_before_it_saves_a_drawing_for_all_desks(drawing: Drawing) -> None:
    question = changed_large_name(drawing)
    QTest.keyClick(question, Qt.Key.Key_Return)
    drawing.wait()
    assert is_changed(drawing)
    question.button.click()
    drawing.wait()
    dialog = drawing.window.dialog
    assert isinstance(dialog, PrintDialog)
    assert dialog.template.currentData() == "large-name"
    assert dialog._template == drawing.draft.template
    assert not is_changed(drawing)
    dialog.reject()


def test_what_all_desks_have_can_be_printed_without_the_drawing(drawing: Drawing) -> None:
    question = changed_large_name(drawing)
    buttons = {b.accessibleName(): b for b in question.findChildren(KeyButton)}
    buttons["Print as last saved"].click()
    drawing.wait()
    dialog = drawing.window.dialog
    assert isinstance(dialog, PrintDialog)
    assert dialog._template != drawing.draft.template
    assert is_changed(drawing)
    dialog.reject()


def test_back_from_the_question_prints_and_saves_nothing(drawing: Drawing) -> None:
    question = changed_large_name(drawing)
    QTest.keyClick(question, Qt.Key.Key_Escape)
    drawing.wait()
    assert not drawing.window.dialogs.is_open
    assert is_changed(drawing)


def test_a_number_that_was_not_entered_yet_is_saved_all_the_same(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({QR}))
    left = drawing.number("From the left")
    left.line.setFocus()
    left.line.setText("7.5")
    drawing.page.save()
    drawing.wait()
    assert drawing.draft.items[QR].box.x_mm == pytest.approx(7.5)
    assert not drawing.draft.is_changed


def test_the_width_of_a_code_is_its_height(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({QR}))
    width = drawing.number("Width")
    width.line.setText("15")
    width.commit()
    assert drawing.draft.items[QR].box[2:] == (15, 15)


def test_the_side_follows_what_is_selected_and_undone(drawing: Drawing) -> None:
    drawing.page.bar.sides.choose(1)
    assert drawing.draft.side == "back"
    drawing.page.add_item("text")
    drawing.page.bar.sides.choose(0)
    drawing.draft.select(frozenset())
    drawing.desk.ctrl(Qt.Key.Key_Z)
    drawing.key(Qt.Key.Key_Y, CONTROL)
    assert drawing.draft.side == "back"
    assert drawing.page.bar.sides.chosen == 1


def test_a_name_that_nobody_has_leaves_the_preview_as_it_was(drawing: Drawing) -> None:
    drawing.page.preview.name.setText("Zzzqq")
    QTest.keyClick(drawing.page.preview.name, Qt.Key.Key_Return)
    drawing.wait()
    assert drawing.page.preview.name.text() == "Dan Levi"


def test_steps_survive_a_look_at_another_page(drawing: Drawing) -> None:
    drawing.draft.select(frozenset({GIVEN}))
    drawing.key(Qt.Key.Key_Right)
    drawing.page.save()
    drawing.wait()
    drawing.window.show_page(CHECK_IN)
    drawing.window.show_page(BADGES)
    drawing.wait()
    assert drawing.draft.stack.canUndo()


def test_keys_of_the_canvas_work_in_the_layers(drawing: Drawing) -> None:
    layers = drawing.page.sides.layers
    drawing.draft.select(frozenset({QR}))
    layers.setFocus()
    QTest.keyClick(layers, Qt.Key.Key_PageUp)
    assert isinstance(drawing.draft.items[QR + 1], QrItem)
    count = len(drawing.draft.items)
    QTest.keyClick(layers, Qt.Key.Key_D, CONTROL)
    assert len(drawing.draft.items) == count + 1


def test_an_empty_store_teaches_what_belongs_here(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(BADGES)
    settle(qtbot, window)
    checks = window.badges_page.checks
    qtbot.waitUntil(lambda: any("Import a guest list" in text for _tone, text in checks.lines))


def test_a_paper_of_ones_own_is_measured_and_drawn_for(drawing: Drawing) -> None:
    form = drawing.page.open_paper()
    form.form.set_values({"code": "Print shop 90 x 60", "label_w_mm": "300"})
    form.save()
    assert "do not lie on the page" in form.form.fields["label_w_mm"].fault.text()
    form.form.set_values({"label_w_mm": "90", "label_h_mm": "60", "cols": "two"})
    form.save()
    assert form.form.fields["cols"].fault.text()
    form.form.set_values({"cols": "2"})
    form.save()
    drawing.wait()
    media = drawing.page.media
    assert media is not None
    assert (media.code, media.label_w_mm, media.vendor) == ("Print shop 90 x 60", 90, "own")
    drawing.page.head.paper_removed.emit()
    drawing.wait()
    media = drawing.page.media
    assert media is not None
    assert "5392" in media.code
