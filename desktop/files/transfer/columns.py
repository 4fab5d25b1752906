"""Recognises which column of a guest list holds which field, by its header and its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from desktop.domain.attendees.blanks import is_blank, is_word_for_no_name
from desktop.domain.attendees.status_words import read_attendance, read_status, read_yes_no
from desktop.domain.spelling import is_hebrew, normalise
from desktop.files.headers import column_words as words
from desktop.files.headers import standing_words
from desktop.files.headers.code_columns import find_codes
from desktop.files.headers.half_names import find_twin, take_half_names
from desktop.files.headers.header_match import (
    FOR_PAYERS,
    INSIDE_SCORE,
    NAMES,
    has_any,
    phrases_of,
    plain_header,
    score_words,
    without,
)
from desktop.files.headers.plain_cells import (
    code_cells,
    community_cells,
    phone_cells,
    share,
    ticket_type_cells,
    title_cells,
)
from desktop.files.headers.sampled_column import SampledColumn
from desktop.files.transfer.times import read_time

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# No address is longer, and the search takes the square of what it looks through.
MOST_LOOKED_AT = 320
# A column of states repeats a few short ones.
_MOST_STATES, _LONGEST_STATE = 12, 60
BY_CELLS_SCORE = 300
# How a column is called that another one has the name of.
_REPEATED = re.compile(r" \(\d+\)\Z")
HINT_MARGIN = 100


def recognise(headers: Sequence[str], sample_rows: Iterable[Sequence[str]]) -> dict[str, int]:
    """Say which field stands in which column.

    Args:
        headers: the header row.
        sample_rows: some rows below it; they tell emails from consents and dates from yes.

    Returns:
        Field name to the column's number, from 0, for what was recognised.
    """
    columns = _columns(headers, sample_rows)
    mapping = _assign(columns, _score)
    find_twin(mapping, columns, _name_cells)
    take_half_names(mapping, columns)
    _add_second_script(mapping, columns)
    _drop_region_of_address(mapping, columns)
    _drop_stay(mapping, columns)
    _prefer_host(mapping, columns)
    find_codes(mapping, columns)
    if not any(name in mapping for name in NAMES):
        free = [column for column in columns if column.index not in mapping.values()]
        for field, index in _assign(free, _score_payer).items():
            mapping.setdefault(field, index)
    return mapping


def _drop_region_of_address(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Beside an IP or postal address a region is a part of that, and no community."""
    index = mapping.get("community")
    if index is None or plain_header(columns[index].header) not in standing_words.REGIONS:
        return
    others = (plain_header(column.header) for column in columns if column.index != index)
    if any(has_any(header, standing_words.OF_ADDRESSES) for header in others):
        del mapping["community"]


