"""Labels for Brother QL printers as raster, and what such a printer says of itself.

Source: Brother, "Software Developer's Manual, Raster Command Reference, QL-800/810W/820NWB"
(version 1.01) and those for QL-500 to 1060N, QL-710W/720NW and QL-1100/1110NWB/1115NWB.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from desktop.devices.printing.brother_models import (
    NARROW_BYTES,
    UNTOLD,
    WIDE_BYTES,
    WIDE_RIGHT_PINS,
    Model,
    model_in,
)
from desktop.devices.printing.brother_tapes import Tape, tape_of
from desktop.devices.printing.label_raster import Raster
from desktop.domain.badges.media import Media
from desktop.domain.printing.printer_faults import PrinterFault

STATUS_QUERY = b"\x1biS"
STATUS_BYTES = 32
ENDLESS, DIE_CUT = 0x0A, 0x0B
# Which of the facts about the roll count: always on, its kind, its width and its length.
_CHECKED, _CHECKED_WITH_LENGTH = 0x86, 0x8E
_CUT_AT_END, _TWO_COLOURS = 0x08, 0x01
_FEED_DOTS = 35
# The one roll of two colours, DK-22251.
RED_MM = 62
_MOST_RUN = 128
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
    """What matters of 32 bytes of status.

    What is wrong, in a word; whether a label is out; the model, where it says so; and the roll
    that lies in it as width and length in millimetres, the width 0 where it does not tell.
    """

    status_text: str
    is_completed: bool
    model: Model | None = None
    roll_mm: tuple[int, int] = (0, 0)

    def has_roll_of(self, media: Media) -> bool:
        """Tell whether the roll of a paper lies in the printer, as far as that says."""
        tape = tape_of(media)
        if tape is None or not self.roll_mm[0]:
            return True
        # A roll is named by whole millimetres, of which its label has up to one more.
        pairs = zip(self.roll_mm, (tape.width_mm, tape.length_mm), strict=True)
        return all(abs(told - known) <= 1 for told, known in pairs)


def to_raster(
    raster: Raster, media: Media, model: Model = UNTOLD, red: Raster | None = None
) -> bytes:
    """Write a label as raster commands, cut after it.

    Args:
        raster: its dots at 300 dpi.
        media: the roll; a continuous one is fitted to the label.
        model: what the printer understands.
        red: the dots that come out red, on a roll of two colours.

    Raises:
        ValueError: what the roll, the label or its colour is for this printer, as a `PrinterFault`.
    """
    tape = tape_of(media)
    if tape is None:
        raise ValueError(PrinterFault.UNKNOWN_ROLL)
    if red and not (tape.is_endless and tape.width_mm == RED_MM):
        raise ValueError(PrinterFault.UNKNOWN_ROLL)
    if red and not model.has_red:
        raise ValueError(PrinterFault.NO_RED)
    head = _Head(tape, model)
    planes = [head.lines(plane) for plane in (raster, red) if plane]
    rows = list(zip(*planes, strict=True))
    if len(rows) > model.most_rows:
        raise ValueError(PrinterFault.TOO_LONG)
    body = b"".join(_row(lines, model) for lines in rows)
    return _commands(tape, model, len(rows), has_red=red is not None) + body + b"\x1a"


class _Head:
    """Where the dots of a roll lie under the pins of a model."""

    def __init__(self, tape: Tape, model: Model) -> None:
        is_wide = model.row_bytes == WIDE_BYTES
        if model is UNTOLD:
            is_wide = tape.across + tape.right > 8 * NARROW_BYTES
        self._row_bytes = WIDE_BYTES if is_wide else NARROW_BYTES
        self._left_of = tape.right + (WIDE_RIGHT_PINS if is_wide else 0)
        if tape.across + self._left_of > 8 * self._row_bytes:
            raise ValueError(PrinterFault.ROLL_TOO_WIDE)
        self._tape, self._least = tape, model.least_rows

    def lines(self, raster: Raster) -> list[bytes]:
        """Bring a label before the pins: as many lines as the printer expects of this roll."""
        rows = raster.rows
        empty = b"\0" * len(rows[0])
        if self._tape.is_endless:
            missing = max(0, self._least - len(rows))
            return [self._line(row, raster.width) for row in (*rows, *[empty] * missing)]
        count = self._tape.along
        start = (len(rows) - count) // 2
        chosen = (rows[at] if 0 <= at < len(rows) else empty for at in range(start, start + count))
        return [self._line(row, raster.width) for row in chosen]

    def _line(self, row: bytes, width: int) -> bytes:
        """Mirror the middle of a row, because the head prints from its right."""
        across = self._tape.across
        bits = int.from_bytes(row, "big") >> (8 * len(row) - width)
        beside = (width - across) // 2
        bits = bits >> beside if beside >= 0 else bits << -beside
        mirrored = int(f"{bits & ((1 << across) - 1):0{across}b}"[::-1], 2)
        return (mirrored << (8 * self._row_bytes - across - self._left_of)).to_bytes(
            self._row_bytes, "big"
        )


def _commands(tape: Tape, model: Model, rows: int, *, has_red: bool) -> bytes:
    """Write what stands before the rows: the roll, the cut, and how the rows are written."""
    kind, checked = (ENDLESS, _CHECKED) if tape.is_endless else (DIE_CUT, _CHECKED_WITH_LENGTH)
    expanded = _CUT_AT_END | (_TWO_COLOURS if has_red else 0)
    commands = [
        b"\0" * 400,
        b"\x1b@",
        b"\x1bia\x01" if model.has_mode_setting else b"",
        b"\x1biz" + bytes([checked, kind, tape.width_mm, tape.length_mm])
        + rows.to_bytes(4, "little") + b"\x00\x00",
        b"\x1biM\x40\x1biA\x01" + b"\x1biK" + bytes([expanded]) if model.has_cutter else b"",
        b"\x1bid" + (_FEED_DOTS if tape.is_endless else 0).to_bytes(2, "little"),
        b"M\x02" if model.has_compression else b"",
    ]  # fmt: skip
    return b"".join(commands)


def _row(lines: tuple[bytes, ...], model: Model) -> bytes:
    """Write a row: black alone, or black and red one after the other."""
    heads = (b"g\x00",) if len(lines) == 1 else (b"w\x01", b"w\x02")
    written = [packed(line) if model.has_compression else line for line in lines]
    return b"".join(
        head + bytes([len(line)]) + line for head, line in zip(heads, written, strict=True)
    )


def packed(line: bytes) -> bytes:
    """Compress a line by PackBits (TIFF 6.0, section 9), which the printers unpack."""
    made, plain = bytearray(), bytearray()

    def flush() -> None:
        for start in range(0, len(plain), _MOST_RUN):
            part = plain[start : start + _MOST_RUN]
            made.append(len(part) - 1)
            made.extend(part)
        plain.clear()

    for value, run in groupby(line):
        count = len(list(run))
        if count < 3:
            plain.extend([value] * count)
            continue
        flush()
        while count:
            part = min(count, _MOST_RUN)
            made.extend((257 - part if part > 1 else 0, value))
            count -= part
    flush()
    return bytes(made)


def read_status(answer: bytes) -> BrotherStatus | None:
    """Read 32 bytes of status; None where they are none."""
    if len(answer) < STATUS_BYTES or answer[0] != 0x80 or answer[1] != STATUS_BYTES:
        return None
    status_text = next((word for at, bit, word in _ERRORS if answer[at] & bit), "")
    if answer[18] == ERROR and not status_text:
        status_text = PrinterFault.UNKNOWN_ERROR
    roll_mm = answer[10], answer[17]
    return BrotherStatus(status_text, answer[18] == COMPLETED, model_in(answer), roll_mm)
