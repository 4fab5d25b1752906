"""The shapes that words come in: a verdict, a pill, a line of a list, a failure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """The colour of a verdict: yes, out, look, no; calm where nothing was asked."""

    YES = "yes"
    OUT = "out"
    LOOK = "look"
    NO = "no"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Banner:
    """The verdict in words: headline in the band, an aside beside it, and what to do."""

    tone: Tone
    headline: str
    aside: str
    sentence: str

    @property
    def is_clear(self) -> bool:
        """Whether somebody went through, and nothing is to be said or done."""
        return self.tone in (Tone.YES, Tone.OUT)


class Pill(NamedTuple):
    """A few words, and how they sound: yes, look, no or calm; without words it is not shown."""

    text: str = ""
    tone: str = "calm"


class Line(NamedTuple):
    """What one line shows; `tone` colours its bar or chip.

    `share` is how full a place is, from 0 to 1 and above; None where it has no limit.
    """

    title: str
    second: str
    below: str
    end: str
    tone: str
    id: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class FailureText:
    """A failure in words."""

    title: str
    sentence: str
    remedy: str

    @property
    def line(self) -> str:
        """All of it as one paragraph."""
        return f"{self.sentence} {self.remedy}".strip()
