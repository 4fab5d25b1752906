"""Desks and their hub: a real PostgreSQL, with all that can go wrong between."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest

from desktop.domain.failures import HubRefused, HubUnreachable, NoSuchRole
from desktop.domain.journal.entry import Entry, StoredEntry
from desktop.domain.journal.journal_flaws import FlawKind
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.domain.sync.sync_state import LinkState, SyncState
from desktop.store.journal import intake
from desktop.sync import hub_schema
from desktop.sync.hub import Cursor, open_hub
from desktop.sync.hub_round import MOST_LOOKS, HubRound
from desktop.sync.report import SyncReport
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.support.hub_server import PASSWORD, HubServer
from tests.support.tls_door import TlsDoor, has_openssl

OpenDesk = Callable[[str], FleetDesk]
PATIENCE_S = 30.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    opened: list[FleetDesk] = []

    def open_desk(name: str) -> FleetDesk:
        opened.append(FleetDesk(tmp_path, name))
        return opened[-1]

    yield open_desk
    for fleet_desk in opened:
        fleet_desk.close()


def sync(desk: FleetDesk, hub: HubAddress, password: str = "") -> SyncReport:
    return desk.front_desk.syncing.with_hub(hub, password)


def names(desk: FleetDesk) -> set[str]:
    programme = desk.front_desk.programmes.named("NIPERM")
    return {attendee.name for attendee in desk.front_desk.desk.find(programme, "levi")}


def test_a_new_desk_has_everything_from_an_empty_database_that_another_filled(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    noa = fleet_desk.register("Noa Levi")
    with fleet_desk.store.write():
        photo = fleet_desk.store.blobs.put(b"\xff\xd8 a picture")
    fleet_desk.front_desk.registry.change(
        noa.id, _form(first_name="Noa", last_name="Levi", photo=photo)
    )
    sync(fleet_desk, hub)
    report = sync(other, hub)
    sync(fleet_desk, hub)
    assert report.plan_changed
    assert names(other) == {"Noa Levi"}
    assert fleet_desk.hash == other.hash
    assert other.front_desk.verify() == []


def _form(**person: str) -> RegistrationForm:
    return RegistrationForm(person, {}, {})


def test_everybody_agrees_whoever_comes_when(desk: OpenDesk, hub: HubAddress) -> None:
    desks = [desk(f"Desk {letter}") for letter in "ABC"]
    desks[0].make_programme()
    people = [desks[0].register(f"Guest{n} Levi") for n in range(6)]
    for fleet_desk in desks:
        sync(fleet_desk, hub)
    for number, fleet_desk in enumerate(desks):
        fleet_desk.scan(people[number])
        fleet_desk.scan(people[number + 1])
    for fleet_desk in [*desks, *desks]:
        sync(fleet_desk, hub)
    assert len({fleet_desk.hash for fleet_desk in desks}) == 1
    assert desks[0].inside() == 4
    assert all(fleet_desk.front_desk.verify() == [] for fleet_desk in desks)


def test_nothing_goes_twice(desk: OpenDesk, hub: HubAddress) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    first = sync(fleet_desk, hub)
    assert first.sent == fleet_desk.store.journal.newest()
    again = sync(fleet_desk, hub)
    assert (again.sent, again.received) == (0, 0)
    assert sync(other, hub).received == first.sent
    assert sync(other, hub).received == 0


def test_a_desk_hands_on_what_it_got_by_a_stick(
    tmp_path: Path, desk: OpenDesk, hub: HubAddress
) -> None:
    far, near, other = desk("Desk A"), desk("Desk B"), desk("Desk C")
    far.make_programme()
    far.register("Noa Levi")
    stick = tmp_path / "stick"
    stick.mkdir()
    far.front_desk.syncing.with_folder(stick)
    near.front_desk.syncing.with_folder(stick)
    sync(near, hub)
    sync(other, hub)
    assert names(other) == {"Noa Levi"}


def test_a_cursor_skips_no_transaction_that_commits_late(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    """FACTS.md: a serial number as a cursor loses rows; the transaction's number does not."""
    fleet_desk = desk("Desk A")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)
    insert = (
        "INSERT INTO muster.entries (desk, n, clock, actor, kind, subject, programme, body, seen,"
        " chain) VALUES (%s, 1, 1, 'desk', 'note', 'note:1', '', '{}', '{}', %s)"
    )
    chain = b"\0" * 32
    with (
        psycopg.connect(hub.url) as late,
        psycopg.connect(hub.url, autocommit=True) as early,
        open_hub(hub, "") as link,
    ):
        _rows, cursor = link.pull(Cursor(), 1000)
        late.execute(insert, ("late", chain))
        early.execute(insert, ("early", chain))
        rows, cursor = link.pull(cursor, 1000)
        assert rows == []
        late.commit()
        rows, _cursor = link.pull(cursor, 1000)
        assert [row[0] for row in rows] == ["late", "early"]


