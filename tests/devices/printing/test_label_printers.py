"""Labels as dots: ZPL for Zebra, raster for Brother, and what such printers say of themselves."""

from __future__ import annotations

import os
import pty
import threading
import tty
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop.devices.printing import zpl
from desktop.devices.printing.label_raster import Label, Raster, raster_of
from desktop.devices.printing.printers import PrinterRegistry
from desktop.domain.badges.badge_layout import Badge, Picture, Shape, Text, lay_out
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media, PageSetup, single
from desktop.domain.failures import PrinterRefused, PrinterWaits
from desktop.domain.printing.printing import Printer, PrinterKind, PrintTask, Spool
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from tests.support.builders import attendee, programme

CODE = "019428310592746610583920174"
SMALL = single(40, 20, "small")


def raster(media: Media, dpi: int, template: str = "two-script") -> Raster:
    known = template_named(template)
    fitted = media.fitted(known)
    label = Box(0, 0, fitted.label_w_mm, fitted.label_h_mm)
    badge = lay_out(known, label, attendee(), programme(), CODE)
    return raster_of(Label(fitted, badge), dpi)


def picture(made: Raster) -> Image.Image:
    image = Image.frombytes("1", (made.width, made.height), b"".join(made.rows))
    return Image.eval(image.convert("L"), lambda value: 255 - value)


def read(image: Image.Image) -> list[str]:
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [barcode.text for barcode in zxingcpp.read_barcodes(image, formats=formats)]


def black(made: Raster) -> int:
    return sum(int.from_bytes(row, "big").bit_count() for row in made.rows)


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("template", ["two-script", "large-name", "photo", "label-62", "day-pass"])
def test_a_label_decodes_at_every_resolution(theme: Theme, template: str, dpi: int) -> None:
    media = media_named("DK-22205") if template == "label-62" else media_named("4x3in")
    assert read(picture(raster(media, dpi, template))) == [CODE]


def test_modules_of_a_code_are_whole_dots(theme: Theme) -> None:
    """The code of the template lies at 6, 48.5 mm: at 203 dpi a module is five dots."""
    code = picture(raster(media_named("4x3in"), 203)).crop((40, 380, 195, 535))
    runs = set()
    for y in range(code.height):
        line = bytes(code.crop((0, y, code.width, y + 1)).tobytes())
        runs |= {len(run) for run in line.strip(b"\xff").split(b"\xff") if run}
    assert runs
    assert {run % 5 for run in runs} == {0}


@pytest.mark.parametrize("colour", ["#0F6E84", "#808080", "#E08A1E", "#1FA05A", "#9AA7B0"])
def test_a_coloured_band_is_black_and_its_writing_white(theme: Theme, colour: str) -> None:
    band = Shape(Box(0, 0, 40, 20), colour)
    text = Text(Box(2, 2, 36, 16), "VIP", "bold", 30, 8, "#FFFFFF", "centre")
    plain = black(raster_of(Label(SMALL, Badge((band,))), 203))
    written = black(raster_of(Label(SMALL, Badge((band, text))), 203))
    assert plain == 320 * 160
    assert 0.5 * plain < written < 0.95 * plain


@pytest.mark.parametrize("colour", ["#808080", "#9AA7B0", "#B25E00"])
def test_coloured_writing_on_white_is_black(theme: Theme, colour: str) -> None:
    text = Text(Box(2, 2, 36, 16), "VIP", "bold", 30, 8, colour, "centre")
    assert black(raster_of(Label(SMALL, Badge((text,))), 203)) > 2000


def test_a_photo_is_dithered(theme: Theme) -> None:
    grey = QImage(300, 150, QImage.Format.Format_RGB32)
    grey.fill(QColor(128, 128, 128))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grey.save(buffer, "PNG")  # type: ignore[call-overload]
    photo = Picture(Box(0, 0, 40, 20), bytes(buffer.data().data()), fills=True)
    share = black(raster_of(Label(SMALL, Badge((photo,))), 203)) / (320 * 160)
    assert 0.4 < share < 0.6


def test_zpl_names_the_size_and_prints_one_label(theme: Theme) -> None:
    text = zpl.to_zpl(raster(media_named("4x3in"), 203))
    assert text.startswith(b"^XA")
    assert b"^PW812^LL609" in text
    assert text.count(b"^XA") == text.count(b"^XZ") == 1
    assert b"^PQ1" in text


def status(first: str = "030,0,0,0609,000,0,0,0,000,0,0,0", second: str = "") -> zpl.ZebraStatus:
    second = second or "000,0,0,0,0,2,6,0,00000000,1,000"
    parts = (first, second, "1234,0")
    zebra_status = zpl.read_status(b"".join(f"\x02{part}\x03\r\n".encode() for part in parts))
    assert zebra_status is not None
    return zebra_status


def test_a_zebra_says_what_it_waits_for() -> None:
    assert status().status_text == ""
    assert status().is_done
    assert status("030,1,0,0609,000,0,0,0,000,0,0,0").status_text == "paper out"
    assert status("030,0,1,0609,000,0,0,0,000,0,0,0").status_text == "paused"
    assert status("030,0,0,0609,000,0,0,0,000,0,0,1").status_text == "too hot"
    assert status(second="000,0,1,0,0,2,6,0,00000000,1,000").status_text == "head open"
    assert not status("030,0,0,0609,002,0,0,0,000,0,0,0").is_done
    assert not status("030,0,0,0609,000,0,0,1,000,0,0,0").is_done
    assert not status(second="000,0,0,0,0,2,6,0,00000003,1,000").is_done


