"""A desk as a process of its own: the real window, scanned into by keys, until it is killed.

Run as `python -m tests.support.desk_process STORE KEY POINT`, with codes on standard input; each
verdict is printed after it stands on screen.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.window.start import dress
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from tests.support import keys
from tests.support.window import OpenWindow

PATIENCE_MS = 60_000


def main() -> None:
    store, key_file, point = sys.argv[1:]
    application = QApplication(["muster"])
    theme = dress(application, RESOURCES, "light")
    lanes = Lane("store"), Lane("files")
    painter = PdfBadgePainter()
    front_desk = (
        lanes[0]
        .submit(lambda: FrontDesk.open(Path(store), Path(key_file), system_clock, painter))
        .result()
    )
    window = OpenWindow(Jobs(*lanes), front_desk, theme)
    wait_for(window.stood, lambda: window.load("NIPERM"))
    window.show()
    window.screens.show_desk()
    programme = window.programme
    assert programme is not None
    points = lanes[0].submit(lambda: front_desk.programmes.points(programme)).result()
    window.door.choose(next(one for one in points if one.name == point))
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        code = line.strip()
        verdicts: list[str] = []
        window.checkin_desk.verdict_given.connect(
            lambda verdict, heard=verdicts: heard.append(verdict.outcome.slug)
        )
        wait_for(
            window.checkin_desk.verdict_given,
            lambda code=code: keys.scan(window.windowHandle(), code),
        )
        print(code, verdicts[-1], window.page.card.band.headline.text(), sep="\t", flush=True)  # noqa: T201
    os._exit(0)


def wait_for(signal: object, act: object) -> None:
    """Do something and run the program until a signal comes."""
    loop = QEventLoop()
    QTimer.singleShot(PATIENCE_MS, lambda: os._exit(3))
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    QTimer.singleShot(0, act)  # type: ignore[call-overload]
    loop.exec()
    signal.disconnect(loop.quit)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