def test_two_desks_may_meet_an_empty_database(hub: HubAddress, server: HubServer) -> None:
    """The second one waits while the first one makes the schema, and makes none of its own."""
    waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    found: list[dict[str, int]] = []

    def meet() -> None:
        with open_hub(hub, "") as link:
            found.append(link.heads())

    second = threading.Thread(target=meet)
    turn, until = threading.Event(), time.monotonic() + PATIENCE_S
    with psycopg.connect(hub.url) as first:
        first.execute(hub_schema.LOCK)
        for statement in hub_schema.MAKE:
            first.execute(statement)
        second.start()
        while not server.sql(waiting):
            assert time.monotonic() < until
            turn.wait(0.02)
        first.commit()
    second.join(timeout=PATIENCE_S)
    assert found == [{}]


def test_a_hub_of_a_newer_muster_is_refused_in_words(hub: HubAddress, server: HubServer) -> None:
    with open_hub(hub, ""):
        pass
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("UPDATE muster.hub SET version = 99")
    with pytest.raises(HubRefused, match="newer"), open_hub(hub, ""):
        pass


def test_a_hub_that_is_not_there_is_unreachable() -> None:
    nowhere = hub_address("postgresql://desk@127.0.0.1:9/nowhere")
    with pytest.raises(HubUnreachable), open_hub(nowhere, ""):
        pass


@pytest.mark.skipif(not has_openssl(), reason="no openssl here to make a certificate")
def test_the_password_is_asked_and_the_certificate_must_be_known(
    tmp_path: Path, hub: HubAddress, server: HubServer
) -> None:
    database = hub.url.rpartition("/")[2].partition("?")[0]
    door = TlsDoor(tmp_path, server.port)
    where = f"postgresql://postgres@127.0.0.1:{door.port}/{database}?sslmode=verify-full"
    known = hub_address(f"{where}&sslrootcert={door.certificate}")
    with pytest.raises(HubRefused, match="authentication failed"), open_hub(known, "wrong"):
        pass
    with open_hub(known, PASSWORD) as link:
        assert link.heads() == {}
    assert door.encrypted == 2
    with (
        pytest.raises(HubRefused, match="certificate"),
        open_hub(hub_address(f"{where}&sslrootcert=system"), PASSWORD),
    ):
        pass
    door.close()


def test_over_a_network_only_a_known_certificate_will_do() -> None:
    far = hub_address("postgresql://door:secret@hub.example.org/muster")
    assert far.password == "secret"
    assert "secret" not in far.url
    assert far.options == {"sslmode": "verify-full", "sslrootcert": "system"}
    assert hub_address("postgresql://hub.example.org/m?sslmode=require").options == {}
    assert hub_address("postgresql://localhost/m").options == {}


@pytest.mark.parametrize(
    ("address", "is_near"),
    [
        ("postgresql://localhost:5432/m", True),
        ("postgresql://[::1]:5432/m", True),
        ("postgresql://desk@/m?host=/run/postgresql", True),
        ("postgresql://desk@/m?host=hub.example.org", False),
        ("postgresql://desk@/m?hostaddr=192.0.2.7", False),
        ("postgresql://localhost,hub.example.org/m", False),
        ("postgresql://localhost/m?host=hub.example.org", False),
        ("postgresql://127.0.0.2/m", False),
    ],
)
def test_wherever_a_host_is_written_it_counts(address: str, is_near: bool) -> None:
    expected = {} if is_near else {"sslmode": "verify-full", "sslrootcert": "system"}
    assert hub_address(address).options == expected