@pytest.mark.parametrize(
    ("groups", "word"),
    [("0 00000000 00000000", ""), ("1 00000000 00000001", "paper out"),
     ("1 00000000 00000002", "ribbon out"), ("1 00000000 00000005", "paper out"),
     ("1 00000000 00000004", "head open"), ("1 00000000 00000010", "too hot"),
     ("1 00000000 00000200", "error")],
)  # fmt: skip
def test_a_silent_zebra_says_by_its_errors_what_it_waits_for(groups: str, word: str) -> None:
    zebra_status = zpl.read_errors(f"\x02PRINTER STATUS\r\n ERRORS:  {groups}\r\n\x03".encode())
    assert zebra_status is not None
    assert (zebra_status.status_text, zebra_status.is_done) == (word, not word)
    assert zpl.read_errors(b"ERRORS: none") is None


@pytest.mark.parametrize("answer", [b"", b"\x02030,1\x03", b"HTTP/1.1 400", b"\x02a\x03" * 3])
def test_what_is_no_status_is_none(answer: bytes) -> None:
    assert zpl.read_status(answer) is None


def test_a_roll_wider_than_the_head_is_refused(theme: Theme) -> None:
    task = PrintTask("k", "Wide", PageSetup(media_named("A4")), (Badge(()),))
    with pytest.raises(PrinterRefused):
        PrinterRegistry().send(Printer("B", PrinterKind.BROTHER, "127.0.0.1:9", 300), task)


class FakeBrother:
    """Printer hardware at a device file: answers a status query, and says when a label is out."""

    def __init__(self, *answers: bytes, roll: tuple[int, int] = (0, 0)) -> None:
        self._roll = roll
        try:
            self._host, device = pty.openpty()
        except OSError as error:
            pytest.skip(f"no pairs of terminals here: {error}")
        tty.setraw(device)
        self.address = os.ttyname(device)
        self._device = device
        self._answers = answers
        self.received = b""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.close(self._device)
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                chunk = os.read(self._host, 65_536)
            except OSError:
                return
            self.received += chunk
            if self.received.endswith(b"\x1biS"):
                os.write(self._host, brother_status(roll=self._roll))
            elif self.received.endswith(b"\x1a"):
                for answer in self._answers:
                    os.write(self._host, answer)


def brother_status(
    kind: int = 0, first_error: int = 0, second_error: int = 0, roll: tuple[int, int] = (0, 0)
) -> bytes:
    made = bytearray(32)
    made[10], made[17] = roll
    made[0], made[1], made[8], made[9], made[18] = 0x80, 32, first_error, second_error, kind
    return bytes(made)


PHASE, OUT, FAILED = brother_status(6), brother_status(1), brother_status(2, 0, 0x40)


@pytest.fixture
def task(theme: Theme) -> Iterator[PrintTask]:
    known, media = template_named("label-62"), media_named("DK-11209")
    badge = lay_out(known, Box(0, 0, 62, 29), attendee(), programme(), CODE)
    yield PrintTask("k", "One", PageSetup(media), (badge,))


def test_a_brother_at_a_device_file_tells_when_the_label_is_out(task: PrintTask) -> None:
    hardware = FakeBrother(PHASE, OUT)
    printer = Printer("B", PrinterKind.BROTHER, hardware.address, 300)
    ticket = PrinterRegistry().send(printer, task)
    assert PrinterRegistry().look(printer, ticket).state is Spool.PRINTED
    hardware.close()


def test_a_brother_with_another_roll_in_it_waits_and_gets_nothing(task: PrintTask) -> None:
    hardware = FakeBrother(OUT, roll=(62, 100))
    printer = Printer("B", PrinterKind.BROTHER, hardware.address, 300)
    with pytest.raises(PrinterWaits, match="wrong roll"):
        PrinterRegistry().send(printer, task)
    hardware.close()
    assert b"\x1a" not in hardware.received


def test_a_brother_is_told_in_dots_of_its_own_head_whatever_the_form_said(
    task: PrintTask,
) -> None:
    hardware = FakeBrother(PHASE, OUT)
    PrinterRegistry().send(Printer("B", PrinterKind.BROTHER, hardware.address, 203), task)
    hardware.close()
    label = hardware.received[hardware.received.index(b"\x1biz") :]
    assert label[3:11] == b"\x8e\x0b\x3e\x1d" + (271).to_bytes(4, "little")
    assert b"g\x00" in label


def test_a_brother_that_jams_while_it_prints_leaves_one_to_look_at(task: PrintTask) -> None:
    hardware = FakeBrother(PHASE, FAILED)
    printer = Printer("B", PrinterKind.BROTHER, hardware.address, 300)
    ticket = PrinterRegistry().send(printer, task)
    assert PrinterRegistry().look(printer, ticket) == (Spool.UNKNOWN, "paper jam")
    hardware.close()


def test_a_brother_over_the_network_never_tells(theme: Theme, task: PrintTask) -> None:
    with pytest.raises(PrinterWaits):
        PrinterRegistry().send(Printer("B", PrinterKind.BROTHER, "127.0.0.1:9", 300), task)
    printer = Printer("B", PrinterKind.BROTHER, "10.0.0.1", 300)
    assert PrinterRegistry().look(printer, "untold").state is Spool.UNTOLD


@pytest.mark.parametrize("address", ["printer..local:9100", "x" * 70 + ":9100"])
def test_an_address_that_is_none_is_refused_in_words(task: PrintTask, address: str) -> None:
    rack, printer = PrinterRegistry(), Printer("Z", PrinterKind.ZPL, address, 203)
    assert rack.status(printer)
    with pytest.raises((PrinterRefused, PrinterWaits)):
        rack.send(printer, task)
