"""One slip of the keyboard: which words may have been meant.

Two words that differ by one letter (wrong, missing, doubled or swapped) have a common form
with one letter left out; only the beginnings of words are compared, so that an index of them
stays small.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BEGINNING = 7
LEAST_LETTERS = 4


def shortened(word: str) -> set[str]:
    """Give the beginning of a word, and that with each one letter left out."""
    head = word[:BEGINNING]
    return {head, *(head[:i] + head[i + 1 :] for i in range(len(head)))}


def is_one_slip_away(typed: str, word: str) -> bool:
    """Tell whether a word, or its beginning while it is being typed, is one slip from `typed`."""
    same = 0
    for letter, other in zip(typed, word, strict=False):
        if letter != other:
            break
        same += 1
    mine, theirs = typed[same:], word[same:]
    size = len(mine)
    return (
        not mine
        or mine[1:] == theirs[: size - 1]
        or mine == theirs[1 : size + 1]
        or mine[1:] == theirs[1:size]
        or (mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:size])
    )


def _is_close(a: str, b: str) -> bool:
    """Tell whether one letter put in, left out, changed, or two swapped make `a` of `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if first is None:
        return True
    x, y = a[first:], b[first:]
    if len(x) == len(y):
        is_swap = x[:2] == y[1::-1] and x[2:] == y[2:]
        return x[1:] == y[1:] or is_swap
    return x[1:] == y if len(x) > len(y) else x == y[1:]


def near_codes(typed: str, known: Iterable[str]) -> list[str]:
    """Name the codes that may have been meant: written otherwise, one slip away, or longer by more.

    NI PERM, niperm, NIPRM and NIPERM 2026 are all near NIPERM.
    """
    return [code for code in known if code != typed and _is_near(_bare(typed), _bare(code))]


def near_names(typed: str, known: Iterable[str]) -> list[str]:
    """Name those that may have been meant; Bus 1 and 2, Hall A and B are two on purpose."""
    return [name for name in near_codes(typed, known) if _marks(name) == _marks(typed)]


def _marks(name: str) -> list[str]:
    """Give the numbers and single letters by which things of one name are told apart."""
    return [part for part in re.findall(r"\d+|\w+", name.casefold())
            if part.isdigit() or len(part) == 1]  # fmt: skip


def _bare(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _is_near(typed: str, code: str) -> bool:
    shorter, longer = sorted((typed, code), key=len)
    is_beginning = len(shorter) >= LEAST_LETTERS - 1 and longer.startswith(shorter)
    return typed == code or is_beginning or (len(typed) > 1 and _is_close(typed, code))
