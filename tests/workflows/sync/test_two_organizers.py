"""Two organizers import one list at two desks that have not met, work a day, and meet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.bodies import undo_draft
from desktop.domain.journal.conflict import ConflictKind
from desktop.workflows.sync.dispute import Dispute
from desktop.workflows.transfer.flat_export import Flat
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.fleet import FleetDesk, meet

PEOPLE = 500
Row = dict[str, str]
Pair = tuple[FleetDesk, FleetDesk]
HEADERS = {
    "codes": ("First Name", "Last Name", "Email", "Ticket Code"),
    "numbers": ("First Name", "Last Name", "Attendee #"),
    "emails": ("First Name", "Last Name", "Email"),
    "names": ("First Name", "Last Name"),
}


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Two desks with stores of their own; both have made the programme, neither knows the other."""
    desks = [FleetDesk(tmp_path, name) for name in ("Desk A", "Desk B")]
    for desk in desks:
        desk.make_programme()
    yield desks[0], desks[1]
    for desk in desks:
        desk.close()


def person(number: int) -> Row:
    return {
        "First Name": f"Noa{number:03}",
        "Last Name": "Ben-David",
        "Email": f"noa{number:03}@example.org",
        "Ticket Code": f"TCK-{number:05}",
        "Attendee #": str(1000 + number),
    }


