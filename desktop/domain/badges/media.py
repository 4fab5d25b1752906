"""Badge sheets and label rolls: where each badge lies on the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.badges.badge_template import Template
from desktop.domain.badges.box import Box

SHEET, ROLL = "sheet", "roll"
OWN = "own"
# The dots an inch of common label printers (Zebra, Brother, Dymo) and of office printers.
ROLL_DPI = {"Zebra": 203, "Brother": 300, "Dymo": 300}
SHEET_DPI = 600
# No label is smaller and no page larger.
LEAST_MM, MOST_MM = 5.0, 2000.0


@dataclass(frozen=True, slots=True)
class Media:
    """Geometry of a badge sheet or label roll, in millimetres from the top left corner.

    A continuous roll has the height 0: `fitted` cuts it to a template and says so (`is_cut`).
    A roll of two `colours` is printed black and red.
    """

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
    is_cut: bool = False
    colours: int = 1

    @property
    def per_page(self) -> int:
        """How many badges a page takes."""
        return self.cols * self.rows

    @property
    def is_roll(self) -> bool:
        """Whether labels come off a roll one by one."""
        return self.kind == ROLL

    @property
    def is_continuous(self) -> bool:
        """Whether the roll is cut to length."""
        return self.label_h_mm <= 0

    @property
    def dpi(self) -> int:
        """The dots an inch that a printer of this media has at least."""
        return ROLL_DPI.get(self.vendor, 300) if self.is_roll else SHEET_DPI

    @property
    def names(self) -> frozenset[str]:
        """All codes by which people know this media, without vendor and remarks."""
        return frozenset(re.findall(r"[A-Z]*(?:-[A-Z]?)?\d[\w-]*", self.code))

    def box(self, index: int, *, is_back: bool = False) -> Box:
        """Say where the badge with this number on its page lies, row by row from the top left.

        On the back of a sheet that is turned over its long edge the columns run the other way.
        """
        row, column = divmod(index, self.cols)
        left = self.left_mm + column * self.pitch_x_mm
        if is_back:
            left = self.page_w_mm - left - self.label_w_mm
        return Box(left, self.top_mm + row * self.pitch_y_mm, self.label_w_mm, self.label_h_mm)

    def fitted(self, template: Template) -> Media:
        """Give the media with the length that a continuous roll is cut to for a template."""
        if not self.is_continuous:
            return self
        height = round(template.h_mm * self.label_w_mm / template.w_mm, 2)
        return replace(self, page_h_mm=height, label_h_mm=height, pitch_y_mm=height, is_cut=True)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How badges come onto paper.

    `start_at` labels of the first sheet are gone already; `shift` moves all by millimetres to the
    right and down, as the printer needs it; `header` stands at the top of each page.
    """

    media: Media
    start_at: int = 0
    has_marks: bool = True
    shift: tuple[float, float] = (0.0, 0.0)
    header: str = ""

    def sheets(self, badges: int) -> list[tuple[int, int, int]]:
        """Part badges into sheets: number of the first badge, how many, first label."""
        return list(self._sheets(badges))

    def _sheets(self, badges: int) -> Iterator[tuple[int, int, int]]:
        done, free = 0, self.start_at % self.media.per_page
        while done < badges:
            count = min(badges - done, self.media.per_page - free)
            yield done, count, free
            done, free = done + count, 0


def single(w_mm: float, h_mm: float, name: str) -> Media:
    """Make a page that is one badge."""
    return Media("Muster", name, name, w_mm, h_mm, 1, 1, w_mm, h_mm, 0, 0, w_mm, h_mm)


def media_from_row(row: Mapping[str, str]) -> Media:
    """Read one row of the media table."""
    mm: dict[str, Any] = {name: float(row[name]) for name in row if name.endswith("_mm")}
    return Media(
        vendor=row["vendor"],
        code=row["code"],
        kind=row["kind"],
        cols=int(row["cols"]),
        rows=int(row["rows"]),
        colours=int(row["colours"]),
        **mm,
    )


def fits_its_page(media: Media) -> bool:
    """Tell whether all labels of a media lie on its page, so that none is cut."""
    sizes = (media.page_w_mm, media.label_w_mm, media.pitch_x_mm)
    if media.cols < 1 or media.rows < 1 or not all(LEAST_MM <= size <= MOST_MM for size in sizes):
        return False
    if media.is_continuous:
        return media.is_roll and media.per_page == 1 and media.label_w_mm <= media.page_w_mm
    heights = (media.page_h_mm, media.label_h_mm, media.pitch_y_mm)
    if not all(LEAST_MM <= height <= MOST_MM for height in heights):
        return False
    if media.pitch_x_mm < media.label_w_mm - 0.01 or media.pitch_y_mm < media.label_h_mm - 0.01:
        return False
    last = media.box(media.per_page - 1)
    return (
        media.left_mm >= 0
        and media.top_mm >= 0
        and last.right <= media.page_w_mm + 0.5
        and last.bottom <= media.page_h_mm + 0.5
    )