def _drop_stay(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Bare days of check-in beside a room, nights or check-out are those of a hotel."""
    index = mapping.get("checked_in_at")
    if index is None or not columns[index].sample:
        return
    others = [plain_header(column.header) for column in columns if column.index != index]
    is_stay = any(has_any(header, standing_words.OF_STAYS) for header in others)
    if is_stay and share(columns[index].sample, lambda cell: ":" in cell) < 0.5:
        mapping.pop("checked_in_at")
        mapping.pop("checked_out_at", None)


def _prefer_host(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Beside a name or address of its own `Guest name` is that of somebody who comes along."""
    for field, own in standing_words.OWN_HEADERS.items():
        index = mapping.get(field)
        if index is None or plain_header(columns[index].header) not in standing_words.COMPANIONS:
            continue
        if field == "full_name" and {"first_name", "last_name"} <= mapping.keys():
            del mapping[field]
            continue
        others = (column for column in columns if plain_header(column.header) in own)
        if other := next(others, None):
            mapping[field] = other.index


def asks_for_reply(header: str) -> bool:
    """Tell whether a status column holds replies, so that none means: only invited."""
    return has_any(plain_header(header), standing_words.REPLIES)


def is_remainder(header: str) -> bool:
    """Tell whether a column of money holds what is left to pay, and not what is due in all."""
    return has_any(plain_header(header), standing_words.REMAINDERS)


def may_say_who_comes(header: str, sample: Sequence[str]) -> bool:
    """Tell whether a column that nothing was made of may say whether somebody may come.

    It is named then, so that nobody is let in for want of a mapping.
    """
    plain = plain_header(header)
    filled = [cell for cell in sample if not is_blank(cell)]
    if not filled:
        return False
    if has_any(plain, standing_words.VALIDITY):
        return not has_any(plain, standing_words.OF_DOCUMENTS)
    if not has_any(plain, standing_words.STANDING) or has_any(plain, standing_words.NO_STANDING):
        return False
    kinds = {normalise(cell) for cell in filled}
    return len(kinds) <= _MOST_STATES and max(map(len, kinds)) <= _LONGEST_STATE


def _columns(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[SampledColumn]:
    samples: list[list[str]] = [[] for _ in headers]
    for cells in rows:
        for sample, cell in zip(samples, cells, strict=False):
            if not is_blank(cell):
                sample.append(cell.strip())
    return [
        SampledColumn(index, header, tuple(sample))
        for index, (header, sample) in enumerate(zip(headers, samples, strict=True))
    ]


def _assign(
    columns: Iterable[SampledColumn], score: Callable[[str, SampledColumn], float]
) -> dict[str, int]:
    """Give each field its best column, the surest pair first; each column serves once."""
    rated = [
        (score(field, column), -column.index, field)
        for column in columns
        for field in (*words.WHOLE, *(f"{name}_hebrew" for name in NAMES))
    ]
    mapping: dict[str, int] = {}
    for points, index, field in sorted(rated, reverse=True):
        if points > 0 and field not in mapping and -index not in mapping.values():
            mapping[field] = -index
    return mapping


def _score(field: str, column: SampledColumn) -> float:
    return _score_header(field, column, payer_words=words.PAYERS)


def _score_payer(field: str, column: SampledColumn) -> float:
    if field not in FOR_PAYERS:
        return 0
    spoken = without(plain_header(column.header), words.PAYERS)
    renamed = SampledColumn(column.index, spoken, column.sample)
    return _score_header(field, renamed, payer_words=())


def _score_header(field: str, column: SampledColumn, payer_words: Sequence[str]) -> float:
    if field.endswith("_hebrew"):
        return _score_hebrew(field, column)
    header = plain_header(column.header)
    is_in_hebrew = has_any(header, words.HEBREW_QUALIFIERS)
    if is_in_hebrew and field in NAMES:
        return 0
    is_english = has_any(header, words.ENGLISH_QUALIFIERS)
    if is_english and field in NAMES:
        header = without(header, words.ENGLISH_QUALIFIERS)
    points = score_words(field, column.header, header, payer_words)
    points += 5 if is_english and points else 0
    points -= 2 if is_hebrew(column.header) and points else 0
    return _weigh_cells(field, column, points)


def _score_hebrew(field: str, column: SampledColumn) -> float:
    header = plain_header(column.header)
    if not has_any(header, words.HEBREW_QUALIFIERS):
        return 0
    rest = without(header, words.HEBREW_QUALIFIERS)
    return score_words(field.removesuffix("_hebrew"), rest, rest, ())


def _weigh_cells(field: str, column: SampledColumn, points: float) -> float:
    """Let the cells speak: what contradicts the header, and emails nobody announced."""
    if field == "email":
        return _weigh_email(column, points)
    if not points:
        return 0
    rule = _CELL_RULES.get(field)
    weight = rule(column) if rule else 1.0
    # A stem is a hint only: cells that do not agree with it decide.
    return points * weight if weight == 1.0 or points >= INSIDE_SCORE - HINT_MARGIN else 0


def _weigh_email(column: SampledColumn, points: float) -> float:
    """Believe a plain header; a question must have emails for answers, to be no consent."""
    header = plain_header(column.header)
    if not column.sample:
        return 0 if header == "username" else 0.3 * points
    if share(column.sample, lambda cell: bool(_EMAIL.search(cell[:MOST_LOOKED_AT]))) >= 0.5:
        is_other = has_any(header, (*words.OTHERS, *words.PAYERS))
        return points if is_other else max(points, BY_CELLS_SCORE)
    is_plain = points > INSIDE_SCORE + 100 and header != "username"
    return 0.05 * points if is_plain and not _is_yes_no(column) else 0


def _name_cells(column: SampledColumn) -> float:
    """Names have letters, are no addresses, and are not the same word for everybody."""

    def is_name(cell: str) -> bool:
        return any(c.isalpha() for c in cell) and "@" not in cell and "://" not in cell

    if not column.sample:
        return 1.0
    is_said_of_all = len(set(column.sample)) == 1 < len(column.sample) and is_word_for_no_name(
        column.sample[0]
    )
    is_no_name = is_said_of_all or _is_yes_no(column)
    return float(not is_no_name and share(column.sample, is_name) >= 0.5)


def _status_cells(column: SampledColumn) -> float:
    """`State` may be Louisiana, `Response` may be anything: only known words make them status."""
    is_word_of_many = plain_header(column.header) in {"state", "response", "estado", "etat"}
    if not column.sample:
        return float(not is_word_of_many)
    known = share(column.sample, lambda cell: not read_status(cell).unknown)
    if is_word_of_many:
        return float(known >= 0.5)
    return 1.0 if known else 0.9


def _flag_cells(column: SampledColumn) -> float:
    """A column of its own for one state says yes and no, or when; an amount is neither."""
    is_plain = plain_header(column.header) in _phrases_of_flags()
    if not column.sample or is_plain:
        return 1.0
    return float(_is_yes_no(column) or share(column.sample, _is_moment) >= 0.5)


@lru_cache(maxsize=1)
def _phrases_of_flags() -> frozenset[str]:
    """Give the headers that name a state outright, whatever stands below them."""
    fields = ("is_cancelled", "is_blocked")
    return frozenset(phrase for field in fields for phrase in phrases_of(field))


def names_among(headers: Mapping[int, str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Name the columns that nothing was made of and that hold names of people, not of payers."""
    found = []
    for index, header in headers.items():
        plain = plain_header(_REPEATED.sub("", header))
        if has_any(plain, (*words.PAYERS, *words.OTHERS)):
            continue
        points = max(score_words(field, plain, plain, words.PAYERS) for field in NAMES)
        cells = tuple(row[index] for row in rows if index < len(row) and not is_blank(row[index]))
        is_filled = bool(cells) and bool(_name_cells(SampledColumn(index, header, cells)))
        if is_filled and (points > INSIDE_SCORE or plain in standing_words.INFIXES):
            found.append(header)
    return found


def states_among(headers: Mapping[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Choose the columns that nothing was made of and that hold states by their own words."""
    found = {}
    for index, header in headers.items():
        cells = [row[index] for row in rows if index < len(row) and not is_blank(row[index])]
        # Of a question that nobody knows, yes may be good or bad: it is named only.
        words = [cell for cell in cells if read_yes_no(cell) is None]
        if 2 * sum(not read_status(word).unknown for word in words) >= len(cells) > 0:
            found[index] = header
    return found


def _paid_cells(column: SampledColumn) -> float:
    return float(bool(column.sample)) * _flag_cells(column)


def _is_moment(cell: str) -> bool:
    return read_time(cell, is_day_first=True) is not None


def _checked_in_at_cells(column: SampledColumn) -> float:
    """A column of times in which most say `Not checked in` is still one."""
    if _is_yes_no(column) and not any(map(_is_moment, column.sample)):
        return 0.2
    return 1.0


def _checked_in_cells(column: SampledColumn) -> float:
    if plain_header(column.header) in standing_words.PRESENCE_NOUNS and _is_yes_no(column):
        # It may be an answer to an invitation.
        return 0.0
    is_answer = (
        share(column.sample, lambda cell: read_attendance(cell) is not None) >= 0.5
        if column.sample
        else False
    )
    return 1.0 if is_answer else 0.1


def _sessions_cells(column: SampledColumn) -> float:
    return float(not _is_yes_no(column))


_CELL_RULES: Mapping[str, Callable[[SampledColumn], float]] = {
    "first_name": _name_cells,
    "last_name": _name_cells,
    "full_name": _name_cells,
    "phone": phone_cells,
    "title": title_cells,
    "ticket_type": ticket_type_cells,
    "community": community_cells,
    "qr_code": code_cells,
    "status": _status_cells,
    "is_cancelled": _flag_cells,
    "is_blocked": _flag_cells,
    "is_paid": _paid_cells,
    "is_approved": _paid_cells,
    "checked_in_at": _checked_in_at_cells,
    "checked_in": _checked_in_cells,
    "sessions": _sessions_cells,
}


def _add_second_script(mapping: dict[str, int], columns: Sequence[SampledColumn]) -> None:
    """Take a second set of name columns, in Hebrew letters, for the second script."""
    full, first = mapping.get("full_name"), mapping.get("first_name")
    has_both = full is not None and first is not None and "full_name_hebrew" not in mapping
    if has_both and _is_second_script(columns[full or 0], columns[first or 0]):
        mapping["full_name_hebrew"] = mapping.pop("full_name")
    for field in NAMES:
        taken = mapping.get(field)
        if taken is None or f"{field}_hebrew" in mapping or _is_in_hebrew(columns[taken]):
            continue
        free = [column for column in columns if column.index not in mapping.values()]
        rivals = [column for column in free if _score(field, column) > 0 and _is_in_hebrew(column)]
        if rivals:
            mapping[f"{field}_hebrew"] = max(rivals, key=lambda column: _score(field, column)).index


def _is_second_script(full: SampledColumn, first: SampledColumn) -> bool:
    return _hebrewshare(full) > 0.8 and _hebrewshare(first) < 0.2


def _hebrewshare(column: SampledColumn) -> float:
    return share(column.sample, is_hebrew) if column.sample else 0.5


def _is_in_hebrew(column: SampledColumn) -> bool:
    if column.sample:
        return share(column.sample, is_hebrew) >= 0.5
    return is_hebrew(column.header)


def _is_yes_no(column: SampledColumn) -> bool:
    if not column.sample:
        return False
    return share(column.sample, lambda cell: read_yes_no(cell) is not None) >= 0.5