def write(path: Path, headers: Sequence[str], rows: Sequence[Row]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headers, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def take(desk: FleetDesk, path: Path) -> Progress:
    desk.clock.advance(1000)
    programme = desk.front_desk.programmes.named("NIPERM")
    return desk.front_desk.importing(programme, open_guest_list(path)).run(rows_at_once=500)


def everybody(desk: FleetDesk) -> dict[str, Attendee]:
    programme = desk.front_desk.programmes.named("NIPERM")
    mark = 0
    people: dict[str, Attendee] = {}
    while True:
        mark, page = desk.store.registrations.page(programme.id, mark)
        if not page:
            return people
        people |= {attendee.name: attendee for attendee in page}


def disputes(desk: FleetDesk) -> list[Dispute]:
    return desk.front_desk.disputes.all()


def kinds(desk: FleetDesk) -> list[ConflictKind]:
    return sorted(dispute.kind for dispute in disputes(desk))


@pytest.mark.parametrize("what", ["codes", "numbers", "emails"])
def test_one_list_at_two_desks_is_one_registration_each(
    pair: Pair, tmp_path: Path, what: str
) -> None:
    path = write(tmp_path / "guests.csv", HEADERS[what], [person(n) for n in range(PEOPLE)])
    assert take(pair[0], path).new == take(pair[1], path).new == PEOPLE
    meet(pair)
    for desk in pair:
        people = everybody(desk)
        assert len(people) == PEOPLE
        assert len({attendee.person.id for attendee in people.values()}) == PEOPLE
        assert disputes(desk) == []
        assert desk.front_desk.disputes.count() == 0


def test_of_names_alone_nothing_is_taken_for_one_and_one_key_settles_all(
    pair: Pair, tmp_path: Path
) -> None:
    path = write(tmp_path / "guests.csv", HEADERS["names"], [person(n) for n in range(60)])
    for desk in pair:
        take(desk, path)
    meet(pair)
    front_desk = pair[0].front_desk
    found = front_desk.disputes.all()
    assert len(found) == 60
    assert {(dispute.kind, dispute.is_sure) for dispute in found} == {(ConflictKind.TWINS, True)}
    assert front_desk.disputes.count() == 60
    programme = front_desk.programmes.named("NIPERM")
    sure = front_desk.disputes.sure(programme.id)
    assert front_desk.disputes.settle_all_sure(sure) == 60
    meet(pair)
    assert len(everybody(pair[1])) == 60
    assert disputes(pair[1]) == []
    front_desk.changes.undo()
    meet(pair)
    assert len(disputes(pair[1])) == 60


def test_two_lists_of_names_with_one_name_in_common_stay_a_question(
    pair: Pair, tmp_path: Path
) -> None:
    names = [{"First Name": "John", "Last Name": "Smith"}]
    ours = [person(n) for n in range(10)]
    theirs = [person(n) for n in range(100, 110)]
    take(pair[0], write(tmp_path / "a.csv", HEADERS["names"], names + ours))
    take(pair[1], write(tmp_path / "b.csv", HEADERS["names"], names + theirs))
    meet(pair)
    (dispute,) = disputes(pair[0])
    assert (dispute.kind, dispute.about, dispute.is_sure) == (
        ConflictKind.TWINS, "John Smith", False,
    )  # fmt: skip


def test_two_forms_with_running_numbers_stay_six_people(pair: Pair, tmp_path: Path) -> None:
    first = [{"First Name": n, "Last Name": "Levi", "Attendee #": str(i)}
             for i, n in enumerate(("Noa", "Dan", "Omer"), start=1)]  # fmt: skip
    second = [{"First Name": n, "Last Name": "Katz", "Attendee #": str(i)}
              for i, n in enumerate(("Rina", "Yael", "Gal"), start=1)]  # fmt: skip
    take(pair[0], write(tmp_path / "a.csv", HEADERS["numbers"], first))
    take(pair[1], write(tmp_path / "b.csv", HEADERS["numbers"], second))
    meet(pair)
    for desk in pair:
        assert sorted(everybody(desk)) == [
            "Dan Levi", "Gal Katz", "Noa Levi", "Omer Levi", "Rina Katz", "Yael Katz",
        ]  # fmt: skip
        assert disputes(desk) == []


def test_every_ticket_scans_after_the_desks_have_met(pair: Pair, tmp_path: Path) -> None:
    """Codes of the list, and those that each desk mailed because the list had none."""
    with_codes = write(tmp_path / "c.csv", HEADERS["codes"], [person(n) for n in range(30)])
    without = write(tmp_path / "e.csv", HEADERS["emails"], [person(n) for n in range(100, 130)])
    mailed: dict[str, list[str]] = {}
    for desk in pair:
        take(desk, with_codes)
        take(desk, without)
        for name, attendee in everybody(desk).items():
            mailed.setdefault(name, []).append(attendee.registration.ticket_code)
    meet(pair)
    assert mailed["Noa000 Ben-David"] == ["TCK-00000", "TCK-00000"]
    assert len(set(mailed["Noa100 Ben-David"])) == 2
    outcomes = []
    for codes in mailed.values():
        for code in dict.fromkeys(codes):
            outcomes.append(pair[0].scan(code).outcome.slug)
            pair[0].scan(code, Direction.OUT)
    assert set(outcomes) <= {"admitted", "welcome_back"}
    assert len(outcomes) == 30 + 60
    assert "replaced" not in outcomes
    assert "ambiguous" not in outcomes


def by_name(desk: FleetDesk, name: str) -> Attendee:
    return everybody(desk)[name]


def test_the_day_of_two_organizers(pair: Pair, tmp_path: Path) -> None:
    """One list newer than the other, a ticket handed over, a block, double entries."""
    old = [person(n) for n in range(PEOPLE)]
    new = [dict(row) for row in old]
    new[3] |= {"First Name": "Yael", "Last Name": "Mizrahi", "Email": "yael@example.org"}
    new[4] |= {"Email": "other004@example.org"}
    new[5] |= {"Ticket Code": "TCK-99999"}
    new = [*new[:7], *new[8:], person(700)]
    one, other = pair
    take(one, write(tmp_path / "old.csv", HEADERS["codes"], old))
    blocked = by_name(one, "Noa001 Ben-David")
    one.clock.advance(1000)
    one.front_desk.registry.set_status([blocked.id], Status.BLOCKED, "by hand")
    other.clock.advance(60_000)
    take(other, write(tmp_path / "new.csv", HEADERS["codes"], new))
    for number in (10, 11, 12):
        for desk in pair:
            assert desk.scan(f"TCK-{number:05}").outcome.slug == "admitted"
    assert other.scan("TCK-00001").outcome.slug == "admitted"
    meet(pair)
    for desk in pair:
        people = everybody(desk)
        # 500 of the old list and one more; the code that changed made another registration.
        assert len(people) + _twins(desk) == PEOPLE + 2
        assert people["Noa001 Ben-David"].registration.status is Status.BLOCKED
        assert "Yael Mizrahi" in people
        assert desk.inside() == 4
    found = {(dispute.kind, dispute.about): dispute for dispute in disputes(one)}
    assert sorted(found) == sorted([
        (ConflictKind.TWICE_IN, "Noa010 Ben-David"),
        (ConflictKind.TWICE_IN, "Noa011 Ben-David"),
        (ConflictKind.TWICE_IN, "Noa012 Ben-David"),
        (ConflictKind.BARRED_IN, "Noa001 Ben-David"),
        (ConflictKind.TWO_PEOPLE, "Yael Mizrahi"),
        (ConflictKind.TWO_PEOPLE, "Noa004 Ben-David"),
        (ConflictKind.TWINS, "Noa005 Ben-David"),
    ])  # fmt: skip
    assert disputes(other) == disputes(one)
    settle(one, found)
    meet(pair)
    assert disputes(one) == disputes(other) == []
    assert by_name(other, "Yael Mizrahi").person.email == "yael@example.org"
    assert len(everybody(other)) == PEOPLE + 1


def _twins(desk: FleetDesk) -> int:
    """Count records that have the name of another one, so that a dictionary shows one of two."""
    return sum(dispute.kind is ConflictKind.TWINS for dispute in disputes(desk))


def settle(desk: FleetDesk, found: dict[tuple[ConflictKind, str], Dispute]) -> None:
    """Settle each with the one key that it has."""
    acts = desk.front_desk.disputes
    ways: dict[ConflictKind, Callable[[Dispute], object]] = {
        ConflictKind.TWICE_IN: acts.accept,
        ConflictKind.BARRED_IN: acts.accept,
        ConflictKind.TWO_PEOPLE: lambda dispute: acts.keep(dispute, dispute.sides[-1]),
        ConflictKind.TWINS: acts.merge,
    }
    for (kind, _about), dispute in found.items():
        desk.clock.advance(1000)
        ways[kind](dispute)


def test_a_number_that_two_lists_give_to_two_people_is_a_question(
    pair: Pair, tmp_path: Path
) -> None:
    old = [person(n) for n in range(5)]
    new = [dict(row) for row in old]
    new[0] |= {"First Name": "Yael", "Last Name": "Mizrahi"}
    take(pair[0], write(tmp_path / "old.csv", HEADERS["numbers"], old))
    pair[1].clock.advance(60_000)
    take(pair[1], write(tmp_path / "new.csv", HEADERS["numbers"], new))
    meet(pair)
    (dispute,) = disputes(pair[0])
    assert (dispute.kind, dispute.key) == (ConflictKind.NUMBER_TWICE, "1000")
    assert [side.what for side in dispute.sides] == [
        "Noa000 Ben-David, 1000", "Yael Mizrahi, 1000",
    ]  # fmt: skip
    pair[0].front_desk.disputes.keep_ticket(dispute, dispute.sides[1])
    meet(pair)
    assert "Noa000 Ben-David" not in everybody(pair[1])
    assert len(everybody(pair[1])) == 5
    assert disputes(pair[1]) == []


def test_an_import_that_was_undone_comes_back_by_importing_again(
    pair: Pair, tmp_path: Path
) -> None:
    desk = pair[0]
    path = write(tmp_path / "guests.csv", HEADERS["codes"], [person(n) for n in range(5)])
    take(desk, path)
    before = everybody(desk)
    made = [entry for attendee in before.values() for subject in
            (f"registration:{attendee.id}", f"person:{attendee.person.id}")
            for entry in desk.store.journal.of_subject(subject)]  # fmt: skip
    with desk.store.write():
        desk.store.append([undo_draft(entry) for entry in made], desk.clock())
    assert everybody(desk) == {}
    assert take(desk, path).new == 5
    after = everybody(desk)
    assert {a.id for a in after.values()} == {a.id for a in before.values()}
    assert desk.scan("TCK-00002").outcome.slug == "admitted"
    assert desk.front_desk.verify() == []


def test_whom_a_hand_took_out_alone_stays_out_and_is_told(pair: Pair, tmp_path: Path) -> None:
    desk = pair[0]
    path = write(tmp_path / "guests.csv", HEADERS["codes"], [person(n) for n in range(5)])
    take(desk, path)
    gone = by_name(desk, "Noa002 Ben-David")
    (made,) = desk.store.journal.of_subject(f"registration:{gone.id}")
    with desk.store.write():
        desk.store.append([undo_draft(made)], desk.clock())
    told = take(desk, path)
    assert [(problem.row, problem.reason.value) for problem in told.problems] == [(4, "taken_out")]
    assert len(everybody(desk)) == 4


def test_a_ticket_shown_at_a_desk_reads_as_one_person(pair: Pair, tmp_path: Path) -> None:
    path = write(tmp_path / "guests.csv", HEADERS["codes"], [person(1)])
    for desk in pair:
        take(desk, path)
    meet(pair)
    found = pair[1].front_desk.desk.scan(pair[1].station(), Reading("TCK-00001"), only_look=True)
    assert found.outcome.slug == "found"


def walk_in(desk: FleetDesk, first: str, last: str, **contact: str) -> Attendee:
    return desk.register(f"{first} {last}", **contact)


@pytest.mark.parametrize(
    ("mine", "theirs", "contact", "is_sure"),
    [
        (("Lea", "Levi"), ("Leah", "Levy"), {"email": "levi@example.org"}, False),
        (("Dan", "Cohen"), ("Dan", "Kohen"), {"phone": "050-123-4567"}, False),
        (("Noa", "Levi"), ("נועה", "לוי"), {"email": "noa@example.org"}, False),
        (("Noa", "Levi"), ("Noa", "Levi"), {"email": "noa@example.org"}, True),
        (("Noa", "Levi"), ("Noa", "Levi"), {"phone": "+972501234567"}, True),
        (("Noa", "Levi"), ("Noa", "Levi"), {}, False),
    ],
)
def test_walk_ins_of_two_desks_that_may_be_one_person_are_a_question(
    pair: Pair,
    mine: tuple[str, str],
    theirs: tuple[str, str],
    contact: dict[str, str],
    is_sure: bool,
) -> None:
    walk_in(pair[0], *mine, **contact)
    walk_in(pair[1], *theirs, **contact)
    meet(pair)
    for desk in pair:
        (dispute,) = disputes(desk)
        assert (dispute.kind, dispute.is_sure) == (ConflictKind.TWINS, is_sure)


def test_a_family_with_one_email_is_no_question(pair: Pair) -> None:
    walk_in(pair[0], "Noa", "Levi", email="levi@example.org")
    walk_in(pair[1], "Baruch", "Levi", email="levi@example.org")
    meet(pair)
    assert disputes(pair[0]) == []


def test_what_two_merges_bring_along_is_told_and_exported_once(pair: Pair, tmp_path: Path) -> None:
    one, other = pair
    mine = walk_in(one, "Noa", "Levi", email="noa@example.org")
    theirs = walk_in(other, "Noa", "Levi", email="noa@example.org")
    one.scan(mine)
    other.scan(theirs)
    meet(pair)
    for desk in pair:
        desk.clock.advance(10_000)
        (dispute,) = disputes(desk)
        desk.front_desk.disputes.merge(dispute)
    meet(pair)
    (dispute,) = disputes(one)
    assert (dispute.kind, dispute.about) == (ConflictKind.TWICE_IN, "Noa Levi")
    programme = one.front_desk.programmes.named("NIPERM")
    target = tmp_path / "movements.csv"
    assert one.front_desk.flat_export.write(Flat.MOVEMENTS, programme, target) == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["full_name"] for row in rows} == {"Noa Levi"}
    assert len({row["registration_id"] for row in rows}) == 1
    assert one.front_desk.export.checkins(programme, tmp_path / "checkins.csv") == 2


