"""What a pill of the top bar shows: a few words and their tone."""

from __future__ import annotations

from typing import NamedTuple


class Pill(NamedTuple):
    """A few words, and how they sound: yes, look, no or calm; without words it is not shown."""

    text: str = ""
    tone: str = "calm"
