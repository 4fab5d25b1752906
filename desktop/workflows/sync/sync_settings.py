"""How this computer exchanges with others; kept on it, in no journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

SYNC = "sync"


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """The hub's address without a password; folders, and every how many minutes (0: by hand)."""

    hub: str = ""
    folder: str = ""
    folder_minutes: int = 0
    export_folder: str = ""
    export_minutes: int = 0

    def as_texts(self) -> dict[str, str]:
        """Write them so that they can be kept."""
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_texts(cls, kept: Mapping[str, str]) -> SyncSettings:
        """Read what was kept; what is missing or no number is as at first."""
        get = kept.get
        return cls(
            get("hub", ""),
            get("folder", ""),
            _minutes(get("folder_minutes", "")),
            get("export_folder", ""),
            _minutes(get("export_minutes", "")),
        )


def _minutes(text: str) -> int:
    return int(text) if text.isdecimal() else 0