def test_records_that_two_desks_merged_the_other_way_round_each(pair: Pair) -> None:
    one, other = pair
    mine = walk_in(one, "Noa", "Levi", email="noa@example.org")
    theirs = walk_in(other, "Noa", "Levi", email="noa@example.org")
    meet(pair)
    for desk in pair:
        desk.clock.advance(10_000)
    one.front_desk.merging.merge(mine.id, theirs.id)
    other.front_desk.merging.merge(theirs.id, mine.id)
    meet(pair)
    assert everybody(one) == {}
    found = disputes(one)
    assert [d.kind for d in found if d.kind is ConflictKind.MERGED_BOTH] == [
        ConflictKind.MERGED_BOTH
    ]
    dispute = next(d for d in found if d.kind is ConflictKind.MERGED_BOTH)
    kept = dispute.registrations[0]
    one.front_desk.disputes.keep_record(dispute, dispute.sides[0])
    meet(pair)
    for desk in pair:
        assert [who.id for who in everybody(desk).values()] == [kept]
        for who in (mine, theirs):
            verdict = desk.front_desk.desk.scan(
                desk.station(), Reading(who.registration.ticket_code), only_look=True
            )
            assert verdict.outcome.slug == "found"


def test_a_code_finds_who_is_left_after_merges_at_two_desks(pair: Pair) -> None:
    one, other = pair
    people = [walk_in(one, "Noa", f"Levi{n}") for n in range(3)]
    meet(pair)
    for desk in pair:
        desk.clock.advance(10_000)
    one.front_desk.merging.merge(people[0].id, people[1].id)
    other.front_desk.merging.merge(people[1].id, people[2].id)
    meet(pair)
    for desk in pair:
        verdict = desk.front_desk.desk.scan(
            desk.station(), Reading(people[2].registration.ticket_code), only_look=True
        )
        assert verdict.outcome.slug == "found"
        assert [who.id for who in everybody(desk).values()] == [people[0].id]


