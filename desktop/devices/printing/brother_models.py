"""What the models of Brother QL printers can do, and how each says which it is.

Source: Brother, "Raster Command Reference" of each series: the widths of the heads, the commands
that a model has, the shortest and longest label, and the model's code in its status.
"""

from __future__ import annotations

from typing import NamedTuple

NARROW_BYTES, WIDE_BYTES = 90, 162
# The wide heads have so many more pins at the right of every roll.
WIDE_RIGHT_PINS = 44
_SERIES = 0x34


class Model(NamedTuple):
    """A model: bytes of a row of its head, rows of a label at least and at most, and what it knows.

    `code` is the fifth byte of its status; two models have it in common.
    """

    name: str
    code: int
    row_bytes: int = NARROW_BYTES
    least_rows: int = 150
    most_rows: int = 11_811
    has_compression: bool = True
    has_mode_setting: bool = True
    has_cutter: bool = True
    has_red: bool = False


def _wide(name: str, code: int, least_rows: int) -> Model:
    return Model(name, code, WIDE_BYTES, least_rows, 35_433)


def _plain(name: str, code: int, least_rows: int, *, has_cutter: bool = True) -> Model:
    """Make a model that knows neither compression nor the setting of a mode."""
    return Model(name, code, NARROW_BYTES, least_rows, 11_811, False, False, has_cutter)


MODELS = (
    _plain("QL-500", 0x4F, 295, has_cutter=False),
    _plain("QL-550", 0x4F, 295),
    _plain("QL-560", 0x31, 295),
    _plain("QL-570", 0x32, 150),
    Model("QL-580N", 0x33),
    Model("QL-600", 0x47, has_compression=False),
    Model("QL-650TD", 0x51, least_rows=295),
    _plain("QL-700", 0x35, 150),
    Model("QL-710W", 0x36),
    Model("QL-720NW", 0x37),
    Model("QL-800", 0x38, has_compression=False, has_red=True),
    Model("QL-810W", 0x39, has_red=True),
    Model("QL-820NWB", 0x41, has_red=True),
    _wide("QL-1050", 0x50, 295),
    _wide("QL-1060N", 0x34, 295),
    _wide("QL-1100", 0x43, 301),
    _wide("QL-1110NWB", 0x44, 301),
    _wide("QL-1115NWB", 0x45, 301),
)
# What is kept of a printer that is none of these, by the choice of whoever set it up.
OTHER = "other"
# Nobody said which it is: it gets only what all newer ones understand.
UNTOLD = Model("", 0, has_compression=False, most_rows=35_433)


def model_named(name: str) -> Model:
    """Give a model by its name; the one of which nothing is known where there is none."""
    return next((model for model in MODELS if model.name == name), UNTOLD)


def model_in(status: bytes) -> Model | None:
    """Tell which model sent a status; None where that does not say it."""
    if status[3] != _SERIES:
        return None
    named = [model for model in MODELS if model.code == status[4]]
    return named[0] if len(named) == 1 else None
