"""Thirty attendances of a session from 09:00 to 10:30, each with the credit that is right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.journal.entry import EntryId
from desktop.domain.journal.fold import Movement
from desktop.domain.programme.programme import CreditRule, Session
from desktop.domain.reports.credits import (
    CreditType,
    Decided,
    Doubt,
    Rounding,
    Span,
    amount,
    credit_of,
    decision_text,
    flaws_of,
    read_decision,
    stays_of,
    type_named,
)

NINE = 1_795_000_000_000
MIN = 60_000
SPAN = Span(NINE, NINE + 90 * MIN)
AMA = CreditType("ama", "AMA", "credit", Decimal(60), Decimal("0.25"), Rounding.NEAREST)
LATE, GAP, EARLY = Doubt.LATE, Doubt.GAP, Doubt.LEFT_EARLY
MISSED, CLOCKS = Doubt.MISSED_EXIT, Doubt.CLOCKS


def session(rule: CreditRule = CreditRule.ENTER, least: str = "", late: str = "") -> Session:
    return Session("s", "p", "S01", "workshop", "Workshop", starts_at="2026-12-02T09:00",
                   ends_at="2026-12-02T10:30", credit_hours="1.5", credit_type="ama",
                   credit_rule=rule, credit_least=least, credit_late=late)  # fmt: skip


def moves(text: str) -> list[Movement]:
    """Read `in -10, out 80, else 95`: minutes from the beginning; `else` is another door."""
    made = []
    for number, part in enumerate(text.split(",") if text else ()):
        way, minute = part.split()
        at = NINE + int(minute) * MIN
        here = "" if way == "else" else "s"
        direction = "out" if way == "out" else "in"
        made.append(Movement(EntryId("a", number + 1), at, direction, "Door", "room", "a", "",
                             here, number))  # fmt: skip
    return made


ENTER, SHARE, MINUTES = CreditRule.ENTER, CreditRule.SHARE, CreditRule.MINUTES
CASES = [
    # Entering in time, fifteen minutes at most: nobody scans out of a workshop.
    (ENTER, "", "in -20", "1.50", False, ()),
    (ENTER, "", "in 0", "1.50", False, ()),
    (ENTER, "", "in 15", "1.50", False, ()),
    (ENTER, "", "in 16", "0.00", False, (LATE,)),
    (ENTER, "", "in 89", "0.00", False, (LATE,)),
    (ENTER, "", "in 95", "0.00", False, (LATE,)),
    (ENTER, "", "in -5, out 92", "1.50", False, ()),
    (ENTER, "", "in -5, out 60", "1.50", False, (EARLY,)),
    (ENTER, "", "in -5, else 40", "1.50", False, (EARLY,)),
    (ENTER, "", "in -5, out 30, in 45", "1.50", False, (GAP,)),
    # Whoever was gone before it began was not there.
    (ENTER, "", "in -30, out -10", "0.00", False, (LATE,)),
    (ENTER, "", "in -30, out -10, in 5", "1.50", False, ()),
    (ENTER, "", "in -30, out -10, in 20", "0.00", False, (LATE,)),
    (ENTER, "", "in -5, in 40", "1.50", False, ()),
    (ENTER, "", "", "0.00", False, ()),
    # Eighty per cent are 72 minutes, and only exits prove them.
    (SHARE, "80", "in 0, out 90", "1.50", False, ()),
    (SHARE, "80", "in 0, out 72", "1.50", False, (EARLY,)),
    (SHARE, "80", "in 0, out 71", "0.00", False, (EARLY,)),
    (SHARE, "80", "in 10, out 95", "1.50", False, ()),
    (SHARE, "80", "in 0", "0.00", True, (MISSED,)),
    (SHARE, "80", "in 30", "0.00", False, (MISSED,)),
    (SHARE, "80", "in 0, else 60", "0.00", False, (EARLY, MISSED)),
    (SHARE, "80", "in 0, else 85", "0.00", True, (EARLY, MISSED)),
    (SHARE, "80", "in -10, out 40, in 50, out 90", "1.50", False, (GAP,)),
    (SHARE, "80", "in -10, out 40, in 60, out 90", "0.00", False, (GAP,)),
    (SHARE, "80", "in -10, out 40, in 50", "0.00", True, (GAP, MISSED)),
    # At least an hour.
    (MINUTES, "60", "in 0, out 60", "1.50", False, (EARLY,)),
    (MINUTES, "60", "in 0, out 59", "0.00", False, (EARLY,)),
    (MINUTES, "60", "in 31", "0.00", False, (MISSED,)),
    (MINUTES, "60", "in 30", "0.00", True, (MISSED,)),
]


def test_there_are_thirty() -> None:
    assert len(CASES) == 30


@pytest.mark.parametrize(("rule", "least", "walk", "awarded", "is_open", "doubts"), CASES)
def test_each_attendance_has_its_credit(
    rule: CreditRule, least: str, walk: str, awarded: str, is_open: bool, doubts: tuple[Doubt, ...]
) -> None:
    stays = stays_of(moves(walk), "s", SPAN.ends_ms)
    credit = credit_of(session(rule, least), SPAN, AMA, stays)
    assert (f"{credit.awarded:.2f}", credit.is_open, credit.doubts) == (awarded, is_open, doubts)


def test_movements_count_in_the_order_in_which_they_were_written() -> None:
    """A desk whose clock is an hour behind let them out before they came in."""
    walk = [moves("in 10")[0], moves("in 0, out -50")[1]._replace(order_ms=5)]
    credit = credit_of(session(SHARE, "80"), SPAN, AMA, stays_of(walk, "s", SPAN.ends_ms))
    assert (credit.awarded, credit.is_open) == (Decimal(0), True)
    assert CLOCKS in credit.doubts


def test_what_a_person_decided_counts_before_the_rule() -> None:
    said = Decided(Decimal("1.25"), "was seen until the end", "Rina", NINE, "ama")
    credit = credit_of(session(SHARE, "80"), SPAN, AMA, stays_of(moves("in 0"), "s", 0), said)
    assert (credit.awarded, credit.is_open, credit.decided) == (Decimal("1.25"), False, said)


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({"starts_at": ""}, Doubt.NO_TIMES),
        ({"credit_type": "gold"}, Doubt.NO_TYPE),
        ({"credit_hours": ""}, Doubt.NO_HOURS),
        ({"credit_hours": "0"}, Doubt.NO_HOURS),
        ({"credit_hours": "one"}, Doubt.NO_HOURS),
        ({"credit_hours": "1e3"}, Doubt.NO_HOURS),
        ({"credit_rule": "by mood"}, Doubt.NO_RULE),
        ({"credit_rule": SHARE}, Doubt.NO_RULE),
        ({"credit_rule": SHARE, "credit_least": "101"}, Doubt.NO_RULE),
        ({"credit_rule": SHARE, "credit_least": "0"}, Doubt.NO_RULE),
        ({"credit_rule": MINUTES, "credit_least": "an hour"}, Doubt.NO_RULE),
        ({"credit_late": "-5"}, Doubt.NO_RULE),
    ],
)
def test_a_session_that_lacks_something_gives_nobody_credit(
    changed: dict[str, str], flaw: Doubt
) -> None:
    """Not even to whom somebody awarded it: the amount has no meaning."""
    fields = {name: getattr(session(), name) for name in Session.__slots__}
    poor = Session(**(fields | changed))
    span = SPAN if poor.starts_at else None
    type_ = type_named({"ama": AMA}, poor.credit_type)
    said = Decided(Decimal(1), "", "Rina", NINE, "ama")
    credit = credit_of(poor, span, type_, stays_of(moves("in 0, out 90"), "s", 0), said)
    assert flaws_of(poor, span, type_) == (flaw,)
    assert (credit.awarded, credit.is_open) == (Decimal(0), False)
    assert flaw in credit.doubts


@pytest.mark.parametrize(
    ("minutes", "step", "rounding", "hours", "expected"),
    [
        ("60", "0.25", Rounding.NEAREST, "1.5", "1.50"),
        ("60", "0.25", Rounding.NEAREST, "1.6", "1.50"),
        ("60", "0.25", Rounding.NEAREST, "1.625", "1.75"),
        ("60", "0.01", Rounding.DOWN, "1.25", "1.25"),
        # Fifty minutes are one contact hour: 90 / 50, and 100 / 50.
        ("50", "0.01", Rounding.DOWN, "1.5", "1.80"),
        ("50", "0.01", Rounding.DOWN, "1.6666", "1.99"),
        # Ten contact hours are one unit.
        ("600", "0.1", Rounding.DOWN, "1.5", "0.1"),
        ("600", "0.1", Rounding.DOWN, "12", "1.2"),
        ("60", "0.25", Rounding.NEAREST, "1,5", "1.50"),
    ],
)
def test_hours_become_units_of_their_kind(
    minutes: str, step: str, rounding: Rounding, hours: str, expected: str
) -> None:
    type_ = CreditType("x", "X", "unit", Decimal(minutes), Decimal(step), rounding)
    fields = {name: getattr(session(), name) for name in Session.__slots__}
    assert amount(Session(**(fields | {"credit_hours": hours})), type_) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.5 ama\nseen", (Decimal("1.5"), "seen", "ama")),
        ("1.5\nseen", (Decimal("1.5"), "seen", "")),
        ("0\n", (Decimal(0), "", "")),
        ("", None),
        ("yes", None),
        ("-1", None),
        ("NaN", None),
        ("1000", None),
        (1.5, None),
        (None, None),
    ],
)
def test_only_an_amount_is_a_decision(text: object, read: tuple[Decimal, str, str] | None) -> None:
    assert read_decision(text) == read


def test_a_decision_is_written_as_it_is_read() -> None:
    assert decision_text(Decimal("1.50"), "two\n lines ") == "1.5\ntwo lines"
    assert decision_text(None, "nobody reads this") == ""
    assert decision_text(Decimal("1.500000000000000000000"), "", "ama") == "1.5 ama\n"
    assert decision_text(Decimal("-0"), "") == "0\n"
    assert decision_text(Decimal("1E+1"), "") == "10\n"


def test_a_kind_is_found_by_its_id_or_name_and_by_nothing_else() -> None:
    assert type_named({"ama": AMA}, " AMA ") == AMA
    assert type_named({"ama": AMA}, "am") is None
    assert type_named({"ama": AMA}, "") is None
