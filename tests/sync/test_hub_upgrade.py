"""A hub that an older Muster made: it works as it is, and its owner brings it up to date."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from hashlib import sha256

import psycopg
import pytest

from desktop.domain.failures import HubNotOwned, HubRefused, HubUnreachable
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.domain.sync.sync_state import LinkState, SyncState
from desktop.sync import hub_schema
from desktop.sync.hub import open_hub
from desktop.workflows.ports import directly
from desktop.workflows.sync.syncing import HubUpgrade
from tests.support.first_desk import SCHEMA, first_desk, make_first_hub
from tests.support.fleet import FleetDesk
from tests.support.hub_server import HubServer

OpenDesk = Callable[[str], FleetDesk]
PATIENCE_S = 30.0
PICTURE = b"\xff\xd8 a picture"
PICTURE_NAME = sha256(PICTURE).hexdigest()
# Everything that lies in a hub, by the columns that the first version has.
CONTENT = (
    "SELECT version, id FROM muster.hub",
    "SELECT * FROM muster.entries ORDER BY desk, n",
    "SELECT * FROM muster.attendance ORDER BY 1, 2",
    "SELECT * FROM muster.members ORDER BY 1, 2",
    "SELECT desk, name, heard_at, clock_off_ms, waiting FROM muster.desks ORDER BY 1",
    "SELECT * FROM muster.blobs ORDER BY 1",
)
# And how it is built: columns, functions, policies, triggers, indexes, and who may do what.
BUILD = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'muster' ORDER BY 1, 2""",
    """SELECT oid::regprocedure::text, prosrc, prosecdef, proconfig::text, proacl::text
        FROM pg_proc WHERE pronamespace = 'muster'::regnamespace ORDER BY 1""",
    """SELECT relname, relkind, relrowsecurity, relacl::text
        FROM pg_class WHERE relnamespace = 'muster'::regnamespace ORDER BY 1""",
    "SELECT policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1",
)


def rows_of(url: str, queries: tuple[str, ...]) -> list[list[tuple[object, ...]]]:
    with psycopg.connect(url, autocommit=True) as link:
        return [link.execute(query.encode()).fetchall() for query in queries]


def numbers(hub: HubAddress) -> tuple[object, ...]:
    """Give the oldest schema that a desk must know, and the hub's own."""
    ((numbers,),) = rows_of(hub.url, ("SELECT version, schema FROM muster.hub",))
    return numbers


def role_of(hub: HubAddress, server: HubServer, name: str) -> tuple[str, HubAddress]:
    """Make a role of this database, and give its own address."""
    database = hub.url.rpartition("/")[2].partition("?")[0]
    role = f"{name}_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    return role, hub_address(server.address(database, role))


@pytest.fixture
def first_hub(hub: HubAddress) -> HubAddress:
    """Give a hub as the first Muster made it."""
    make_first_hub(hub.url)
    return hub


@pytest.fixture
def office(desk: OpenDesk) -> FleetDesk:
    made = desk("Office")
    made.make_programme()
    made.register("Noa Levi")
    with made.store.write():
        assert made.store.blobs.put(PICTURE) == PICTURE_NAME
    return made


def upgrade(desk: FleetDesk, hub: HubAddress) -> HubUpgrade:
    return desk.front_desk.syncing.upgrade_hub(hub, "")


def is_old_for(desk: FleetDesk, hub: HubAddress) -> bool:
    return desk.front_desk.syncing.with_hub(hub, "").is_hub_old


def test_what_the_first_muster_made_is_never_edited() -> None:
    kept = SCHEMA.read_text(encoding="utf-8").partition("\n\n")[2]
    assert kept == "\n\n".join(f"{text.strip()};" for text in hub_schema.FIRST) + "\n"


def test_a_hub_made_today_lets_desks_of_the_first_muster_work(hub: HubAddress) -> None:
    with open_hub(hub, "") as link:
        assert (link.schema, link.is_old) == (2, False)
    assert numbers(hub) == (1, 2)


def test_a_hub_that_was_brought_up_to_date_is_built_as_one_made_today(
    first_hub: HubAddress, server: HubServer
) -> None:
    today = hub_address(server.database(first_hub.url.rpartition("/")[2].partition("?")[0] + "b"))
    with open_hub(first_hub, "") as link:
        assert link.upgrade() == 1
    with open_hub(today, ""):
        pass
    assert rows_of(first_hub.url, BUILD) == rows_of(today.url, BUILD)


def test_this_muster_works_at_a_hub_of_the_first_one_as_it_is(
    first_hub: HubAddress, server: HubServer, office: FleetDesk, desk: OpenDesk
) -> None:
    role, door_address = role_of(first_hub, server, "door")
    built = rows_of(first_hub.url, BUILD)
    assert is_old_for(office, first_hub)
    programme = office.front_desk.programmes.named("NIPERM")
    assert office.front_desk.syncing.admit(first_hub, "", role, programme)
    door = desk("Door")
    assert is_old_for(door, door_address)
    door.register("Dan Levi")
    assert is_old_for(door, door_address)
    assert is_old_for(office, first_hub)
    assert office.hash == door.hash
    with open_hub(first_hub, "") as link:
        assert {heard.desk for heard in link.desks()} == {office.store.desk, door.store.desk}
        assert link.photo(PICTURE_NAME) == PICTURE
    assert rows_of(first_hub.url, BUILD) == built


