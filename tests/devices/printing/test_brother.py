"""Labels of a Brother QL, byte by byte; the right values are those of the makers' reference."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from desktop.devices.printing import brother
from desktop.devices.printing.brother_models import MODELS, UNTOLD, model_named
from desktop.devices.printing.brother_tapes import tape_of
from desktop.devices.printing.label_raster import Label, Raster, raster_of, two_colours_of
from desktop.domain.badges.badge_layout import Badge, Picture, Shape, Text
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media
from desktop.domain.printing.printer_faults import PrinterFault
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.papers import all_media, media_named

# Paper; kind of roll, its width and length as they are told; lines, printable dots, pins at the
# right of them (with the wide head's 44), bytes of a line.
ROLLS = [
    ("DK-22214", "0a 0c 00", 0, 106, 29, 90),
    ("DK-22210", "0a 1d 00", 0, 306, 6, 90),
    ("DK-22225", "0a 26 00", 0, 413, 12, 90),
    ("DK-22223", "0a 32 00", 0, 554, 12, 90),
    ("DK-N55224", "0a 36 00", 0, 590, 0, 90),
    ("DK-22205", "0a 3e 00", 0, 696, 12, 90),
    ("DK-22243", "0a 66 00", 0, 1164, 56, 162),
    ("DK-11204", "0b 11 36", 566, 165, 0, 90),
    ("DK-11203", "0b 11 57", 956, 165, 0, 90),
    ("DK-11221", "0b 17 17", 202, 202, 42, 90),
    ("29x42", "0b 1d 2a", 425, 306, 6, 90),
    ("DK-11201", "0b 1d 5a", 991, 306, 6, 90),
    ("DK-11208", "0b 26 5a", 991, 413, 12, 90),
    ("39x48", "0b 27 30", 495, 425, 6, 90),
    ("52x29", "0b 34 1d", 271, 578, 0, 90),
    ("54x29", "0b 36 1d", 271, 598, 60, 90),
    ("DK-11234", "0b 3c 57", 954, 672, 18, 90),
    ("DK-11209", "0b 3e 1d", 271, 696, 12, 90),
    ("DK-11202", "0b 3e 64", 1109, 696, 12, 90),
    ("DK-11240", "0b 66 33", 526, 1164, 56, 162),
    ("DK-11241", "0b 66 99", 1660, 1164, 56, 162),
    ("DK-11219", "0b 0c 0c", 94, 94, 113, 90),
    ("DK-11218", "0b 18 18", 236, 236, 42, 90),
    ("DK-11207", "0b 3a 3a", 618, 618, 51, 90),
]


def cut(media: Media, height_mm: float = 40.0) -> Media:
    """Give a paper as it is printed on: a continuous roll is cut."""
    if not media.is_continuous:
        return media
    return replace(media, page_h_mm=height_mm, label_h_mm=height_mm, is_cut=True)


def full(media: Media) -> Raster:
    """Make a label that is black all over."""
    width, height = (round(mm * 300 / 25.4) for mm in (media.page_w_mm, media.page_h_mm))
    return Raster(width, height, tuple(b"\xff" * ((width + 7) // 8) for _row in range(height)))


@pytest.mark.parametrize(("code", "told", "lines", "across", "right", "size"), ROLLS)
def test_each_roll_is_told_by_its_size_and_lies_where_the_head_prints(
    code: str, told: str, lines: int, across: int, right: int, size: int
) -> None:
    media = cut(media_named(code))
    data = brother.to_raster(full(media), media)
    is_endless = told.startswith("0a")
    lines = lines or 472
    head = (
        b"\0" * 400
        + bytes.fromhex("1b40 1b6961 01 1b697a")
        + (b"\x86" if is_endless else b"\x8e")
        + bytes.fromhex(told)
        + lines.to_bytes(4, "little")
        + bytes.fromhex("0000 1b694d 40 1b6941 01 1b694b 08 1b6964")
        + (b"\x23\x00" if is_endless else b"\x00\x00")
    )
    assert data.startswith(head)
    line = ((1 << across) - 1) << (8 * size - across - right)
    row = b"g\x00" + bytes([size]) + line.to_bytes(size, "big")
    assert data[len(head) :] == row * lines + b"\x1a"


def test_every_roll_of_the_list_of_papers_is_one_of_them() -> None:
    known = {code for code, *_rest in ROLLS} | {"DK-22251"}
    listed = [media for media in all_media() if media.vendor == "Brother"]
    assert all(media.names & known or media.code.split()[0] in known for media in listed)
    assert len(listed) == len(ROLLS) + 1


def own_label(w_mm: float, h_mm: float) -> Media:
    return Media("own", "x", "roll", w_mm, h_mm, 1, 1, w_mm, h_mm, 0, 0, w_mm, h_mm)


@pytest.mark.parametrize(
    ("w_mm", "h_mm", "lines", "told"),
    [
        (60, 86, 954, "0b 3c 57"),  # as its box says
        (60, 87, 954, "0b 3c 57"),
        (39, 90, 991, "0b 26 5a"),  # sold as 39x90, cut at 38
        (102, 152, 1660, "0b 66 99"),
        (62, 30, 271, "0b 3e 1d"),
        (54, 29, 271, "0b 36 1d"),  # not the 52 mm beside it
        (24, 24, 236, "0b 18 18"),  # round, not the 23 mm square
        (23, 23, 202, "0b 17 17"),
    ],
)
def test_a_paper_that_people_made_themselves_is_known_by_its_size(
    w_mm: float, h_mm: float, lines: int, told: str
) -> None:
    media = own_label(w_mm, h_mm)
    data = brother.to_raster(full(media), media)
    assert data[409:419] == b"\x8e" + bytes.fromhex(told) + lines.to_bytes(4, "little") + b"\0\0"


@pytest.mark.parametrize(("w_mm", "h_mm"), [(210, 297), (45, 60), (62, 60), (103, 164), (100, 62)])
def test_a_roll_that_none_of_these_printers_has_is_refused_before_anything_is_sent(
    w_mm: float, h_mm: float
) -> None:
    media = own_label(w_mm, h_mm)
    assert tape_of(media) is None
    with pytest.raises(ValueError, match=PrinterFault.UNKNOWN_ROLL):
        brother.to_raster(full(media), media)


def test_a_line_is_mirrored_for_the_head() -> None:
    media = cut(media_named("DK-22205"))
    dot = 1 << (8 * 92 - 1 - 18)  # the leftmost dot that the head reaches, of 732 in 92 bytes
    data = brother.to_raster(Raster(732, 1, (dot.to_bytes(92, "big"),)), media)
    line = data[data.index(b"g\x00Z") + 3 :][:90]
    assert int.from_bytes(line, "big") == 1 << (720 - 696 - 12)


def test_a_label_that_was_painted_too_small_lies_in_the_middle() -> None:
    """A name badge of 86 mm on the roll of which each label has 87."""
    media = own_label(60, 86)
    data = brother.to_raster(Raster(600, 900, tuple(b"\xff" * 75 for _row in range(900))), media)
    rows = data[data.index(b"g\x00Z") : -1]
    lines = [int.from_bytes(rows[at + 3 : at + 93], "big") for at in range(0, len(rows), 93)]
    assert len(lines) == 954
    assert lines[:27] == [0] * 27 == lines[-27:]
    assert lines[27] == ((1 << 600) - 1) << (720 - 672 - 18 + 36)


# What each model is sent between its roll and its first row, and how long the row is.
COMMANDS = [
    ("QL-500", "", "", "", 90),
    ("QL-550", "", "1b694d40 1b694101 1b694b08", "", 90),
    ("QL-560", "", "1b694d40 1b694101 1b694b08", "", 90),
    ("QL-570", "", "1b694d40 1b694101 1b694b08", "", 90),
    ("QL-700", "", "1b694d40 1b694101 1b694b08", "", 90),
    ("QL-580N", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-650TD", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-710W", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-720NW", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-800", "1b696101", "1b694d40 1b694101 1b694b08", "", 90),
    ("QL-810W", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-820NWB", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 90),
    ("QL-1050", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 162),
    ("QL-1060N", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 162),
    ("QL-1100", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 162),
    ("QL-1110NWB", "1b696101", "1b694d40 1b694101 1b694b08", "4d02", 162),
]


@pytest.mark.parametrize(("name", "mode", "cutter", "packing", "size"), COMMANDS)
def test_each_model_gets_the_commands_that_it_knows(
    name: str, mode: str, cutter: str, packing: str, size: int
) -> None:
    media = media_named("DK-11209")
    data = brother.to_raster(full(media), media, model_named(name))
    head = (
        b"\0" * 400
        + bytes.fromhex("1b40" + mode + "1b697a 8e 0b 3e 1d 0f010000 0000" + cutter + "1b69640000")
        + bytes.fromhex(packing)
    )
    assert data.startswith(head)
    right = 12 if size == 90 else 56
    line = (((1 << 696) - 1) << (8 * size - 696 - right)).to_bytes(size, "big")
    written = brother.packed(line) if packing else line
    row = b"g\x00" + bytes([len(written)]) + written
    assert data[len(head) :] == row * 271 + b"\x1a"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (bytes(90), "a7 00"),
        (b"\xff" * 87 + b"\xfe\0\0", "aa ff 02 fe 00 00"),
        (b"\1\2\3", "02 01 02 03"),
        (b"\xff" * 162, "81 ff df ff"),
        (b"\1" + bytes(161), "00 01 81 00 e0 00"),
        (b"\xff" * 129, "81 ff 00 ff"),
    ],
)
def test_a_line_is_packed_as_the_reference_of_tiff_says(line: bytes, written: str) -> None:
    assert brother.packed(line) == bytes.fromhex(written)


def test_a_line_that_nothing_repeats_in_is_one_byte_longer() -> None:
    line = bytes(range(162))
    assert brother.packed(line) == b"\x7f" + line[:128] + b"\x21" + line[128:]


def test_a_wide_roll_is_refused_by_a_narrow_head() -> None:
    media = media_named("DK-11241")
    with pytest.raises(ValueError, match=PrinterFault.ROLL_TOO_WIDE):
        brother.to_raster(full(media), media, model_named("QL-720NW"))


def test_a_short_label_is_as_long_as_the_printer_can_cut() -> None:
    media = cut(media_named("DK-22205"), 10)
    for name, rows in (("QL-820NWB", 150), ("QL-550", 295), ("QL-1100", 301)):
        data = brother.to_raster(full(media), media, model_named(name))
        at = data.index(b"\x1biz") + 7
        assert int.from_bytes(data[at : at + 4], "little") == rows


def test_a_label_of_two_metres_is_refused_where_the_printer_cannot() -> None:
    media = cut(media_named("DK-22205"), 1999)
    with pytest.raises(ValueError, match=PrinterFault.TOO_LONG):
        brother.to_raster(full(media), media, model_named("QL-820NWB"))


def test_the_black_and_red_roll_takes_a_black_and_a_red_line_for_each_row() -> None:
    media = cut(media_named("DK-22251"), 20)
    black, red = full(media), Raster(732, 236, tuple(bytes(92) for _row in range(236)))
    data = brother.to_raster(black, media, model_named("QL-800"), red)
    head = (
        b"\0" * 400
        + bytes.fromhex("1b40 1b696101 1b697a 86 0a 3e 00 ec000000 0000")
        + bytes.fromhex("1b694d40 1b694101 1b694b09 1b69642300")
    )
    line = (((1 << 696) - 1) << 12).to_bytes(90, "big")
    row = b"w\x01\x5a" + line + b"w\x02\x5a" + bytes(90)
    assert data == head + row * 236 + b"\x1a"
    packed = brother.to_raster(black, media, model_named("QL-820NWB"), red)
    row = b"w\x01" + bytes([len(brother.packed(line))]) + brother.packed(line) + b"w\x02\x02\xa7\0"
    assert packed == head + b"M\x02" + row * 236 + b"\x1a"


def test_a_model_without_red_does_not_take_the_black_and_red_roll() -> None:
    media = cut(media_named("DK-22251"), 20)
    for name in ("QL-720NW", "QL-1100", "other", ""):
        with pytest.raises(ValueError, match=PrinterFault.NO_RED):
            brother.to_raster(full(media), media, model_named(name), full(media))


def test_only_the_one_roll_of_two_colours_is_printed_in_two(theme: Theme) -> None:
    media = replace(media_named("DK-11202"), colours=2)
    with pytest.raises(ValueError, match=PrinterFault.UNKNOWN_ROLL):
        brother.to_raster(full(media), media, model_named("QL-820NWB"), full(media))


def test_what_is_red_comes_out_red_and_everything_else_black(theme: Theme) -> None:
    media = replace(cut(own_label(62, 0), 40), colours=2)
    badge = Badge((
        Shape(Box(0, 0, 62, 10), "#B3261E"),
        Text(Box(2, 1, 58, 8), "DOCTOR", "bold", 18, 18, "#FFFFFF", "start"),
        Shape(Box(0, 20, 31, 10), "#14212B"),
        Shape(Box(31, 20, 31, 10), "#F4F6F8"),
        Picture(Box(0, 32, 10, 8), png()),
    ))  # fmt: skip
    black, red = two_colours_of(Label(media, badge), 300)

    def dot(plane: Raster, x_mm: float, y_mm: float) -> bool:
        x, y = (round(mm * 300 / 25.4) for mm in (x_mm, y_mm))
        return bool(plane.rows[y][x // 8] >> (7 - x % 8) & 1)

    assert (dot(red, 61, 5), dot(black, 61, 5)) == (True, False)
    assert (dot(red, 15, 25), dot(black, 15, 25)) == (False, True)
    assert (dot(red, 45, 25), dot(black, 45, 25)) == (False, False)
    assert (dot(red, 5, 36), dot(black, 5, 36)) == (False, True)
    written = sum(int.from_bytes(row, "big").bit_count() for row in red.rows)
    band = 118 * red.width
    assert 0.5 * band < written < 0.97 * band
    both = [int.from_bytes(a, "big") & int.from_bytes(b, "big")
            for a, b in zip(black.rows, red.rows, strict=True)]  # fmt: skip
    assert not any(both)


def test_a_roll_of_one_colour_prints_red_as_black(theme: Theme) -> None:
    media = cut(own_label(62, 0), 20)
    made = raster_of(Label(media, Badge((Shape(Box(0, 0, 62, 20), "#B3261E"),))), 300)
    assert all(row.startswith(b"\xff" * 90) for row in made.rows[2:-2])


def png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (10, 8), "black").save(file, "PNG")
    return file.getvalue()


def test_nothing_of_a_badge_is_lost_where_the_head_does_not_reach(theme: Theme) -> None:
    """A label of 29 mm has 3 mm at either end that no QL prints on."""
    frame = Badge((Shape(Box(0, 0, 62, 29), "#000000", line_mm=0.5),))
    media = own_label(62, 29)
    tape = tape_of(media)
    assert tape is not None
    label = Label(media, frame, area=tape.area_on(media))
    rows = raster_of(label, 300).rows
    inked = [number for number, row in enumerate(rows) if any(row)]
    assert inked[0] == pytest.approx((342 - 271) / 2, abs=2)
    assert inked[-1] == pytest.approx(342 - (342 - 271) / 2, abs=2)
    whole = raster_of(Label(media, frame), 300).rows
    assert any(whole[1])


def test_a_label_that_is_too_long_for_the_head_is_made_smaller_also_where_it_is_narrow(
    theme: Theme,
) -> None:
    media = replace(own_label(62, 29), label_w_mm=40, left_mm=11, pitch_x_mm=40)
    tape = tape_of(media)
    assert tape is not None
    frame = Badge((Shape(Box(0, 0, 40, 29), "#000000", line_mm=0.5),))
    rows = raster_of(Label(media, frame, area=tape.area_on(media)), 300).rows
    inked = [number for number, row in enumerate(rows) if any(row)]
    assert inked[0] == pytest.approx((342 - 271) / 2, abs=2)
    small = replace(media, label_h_mm=20, top_mm=4.5, pitch_y_mm=20)
    square = Badge((Shape(Box(0, 0, 40, 20), "#000000", line_mm=0.5),))
    kept = raster_of(Label(small, square, area=tape.area_on(small)), 300).rows
    assert next(n for n, row in enumerate(kept) if any(row)) == pytest.approx(53, abs=1)


def test_a_badge_on_a_paper_of_the_list_is_laid_out_where_the_head_prints() -> None:
    media = media_named("DK-11234")
    assert (media.page_w_mm, media.page_h_mm) == (60, 86)
    assert media.box(0) == (1.55, 2.62, 56.9, 80.77)
    for media in all_media():
        if media.vendor == "Brother":
            paper = cut(media)
            tape = tape_of(paper)
            assert tape is not None
            area, box = tape.area_on(paper), paper.box(0)
            assert box.w_mm == pytest.approx(area.w_mm, abs=0.01), media.code
            assert box.h_mm == pytest.approx(area.h_mm, abs=0.01), media.code
            assert box.middle == pytest.approx(area.middle, abs=0.02), media.code


def status(model: int = 0, width: int = 0, length: int = 0) -> bytes:
    made = bytearray(32)
    made[0], made[1], made[2], made[3], made[4] = 0x80, 32, 0x42, 0x34, model
    made[10], made[11], made[17] = width, 0x0B if length else 0x0A, length
    return bytes(made)


def test_a_printer_that_says_which_it_is_and_what_lies_in_it_is_believed() -> None:
    told = brother.read_status(status(0x41, 62, 29))
    assert told is not None
    assert told.model == model_named("QL-820NWB")
    assert told.has_roll_of(media_named("DK-11209"))
    assert not told.has_roll_of(media_named("DK-11202"))
    assert not told.has_roll_of(media_named("DK-11234"))


@pytest.mark.parametrize(
    ("at", "bit", "said"),
    [
        (8, 0x01, "paper out"),
        (8, 0x02, "end of the roll"),
        (8, 0x04, "cutter jammed"),
        (8, 0x10, "printer in use"),
        (8, 0x80, "fan failed"),
        (9, 0x01, "wrong roll"),
        (9, 0x04, "communication error"),
        (9, 0x10, "head open"),
        (9, 0x40, "paper jam"),
        (9, 0x80, "system error"),
    ],
)
def test_each_error_of_the_status_has_its_word(at: int, bit: int, said: str) -> None:
    made = bytearray(status())
    made[at] = bit
    told = brother.read_status(bytes(made))
    assert told is not None
    assert (told.status_text, told.is_completed) == (said, False)
    made[at], made[18] = 0, 1
    told = brother.read_status(bytes(made))
    assert told is not None
    assert (told.status_text, told.is_completed) == ("", True)


def test_two_models_with_one_code_are_not_told_apart_and_an_empty_answer_says_nothing() -> None:
    told, silent = brother.read_status(status(0x4F)), brother.read_status(status())
    assert told is not None
    assert silent is not None
    assert told.model is silent.model is None
    assert silent.has_roll_of(media_named("DK-11234"))


def test_no_two_models_have_one_name_and_a_name_that_is_none_is_none_of_them() -> None:
    assert len({model.name for model in MODELS}) == len(MODELS)
    assert model_named("QL-9999") is UNTOLD
