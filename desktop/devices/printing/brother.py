"""Labels for Brother QL printers as raster, and what such a printer says of itself.

Source: Brother, "Software Developer's Manual, Raster Command Reference, QL-800/810W/820NWB"
(version 1.01) and the one for QL-1100/1110NWB/1115NWB. A print head has 720 pins (90 bytes a
line), on the QL-1000 and QL-1100 series 1,296 (162 bytes).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.devices.printing.label_raster import Raster
from desktop.domain.badges.media import Media
from desktop.domain.printing.printer_faults import PrinterFault

DPI = 300
STATUS_QUERY = b"\x1biS"
STATUS_BYTES = 32
PINS, WIDE_PINS = 720, 1296
WIDE_MM = 63.0
CONTINUOUS, DIE_CUT = 0x0A, 0x0B
# Dots that the head can print on a tape: across, and along a die-cut label (0: cut to length), by
# the tape's width and the label's length in millimetres; the same figures as badge_media.csv.
_PRINTABLE = {
    (62, 0): (696, 0),
    (62, 100): (696, 1109),
    (62, 29): (696, 271),
    (29, 90): (306, 991),
    (29, 0): (306, 0),
    (102, 152): (1164, 1660),
    (102, 153): (1164, 1660),
}
# Pins right of the printable dots; the wide head has 44 more of them.
_RIGHT_PINS, _NARROW_RIGHT_PINS, _WIDE_RIGHT_PINS = 12, 6, 44
_FEED_DOTS = 35
_ERRORS = (
    (8, 0x01, PrinterFault.PAPER_OUT),
    (8, 0x02, PrinterFault.ROLL_ENDED),
    (8, 0x04, PrinterFault.CUTTER_JAMMED),
    (8, 0x10, PrinterFault.IN_USE),
    (8, 0x80, PrinterFault.FAN_FAILED),
    (9, 0x01, PrinterFault.WRONG_ROLL),
    (9, 0x04, PrinterFault.CONNECTION_ERROR),
    (9, 0x10, PrinterFault.HEAD_OPEN),
    (9, 0x40, PrinterFault.PAPER_JAM),
    (9, 0x80, PrinterFault.SYSTEM_ERROR),
)
COMPLETED, ERROR = 0x01, 0x02


class BrotherStatus(NamedTuple):
    """What matters of 32 bytes of status: what is wrong, in a word, and whether a label is out."""

    status_text: str
    is_completed: bool


def to_raster(raster: Raster, media: Media) -> bytes:
    """Write a label as raster commands, cut after it.

    Raises:
        ValueError: the roll is wider than any head.
    """
    tape_mm = round(media.label_w_mm)
    length = 0 if media.is_cut else round(media.label_h_mm)
    pins = WIDE_PINS if media.label_w_mm > WIDE_MM else PINS
    right = (_WIDE_RIGHT_PINS if pins == WIDE_PINS else 0) + (
        _NARROW_RIGHT_PINS if tape_mm < 38 else _RIGHT_PINS
    )
    across, along = _PRINTABLE.get((tape_mm, length), (raster.width, 0))
    across = min(across, raster.width)
    if across + right > pins or tape_mm > 255 or length > 255:
        raise ValueError("the roll is wider than this printer")
    rows = _middle(raster.rows, along)
    lines = [_line(row, raster.width, across, pins, right) for row in rows]
    kind = CONTINUOUS if media.is_cut else DIE_CUT
    commands = [
        b"\0" * 400,
        b"\x1b@",
        b"\x1bia\x01",
        b"\x1biz\x86" + bytes([kind, tape_mm, length]) + len(lines).to_bytes(4, "little")
        + b"\x00\x00",
        b"\x1biM\x40",
        b"\x1biA\x01",
        b"\x1biK\x08",
        b"\x1bid" + (_FEED_DOTS if media.is_cut else 0).to_bytes(2, "little"),
        b"M\x00",
    ]  # fmt: skip
    head = b"g\x00" + bytes([pins // 8])
    return b"".join(commands) + b"".join(head + line for line in lines) + b"\x1a"


def read_status(answer: bytes) -> BrotherStatus | None:
    """Read 32 bytes of status; None where they are none."""
    if len(answer) < STATUS_BYTES or answer[0] != 0x80 or answer[1] != STATUS_BYTES:
        return None
    status_text = next((word for at, bit, word in _ERRORS if answer[at] & bit), "")
    if answer[18] == ERROR and not status_text:
        status_text = PrinterFault.UNKNOWN_ERROR
    return BrotherStatus(status_text, answer[18] == COMPLETED)


def _middle(rows: Sequence[bytes], count: int) -> Sequence[bytes]:
    """Give the rows that lie on the printable part of a die-cut label."""
    if not count or count >= len(rows):
        return rows
    start = (len(rows) - count) // 2
    return rows[start : start + count]


def _line(row: bytes, width: int, across: int, pins: int, right: int) -> bytes:
    """Bring a row of dots before the pins: mirrored, because the head prints from its right."""
    bits = int.from_bytes(row, "big") >> (8 * len(row) - width)
    bits = (bits >> ((width - across) // 2)) & ((1 << across) - 1)
    mirrored = int(f"{bits:0{across}b}"[::-1], 2)
    return (mirrored << (pins - across - right)).to_bytes(pins // 8, "big")
