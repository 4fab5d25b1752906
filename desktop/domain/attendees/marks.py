"""Marks that the desk must not overlook: VIP, speaker, first time, needs assistance."""

from __future__ import annotations

import re
from enum import StrEnum

from desktop.domain.attendees.registration import Attendee
from desktop.domain.spelling import normalise


class Mark(StrEnum):
    """What makes somebody stand out at the desk, the most urgent first."""

    ASSISTANCE = "assistance"
    VIP = "vip"
    SPEAKER = "speaker"
    FIRST_TIME = "first_time"


# What guest lists write in their tags, types and attention columns, in English and Hebrew.
_WORDS = {
    Mark.ASSISTANCE: (
        "needs assistance", "assistance", "wheelchair", "accessibility", "יש צורך בסיוע", "סיוע",
        "נגישות", "כיסא גלגלים",
    ),
    Mark.VIP: ("vip", "v i p", "guest of honour", "guest of honor", "אח״מ", "אורח כבוד"),
    Mark.SPEAKER: ("speaker", "panelist", "panellist", "moderator", "presenter", "מרצה", "דובר",
                   "דוברת"),
    Mark.FIRST_TIME: ("first time", "first time here", "first timer", "newcomer", "פעם ראשונה"),
}  # fmt: skip
_MARK_OF = {normalise(word): mark for mark, words in _WORDS.items() for word in words}
_DENIALS = frozenset(map(normalise, ("no", "none", "not", "without", "n/a", "אין", "לא", "ללא")))
_PARTS = re.compile(r"[;,|/\n]")


def mark_named(text: str) -> Mark | None:
    """Name the mark that a tag or type stands for."""
    return _MARK_OF.get(normalise(text))


def marks_of(attendee: Attendee) -> list[Mark]:
    """List somebody's marks, as the tags, the type and the attention of the list name them."""
    own = attendee.registration
    named = {
        mark_named(part)
        for text in (own.tags, own.ticket_type, own.attention, own.notes)
        for part in _PARTS.split(text)
    }
    if any(_asks_for_assistance(part) for part in _PARTS.split(attendee.person.needs)):
        named.add(Mark.ASSISTANCE)
    return [mark for mark in Mark if mark in named]


def _asks_for_assistance(text: str) -> bool:
    """Tell whether a need names assistance, and does not deny it."""
    folded = normalise(text)
    is_denied = not _DENIALS.isdisjoint(folded.split())
    return not is_denied and any(normalise(word) in folded for word in _WORDS[Mark.ASSISTANCE])
