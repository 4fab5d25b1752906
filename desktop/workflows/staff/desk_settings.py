"""What this computer keeps of itself: its desk's name, sounds, locking, scanner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The settings of one computer; `lock_min` minutes without keys lock it, 0 never."""

    name: str
    sounds: str = ON
    lock_min: int = 0
    serial_port: str = ""

    def as_texts(self) -> dict[str, str]:
        """Give all settings as texts, as a form and the store hold them."""
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], name: str = "") -> DeskSettings:
        """Read settings from texts; what is missing or makes no sense is as at first."""
        minutes = texts.get("lock_min", "0")
        return cls(
            texts.get("name") or name,
            texts.get("sounds") or ON,
            int(minutes) if minutes.isdecimal() else 0,
            texts.get("serial_port", ""),
        )
