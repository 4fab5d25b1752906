"""From the first of 27 keys to the painted verdict after its commit; from a frame to its code."""

from __future__ import annotations

import gc
import os
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import zxingcpp
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QWindow
from PySide6.QtWidgets import QApplication

from benchmarks.bench_scan import ticket_readings
from benchmarks.common import Figures, figures, open_store, scratch, timed, write_guest_list
from desktop.devices.multimedia import multimedia
from desktop.devices.painting.qr import qr_rectangles
from desktop.devices.scanning.frame_read import read_frame
from desktop.domain.checkin.codes import make_code
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.window.start import dress
from desktop.workflows.lanes import Lane
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.window import OpenWindow

PEOPLE = 3_000
SCANS, WARM_UP = 600, 30
FRAMES = 200
FRAME_SIZES = (QSize(640, 480), QSize(1280, 720))
CODE_SHARE = 0.4


class Painted(QObject):
    """Tells when a widget was painted after it was asked to look out for it."""

    def __init__(self, loop: QEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self.is_due = False
        self.at = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note the moment of the first painting that is due."""
        if self.is_due and event.type() is QEvent.Type.Paint:
            self.is_due = False
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()
        self._loop.quit()


def run_keys() -> Figures:
    """Scan people by key events in the real window, each painted after its commit."""
    application = QApplication.instance() or QApplication(["muster"])
    assert isinstance(application, QApplication)
    theme = dress(application, RESOURCES, "light")
    lanes = Lane("store"), Lane("files")
    with scratch() as folder:
        write_guest_list(folder / "guests.csv", PEOPLE)
        front_desk = lanes[0].submit(lambda: open_store(folder)).result()
        find = front_desk.programmes.find_or_make
        programme = lanes[0].submit(lambda: find("BENCH")).result()
        guests = open_guest_list(folder / "guests.csv")
        lanes[0].submit(
            lambda: front_desk.importing(programme, guests).run(rows_at_once=4_000)
        ).result()
        readings = lanes[0].submit(lambda: ticket_readings(front_desk, programme.id)).result()
        window = OpenWindow(Jobs(*lanes), front_desk, theme)
        loop = QEventLoop()
        window.stood.connect(loop.quit)
        window.load("BENCH")
        loop.exec()
        window.show()
        window.activateWindow()
        gc.freeze()
        painted = Painted(loop)
        window.page.card.band.installEventFilter(painted)
        window.checkin_desk.verdict_given.connect(lambda _v: setattr(painted, "is_due", True))
        taken = []
        for number, reading in enumerate(readings[: SCANS + WARM_UP]):
            _rest(40)
            began = time.perf_counter()
            _type(window.windowHandle(), reading.text, 10_000 + number * 5_000)
            loop.exec()
            if number >= WARM_UP:
                taken.append((painted.at - began) * 1000)
        window.close()
        _rest(100)
        lanes[1].drain()
        lanes[0].submit(front_desk.close).result()
        lanes[0].drain()
        theme.close()
    return figures(taken)


def run_frames(size: QSize) -> tuple[Figures, Figures]:
    """Read one code from frames as the camera lane does, and by zxing-cpp alone, in turns."""
    QApplication.instance() or QApplication(["muster"])
    frame = _frame(_room(size))
    media = multimedia()
    ours, alone = [], []
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    frame.map(media.QVideoFrame.MapMode.ReadOnly)
    bits = bytes(frame.bits(0))
    stride = frame.bytesPerLine(0)
    frame.unmap()
    grey = zxingcpp.ImageView(bits, size.width(), size.height(), zxingcpp.ImageFormat.Lum, stride)
    for _ in range(FRAMES):
        ours.append(timed(lambda: read_frame(frame)))
        alone.append(timed(lambda: zxingcpp.read_barcodes(grey, formats=only_qr)))
    return figures(ours), figures(alone)


def _type(window: QWindow, text: str, at_ms: int) -> None:
    """Send keys as a scanner does at full speed, one a millisecond, with Enter at the end."""
    keys = [(c, 0) for c in text] + [("\r", int(Qt.Key.Key_Return))]
    for number, (c, key) in enumerate(keys):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, c)
            event.setTimestamp(at_ms + number)
            QCoreApplication.sendEvent(window, event)


def _rest(milliseconds: int) -> None:
    """Let the window finish what it does after a verdict."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _room(size: QSize) -> QImage:
    """Draw a code as a phone shows it into a grey room."""
    room = QImage(size, QImage.Format.Format_Grayscale8)
    room.fill(140)
    painter = QPainter(room)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.rotate(9)
    side = CODE_SHARE * size.height()
    quiet = side / 8
    painter.fillRect(
        QRectF(-side / 2 - quiet, -side / 2 - quiet, side + 2 * quiet, side + 2 * quiet),
        Qt.GlobalColor.white,
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(qr_rectangles(make_code(1, 424242), QRectF(-side / 2, -side / 2, side, side)))
    painter.end()
    return room


def _frame(room: QImage) -> Any:
    media = multimedia()
    kind = media.QVideoFrameFormat.PixelFormat.Format_NV12
    frame = media.QVideoFrame(media.QVideoFrameFormat(room.size(), kind))
    frame.map(media.QVideoFrame.MapMode.WriteOnly)
    bits, stride = memoryview(frame.bits(0)), frame.bytesPerLine(0)
    grey, source = memoryview(room.constBits()), room.bytesPerLine()
    for row in range(room.height()):
        start = row * stride
        bits[start : start + room.width()] = grey[row * source : row * source + room.width()]
    frame.unmap()
    return frame


if __name__ == "__main__":
    print("keys", run_keys())
    for size in FRAME_SIZES:
        print(size, run_frames(size))
