"""Makes the golden pictures of hard names anew; look at them before they are committed."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from desktop.devices.painting.fonts import load_fonts
from desktop.files.resources import RESOURCES
from tests.support.goldens import FOLDER, paint_hard_name
from tests.support.hard_names import HARD_NAMES


def main() -> None:
    """Write one picture a name."""
    application = QGuiApplication([])
    load_fonts(RESOURCES / "fonts")
    FOLDER.mkdir(exist_ok=True)
    for number, name in enumerate(HARD_NAMES):
        target: Path = FOLDER / f"{number:02d}.png"
        paint_hard_name(name).save(str(target), "PNG")  # type: ignore[call-overload]
    application.quit()


if __name__ == "__main__":
    main()