def test_a_desk_sees_only_its_programmes_and_goes_on_behind_what_it_may_not_see(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    database = hub.url.rpartition("/")[2].partition("?")[0]
    office = desk("Office")
    office.make_programme("NIPERM")
    office.make_programme("SUMMER")
    noa = office.register("Noa Levi")
    summer = office.front_desk.programmes.named("SUMMER")
    dan = office.front_desk.registry.register(summer, _form(first_name="Dan", last_name="Levi"))[0]
    sync(office, hub)
    role = f"door_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    niperm = office.front_desk.programmes.named("NIPERM")
    with open_hub(hub, "") as link:
        link.admit(role, niperm.id)
    door = desk("Door")
    own = hub_address(server.address(database, role))
    sync(door, own)
    assert [programme.code for programme in door.front_desk.programmes.all()] == ["NIPERM"]
    assert names(door) == {"Noa Levi"}
    text = "\n".join(str(row) for row in door.rows())
    assert "Dan" not in text
    assert dan.id not in text
    assert door.front_desk.verify() == []
    door.scan(noa)
    sync(door, own)
    sync(office, hub)
    assert office.inside() == 1
    # Dan comes to NIPERM, too: now the door may know him, though his entries are old ones.
    office.front_desk.registry.register(niperm, _form(), known_person=dan.person.id)
    sync(office, hub)
    sync(door, own)
    assert names(door) == {"Noa Levi", "Dan Levi"}
    assert door.front_desk.verify() == []
    # And another programme that the door is let into comes whole.
    with open_hub(hub, "") as link:
        link.admit(role, summer.id)
    sync(door, own)
    sync(office, hub)
    sync(door, own)
    assert {programme.code for programme in door.front_desk.programmes.all()} == {
        "NIPERM",
        "SUMMER",
    }
    assert door.front_desk.verify() == []
    assert door.hash == office.hash


def test_a_stranger_to_the_hub_can_neither_read_nor_write(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    database = hub.url.rpartition("/")[2].partition("?")[0]
    office = desk("Office")
    office.make_programme()
    sync(office, hub)
    role = f"stranger_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    stranger = desk("Stranger")
    stranger.make_programme()
    with pytest.raises(HubRefused, match="not admitted"):
        sync(stranger, hub_address(server.address(database, role)))
    assert sync(office, hub).received == 0


def test_a_hub_restored_from_a_copy_is_read_anew_and_filled_again(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    sync(other, hub)
    fleet_desk.register("Dan Levi")
    sync(fleet_desk, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("DELETE FROM muster.entries WHERE n > 5")
        link.execute("UPDATE muster.entries SET x = '1'")
    for desk_ in (fleet_desk, other, fleet_desk):
        sync(desk_, hub)
    assert names(other) == {"Noa Levi", "Dan Levi"}


def test_a_cloned_store_is_parted_and_nothing_of_either_is_lost(
    tmp_path: Path, desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    noa = fleet_desk.register("Noa Levi")
    (tmp_path / "clone").mkdir()
    copy = tmp_path / "clone" / "Desk A.db"
    fleet_desk.store.db.conn.execute("VACUUM INTO ?", (str(copy),))
    clone = FleetDesk(tmp_path / "clone", "Desk A", tmp_path / "keys" / "store.key")
    fleet_desk.register("First Levi")
    clone.register("Second Levi")
    clone.scan(noa)
    clone.front_desk.desk.undo(clone.front_desk.programmes.named("NIPERM"))
    sync(fleet_desk, hub)
    sync(clone, hub)
    assert clone.store.desk != fleet_desk.store.desk
    for each in (fleet_desk, other, clone):
        sync(each, hub)
    everybody = {"Noa Levi", "First Levi", "Second Levi"}
    assert names(fleet_desk) == names(other) == names(clone) == everybody
    assert fleet_desk.inside() == 0
    sync(fleet_desk, hub)
    assert fleet_desk.hash == other.hash == clone.hash
    assert all(each.front_desk.verify() == [] for each in (fleet_desk, other, clone))
    clone.close()


def stuck(report: SyncReport) -> list[str]:
    """Name the desks whose journals were set aside."""
    return [flaw.detail for flaw in report.flaws if flaw.kind is FlawKind.STUCK]


@pytest.fixture
def two_branches(tmp_path: Path, desk: OpenDesk, hub: HubAddress) -> tuple[FleetDesk, FleetDesk]:
    """Let the copy of a store publish by a stick what its original publishes otherwise.

    Gives the original, and a desk that got the copy's branch first.
    """
    original, reader = desk("Desk A"), desk("Desk C")
    original.make_programme()
    original.register("Noa Levi")
    (tmp_path / "clone").mkdir()
    copied = tmp_path / "clone" / "Desk A.db"
    original.store.db.conn.execute("VACUUM INTO ?", (str(copied),))
    copy = FleetDesk(tmp_path / "clone", "Desk A", tmp_path / "keys" / "store.key")
    copy.register("Second Levi")
    stick = tmp_path / "stick"
    stick.mkdir()
    copy.front_desk.syncing.with_folder(stick)
    reader.front_desk.syncing.with_folder(stick)
    copy.close()
    original.register("First Levi")
    original.register("Third Levi")
    sync(original, hub)
    return original, reader


def test_two_branches_of_one_desk_stop_nobody_else(
    two_branches: tuple[FleetDesk, FleetDesk], desk: OpenDesk, hub: HubAddress
) -> None:
    original, reader = two_branches
    other = desk("Desk D")
    assert stuck(sync(reader, hub)) == ["Desk A"]
    sync(other, hub)
    assert names(other) == {"Noa Levi", "First Levi", "Third Levi"}
    reader.register("Reader Levi")
    assert stuck(sync(reader, hub)) == ["Desk A"]
    sync(other, hub)
    other.register("Other Levi")
    sync(other, hub)
    sync(reader, hub)
    assert "Reader Levi" in names(other)
    assert names(reader) == {"Noa Levi", "Second Levi", "Reader Levi", "Other Levi"}
    original.register("Fourth Levi")
    sync(original, hub)
    sync(other, hub)
    assert "Fourth Levi" in names(other)


def test_no_branch_is_put_onto_another_one_at_the_hub(
    two_branches: tuple[FleetDesk, FleetDesk], desk: OpenDesk, hub: HubAddress, tmp_path: Path
) -> None:
    """Entries that do not follow from what the hub has would stop every other desk."""
    _original, reader = two_branches
    with psycopg.connect(hub.url, autocommit=True) as link:
        own = reader.store.journal.known_heads()
        (branch,) = (name for name in own if name != reader.store.desk)
        n = own[branch].number
        link.execute("DELETE FROM muster.entries WHERE desk = %s AND n >= %s", (branch, n))
        link.execute("UPDATE muster.entries SET chain = decode(repeat('ab', 32), 'hex')"
                     " WHERE desk = %s AND n = %s", (branch, n - 1))  # fmt: skip
        assert stuck(sync(reader, hub)) == ["Desk A"]
        cursor = link.execute("SELECT max(n) FROM muster.entries WHERE desk = %s", (branch,))
        assert cursor.fetchone() == (n - 1,)


def test_a_single_row_with_a_wrong_chain_stops_nobody_else(desk: OpenDesk, hub: HubAddress) -> None:
    fleet_desk, other, new = desk("Desk A"), desk("Desk B"), desk("Desk C")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    sync(other, hub)
    other.register("Dan Levi")
    sync(other, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("UPDATE muster.entries SET chain = decode(repeat('ab', 32), 'hex')"
                     " WHERE desk = %s AND n = 3", (fleet_desk.store.desk,))  # fmt: skip
    for _again in range(2):
        assert stuck(sync(new, hub)) == ["Desk A"]
    heads = new.store.journal.known_heads()
    assert heads[fleet_desk.store.desk].number == 2
    assert heads[other.store.desk].number == other.store.journal.newest()
    new.make_programme()
    new.register("Gal Levi")
    sync(new, hub)
    sync(other, hub)
    assert names(other) == {"Noa Levi", "Dan Levi", "Gal Levi"}


def test_the_live_loop_goes_on_beside_a_bad_journal_and_can_be_stopped(
    two_branches: tuple[FleetDesk, FleetDesk], hub: HubAddress
) -> None:
    _original, reader = two_branches
    live = reader.front_desk.syncing.live(hub, "", directly)
    told: list[SyncState] = []
    news: list[SyncReport] = []
    is_live = threading.Event()

    def on_state(state: SyncState) -> None:
        told.append(state)
        if state.link is LinkState.LIVE:
            is_live.set()

    def stop_it() -> None:
        is_live.wait(PATIENCE_S)
        live.stop()

    # The loop runs here, as the store may be used by the thread alone that opened it.
    stopping = threading.Thread(target=stop_it)
    stopping.start()
    live.run(on_state, news.append)
    stopping.join()
    assert is_live.is_set()
    assert [stuck(report) for report in news] == [["Desk A"]]


def test_a_stopped_round_ends_though_there_is_more(desk: OpenDesk, hub: HubAddress) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)
    with open_hub(hub, "") as link:
        HubRound(other.store, link, directly, is_stopped=lambda: True).exchange()
    assert other.store.journal.known_heads().keys() == {other.store.desk}


def test_a_journal_that_was_mended_at_the_hub_goes_on_in_the_same_connection(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    chain = "SELECT chain FROM muster.entries WHERE desk = %s AND n = 3"
    write = "UPDATE muster.entries SET chain = %s WHERE desk = %s AND n = 3"
    with psycopg.connect(hub.url, autocommit=True) as link, open_hub(hub, "") as listening:
        (right,) = link.execute(chain, (fleet_desk.store.desk,)).fetchone() or (b"",)
        link.execute(write, (b"\xab" * 32, fleet_desk.store.desk))
        reading = HubRound(other.store, listening, directly)
        assert stuck(reading.exchange()) == ["Desk A"]
        link.execute(write, (right, fleet_desk.store.desk))
        report = SyncReport()
        reading.look_again(report)
        assert report.flaws == []
        assert names(other) == {"Noa Levi"}
    assert other.front_desk.syncing.flaws() == []


def test_news_that_never_come_are_not_looked_for_without_end(
    desk: OpenDesk, hub: HubAddress
) -> None:
    """Any role may send a false notice; a row that was deleted is a gap."""
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute(
            "DELETE FROM muster.entries WHERE desk = %s AND n = 3", (fleet_desk.store.desk,)
        )
    with open_hub(hub, "") as link_:
        reading = HubRound(other.store, link_, directly)
        reading.exchange()
        reading.hear({fleet_desk.store.desk: fleet_desk.store.journal.newest(), "nobody": 999})
        for looks in range(MOST_LOOKS):
            assert reading.has_due(), looks
            reading.take(SyncReport())
        assert not reading.has_due()
    sync(fleet_desk, hub)
    sync(other, hub)
    assert names(other) == {"Noa Levi"}


def test_entries_of_a_newer_muster_are_not_called_altered(
    desk: OpenDesk, hub: HubAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)

    def read(row: StoredEntry) -> Entry | None:
        return row.opened() if row.number < 3 else None

    monkeypatch.setattr(intake, "opened_if_acceptable", read)
    for _again in range(2):
        kinds = [flaw.kind for flaw in sync(other, hub).flaws]
        assert FlawKind.NEWER in kinds
        assert FlawKind.STUCK not in kinds
        assert FlawKind.ALTERED not in kinds


def test_photos_stop_when_the_work_is_stopped(desk: OpenDesk, hub: HubAddress) -> None:
    fleet_desk = desk("Desk A")
    with fleet_desk.store.write():
        for n in range(20):
            fleet_desk.store.blobs.put(b"\xff\xd8 picture %d" % n)
    with open_hub(hub, "") as link:
        HubRound(fleet_desk.store, link, directly, is_stopped=lambda: True).exchange()
        assert len(link.lacks(sorted(fleet_desk.store.blobs.names()))) == 20


def test_a_copy_whose_original_writes_what_its_role_may_not_see_is_parted_too(
    tmp_path: Path, desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    owner = desk("Owner")
    owner.make_programme()
    sync(owner, hub)
    server.sql("CREATE ROLE sealed_clone LOGIN")
    niperm = owner.front_desk.programmes.named("NIPERM")
    owner.front_desk.syncing.admit(hub, "", "sealed_clone", niperm)
    own = hub_address(hub.url.replace("postgres@", "sealed_clone@"))
    fleet_desk = desk("Desk A")
    sync(fleet_desk, own)
    (tmp_path / "clone").mkdir()
    copied = tmp_path / "clone" / "Desk A.db"
    fleet_desk.store.db.conn.execute("VACUUM INTO ?", (str(copied),))
    clone = FleetDesk(tmp_path / "clone", "Desk A", tmp_path / "keys" / "store.key")
    fleet_desk.front_desk.programmes.find_or_make("OTHER")
    sync(fleet_desk, own)
    clone.register("Clone Levi")
    clone.register("Second Levi")
    sync(clone, own)
    assert clone.store.desk != fleet_desk.store.desk
    assert clone.front_desk.verify() == []
    assert stuck(sync(owner, hub)) == []
    assert names(owner) == names(clone) == {"Clone Levi", "Second Levi"}
    fleet_desk.register("Original Levi")
    sync(fleet_desk, own)
    sync(clone, own)
    assert "Original Levi" in names(clone)
    clone.close()


@pytest.mark.parametrize("database", ["postgres", "own"])
def test_a_transaction_that_somebody_left_open_makes_no_desk_deaf(
    desk: OpenDesk, hub: HubAddress, server: HubServer, database: str
) -> None:
    """In whatever database of the server it holds back what a cursor may read."""
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)
    sync(other, hub)
    where = hub.url if database == "own" else server.address(database)
    with open_hub(hub, "") as link, psycopg.connect(where) as idle, _bell() as wake:
        idle.execute("SELECT pg_current_xact_id()")
        listening = HubRound(other.store, link, directly)
        listening.exchange()
        link.wait(0.0, wake)
        fleet_desk.register("Noa Levi")
        sync(fleet_desk, hub)
        report = SyncReport()
        listening.hear(link.wait(PATIENCE_S, wake))
        assert listening.has_due()
        listening.take(report)
        assert names(other) == {"Noa Levi"}
        assert not listening.has_due()
        idle.rollback()
        listening.take(SyncReport())
        assert other.front_desk.syncing.flaws() == []
    sync(fleet_desk, hub)
    assert fleet_desk.hash == other.hash


def test_a_notice_of_an_older_muster_names_its_desk_only(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)
    sync(other, hub)
    with open_hub(hub, "") as link, psycopg.connect(hub.url) as idle, _bell() as wake:
        idle.execute("SELECT pg_current_xact_id()")
        fleet_desk.register("Noa Levi")
        sync(fleet_desk, hub)
        link.wait(PATIENCE_S, wake)
        listening = HubRound(other.store, link, directly)
        listening.hear({fleet_desk.store.desk: 0})
        listening.take(SyncReport())
        assert names(other) == {"Noa Levi"}
        assert not listening.has_due()
        idle.rollback()


@contextmanager
def _bell() -> Iterator[socket.socket]:
    """Give a wake that nobody calls."""
    wake, bell = socket.socketpair()
    with wake, bell:
        yield wake


@pytest.mark.parametrize(
    "payload",
    ["", " ", "desk", "desk x", "desk -1", "desk 99999999999999999999", "\u05d0 \u0663", "a b c"],
)
def test_any_notice_is_understood_or_means_all_of_a_desk(hub: HubAddress, payload: str) -> None:
    with open_hub(hub, "") as link, _bell() as wake:
        with psycopg.connect(hub.url, autocommit=True) as other:
            other.execute("SELECT pg_notify('muster_news', %s)", (payload,))
        assert link.wait(PATIENCE_S, wake) == {payload.partition(" ")[0]: 0}


def test_only_a_role_that_is_there_is_admitted(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    fleet_desk = desk("Desk A")
    fleet_desk.make_programme()
    server.sql("CREATE ROLE garden_c5 LOGIN")
    admit = partial(fleet_desk.front_desk.syncing.admit, hub, "")
    for typed in ("Garden_c5", "gardenc5", "GARDEN_C5"):
        with pytest.raises(NoSuchRole) as refused:
            admit(typed, None)
        assert refused.value.facts["near"] == ["garden_c5"]
    with pytest.raises(NoSuchRole):
        admit("nobody-of-that-name", None)
    with pytest.raises(NoSuchRole):
        admit("garden_c5", None, is_dismissed=True)
    admit("garden_c5", None)
    admit("garden_c5", None, is_dismissed=True)


def test_the_clock_of_this_computer_is_held_against_the_hubs(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    sync(fleet_desk, hub)
    sync(other, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        (now_ms,) = link.execute(hub_schema.NOW).fetchone() or (0,)
    seen = {each.name: each for each in other.front_desk.syncing.desks()}
    off_ms = seen["Desk A"].clock_off_ms
    assert off_ms is not None
    assert abs(off_ms - (fleet_desk.clock() - now_ms)) < 60_000


def test_a_hub_with_a_hole_is_filled_by_whoever_has_the_entries(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("DELETE FROM muster.entries WHERE n BETWEEN 2 AND 4")
    sync(fleet_desk, hub)
    sync(other, hub)
    assert other.front_desk.syncing.flaws() == []
    assert names(other) == {"Noa Levi"}


def test_a_dump_in_another_server_is_read_from_its_beginning(
    desk: OpenDesk, hub: HubAddress
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, hub)
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("UPDATE muster.entries SET x = (x::text::bigint + 1000000)::text::xid8")
    sync(other, hub)
    assert names(other) == {"Noa Levi"}
    sync(fleet_desk, hub)
    assert fleet_desk.hash == other.hash


def test_a_stranger_can_neither_speak_for_desks_nor_store_photos(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    database = hub.url.rpartition("/")[2].partition("?")[0]
    office = desk("Office")
    office.make_programme()
    sync(office, hub)
    role = f"outsider_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    with psycopg.connect(server.address(database, role), autocommit=True) as link:
        for refused in (
            "UPDATE muster.desks SET heard_at = 'infinity'",
            "INSERT INTO muster.desks VALUES ('x', 'x', now(), 0, 0)",
            "SELECT * FROM muster.desks",
            "SELECT * FROM muster.attendance",
            "INSERT INTO muster.members VALUES (current_user, '*')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute(refused)
        link.execute("SELECT muster.tell('x', 'x', 0, 0), muster.keep_photo(%s, %s)", ("a", b""))
        assert link.execute("SELECT * FROM muster.heard()").fetchall() == []
        assert link.execute("SELECT muster.lacks(ARRAY['a'])").fetchall() == []
    assert server.sql("SELECT desk FROM muster.desks WHERE desk = 'x'", database) == []


def test_naming_somebody_of_another_programme_does_not_show_them(
    desk: OpenDesk, hub: HubAddress, server: HubServer
) -> None:
    database = hub.url.rpartition("/")[2].partition("?")[0]
    office = desk("Office")
    office.make_programme("NIPERM")
    office.make_programme("SUMMER")
    summer = office.front_desk.programmes.named("SUMMER")
    secret = office.front_desk.registry.register(summer, _form(first_name="Secret"))[0]
    sync(office, hub)
    role = f"curious_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    niperm = office.front_desk.programmes.named("NIPERM")
    with open_hub(hub, "") as link:
        link.admit(role, niperm.id)
    insert = (
        "INSERT INTO muster.entries (desk, n, clock, actor, kind, subject, programme, body, seen,"
        " chain) VALUES ('forged', 1, 1, 'desk', 'set', 'registration:q', %s, %s, '{}', %s)"
    )
    person = secret.registration.person
    with psycopg.connect(server.address(database, role), autocommit=True) as forging:
        forging.execute(insert, (niperm.id, f'{{"person":"{person}"}}', b"\0" * 32))
        wanted = "SELECT body FROM muster.entries WHERE subject = %s"
        assert forging.execute(wanted, (f"person:{person}",)).fetchall() == []


@pytest.mark.parametrize(
    "text",
    ["hub.example.org", "postgresql://", "postgresql://h", "mysql://h/m", "postgresql://h:x/m",
     "postgresql://h/m?foo=bar", "postgresql://h/%zz"],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_tried(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        hub_address(text)
