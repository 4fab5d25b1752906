"""A folder of photos, each named after whom it shows."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop.domain.attendees.registration import Attendee
from desktop.domain.failures import Cause, FileUnreadable
from desktop.files.attendees import heic_child
from desktop.files.attendees.photos import prepare_photo
from desktop.gui.wording.transfer import photos_taken_line
from desktop.workflows.attendees.photos import PhotosTaken
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import crowd

PHOTOS = Path(__file__).parents[2] / "fixtures" / "photos"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    return made


def paint(path: Path, colour: str = "red") -> None:
    Image.new("RGB", (60, 80), colour).save(path)


def take(desk: Reception, folder: Path) -> PhotosTaken:
    return desk.front_desk.photos.from_folder(desk.programme, folder)


def has_photo(desk: Reception, attendee: Attendee) -> bool:
    return bool(desk.now(attendee).person.photo)


@pytest.mark.parametrize("name", ["noa@example.org.png", "O-1.JPG", "cohen noa.bmp"])
def test_a_photo_finds_its_person(desk: Reception, folder: Path, name: str) -> None:
    noa = desk.register("Noa Cohen", email="Noa@example.org", order_ref="O-1")
    dan = desk.register("Dan Levi")
    paint(folder / name)
    assert take(desk, folder) == PhotosTaken(1, (), (), ())
    assert (has_photo(desk, noa), has_photo(desk, dan)) == (True, False)


def test_what_fits_nobody_or_several_or_is_no_picture_is_named(
    desk: Reception, folder: Path
) -> None:
    people = [desk.register("Noa Cohen"), desk.register("Noa Cohen"), desk.register("Dan Levi")]
    for name in ("Noa Cohen.png", "Nobody.png", "notes.txt.png"):
        paint(folder / name)
    (folder / "Dan Levi.jpg").write_bytes(b"no picture")
    (folder / "Dan Levi.txt").write_text("no picture", "utf-8")
    done = take(desk, folder)
    assert done == PhotosTaken(
        0,
        ("Nobody.png", "notes.txt.png"),
        ("Noa Cohen.png",),
        (("Dan Levi.jpg", Cause.NO_PICTURE),),
        ("Dan Levi.txt",),
    )
    assert not any(has_photo(desk, attendee) for attendee in people)


def test_progress_counts_files_and_a_stop_leaves_the_rest(desk: Reception, folder: Path) -> None:
    for name in ("Avi Mor", "Dan Levi", "Noa Cohen"):
        desk.register(name)
        paint(folder / f"{name}.png")
    told: list[int] = []
    done = desk.front_desk.photos.from_folder(
        desk.programme, folder, on_progress=told.append, is_stopped=lambda: len(told) == 2
    )
    assert (done.taken, told) == (2, [1, 2])


def test_the_same_photo_again_writes_nothing(desk: Reception, folder: Path) -> None:
    noa = desk.register("Noa Cohen")
    paint(folder / "Noa Cohen.png")
    take(desk, folder)
    newest = desk.front_desk._store.journal.newest()
    assert take(desk, folder).taken == 1
    assert desk.front_desk._store.journal.newest() == newest
    before = desk.now(noa).person.photo
    paint(folder / "Noa Cohen.png", "blue")
    assert take(desk, folder).taken == 1
    assert desk.now(noa).person.photo != before


def test_a_folder_that_is_not_there_is_named(desk: Reception, folder: Path) -> None:
    with pytest.raises(FileUnreadable) as refused:
        take(desk, folder / "gone")
    assert refused.value.facts["path"] == folder / "gone"
    assert refused.value.facts["reason"] == "No such file or directory"


def test_the_last_of_a_crowd_is_found_too(desk: Reception, folder: Path) -> None:
    crowd(desk)
    for name in ("Guest 000", "Guest 500"):
        paint(folder / f"{name}.png")
    assert take(desk, folder) == PhotosTaken(2, (), (), ())


def phone_picture(path: Path, pixels: tuple[int, int], further: int = 1) -> None:
    """Write what phones write: a JPEG with further pictures behind it (MPF)."""
    pictures = [Image.new("RGB", pixels, "red"), *[Image.new("RGB", (64, 48))] * further]
    pictures[0].save(path, format="MPO", save_all=True, append_images=pictures[1:], quality=20)


def test_a_picture_of_24_megapixels_with_others_behind_it_is_taken(
    desk: Reception, folder: Path
) -> None:
    noa = desk.register("Noa Cohen")
    phone_picture(folder / "Noa Cohen.jpg", (5712, 4284))
    with Image.open(folder / "Noa Cohen.jpg") as opened:
        assert opened.format == "MPO"
    assert take(desk, folder) == PhotosTaken(1)
    assert has_photo(desk, noa)


def test_a_picture_of_108_megapixels_is_taken_and_one_of_200_says_why(
    desk: Reception, folder: Path
) -> None:
    desk.register("Noa Cohen")
    desk.register("Dan Levi")
    Image.new("L", (12000, 9000)).save(folder / "Noa Cohen.jpg", quality=10)
    Image.new("L", (16384, 12288)).save(folder / "Dan Levi.jpg", quality=10)
    done = take(desk, folder)
    assert done == PhotosTaken(1, unreadable=(("Dan Levi.jpg", Cause.TOO_MANY_PIXELS),))


@pytest.mark.parametrize("name", ["Noa Cohen.jpg", "Noa Cohen.heic", "Noa Cohen.HEIF"])
def test_a_picture_in_heic_is_named_as_such_whatever_it_is_called(
    desk: Reception, folder: Path, name: str
) -> None:
    desk.register("Noa Cohen")
    (folder / name).write_bytes((PHOTOS / "heic_as.jpg").read_bytes())
    assert take(desk, folder) == PhotosTaken(0, unreadable=((name, Cause.HEIC),))


@pytest.mark.parametrize("name", ["face.heic", "face.avif"])
def test_a_picture_in_heic_or_avif_is_taken_whatever_it_is_called(
    desk: Reception, folder: Path, name: str
) -> None:
    noa = desk.register("Noa Cohen")
    (folder / "Noa Cohen.jpg").write_bytes((PHOTOS / name).read_bytes())
    assert take(desk, folder) == PhotosTaken(1)
    assert has_photo(desk, noa)
    with Image.open(BytesIO(prepare_photo(PHOTOS / name))) as made:
        assert (made.format, made.size) == ("JPEG", (320, 240))
        red, green, blue = made.convert("RGB").crop((10, 10, 30, 30)).resize((1, 1)).tobytes()
    assert (red > 150, green < 80, blue < 80) == (True, True, True)


def test_a_cut_avif_is_no_picture(desk: Reception, folder: Path) -> None:
    desk.register("Noa Cohen")
    whole = (PHOTOS / "face.avif").read_bytes()
    (folder / "Noa Cohen.avif").write_bytes(whole[: len(whole) // 2])
    left = (("Noa Cohen.avif", Cause.NO_PICTURE),)
    assert take(desk, folder) == PhotosTaken(0, unreadable=left)


def test_where_nothing_reads_heic_it_is_named(
    desk: Reception, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of that name that cannot be imported stands before the real one."""
    (tmp_path / "hide").mkdir()
    (tmp_path / "hide" / "pi_heif.py").write_text("raise ImportError", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hide"))
    desk.register("Noa Cohen")
    (folder / "Noa Cohen.heic").write_bytes((PHOTOS / "face.heic").read_bytes())
    assert take(desk, folder) == PhotosTaken(0, unreadable=(("Noa Cohen.heic", Cause.HEIC),))


def test_a_heic_that_takes_too_much_is_left_out(
    desk: Reception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heic_child, "MEMORY_BYTES", 1_000_000)
    desk.register("Noa Cohen")
    (folder / "Noa Cohen.heic").write_bytes((PHOTOS / "face.heic").read_bytes())
    done = take(desk, folder)
    assert done == PhotosTaken(0, unreadable=(("Noa Cohen.heic", Cause.TOO_MANY_PIXELS),))


def test_a_folder_inside_is_named_whatever_it_is_called(desk: Reception, folder: Path) -> None:
    desk.register("Noa Cohen")
    for name in ("Day 2", "Noa Cohen.jpg"):
        (folder / name).mkdir()
    paint(folder / "Day 2" / "Noa Cohen.png")
    done = take(desk, folder)
    assert done == PhotosTaken(0, folders=("Day 2", "Noa Cohen.jpg"))
    assert photos_taken_line(done) == (
        "0 photos taken. Folders inside, not looked into: Day 2, Noa Cohen.jpg."
    )


def test_a_jfif_is_a_jpeg(desk: Reception, folder: Path) -> None:
    desk.register("Noa Cohen")
    Image.new("RGB", (60, 80)).save(folder / "Noa Cohen.jfif", format="JPEG")
    assert take(desk, folder) == PhotosTaken(1)


def test_who_only_looks_changes_nothing(desk: Reception, folder: Path) -> None:
    noa = desk.register("Noa Cohen")
    paint(folder / "Noa Cohen.png")
    done = desk.front_desk.photos.from_folder(desk.programme, folder, only_look=True)
    assert done == PhotosTaken(1)
    assert not has_photo(desk, noa)


def test_of_several_pictures_of_one_person_the_first_one_is_taken(
    desk: Reception, folder: Path
) -> None:
    desk.register("Noa Cohen", email="noa@example.org")
    for name in ("Noa Cohen.png", "noa@example.org.png"):
        paint(folder / name)
    assert take(desk, folder) == PhotosTaken(1, again=("noa@example.org.png",))


def test_odd_facts_of_a_camera_stop_no_other_picture(desk: Reception, folder: Path) -> None:
    """An orientation beside a resolution unit that is a fraction: Pillow raises struct.error."""
    desk.register("Ann Lee")
    bob = desk.register("Bob Ray")
    tiff = b"II*\x00\x08\x00\x00\x00\x02\x00"
    tiff += struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    tiff += struct.pack("<HHIf", 0x0128, 11, 1, 2.0) + bytes(4)
    Image.new("RGB", (60, 80)).save(folder / "Ann Lee.jpg", exif=b"Exif\x00\x00" + tiff)
    paint(folder / "Bob Ray.png")
    done = take(desk, folder)
    assert has_photo(desk, bob)
    assert done.taken + len(done.unreadable) == 2