def test_all_that_lies_in_the_hub_is_the_same_after_the_upgrade(
    first_hub: HubAddress, server: HubServer, office: FleetDesk, desk: OpenDesk
) -> None:
    role, door_address = role_of(first_hub, server, "door")
    office.front_desk.syncing.with_hub(first_hub, "")
    programme = office.front_desk.programmes.named("NIPERM")
    office.front_desk.syncing.admit(first_hub, "", role, programme)
    door = desk("Door")
    for each, address in ((door, door_address), (office, first_hub)):
        each.front_desk.syncing.with_hub(address, "")
    content = rows_of(first_hub.url, CONTENT)
    assert [len(rows) for rows in content][2:] == [1, 1, 2, 1]
    assert upgrade(office, first_hub) == HubUpgrade(1, 2, ())
    assert rows_of(first_hub.url, CONTENT) == content
    assert numbers(first_hub) == (1, 2)
    for each, address in ((office, first_hub), (door, door_address)):
        report = each.front_desk.syncing.with_hub(address, "")
        assert (report.sent, report.received, report.is_hub_old) == (0, 0, False)
    told = rows_of(first_hub.url, ("SELECT name, schema FROM muster.desks ORDER BY 1",))
    assert told == [[("Door", 2), ("Office", 2)]]


def test_upgrading_again_changes_nothing(first_hub: HubAddress, office: FleetDesk) -> None:
    assert upgrade(office, first_hub) == HubUpgrade(1, 2, ())
    built = rows_of(first_hub.url, BUILD)
    assert upgrade(office, first_hub) == HubUpgrade(2, 2, ())
    assert rows_of(first_hub.url, BUILD) == built


@pytest.fixture
def owned_hub(hub: HubAddress, server: HubServer) -> HubAddress:
    """Give a hub of the first Muster whose owner is no superuser, by the owner's address."""
    role, address = role_of(hub, server, "owner")
    database = hub.url.rpartition("/")[2].partition("?")[0]
    server.sql(f'GRANT CREATE ON DATABASE "{database}" TO {role}', database)
    make_first_hub(address.url)
    return address


def test_an_owner_who_is_no_superuser_may_upgrade(owned_hub: HubAddress, office: FleetDesk) -> None:
    assert upgrade(office, owned_hub) == HubUpgrade(1, 2, ())
    assert not is_old_for(office, owned_hub)


@pytest.mark.parametrize("who", ["member", "stranger", "superuser"])
def test_nobody_but_the_owner_may_upgrade_and_nothing_is_changed(
    owned_hub: HubAddress, hub: HubAddress, server: HubServer, office: FleetDesk, who: str
) -> None:
    role, address = role_of(hub, server, who)
    if who == "member":
        office.front_desk.syncing.admit(owned_hub, "", role, None)
    built = rows_of(hub.url, BUILD)
    with pytest.raises(HubNotOwned) as refused:
        upgrade(office, hub if who == "superuser" else address)
    assert refused.value.facts == {"hub": hub.name}
    assert rows_of(hub.url, BUILD) == built


