"""Photographs badges in the scripts of the world on six papers, short names and long ones."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from desktop.app import ready_graphics
from desktop.devices.painting.badge_paint import picture_of
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee, Registration, Status
from desktop.domain.badges.badge_layout import lay_out
from desktop.domain.badges.box import Box
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named

CODE = "019428310592746610583920174"
NAMES = (
    ("राजेश", "श्रीवास्तव"), ("தமிழ்ச்செல்வி", "கிருஷ்ணமூர்த்தி"), ("สมชาย", "ศรีสุวรรณ"),
    ("አበበ", "ተስፋዬ"), ("Νίκος", "Παπαδόπουλος"), ("ნინო", "ბერიძე"), ("Արամ", "Հակոբյան"),
    ("نور", "الهاشمي"), ("נועה", "בן־דוד"), ("Екатерина", "Александрова"),
    ("Nguyễn", "Thị Phương"), ("রহিম", "চৌধুরী"), ("ਗੁਰਪ੍ਰੀਤ", "ਸਿੰਘ"), ("王", "小明"),
    ("Noa 😀", "O'Brien-Featherstonehaugh"), ("Maximiliana-Josephine", "Bo"),
)  # fmt: skip
PAPERS = (
    ("5392", "two-script"), ("L4785", "large-name"), ("4x3in", "two-script"),
    ("DK-11234", "two-script"), ("DK-22205", "label-62"), ("30857", "large-name"),
)  # fmt: skip
DPI, GAP_PX, A_ROW = 60, 8, 8


def main(folder: Path) -> None:
    """Write `badge-scripts.png` into a folder: each paper in two rows of names."""
    ready_graphics()
    rows = []
    for code, template in PAPERS:
        pictures = [_picture(code, template, *name, folder) for name in NAMES]
        rows += [pictures[start : start + A_ROW] for start in range(0, len(NAMES), A_ROW)]
    width = max(sum(picture.width + GAP_PX for picture in row) for row in rows)
    height = sum(max(picture.height for picture in row) + GAP_PX for row in rows)
    sheet = Image.new("RGB", (width, height), "#9AA7B0")
    y = 0
    for row in rows:
        x = 0
        for picture in row:
            sheet.paste(picture, (x, y))
            x += picture.width + GAP_PX
        y += max(picture.height for picture in row) + GAP_PX
    sheet.quantize(64).save(folder / "badge-scripts.png", optimize=True)


def _picture(code: str, template: str, first: str, last: str, folder: Path) -> Image.Image:
    known = template_named(template)
    media = media_named(code).fitted(known)
    person = Person("p", first_name=first, last_name=last, organization="Hospital")
    own = Registration(
        id="r", programme="n", person="p", status=Status.REGISTERED, ticket_type="Delegate"
    )
    label = Box(0, 0, media.label_w_mm, media.label_h_mm)
    programme = Programme("n", "NIPERM", 1, "NIPERM 2026")
    badge = lay_out(known, label, Attendee(own, person), programme, CODE)
    path = folder / ".badge.png"
    picture_of(media, badge, DPI).save(str(path), "PNG")  # type: ignore[call-overload]
    with Image.open(path) as picture:
        made = picture.convert("RGB")
    path.unlink()
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
