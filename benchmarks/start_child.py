"""A child of the benchmark of starting: shows a window and prints when what could be seen.

Seconds are counted from the moment the parent names, which is before this process was made.
"""

from __future__ import annotations

import sys
import time

FRAME, READY, EMPTY = "frame", "ready", "empty"


def empty_widget(begun: float) -> None:
    """Show a widget with nothing in it: the least that a window of Qt takes."""
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    class Widget(QWidget):
        def paintEvent(self, _event: object) -> None:
            print(EMPTY, time.time() - begun, flush=True)
            application.quit()

    application = QApplication([])
    widget = Widget()
    widget.resize(1360, 850)
    widget.show()
    application.exec()


def muster(begun: float, store: str) -> None:
    """Open Muster as the command line does, and close it once somebody could be checked in."""
    import main  # noqa: PLC0415

    _watch(begun)
    sys.argv = ["main.py", "--store", store]
    main.start()


def _watch(begun: float) -> None:
    """Look from a timer at what is shown: a filter of events would slow down what it looks at."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.gui.window.first_frame import FirstFrame  # noqa: PLC0415

    painted = FirstFrame.paintEvent

    def paint(frame: FirstFrame, event: object) -> None:
        painted(frame, event)  # type: ignore[arg-type]
        FirstFrame.paintEvent = painted  # type: ignore[method-assign]
        print(FRAME, time.time() - begun, flush=True)

    FirstFrame.paintEvent = paint  # type: ignore[method-assign,assignment]
    application = QApplication([])

    def look() -> None:
        for window in application.topLevelWidgets():
            station = getattr(window, "station", None)
            if station is not None and station.programme and window.focusWidget():
                print(READY, time.time() - begun, flush=True)
                timer.stop()
                window.close()
                return

    timer = QTimer(application)
    timer.timeout.connect(look)
    timer.start(1)


if __name__ == "__main__":
    if sys.argv[1] == EMPTY:
        empty_widget(float(sys.argv[2]))
    else:
        muster(float(sys.argv[2]), sys.argv[3])
