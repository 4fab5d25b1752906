"""Names of people in any script: how they are compared, searched and shown."""

from __future__ import annotations

import difflib

from desktop.domain.spelling import is_hebrew, normalise

TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "rn", "md", *map(normalise, ("ד״ר", "פרופ"))})
# What stands before a family name, apart or joined to it, folded as names are compared.
PARTICLES = frozenset(
    map(
        normalise,
        [
            "ben",
            "bar",
            "bat",
            "el",
            "al",
            "abu",
            "ibn",
            "de",
            "del",
            "della",
            "di",
            "du",
            "da",
            "la",
            "le",
            "van",
            "von",
            "der",
            "den",
            "mac",
            "mc",
            "o",
            "st",
            "dos",
            "בן",
            "בר",
            "בת",
            "אל",
            "אבו",
            "אבן",
            "דה",
        ],
    )
)
SIMILAR_ENOUGH = 0.75


def name_key(name: str) -> str:
    """Fold a whole name regardless of word order: `Cohen, Noa` and `Noa Cohen` are one."""
    return " ".join(sorted(normalise(name).split()))


def join_name(first: str, last: str) -> str:
    """Write given and family name as one."""
    return f"{first} {last}" if first and last else first or last


def split_name(full: str) -> tuple[str, str]:
    """Part a full name into given and family name, for the large line of a badge.

    `Cohen, Noa` is turned round; otherwise the first word is the given name, a leading title
    left out.
    """
    if full.count(",") == 1:
        family, _, given = full.partition(",")
        if given.strip() and family.strip():
            return given.strip(), family.strip()
    words = full.split()
    while len(words) > 2 and normalise(words[0]) in TITLES:
        words = words[1:]
    return (words[0], " ".join(words[1:])) if words else ("", "")


def initials(name: str) -> str:
    """Write the one or two letters that stand for a person without a photo."""
    # A double name is one: Bar-On is a B.
    parts = [normalise(part) for part in name.split()]
    words = [part for part in parts if part and part[0].isalpha()]
    if not words:
        return "?"
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def are_similar(name: str, other: str) -> bool:
    """Tell whether two names may be one person's, written with a slip or changed in part.

    A shared family name alone is not enough: couples share addresses.
    """
    a, b = name_key(name), name_key(other)
    if a == b:
        return True
    shorter, longer = sorted((set(a.split()), set(b.split())), key=len)
    if len(shorter) > 1 and shorter <= longer:
        return True
    is_close = difflib.SequenceMatcher(None, a, b).ratio() >= SIMILAR_ENOUGH
    return is_close and bool(set(a.split()) & set(b.split()))


def names_typed(text: str) -> dict[str, str]:
    """Give the fields of somebody's name as it was typed into a search; nothing for a code."""
    text = text.strip()
    if not text or any(map(str.isdigit, text)):
        return {}
    first, last = split_name(text)
    ending = "_hebrew" if is_hebrew(text) else ""
    return {f"first_name{ending}": first, f"last_name{ending}": last}
