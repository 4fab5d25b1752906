"""A hand-made day of forty people: every figure stands here as it was reckoned by hand."""

from __future__ import annotations

import pytest

from desktop.domain.reports.day import (
    Bin,
    DayFigures,
    DeskCount,
    GroupCount,
    Guest,
    Kind,
    Override,
    Passage,
    Printing,
    Queue,
    Span,
    best_minute,
    by_days,
    figures_of,
    usual,
)

# 2026-11-18, 08:00 UTC.
EIGHT = 1_794_988_800_000
MIN, S = 60_000, 1_000
DAY = Span("2026-11-18", EIGHT - 4 * 60 * MIN, EIGHT + 20 * 60 * MIN)


def guests() -> list[Guest]:
    """Twenty delegates, twelve speakers, eight volunteers; one is cancelled, one is blocked."""
    made = []
    for number in range(1, 41):
        what = (
            ("Delegate", "United States", "New Orleans", "Ochsner")
            if number <= 20
            else ("Speaker", "Israel", "Rosh HaAyin", "Sheba")
            if number <= 32
            else ("Volunteer", "United States", "", "")
        )
        made.append(Guest(number, *what, is_expected=number not in (20, 40)))
    return made


def way_in(number: int, after_ms: int, point: str = "Main", desk: str = "Desk A") -> Passage:
    return Passage(number, EIGHT + after_ms, True, point, desk)


def passages() -> list[Passage]:
    made = [way_in(number, (number - 1) * MIN) for number in range(1, 11)]
    made += [way_in(number, 10 * MIN + (number - 11) * 10 * S) for number in range(11, 16)]
    made += [
        way_in(number, 10 * MIN + (number - 21) * 10 * S, desk="Desk B") for number in range(21, 27)
    ]
    made += [way_in(number, (number - 3) * MIN, "Side", "Desk B") for number in (33, 34, 35)]
    # The cancelled one is let in all the same; another one came by a list alone.
    made.append(way_in(20, 33 * MIN))
    made.append(Passage(27, EIGHT, True, "", "Desk A", is_listed=True))
    # Two come again, one of them after leaving.
    made.append(Passage(1, EIGHT + 40 * MIN, False, "Main", "Desk A"))
    made.append(way_in(1, 60 * MIN, "Side", "Desk B"))
    made.append(way_in(2, 61 * MIN))
    # Somebody whose registration was taken away since.
    made.append(way_in(99, 5 * MIN))
    return made


def figures() -> DayFigures:
    printings = [
        Printing(1, EIGHT + 9 * S), Printing(21, EIGHT + 10 * MIN + 5 * S),
        Printing(34, EIGHT + 51 * MIN), Printing(30, EIGHT),
    ]  # fmt: skip
    overrides = [
        Override(("cancelled",), "late fax"), Override(("unpaid", "not_booked"), ""),
    ]  # fmt: skip
    # In whatever order they come.
    return figures_of(DAY, guests(), passages()[::-1], printings, overrides)


def test_people_count_once_and_ways_in_each_time() -> None:
    day = figures()
    assert (day.expected, day.arrived, day.unexpected, day.listed) == (38, 26, 1, 1)
    assert day.passed == 27
    assert day.share == 25 / 38


def test_whoever_was_expected_and_did_not_come_is_absent() -> None:
    assert figures().absent == (16, 17, 18, 19, 28, 29, 30, 31, 32, 36, 37, 38, 39)


def test_arrivals_stand_in_bars_of_five_minutes_the_empty_ones_too() -> None:
    day = figures()
    assert day.bin_min == 5
    assert [each.people for each in day.arrivals] == [5, 5, 11, 0, 0, 0, 4]
    assert day.arrivals[0].starts_ms == EIGHT
    assert day.best_minute == Bin(EIGHT + 10 * MIN + 50 * S, 11)


def test_people_arrive_at_the_door_where_they_were_met_first() -> None:
    assert figures().points == {"Main": 22, "Side": 3}


