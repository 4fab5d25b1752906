"""Badge sheets and label rolls: where each badge lies on the paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.badge_layout import Box


@dataclass(frozen=True, slots=True)
class Media:
    """Geometry of a badge sheet or label roll, in millimetres from the top left corner."""

    vendor: str
    code: str
    kind: str
    page_w_mm: float
    page_h_mm: float
    cols: int
    rows: int
    label_w_mm: float
    label_h_mm: float
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float

    @property
    def per_page(self) -> int:
        """How many badges a page takes."""
        return self.cols * self.rows

    @property
    def names(self) -> frozenset[str]:
        """All codes by which people know this media, without vendor and remarks."""
        return frozenset(re.findall(r"[A-Z]*-?\d[\w-]*", self.code))

    def box(self, index: int) -> Box:
        """Say where the badge with this number on its page lies, row by row from the top left."""
        row, column = divmod(index, self.cols)
        return Box(
            self.left_mm + column * self.pitch_x_mm,
            self.top_mm + row * self.pitch_y_mm,
            self.label_w_mm,
            self.label_h_mm,
        )


def media_from_row(row: Mapping[str, str]) -> Media:
    """Read one row of the media table."""
    mm = {name: float(row[name]) for name in row if name.endswith("_mm")}
    return Media(
        vendor=row["vendor"],
        code=row["code"],
        kind=row["kind"],
        cols=int(row["cols"]),
        rows=int(row["rows"]),
        **mm,
    )