def test_an_upgrade_that_breaks_off_leaves_the_hub_as_it_was(
    first_hub: HubAddress, office: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = rows_of(first_hub.url, BUILD)
    broken = {1: (*hub_schema.UPGRADES[1], "SELECT no_such_thing")}
    monkeypatch.setattr(hub_schema, "UPGRADES", broken)
    with pytest.raises(HubRefused, match="no_such_thing"):
        upgrade(office, first_hub)
    assert rows_of(first_hub.url, BUILD) == built
    monkeypatch.undo()
    assert upgrade(office, first_hub) == HubUpgrade(1, 2, ())


def test_an_upgrade_waits_only_briefly_for_others(
    first_hub: HubAddress, office: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind an upgrade that waits, every desk would wait, too."""
    assert hub_schema.WAIT_BRIEFLY == "SET LOCAL lock_timeout = '5s'"
    monkeypatch.setattr(hub_schema, "WAIT_BRIEFLY", "SET LOCAL lock_timeout = '100ms'")
    built = rows_of(first_hub.url, BUILD)
    with psycopg.connect(first_hub.url) as holder:
        holder.execute("SELECT * FROM muster.desks")
        with pytest.raises(HubUnreachable) as busy:
            upgrade(office, first_hub)
    assert busy.value.facts["reason"] == "hub busy"
    assert rows_of(first_hub.url, BUILD) == built


def test_of_two_owners_at_once_the_second_finds_it_done(
    first_hub: HubAddress, office: FleetDesk, server: HubServer
) -> None:
    waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    found: list[int] = []

    def come_second() -> None:
        with open_hub(first_hub, "") as link:
            found.append(link.upgrade())
            found.append(link.schema)

    second = threading.Thread(target=come_second)
    turn, until = threading.Event(), time.monotonic() + PATIENCE_S
    with psycopg.connect(first_hub.url) as first:
        first.execute(hub_schema.LOCK)
        second.start()
        while not server.sql(waiting):
            assert time.monotonic() < until
            turn.wait(0.02)
        for statement in hub_schema.UPGRADES[1]:
            first.execute(statement)
        first.commit()
    second.join(timeout=PATIENCE_S)
    assert found == [2, 2]


@pytest.mark.parametrize("is_made_today", [True, False])
def test_a_desk_of_the_first_muster_works_beside_todays(
    hub: HubAddress, office: FleetDesk, desk: OpenDesk, server: HubServer, is_made_today: bool
) -> None:
    if is_made_today:
        with open_hub(hub, ""):
            pass
    else:
        make_first_hub(hub.url)
        upgrade(office, hub)
    office.front_desk.syncing.with_hub(hub, "")
    programme = office.front_desk.programmes.named("NIPERM")
    garden = desk("Garden")
    garden.hear(office)
    dan = garden.register("Dan Levi")
    written = [row for row in garden.rows() if row.desk == garden.store.desk]
    role, address = role_of(hub, server, "garden")
    with first_desk(hub.url) as owner:
        owner.admit(role, programme.id)
    with first_desk(address.url) as first:
        assert first.programmes == programme.id
        assert sorted(map(tuple, first.pull())) == sorted(map(tuple, office.rows()))
        assert first.photo(PICTURE_NAME) == PICTURE
        assert first.push(written) == len(written)
        assert first.push(written) == 0
        assert first.pull_desk(garden.store.desk) == [tuple(row) for row in written]
        assert first.of_subject(f"person:{dan.person.id}")
        name = sha256(b"another").hexdigest()
        assert first.lacks(name)
        first.keep_photo(name, b"another")
        assert not first.lacks(name)
        first.tell(garden.store.desk, "Garden")
        assert first.heard() == sorted([garden.store.desk, office.store.desk])
    report = office.front_desk.syncing.with_hub(hub, "")
    assert report.received == len(written)
    assert office.hash == garden.hash
    assert upgrade(office, hub) == HubUpgrade(2, 2, ("Garden",))


def test_a_first_desk_that_stays_connected_goes_on_through_the_upgrade(
    first_hub: HubAddress, office: FleetDesk
) -> None:
    """Its statements were prepared before the upgrade; after five times psycopg does that."""
    own = office.rows()
    with first_desk(first_hub.url) as first:
        for _heartbeat in range(8):
            first.tell("old1", "Garden")
            assert first.heard() == ["old1"]
            assert first.pull() == []
        assert upgrade(office, first_hub) == HubUpgrade(1, 2, ())
        for _heartbeat in range(8):
            first.tell("old1", "Garden")
            assert first.heard() == ["old1"]
        assert first.push(own) == len(own)
        assert len(first.pull()) == len(own)
    told = rows_of(first_hub.url, ("SELECT name, clock_off_ms, waiting, schema FROM muster.desks",))
    assert told == [[("Garden", 250, 3, 1)]]
    assert upgrade(office, first_hub).older_desks == ("Garden",)


def test_a_desk_of_today_that_stays_connected_notices_the_upgrade(
    first_hub: HubAddress, office: FleetDesk
) -> None:
    with open_hub(first_hub, "") as link:
        link.notify("d1", "Gate", 0, 0)
        before = link.is_old
        upgrade(office, first_hub)
        link.notify("d1", "Gate", 0, 0)
        assert (before, link.is_old) == (True, False)
    assert rows_of(first_hub.url, ("SELECT desk, schema FROM muster.desks",)) == [[("d1", 2)]]


@pytest.mark.parametrize("is_upgraded", [False, True])
def test_a_desk_in_step_says_whether_its_hub_is_old(
    first_hub: HubAddress, office: FleetDesk, is_upgraded: bool
) -> None:
    if is_upgraded:
        upgrade(office, first_hub)
    live = office.front_desk.syncing.live(first_hub, "", directly)
    states: list[SyncState] = []

    def note(state: SyncState) -> None:
        states.append(state)
        if state.link is LinkState.LIVE:
            live.stop()

    live.run(note, lambda _report: None)
    assert states[-1].is_hub_old is not is_upgraded


def test_a_hub_of_a_later_schema_is_taken_and_left_as_it_is(
    first_hub: HubAddress, office: FleetDesk
) -> None:
    upgrade(office, first_hub)
    with psycopg.connect(first_hub.url, autocommit=True) as link:
        link.execute("UPDATE muster.hub SET version = 2, schema = 7")
    assert not is_old_for(office, first_hub)
    assert upgrade(office, first_hub) == HubUpgrade(7, 7, ())
    assert numbers(first_hub) == (2, 7)