TICKETS = ("First Name", "Last Name", "Email", "Phone", "Ticket Type", "Attendee #", "Ticket Code")
DAVID: Row = {"First Name": "David", "Last Name": "Cohen", "Email": "fam@example.org"}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"Attendee #": "1"}, {"Attendee #": "2"}),
        ({"Ticket Code": "FATHER-0001"}, {"Ticket Code": "SON-000001"}),
        ({"Ticket Type": "Adult"}, {"Ticket Type": "Child"}),
        ({"Email": "david@example.org", "Phone": "0503333339"},
         {"Email": "son@example.org", "Phone": "0503333339"}),
        ({"Email": "", "Phone": "000"}, {"Email": "", "Phone": "000"}),
        ({"Email": "", "Phone": "0500000000"}, {"Email": "", "Phone": "0500000000"}),
        ({"Attendee #": "5", "Email": "one@example.org"},
         {"Attendee #": "5", "Email": "two@example.org"}),
    ],
)  # fmt: skip
def test_father_and_son_are_never_sure(pair: Pair, tmp_path: Path, mine: Row, theirs: Row) -> None:
    """Found by an outside tester: each of these was merged unasked."""
    blank = dict.fromkeys(TICKETS, "")
    for desk, own, others in zip(pair, (mine, theirs), (range(5), range(10, 15)), strict=True):
        rest = [person(n) for n in others]
        rows = [{**blank, **DAVID, **own}, *({**blank, **row, "Attendee #": ""} for row in rest)]
        take(desk, write(tmp_path / f"{desk.name}.csv", TICKETS, rows))
    meet(pair)
    front_desk = pair[0].front_desk
    programme = front_desk.programmes.named("NIPERM")
    assert front_desk.disputes.sure(programme.id) == []
    assert all(not dispute.is_sure for dispute in disputes(pair[0]))
    assert len(pair[0].store.registrations.page(programme.id, 0)[1]) in (11, 12)


