"""A camera whose frames and pictures the test gives."""

from __future__ import annotations

from desktop.devices.scanning.camera import Camera


class FakeCamera(Camera):
    """Remembers whether it is on; where it does not work it says so."""

    def __init__(self, *, works: bool = True, reason: str = "no camera") -> None:
        super().__init__()
        self._works = works
        self._reason = reason
        self.is_on = False

    def start(self) -> bool:
        self.is_on = self._works
        self.unavailable = "" if self._works else self._reason
        return self._works

    def stop(self) -> None:
        self.is_on = False
