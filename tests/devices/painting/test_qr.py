"""QR pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, Qt

from desktop.devices.painting.qr import qr_modules, qr_rectangles
from desktop.devices.scanning.qr_read import read_image
from desktop.domain.checkin.codes import make_code
from desktop.gui.widgets.theme import Theme


def draw(code: str, size: int) -> QImage:
    image = QImage(size + 40, size + 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(qr_rectangles(code, QRectF(20, 20, size, size)))
    painter.end()
    return image


def test_our_codes_fit_version_2(theme: Theme) -> None:
    assert len(qr_modules(make_code(1, 1))) == 25


def test_rectangles_cover_exactly_the_dark_modules(theme: Theme) -> None:
    code = make_code(1, 123456)
    modules = qr_modules(code)
    area = sum(box.width() * box.height() for box in qr_rectangles(code, QRectF(0, 0, 25, 25)))
    assert round(area) == sum(map(sum, modules))


def test_a_ticket_code_of_another_system_is_drawn_too(theme: Theme) -> None:
    url = "https://luma.com/check-in/evt-x?pk=g-0"
    assert read_image(draw(url, 300)) == [url]


def test_a_small_picture_is_read(theme: Theme) -> None:
    code = make_code(1, 99)
    assert read_image(draw(code, 100)) == [code]
