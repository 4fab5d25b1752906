"""Finds the column of ticket codes by its cells, where its header is in no list of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.domain.checkin.code_shapes import Shape, has_digit, is_uuid, parts_of
from desktop.files.headers.header_match import plain_header
from desktop.files.headers.sampled_column import SampledColumn

_CODE, _TYPE = "qr_code", "ticket_type"
# What a column of tickets' codes may be called, the surest first.
_HINTS = tuple(
    re.compile(words)
    for words in (
        r"ticket|admission|entry|check ?in|einlass|zugang|eintritt|billet|entrada|ingresso|"
        r"biglietto|bilet|kaart|karte|toegang|билет|כרטיס|تذكرة",
        r"qr|scan|barcode|bar code|strichcode|ean\b|gtin|upc|badge|штрих|ברקוד|סריקה|קוד|код|رمز",
        r"\btoken\b|\bhash\b|\bhmac\b|secret|\bpk\b|guid|uuid",
    )
)
_OTHERS = re.compile(
    r"order|payment|paid|transaction|stripe|paypal|invoice|receipt|wallet|eth\b|solana|avatar|photo|"
    r"picture|image|profile|linked ?in|website|facebook|twitter|instagram|resume|cv\b|upload|file|"
    r"phone|utm|refer|promo|coupon|discount|voucher|password|agent|account|passport|device|ip\b|"
    r"survey|address|company|zoom|meeting|event|session|postal|zip|post code|dial|country|state|"
    r"dress|tax\b|vat\b|unsubscribe|edit|cancel|calendar|join|register|rsvp|reset|manage|invit|"
    r"feedback|map\b|video|gift|member|customer|product|swift|hotel|certificate|wi ?fi|sent\b"
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{7,63}")
_NUMBER = re.compile(r"\d{10,20}")
_LEAST_ROWS = 2
# A longer header is a sentence about something.
_MOST_WORDS = 4
# Of random codes a few have no digit.
_SHARE_WITH_DIGIT = 0.6


def find_codes(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Take a column for the ticket code whose cells are codes, each another one.

    A column that passed for the type of ticket is one of codes where no two cells are the same.
    A column that is called the code and is empty gives way.
    """
    if _CODE in mapping and columns[mapping[_CODE]].sample:
        return
    taken = {index for field, index in mapping.items() if field not in (_TYPE, _CODE)}
    free = [column for column in columns if column.index not in taken]
    ranked = [(rank, column) for column in free if (rank := _rank(column)) is not None]
    if not ranked:
        return
    _rank_found, found = min(ranked, key=lambda one: (one[0], one[1].index))
    if mapping.get(_TYPE) == found.index:
        del mapping[_TYPE]
    mapping[_CODE] = found.index


def _rank(column: SampledColumn) -> int | None:
    """Say how surely a column holds codes, 0 the most; None where it does not."""
    cells, header = column.sample, plain_header(column.header)
    is_of_people = len(cells) >= _LEAST_ROWS and len(set(cells)) == len(cells)
    if not is_of_people or _OTHERS.search(header):
        return None
    hints = (rank for rank, words in enumerate(_HINTS) if words.search(header))
    rank = next(hints, None) if len(header.split()) <= _MOST_WORDS else None
    if rank is not None and _are_codes(cells):
        return rank
    is_plain = all(map(is_uuid, cells)) or (all(map(_is_link, cells)) and _of_one_host(cells))
    return len(_HINTS) if is_plain else None


def _are_codes(cells: Sequence[str]) -> bool:
    kinds: tuple[Callable[[str], bool], ...] = (_is_link, is_uuid, _is_pair, _is_long_number)
    return any(all(map(kind, cells)) for kind in kinds) or _are_words(cells)


def _is_link(cell: str) -> bool:
    parts = parts_of(cell)
    return parts is not None and parts.shape is Shape.LINK and bool(parts.main)


def _is_pair(cell: str) -> bool:
    parts = parts_of(cell)
    return parts is not None and parts.is_signed


def _are_words(cells: Sequence[str]) -> bool:
    with_digit = sum(map(has_digit, cells))
    return all(map(_WORD.fullmatch, cells)) and with_digit >= _SHARE_WITH_DIGIT * len(cells)


def _is_long_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _of_one_host(cells: Sequence[str]) -> bool:
    return len({parts.host for cell in cells if (parts := parts_of(cell))}) == 1
