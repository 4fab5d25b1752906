"""Days and times as organizers type them: 27 Nov 2026, tomorrow 9:30, ב-27 בנובמבר 2026.

What can be read in two ways is not read: 3/4/2026 is April here and March there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from desktop.domain.spelling import normalise

_MONTHS = (
    ("january", "jan", "ינואר"), ("february", "feb", "פברואר"), ("march", "mar", "מרס", "מרץ"),
    ("april", "apr", "אפריל"), ("may", "מאי"), ("june", "jun", "יוני"), ("july", "jul", "יולי"),
    ("august", "aug", "אוגוסט"), ("september", "sept", "sep", "ספטמבר"),
    ("october", "oct", "אוקטובר"), ("november", "nov", "נובמבר"), ("december", "dec", "דצמבר"),
)  # fmt: skip
_MONTH = {
    normalise(name): number for number, names in enumerate(_MONTHS, start=1) for name in names
}
# In Hebrew a month is written with "in" before it: בנובמבר.
_MONTH |= {f"ב{name}": number for name, number in _MONTH.items() if not name.isascii()}
_NAMED_DAYS = {"today": 0, "היום": 0, "tomorrow": 1, "מחר": 1}
_WEEKDAY = {
    normalise(name): number
    for number, names in enumerate(
        (
            ("monday", "mon", "mo", "שני", "יום שני", "ב"),
            ("tuesday", "tue", "tues", "tu", "שלישי", "יום שלישי", "ג"),
            ("wednesday", "wed", "we", "רביעי", "יום רביעי", "ד"),
            ("thursday", "thu", "thur", "thurs", "th", "חמישי", "יום חמישי", "ה"),
            ("friday", "fri", "fr", "שישי", "יום שישי", "ו"),
            ("saturday", "sat", "sa", "שבת", "יום שבת", "ש"),
            ("sunday", "sun", "su", "ראשון", "יום ראשון", "א"),
        ),
        start=1,
    )
    for name in names
}
_BETWEEN_DAYS = re.compile(r"[,;\n]|\s+and\s+|\s+&\s+")
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_LAST_HOUR, _NOON = 23, 12


def day_of(text: str, today: str) -> str:
    """Read a day; give it in ISO form, or nothing where it is none or may be another one.

    Args:
        text: what was typed.
        today: this day in ISO form: a day without a year is the next one that is called so.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    if numbers := _NUMBERS.match(text):
        return _by_numbers(*map(int, numbers.groups()), is_dotted="." in text)
    return _by_words(normalise(text).split(), date.fromisoformat(today))


def moment_of(text: str, today: str, day: str = "") -> str:
    """Read a day and time; give the ISO minute, or nothing where it is none.

    Args:
        text: what was typed.
        today: this day in ISO form.
        day: the day that is meant where only a time is typed.
    """
    text = text.strip().replace("T", " ")
    time = _TIME.search(text)
    if time is None:
        return ""
    before = text[: time.start()].strip().rstrip(",")
    found = day_of(before, today) if before else day
    hour, minute = _clock(*time.groups())
    if not found or hour > _LAST_HOUR or minute > 59:
        return ""
    return datetime.fromisoformat(f"{found}T{hour:02d}:{minute:02d}").isoformat(timespec="minutes")


def days_of(text: str, today: str, weekdays: Mapping[str, int] | None = None) -> str:
    """Read weekdays and days, such as `Mon-Thu, 11 Dec 2026`; nothing where a word is neither.

    Args:
        text: what was typed, parted by commas.
        today: this day in ISO form.
        weekdays: further names of weekdays, from 1 for Monday to 7.

    Returns:
        ISO days and numbers of weekdays, parted by spaces, as points keep them.
    """
    known = _WEEKDAY | {normalise(name): number for name, number in (weekdays or {}).items()}
    found: list[str] = []
    for part in filter(str.strip, _BETWEEN_DAYS.split(text)):
        day = day_of(part, today)
        numbers = [day] if day else _weekdays(part, known)
        if not numbers:
            return ""
        found += numbers
    return " ".join(sorted(set(found), key=lambda word: (len(word), word)))


def _weekdays(text: str, known: Mapping[str, int]) -> list[str]:
    """Read a weekday, or the weekdays from one until another one."""
    ends = [known.get(normalise(word)) for word in re.split(r"\s*[-–]\s*", text.strip())]
    if not 1 <= len(ends) <= 2 or None in ends:
        return []
    first, last = (int(end or 0) for end in (ends[0], ends[-1]))
    count = (last - first) % 7 + 1
    return [str((first - 1 + ahead) % 7 + 1) for ahead in range(count)]


def _clock(hour: str, minute: str | None, half: str | None) -> tuple[int, int]:
    number = int(hour)
    if half and number <= _NOON:
        number = number % _NOON + (_NOON if half.casefold().startswith("p") else 0)
    elif half:
        number = _LAST_HOUR + 1
    return number, int(minute or 0)


def _by_numbers(first: int, second: int, year: int, *, is_dotted: bool) -> str:
    """Read 27.11.2026 and 27/11/2026; with slashes only where one number is no month."""
    if is_dotted or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else ""


def _by_words(words: list[str], today: date) -> str:
    if len(words) == 1 and words[0] in _NAMED_DAYS:
        return (today + timedelta(days=_NAMED_DAYS[words[0]])).isoformat()
    months = [_MONTH[word] for word in words if word in _MONTH]
    numbers = [int(word) for word in words if word.isascii() and word.isdecimal()]
    days = [number for number in numbers if number <= 31]
    years = [number for number in numbers if 2000 <= number <= 2100]
    if len(months) != 1 or len(days) != 1 or len(days) + len(years) != len(numbers):
        return ""
    if len(years) > 1:
        return ""
    if years:
        return _iso(years[0], months[0], days[0])
    this_year = _iso(today.year, months[0], days[0])
    is_past = this_year < today.isoformat()
    return _iso(today.year + is_past, months[0], days[0])


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
