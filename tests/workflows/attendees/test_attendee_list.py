"""The table of attendees: searches with filters, saved filters, and what is completed."""

from __future__ import annotations

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.programme.partnership import Organisation
from desktop.workflows.attendees.attendee_list import MOST_FOUND, ListedAttendees
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import crowd

EVERYBODY = Filter()
SPEAKERS = Filter(((Column.TYPE, ("Speaker",)),))


def listed(desk: Reception, text: str, wanted: Filter = EVERYBODY) -> ListedAttendees:
    return desk.front_desk.attendees.listed(desk.programme.id, text, wanted, Order())


def names(desk: Reception, result: ListedAttendees) -> list[str]:
    return [attendee.name for attendee in desk.front_desk.attendees.page(result.numbers)]


def test_without_a_search_everybody_is_listed_by_name(desk: Reception) -> None:
    for name in ("Noa Cohen", "Dan Levi"):
        desk.register(name)
    for text in ("", "  "):
        result = listed(desk, text)
        assert names(desk, result) == ["Dan Levi", "Noa Cohen"]
        assert (result.hits, result.is_cut) == ({}, False)


def test_a_search_lists_who_was_found_and_is_not_cut(desk: Reception) -> None:
    for name in ("Noa Cohen", "Dan Levi"):
        desk.register(name)
    result = listed(desk, "noa")
    assert names(desk, result) == ["Noa Cohen"]
    assert (list(result.hits), result.is_cut) == ([result.numbers[0]], False)


def test_a_filter_chooses_among_the_found(desk: Reception) -> None:
    desk.register("Noa Cohen", ticket_type="Speaker")
    desk.register("Noa Levi", ticket_type="Delegate")
    desk.register("Dan Levi", ticket_type="Speaker")
    assert names(desk, listed(desk, "noa", SPEAKERS)) == ["Noa Cohen"]
    assert names(desk, listed(desk, "", SPEAKERS)) == ["Dan Levi", "Noa Cohen"]


def test_a_filter_finds_who_stands_behind_all_namesakes(desk: Reception) -> None:
    for _namesake in range(MOST_FOUND):
        desk.register("Noa Cohen", ticket_type="Delegate")
    desk.register("Noa Cohen", ticket_type="Speaker")
    assert names(desk, listed(desk, "noa", SPEAKERS)) == ["Noa Cohen"]


def test_only_words_that_merely_sound_alike_are_said(desk: Reception) -> None:
    desk.register("Catherine Levi")
    assert listed(desk, "catherine").also_found == []
    assert listed(desk, "katherine").also_found == ["catherine"]


def test_a_filter_that_is_saved_under_its_name_again_takes_the_place_of_the_old(
    desk: Reception,
) -> None:
    attendees, programme = desk.front_desk.attendees, desk.programme.id
    attendees.save(programme, "Mine", SPEAKERS)
    (first,) = attendees.saved(programme)
    assert (first.name, first.chosen) == ("Mine", SPEAKERS)
    attendees.save(programme, "Mine", Filter(session="W1"))
    (second,) = attendees.saved(programme)
    assert (second.id, second.chosen) == (first.id, Filter(session="W1"))
    attendees.save(programme, "Other", SPEAKERS)
    assert sorted(saved.name for saved in attendees.saved(programme)) == ["Mine", "Other"]
    attendees.remove(programme, second)
    assert [saved.name for saved in attendees.saved(programme)] == ["Other"]


def test_organisations_are_completed_from_the_directory_and_then_from_people(
    desk: Reception,
) -> None:
    for name in ("Touro Infirmary", "Ochsner"):
        desk.front_desk.directory.save(Organisation("", name))
    desk.register("Noa Cohen", organization="Tour Guides")
    complete = desk.front_desk.attendees.organisations_like
    assert complete("TOUR") == ["Touro Infirmary", "Tour Guides"]


def test_a_dozen_organisations_are_offered(desk: Reception) -> None:
    for number in range(13):
        desk.register(f"Guest {number}", organization=f"Clinic {number:02d}")
    assert len(desk.front_desk.attendees.organisations_like("clinic")) == 12


def test_a_crowd_is_cut_where_a_screen_cannot_show_it(desk: Reception) -> None:
    crowd(desk, delegation="Haifa", moved_up_ms=desk.clock())
    result = listed(desk, "guest")
    assert (len(result.numbers), result.is_cut) == (500, True)
    attendees = desk.front_desk.attendees
    assert len(attendees.values(desk.programme.id, Column.ORGANISATION)) == 400
    (guest,) = attendees.page(result.numbers[:1])
    (group,) = desk.front_desk.delegations.groups_of(guest)
    assert (group.name, len(group.members)) == ("Haifa", 500)
    assert len(desk.front_desk.registry.to_be_told(desk.programme)) == 200
