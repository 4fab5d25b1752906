"""Who gets a badge, and in which order they come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desktop.domain.attendees.attendee_filter import Column, Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import Template
from desktop.domain.failures import WorkStopped
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_order import BadgeOrder, Only, Sort, shows_photos
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

T = TypeVar("T")
SIX = media_named("5392")
DELEGATE = template_named("two-script")
PRINTER = Printer("Laser", PrinterKind.SYSTEM, "Laser")


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def three(desk: Reception) -> dict[str, Attendee]:
    """Three who are expected, and one each of those who are not."""
    expected = {name: desk.register(f"{name} Levi") for name in ("Avi", "Ben", "Carmel")}
    for status in ("cancelled", "invited", "waitlisted", "blocked"):
        desk.register(f"{status.title()} Levi", status=status)
    return expected


def order(desk: Reception, template: Template = DELEGATE, **more: Any) -> BadgeOrder:
    return BadgeOrder(desk.programme, template, SIX, **more)


def names(desk: Reception, template: Template = DELEGATE, **more: Any) -> list[str]:
    selection = desk.front_desk.badges.selection
    ids = selection.select(order(desk, template, **more))
    return [attendee.person.first_name for attendee in selection.people(ids)]


def print_badges(desk: Reception, folder: Path, *people: Attendee) -> None:
    chosen = tuple(attendee.id for attendee in people)
    desk.front_desk.badges.run(order(desk, chosen=chosen), folder / "badges.pdf")


def test_an_order_begins_on_a_whole_sheet_with_marks_and_makes_one_file(desk: Reception) -> None:
    plain = order(desk)
    setup = plain.setup
    assert (setup.media, setup.start_at, setup.has_marks, setup.header) == (SIX, 0, True, "")
    assert plain.is_badge
    assert not plain.is_one_per_type
    assert order(desk, start_at=2, has_marks=False).setup.start_at == 2


def test_only_a_list_has_the_programme_at_its_top(desk: Reception) -> None:
    assert order(desk, template_named("manifest")).setup.header == "NIPERM"
    assert order(desk, template_named("ticket")).setup.header == ""
    assert not order(desk, template_named("ticket")).is_badge


def test_a_badge_of_today_says_the_programmes_own_day(desk: Reception) -> None:
    typed = {"code": "NIPERM", "time_zone": "America/Chicago"}
    saved = desk.front_desk.planning.save_programme(desk.programme.id, typed)
    assert isinstance(saved, Programme)
    # 01:06 UTC on 19 November 2026, still the evening before in New Orleans.
    desk.clock.advance(14 * 3_600_000)
    facts = desk.front_desk.badges.selection.facts(saved)
    assert facts.today == "2026-11-18"
    assert facts.values(desk.register("Noa Cohen"))["today"] == "2026-11-18"


def test_who_is_expected_gets_a_badge_and_others_only_where_they_are_chosen(
    desk: Reception, three: dict[str, Attendee]
) -> None:
    assert names(desk) == ["Avi", "Ben", "Carmel"]
    (gone,) = desk.front_desk.desk.find(desk.programme, "cancelled")
    assert names(desk, chosen=(three["Ben"].id, gone.id)) == ["Ben", "Cancelled"]


def test_who_is_chosen_comes_in_the_order_of_names_whatever_was_printed(
    desk: Reception, three: dict[str, Attendee], tmp_path: Path
) -> None:
    print_badges(desk, tmp_path, three["Avi"])
    chosen = (three["Carmel"].id, three["Avi"].id)
    assert names(desk, chosen=chosen, only=Only.NOT_PRINTED) == ["Avi", "Carmel"]


def test_who_has_a_badge_is_left_out_where_only_others_are_meant(
    desk: Reception, three: dict[str, Attendee], tmp_path: Path
) -> None:
    print_badges(desk, tmp_path, three["Avi"])
    assert names(desk, only=Only.NOT_PRINTED) == ["Ben", "Carmel"]
    desk.front_desk.queue.add(order(desk, chosen=(three["Ben"].id,)), PRINTER, "One")
    assert names(desk, only=Only.NOT_PRINTED) == ["Carmel"]
    assert names(desk) == ["Avi", "Ben", "Carmel"]
    assert names(desk, template_named("ticket"), only=Only.NOT_PRINTED) == ["Avi", "Ben", "Carmel"]


def test_who_is_called_otherwise_since_gets_a_new_badge(
    desk: Reception, three: dict[str, Attendee], tmp_path: Path
) -> None:
    assert names(desk, only=Only.CHANGED) == []
    print_badges(desk, tmp_path, three["Avi"], three["Ben"])
    assert names(desk, only=Only.CHANGED) == []
    typed = {"code": "NIPERM", "title": "NIPERM 2026"}
    saved = desk.front_desk.planning.save_programme(desk.programme.id, typed)
    assert isinstance(saved, Programme)
    desk.programme = saved
    assert names(desk, only=Only.CHANGED) == ["Avi", "Ben"]


def test_the_programmes_manner_of_chinese_characters_is_that_of_its_badges(
    desk: Reception, three: dict[str, Attendee], tmp_path: Path
) -> None:
    print_badges(desk, tmp_path, three["Avi"])
    typed = {"code": "NIPERM", "title": desk.programme.title, "han": "JP"}
    saved = desk.front_desk.planning.save_programme(desk.programme.id, typed)
    assert isinstance(saved, Programme)
    assert desk.front_desk.programmes.named("NIPERM").han == "JP"
    desk.programme = saved
    assert names(desk, only=Only.CHANGED) == ["Avi"]


def test_badges_come_by_type_and_then_by_name(desk: Reception) -> None:
    people = {name: desk.register(f"{name} Levi", ticket_type=type_)
              for name, type_ in (("Avi", "Speaker"), ("Ben", "Guest"), ("Carmel", "Speaker"))
              }  # fmt: skip
    assert names(desk, sort=Sort.TYPE) == ["Ben", "Avi", "Carmel"]
    assert names(desk) == ["Avi", "Ben", "Carmel"]
    chosen = tuple(people[name].id for name in ("Carmel", "Avi", "Ben"))
    assert names(desk, chosen=chosen, sort=Sort.TYPE) == ["Ben", "Carmel", "Avi"]
    assert names(desk, chosen=chosen) == ["Avi", "Ben", "Carmel"]


def test_badges_come_by_delegation_and_who_has_none_comes_last(desk: Reception) -> None:
    for name, delegation in (("Avi", ""), ("Ben", "Haifa"), ("Carmel", "boston")):
        desk.register(f"{name} Levi", delegation=delegation)
    assert names(desk, sort=Sort.DELEGATION) == ["Carmel", "Ben", "Avi"]


def test_badges_come_by_bus_and_who_has_none_comes_last(
    desk: Reception, three: dict[str, Attendee]
) -> None:
    for name, bus in (("Ben", "Bus 2"), ("Carmel", "Bus 1")):
        visit = desk.session(f"V{name}", vehicle=bus)
        desk.front_desk.sessions.book([three[name].id], visit)
    assert names(desk, sort=Sort.BUS) == ["Carmel", "Ben", "Avi"]


def test_an_order_may_mean_some_only(desk: Reception) -> None:
    for name, type_ in (("Avi", "Speaker"), ("Ben", "Guest")):
        desk.register(f"{name} Levi", ticket_type=type_)
    speakers = Filter().with_texts(Column.TYPE, ("Speaker",))
    assert names(desk, filter=speakers) == ["Avi"]
    counts = desk.front_desk.badges.counts(desk.programme, speakers)
    assert (counts.everybody, counts.not_printed) == (1, 1)
    for nobody_left_out in (None, Filter()):
        counts = desk.front_desk.badges.counts(desk.programme, nobody_left_out)
        assert (counts.everybody, counts.not_printed) == (2, 2)


def test_who_is_in_a_queue_counts_as_printed_once(
    desk: Reception, three: dict[str, Attendee], tmp_path: Path
) -> None:
    def not_printed() -> int:
        return desk.front_desk.badges.counts(desk.programme).not_printed

    def queue(*people: Attendee) -> None:
        chosen = tuple(attendee.id for attendee in people)
        desk.front_desk.queue.add(order(desk, chosen=chosen), PRINTER, "Badges")

    print_badges(desk, tmp_path, three["Avi"])
    assert desk.front_desk.badges.counts(desk.programme).everybody == 3
    assert not_printed() == 2
    queue(three["Avi"])
    assert not_printed() == 2
    queue(*desk.front_desk.desk.find(desk.programme, "cancelled"))
    assert not_printed() == 2
    queue(three["Ben"])
    assert not_printed() == 1
    queue(three["Carmel"])
    assert not_printed() == 0


def test_people_are_read_fifty_at_a_time_in_the_order_asked_for(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["Name"], *([f"Guest{number:03d} Levi"] for number in range(201))]
    import_file(write_csv(tmp_path / "list.csv", rows))
    selection = front_desk.badges.selection
    reads: list[int] = []

    def on_store(work: Callable[[], T]) -> T:
        done = work()
        if isinstance(done, list):
            reads.append(len(done))
        return done

    ids = selection.select(BadgeOrder(niperm, DELEGATE, SIX), on_store)
    assert (len(ids), reads[-3:]) == (201, [50, 50, 1])
    reads.clear()
    people = list(selection.people([*reversed(ids), "nobody"], on_store))
    assert [people[0].name, people[-1].name] == ["Guest200 Levi", "Guest000 Levi"]
    assert reads == [50, 50, 50, 50, 1]


def test_a_stopped_selection_has_made_nothing(desk: Reception, three: dict[str, Attendee]) -> None:
    for chosen in ((), (three["Avi"].id,)):
        with pytest.raises(WorkStopped) as raised:
            desk.front_desk.badges.selection.select(
                order(desk, chosen=chosen), is_stopped=lambda: True
            )
        assert raised.value.facts == {"done": 0}


def test_only_a_template_with_a_frame_for_it_shows_a_photo() -> None:
    photo = template_named("photo")
    assert shows_photos(photo)
    assert not shows_photos(DELEGATE)
    assert not shows_photos(replace(photo, items=()))
