"""The rolls of Brother QL printers, in dots of 300 dpi.

Source: Brother, "Raster Command Reference" of QL-500 to QL-1060N, QL-800/810W/820NWB and
QL-1100/1110NWB/1115NWB, section "Page size", as several public programs state it. Where these
differ (by a pin or by two lines) the first reading is taken.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media

DPI = 300
MM_PER_INCH = 25.4
# A roll's name says whole millimetres: 39x90 is cut at 38 mm, 60x86 and 102x152 at one more.
_NEAR_W_MM, _NEAR_H_MM = 1.0, 1.6


class Tape(NamedTuple):
    """A roll: millimetres as the printer is told them, and what its head reaches.

    `across` and `along` are printable dots, `along` is 0 where the roll is cut to length. Right
    of the printable dots lie `right` pins without work.
    """

    width_mm: int
    length_mm: int
    across: int
    along: int
    right: int

    def area_on(self, media: Media) -> Box:
        """Give what the head reaches of a label, which lies in its middle."""
        w_mm = min(self.across * MM_PER_INCH / DPI, media.page_w_mm)
        h_mm = self.along * MM_PER_INCH / DPI if self.along else media.page_h_mm
        left, top = (media.page_w_mm - w_mm) / 2, (media.page_h_mm - h_mm) / 2
        return Box(left, top, w_mm, h_mm)

    @property
    def is_endless(self) -> bool:
        """Whether the roll is cut to length."""
        return not self.length_mm


TAPES = (
    Tape(12, 0, 106, 0, 29),
    Tape(29, 0, 306, 0, 6),
    Tape(38, 0, 413, 0, 12),
    Tape(50, 0, 554, 0, 12),
    Tape(54, 0, 590, 0, 0),
    Tape(62, 0, 696, 0, 12),
    Tape(102, 0, 1164, 0, 12),
    Tape(17, 54, 165, 566, 0),
    Tape(17, 87, 165, 956, 0),
    Tape(23, 23, 202, 202, 42),
    Tape(29, 42, 306, 425, 6),
    Tape(29, 90, 306, 991, 6),
    Tape(38, 90, 413, 991, 12),
    Tape(39, 48, 425, 495, 6),
    Tape(52, 29, 578, 271, 0),
    Tape(54, 29, 598, 271, 60),
    Tape(60, 87, 672, 954, 18),
    Tape(62, 29, 696, 271, 12),
    Tape(62, 100, 696, 1109, 12),
    Tape(102, 51, 1164, 526, 12),
    Tape(102, 153, 1164, 1660, 12),
    Tape(12, 12, 94, 94, 113),
    Tape(24, 24, 236, 236, 42),
    Tape(58, 58, 618, 618, 51),
)


def tape_of(media: Media) -> Tape | None:
    """Tell which roll a paper is; None where it is none of them."""
    near = [tape for tape in TAPES if _is_near(tape, media)]
    return min(near, key=lambda tape: _distance(tape, media), default=None)


def _is_near(tape: Tape, media: Media) -> bool:
    if tape.is_endless != media.is_cut or abs(tape.width_mm - media.page_w_mm) > _NEAR_W_MM:
        return False
    return tape.is_endless or abs(tape.length_mm - media.page_h_mm) <= _NEAR_H_MM


def _distance(tape: Tape, media: Media) -> float:
    length = 0.0 if tape.is_endless else abs(tape.length_mm - media.page_h_mm)
    return abs(tape.width_mm - media.page_w_mm) + length
