"""What a verdict looks like in words: its tone, two words, an aside and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The colour of a verdict: yes, look, no; calm where nothing was asked."""

    YES = "yes"
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
