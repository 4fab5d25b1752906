"""Labels for Zebra printers in ZPL II, and what such a printer says of itself.

Sources: Zebra, "Programming Guide for ZPL II, ZBI 2, Set-Get-Do, Mirror, WML" (P1099958), ^GF for
graphics, ~HS for the host's status.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from PIL import Image, ImageChops
from zebrafy.zebrafy_image import ZebrafyImage

from desktop.devices.printing.label_raster import Raster
from desktop.domain.printing.printer_faults import PrinterFault

STATUS_QUERY = b"~HS\r\n"
ERROR_QUERY = b"~HQES\r\n"
STX, ETX = b"\x02", b"\x03"
STATUS_STRINGS = 3


_ERRORS = re.compile(rb"ERRORS:\s+([01])\s+[0-9A-Fa-f]{8}\s+([0-9A-Fa-f]{8})")
_ERROR_BITS = (
    (0x01, PrinterFault.PAPER_OUT),
    (0x02, PrinterFault.RIBBON_OUT),
    (0x04, PrinterFault.HEAD_OPEN),
    (0x08, PrinterFault.CUTTER_JAMMED),
    (0x10, PrinterFault.TOO_HOT),
)


class ZebraStatus(NamedTuple):
    """What matters of the three strings of ~HS; counts are of labels and formats."""

    is_paper_out: bool
    is_paused: bool
    is_buffer_full: bool
    is_head_open: bool
    is_ribbon_out: bool
    is_receiving: bool
    heat: str
    formats_waiting: int
    labels_left: int
    error: str = ""

    @property
    def status_text(self) -> str:
        """Why it prints nothing now, in a word; nothing where it can."""
        for is_so, word in (
            (self.is_head_open, PrinterFault.HEAD_OPEN),
            (self.is_paper_out, PrinterFault.PAPER_OUT),
            (self.is_ribbon_out, PrinterFault.RIBBON_OUT),
            (self.is_paused, PrinterFault.PAUSED),
            (self.is_buffer_full, PrinterFault.BUSY),
            (bool(self.heat), self.heat),
            (bool(self.error), self.error),
        ):
            if is_so:
                return word
        return ""

    @property
    def is_done(self) -> bool:
        """Whether all that it was given is out."""
        return not (self.formats_waiting or self.labels_left or self.is_receiving or self.error)


def to_zpl(raster: Raster) -> bytes:
    """Write a label as ZPL: its width and length in dots, and one compressed graphic field."""
    picture = Image.frombytes("1", (raster.width, raster.height), b"".join(raster.rows))
    # Pillow's 1 is white, a printer's 1 is black.
    field = ZebrafyImage(
        ImageChops.invert(picture), format="Z64", dither=False, complete_zpl=False
    ).to_zpl()
    head = f"^XA^CI28^MMT^PW{raster.width}^LL{raster.height}^LH0,0^FO0,0"
    return f"{head}{field}^FS^PQ1^XZ\n".encode("ascii")


def read_status(answer: bytes) -> ZebraStatus | None:
    """Read the answer to ~HS; None where it is none.

    Strings are between STX and ETX, their fields parted by commas: in the first one paper out (1),
    pause (2), formats in the buffer (4), buffer full (5), a format being received (7), head too
    cold (10) or too hot (11); in the second one head open (2), ribbon out (3), labels left (8).
    """
    strings = [
        part.partition(ETX)[0].decode("ascii", "replace").split(",")
        for part in answer.split(STX)[1:]
    ]
    if len(strings) < STATUS_STRINGS or len(strings[0]) < 12 or len(strings[1]) < 9:
        return None
    first, second = strings[0], strings[1]
    try:
        return ZebraStatus(
            first[1].strip() == "1",
            first[2].strip() == "1",
            first[5].strip() == "1",
            second[2].strip() == "1",
            second[3].strip() == "1",
            first[7].strip() == "1",
            PrinterFault.TOO_HOT
            if first[11].strip() == "1"
            else PrinterFault.TOO_COLD
            if first[10] == "1"
            else "",
            int(first[4]),
            int(second[8]),
        )
    except ValueError:
        return None


def read_errors(answer: bytes) -> ZebraStatus | None:
    """Read the answer to ~HQES, which comes also from a printer that is silent to ~HS.

    A printer without labels or ribbon, with its head open or too hot does not answer ~HS (Zebra's
    guide, ~HS). None where this is no answer either.
    """
    match = _ERRORS.search(answer)
    if match is None:
        return None
    bits = int(match[2], 16)
    word = next((word for bit, word in _ERROR_BITS if bits & bit), PrinterFault.UNKNOWN_ERROR)
    error = word if match[1] != b"0" else ""
    return ZebraStatus(False, False, False, False, False, False, "", 0, 0, error)
