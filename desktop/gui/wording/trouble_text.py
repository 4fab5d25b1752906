"""A failure in words: what every sentence about one is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TroubleText:
    """A failure in words."""

    title: str
    sentence: str
    remedy: str

    @property
    def line(self) -> str:
        """All of it as one paragraph."""
        return f"{self.sentence} {self.remedy}".strip()
