"""Photos from the camera, a file and a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.domain.failures import PictureUnreadable
from desktop.files.attendees.photos import SIDE_PX, prepare_photo
from desktop.gui.attendees.photos_dialog import PhotosDialog
from desktop.gui.widgets.camera_dialog import CameraDialog
from tests.gui.attendees.test_attendees_page import page, person_form, search, wait
from tests.gui.conftest import settle
from tests.support.camera import FakeCamera
from tests.support.window import OpenWindow

__all__ = ["page"]


def is_on(camera: FakeCamera) -> bool:
    return camera.is_on


def picture(path: Path, size: tuple[int, int] = (1200, 1600), turned: int = 1) -> Path:
    image = Image.new("RGB", size, "#0F6E84")
    exif = image.getexif()
    exif[0x0112] = turned
    image.save(path, exif=exif)
    return path


def test_a_photo_is_made_small_and_turned_upright(tmp_path: Path) -> None:
    path = tmp_path / "small.jpg"
    path.write_bytes(prepare_photo(picture(tmp_path / "a.jpg", turned=6)))
    with Image.open(path) as made:
        assert made.size == (SIDE_PX, SIDE_PX * 3 // 4)
        assert not made.getexif()


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(PictureUnreadable):
        prepare_photo(path)


def test_a_small_file_that_unfolds_to_a_giant_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(PictureUnreadable):
        prepare_photo(path)


def test_grey_of_sixteen_bits_keeps_its_shades(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    Image.new("I;16", (80, 80), 32_000).save(path)
    (tmp_path / "made.jpg").write_bytes(prepare_photo(path))
    with Image.open(tmp_path / "made.jpg") as made:
        assert 115 < made.convert("L").getpixel((40, 40)) < 135  # type: ignore[operator]


def test_a_transparent_colour_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGB", (80, 80), (0, 0, 0)).save(path, transparency=(0, 0, 0))
    (tmp_path / "made.jpg").write_bytes(prepare_photo(path))
    with Image.open(tmp_path / "made.jpg") as made:
        assert made.convert("L").getpixel((40, 40)) > 250  # type: ignore[operator]


def test_the_camera_takes_a_photo_for_the_form(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = person_form(qtbot, page, page.open_person_form)
    dialog.form.set_values({"first_name": "Zoltan"})
    camera = FakeCamera()
    dialog.open_camera(camera)
    assert is_on(camera)
    frame = QImage(640, 480, QImage.Format.Format_RGB32)
    frame.fill(QColor("#B25E00"))
    camera.framed.emit(frame)
    shooting = dialog.findChild(CameraDialog)
    assert isinstance(shooting, CameraDialog)
    shooting.take()
    assert not is_on(camera)
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    details = page.attendees.details
    assert details is not None
    assert details.photo is not None
    assert details.photo.startswith(b"\xff\xd8")


def test_without_a_camera_it_says_so(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = CameraDialog("Noa", page, FakeCamera(works=False))
    assert "no camera" in dialog.message.text()
    assert not dialog.take_button.isEnabled()
    dialog.deleteLater()


def test_a_folder_of_photos_goes_to_whom_they_are_named_after(
    qtbot: QtBot, page: OpenWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    picture(folder / "Cohen Dalia.jpg")
    picture(folder / "אלי כהן.png")
    picture(folder / "stranger.jpg")
    (folder / "Sam Cohen.jpg").write_bytes(b"no picture")
    page.open_photos()
    dialog = page.dialog
    assert isinstance(dialog, PhotosDialog)
    dialog.take(folder)
    settle(qtbot, page)
    said = dialog.message.text()
    assert said.startswith("2 photos taken.")
    assert "stranger.jpg" in said
    assert "Sam Cohen.jpg" in said
    dialog.reject()
    search(qtbot, page, "dalia")
    details = page.attendees.details
    assert details is not None
    assert details.photo is not None
