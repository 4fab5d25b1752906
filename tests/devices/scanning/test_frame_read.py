"""Codes are read from frames as cameras give them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.devices.scanning.frame_read import PREVIEW_PX, read_frame
from desktop.domain.checkin.codes import make_code
from tests.support.frames import SIZE, frame_of, noisy, picture_of

CODE = make_code(1, 123456789)


@pytest.mark.parametrize("format_name", ["Format_NV12", "Format_YUV420P", "Format_YUYV"])
def test_a_code_is_read_from_the_brightness_of_a_frame(
    qapp: QApplication, format_name: str
) -> None:
    sight = read_frame(frame_of(picture_of(CODE), format_name))
    assert sight.codes == [CODE]
    assert sight.preview.size() == SIZE.scaled(PREVIEW_PX, Qt.AspectRatioMode.KeepAspectRatio)


@pytest.mark.parametrize("angle", [0, 12, 33, 90, 180, 247])
def test_a_phone_shown_at_an_angle_in_a_dim_hall_is_read(qapp: QApplication, angle: float) -> None:
    picture = noisy(picture_of(CODE, angle=angle, side=230))
    assert read_frame(frame_of(picture)).codes == [CODE]


@pytest.mark.parametrize("kind", ["PDF417", "Code128", "Aztec", "DataMatrix"])
def test_other_systems_symbols_are_read_when_they_are_looked_for(
    qapp: QApplication, kind: str
) -> None:
    frame = frame_of(picture_of("TICKET-0042", kind, side=300))
    assert read_frame(frame).codes == []
    assert read_frame(frame, all_kinds=True).codes == ["TICKET-0042"]


def test_the_number_of_a_water_bottle_is_no_ticket(qapp: QApplication) -> None:
    frame = frame_of(picture_of("4006381333931", "EAN13", side=300))
    assert read_frame(frame, all_kinds=True).codes == []


def test_an_empty_room_has_no_code(qapp: QApplication) -> None:
    room = QImage(SIZE, QImage.Format.Format_Grayscale8)
    room.fill(90)
    assert read_frame(frame_of(room), all_kinds=True).codes == []