def test_a_list_of_names_at_three_desks_is_settled_by_one_key(tmp_path: Path) -> None:
    desks = [FleetDesk(tmp_path, name) for name in ("Desk A", "Desk B", "Desk C")]
    path = write(tmp_path / "names.csv", HEADERS["names"], [person(n) for n in range(8)])
    for desk in desks:
        desk.make_programme()
        take(desk, path)
    for desk in desks[1:]:
        desks[0].hear(desk)
    front_desk = desks[0].front_desk
    programme = front_desk.programmes.named("NIPERM")
    assert front_desk.disputes.settle_all_sure(front_desk.disputes.sure(programme.id)) == 16
    assert len(everybody(desks[0])) == 8
    assert front_desk.disputes.all() == []
    for desk in desks:
        desk.close()


def test_companions_of_one_booking_are_one_registration_each(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(
        "First Name,Last Name,Email,Ticket Code,Quantity\n"
        "Noa,Levi,noa@example.org,TCK-00001,3\nDan,Levi,dan@example.org,TCK-00002,1\n",
        "utf-8",
    )
    for desk in pair:
        programme = desk.front_desk.programmes.named("NIPERM")
        guests = open_guest_list(path).with_seats(splits=True)
        assert desk.front_desk.importing(programme, guests).run().new == 4
    meet(pair)
    assert sorted(everybody(pair[0])) == ["Dan Levi", "Noa Levi", "Noa Levi +1", "Noa Levi +2"]
    assert disputes(pair[0]) == []


def test_a_group_s_code_that_each_desk_gave_to_another_one_is_a_question(
    pair: Pair, tmp_path: Path
) -> None:
    group = [{"First Name": name, "Last Name": "Levi", "Ticket Code": "GROUP-00777"}
             for name in ("Noa", "Dan")]  # fmt: skip
    headers = ("First Name", "Last Name", "Ticket Code")
    take(pair[0], write(tmp_path / "a.csv", headers, group))
    pair[1].clock.advance(60_000)
    take(pair[1], write(tmp_path / "b.csv", headers, group[::-1]))
    meet(pair)
    assert pair[0].scan("GROUP-00777").outcome.slug == "ambiguous"
    (dispute,) = disputes(pair[0])
    assert (dispute.kind, dispute.key) == (ConflictKind.CODE_TWICE, "GROUP-00777")
    assert [side.what for side in dispute.sides] == ["Noa Levi", "Dan Levi"]
    pair[0].front_desk.disputes.keep_code(dispute, dispute.sides[1])
    meet(pair)
    assert disputes(pair[1]) == []
    verdict = pair[1].scan("GROUP-00777")
    assert verdict.outcome.slug == "admitted"
    assert by_name(pair[1], "Dan Levi").registration.presence is not None


def test_one_person_with_two_tickets_in_lists_of_another_order_is_one_person(
    pair: Pair, tmp_path: Path
) -> None:
    rows = [{**person(1), "Ticket Code": code} for code in ("TCK-00001", "TCK-00002")]
    take(pair[0], write(tmp_path / "a.csv", HEADERS["codes"], rows))
    take(pair[1], write(tmp_path / "b.csv", HEADERS["codes"], rows[::-1]))
    meet(pair)
    assert disputes(pair[0]) == []
    programme = pair[0].front_desk.programmes.named("NIPERM")
    assert len(pair[0].store.registrations.page(programme.id, 0)[1]) == 2


def test_another_case_or_apostrophe_in_a_list_is_no_other_value(pair: Pair, tmp_path: Path) -> None:
    row = {**person(1), "Last Name": "O'Brien"}
    take(pair[0], write(tmp_path / "a.csv", HEADERS["codes"], [row]))
    other = {**row, "First Name": row["First Name"].upper(), "Last Name": "O’Brien"}
    take(pair[1], write(tmp_path / "b.csv", HEADERS["codes"], [other]))
    meet(pair)
    assert disputes(pair[0]) == []


def test_who_was_let_in_is_told_with_their_desk_whoever_merged(pair: Pair) -> None:
    for desk in pair:
        desk.scan(walk_in(desk, "Noa", "Levi", email="noa@example.org"))
    meet(pair)
    front_desk = pair[0].front_desk
    programme = front_desk.programmes.named("NIPERM")
    assert front_desk.disputes.settle_all_sure(front_desk.disputes.sure(programme.id)) == 1
    (dispute,) = front_desk.disputes.all()
    assert dispute.kind is ConflictKind.TWICE_IN
    assert {side.desk for side in dispute.sides} == {"Desk A", "Desk B"}


def test_what_concerns_a_programme_s_people_is_listed_for_it(pair: Pair, tmp_path: Path) -> None:
    row = person(1)
    take(pair[0], write(tmp_path / "a.csv", (*HEADERS["codes"], "Phone"), [{**row, "Phone": "1"}]))
    take(pair[1], write(tmp_path / "b.csv", (*HEADERS["codes"], "Phone"),
                        [{**row, "Phone": "050-123-4567"}]))  # fmt: skip
    take(pair[0], write(tmp_path / "a.csv", (*HEADERS["codes"], "Phone"),
                        [{**row, "Phone": "050-765-4321"}]))  # fmt: skip
    meet(pair)
    front_desk = pair[0].front_desk
    niperm = front_desk.programmes.named("NIPERM")
    other = front_desk.programmes.find_or_make("OTHER")
    found = disputes(pair[0])
    assert [dispute.key for dispute in found] == ["phone"]
    assert front_desk.disputes.listed_for(niperm.id) == found
    assert front_desk.disputes.listed_for(other.id) == []