def test_each_desk_has_its_people_its_best_minute_and_its_pace() -> None:
    assert figures().desks == (
        DeskCount("Desk A", 17, 5, 60.0, EIGHT + 61 * MIN),
        DeskCount("Desk B", 10, 6, 10.0, EIGHT + 60 * MIN),
    )


def test_the_longest_queue_is_people_of_five_minutes_over_the_best_minute() -> None:
    """At Main fifteen in five minutes over eleven a minute; at Side three over one."""
    assert figures().queue == Queue(3.0, "Side", EIGHT + 32 * MIN)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (Kind.TYPE, [("Delegate", 16, 19), ("Speaker", 7, 12), ("Volunteer", 3, 7)]),
        (Kind.COUNTRY, [("United States", 19, 26), ("Israel", 7, 12)]),
        (Kind.COMMUNITY, [("New Orleans", 16, 19), ("Rosh HaAyin", 7, 12), ("", 3, 7)]),
        (Kind.ORGANISATION, [("Ochsner", 16, 19), ("Sheba", 7, 12), ("", 3, 7)]),
    ],
)
def test_who_came_of_whom(kind: Kind, counts: list[tuple[str, int, int]]) -> None:
    assert list(figures().groups[kind]) == [GroupCount(*count) for count in counts]


def test_overrides_and_their_reasons_are_counted() -> None:
    day = figures()
    assert day.let_in == 2
    assert day.overrides == {"cancelled": 1, "unpaid": 1, "not_booked": 1}
    assert day.reasons == {"": 1, "late fax": 1}


def test_a_badge_belongs_to_the_scan_before_it_within_ten_minutes() -> None:
    """Nine seconds and five; one came twenty minutes later, one before anybody was scanned."""
    day = figures()
    assert (day.printed, day.paper_s) == (4, 7.0)


def test_an_empty_day_has_no_shares_and_no_queue() -> None:
    day = figures_of(DAY, [], [])
    assert (day.expected, day.arrived, day.share, day.queue, day.best_minute) == (
        0, 0, None, None, None,
    )  # fmt: skip
    assert day.arrivals == ()


def test_bars_get_wider_when_people_come_all_day() -> None:
    """Ten hours are at most 32 bars: of twenty minutes there are none, so of half an hour."""
    day = figures_of(DAY, guests(), [way_in(1, 0), way_in(2, 600 * MIN)])
    assert day.bin_min == 30
    assert len(day.arrivals) == 21


def test_all_days_have_a_bar_for_each_day_of_whoever_was_met() -> None:
    second = Span("2026-11-19", DAY.ends_ms, DAY.ends_ms + 24 * 60 * MIN)
    later = [way_in(1, 24 * 60 * MIN), way_in(16, 24 * 60 * MIN + MIN)]
    days = [figures(), figures_of(second, guests(), later)]
    whole = by_days(figures(), days)
    assert [each.people for each in whole.arrivals] == [26 - figures().listed, 2]
    assert [each.starts_ms for each in whole.arrivals] == [DAY.starts_ms, second.starts_ms]
    assert (whole.bin_min, whole.arrived) == (24 * 60, figures().arrived)


def test_other_days_give_the_usual_at_the_same_time_of_day() -> None:
    """The day before, six people came at 08:01, two at 08:07, and two at noon."""
    before = Span("2026-11-17", DAY.starts_ms - 24 * 60 * MIN, DAY.starts_ms)
    back = -24 * 60 * MIN
    came = [way_in(number, back + MIN) for number in range(1, 7)]
    came += [way_in(number, back + 7 * MIN) for number in (7, 8)]
    came += [way_in(number, back + 240 * MIN) for number in (9, 10)]
    other = figures_of(before, guests(), came)
    assert usual([other], figures()) == (6.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert usual([other, other], figures()) == (6.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert usual([], figures()) == ()


@pytest.mark.parametrize(
    ("seconds", "most"),
    [((0, 59), 2), ((0, 60), 1), ((), 0), ((0, 30, 61, 89), 3)],
)
def test_a_minute_has_sixty_seconds(seconds: tuple[int, ...], most: int) -> None:
    assert best_minute([second * S for second in seconds]) == most
