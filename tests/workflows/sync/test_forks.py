"""A store that was copied: two computers write as one desk, and others hear one of them each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.forks import parted_desk
from desktop.domain.journal.journal_flaws import FlawKind
from desktop.workflows.sync.dispute import Dispute
from tests.support.fleet import FleetDesk


class Fork:
    """Desk A and its copy, and two desks of which each has heard one of them; A and it are gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        original = FleetDesk(folder, "Desk A")
        original.make_programme()
        original.register("Noa Levi")
        self.name = original.store.desk
        # What the copy writes first has this number.
        self.first = original.store.journal.newest() + 1
        copied = folder / "copied"
        copied.mkdir()
        copy_path = copied / "Desk A.db"
        original.store.db.conn.execute("VACUUM INTO ?", (str(copy_path),))
        self.cyd, self.dov = FleetDesk(folder, "Desk C"), FleetDesk(folder, "Desk D")
        original.clock.advance(5_000)
        original.register("Dan Levi")
        original.scan(original.register("Omer Levi"))
        self.cyd.hear(original)
        original.close()
        copy = FleetDesk(copied, "Desk A", folder / "keys" / "store.key")
        copy.clock.advance(9_000)
        copy.scan(copy.register("Rina Levi"))
        self.dov.hear(copy)
        copy.close()
        self.stick = folder / "stick"
        self.stick.mkdir()

    def exchange(self, times: int = 2) -> None:
        for _time in range(times):
            for desk in (self.cyd, self.dov):
                desk.clock.advance(1_000)
                desk.front_desk.syncing.with_folder(self.stick)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.stick.iterdir()}

    def dispute(self, desk: FleetDesk) -> Dispute:
        (dispute,) = desk.front_desk.disputes.all()
        return dispute


@pytest.fixture
def fork(tmp_path: Path) -> Iterator[Fork]:
    made = Fork(tmp_path)
    yield made
    made.cyd.close()
    made.dov.close()


def people(desk: FleetDesk) -> list[str]:
    programme = desk.front_desk.programmes.named("NIPERM")
    return sorted(attendee.name for attendee in desk.front_desk.desk.find(programme, "levi"))


def test_both_desks_are_told_and_neither_writes_the_others_file(fork: Fork) -> None:
    fork.exchange()
    written = fork.files()
    fork.exchange(3)
    assert fork.files() == written
    for desk in (fork.cyd, fork.dov):
        dispute = fork.dispute(desk)
        assert (dispute.kind, dispute.about) == (ConflictKind.FORKED, "Desk A")
        # Two people and a scan at the original; one and a scan at the copy. Each is two entries,
        # for the person and the registration.
        assert sorted(side.what for side in dispute.sides) == ["3", "5"]
        assert desk.front_desk.disputes.count() == 1
        flaws = desk.front_desk.syncing.flaws()
        assert {flaw.kind for flaw in flaws} == {FlawKind.FORKED}


def test_both_may_stand_as_two_desks_and_all_others_follow(fork: Fork) -> None:
    fork.exchange()
    fork.cyd.front_desk.disputes.accept(fork.dispute(fork.cyd))
    assert people(fork.cyd) == ["Dan Levi", "Noa Levi", "Omer Levi", "Rina Levi"]
    fork.exchange()
    assert people(fork.dov) == ["Dan Levi", "Noa Levi", "Omer Levi", "Rina Levi"]
    assert fork.cyd.hash == fork.dov.hash
    for desk in (fork.cyd, fork.dov):
        assert desk.front_desk.disputes.all() == []
        assert desk.front_desk.syncing.flaws() == []
        assert desk.front_desk.verify() == []
        assert desk.inside() == 2
    written = fork.files()
    fork.exchange(2)
    assert fork.files() == written


@pytest.mark.parametrize("kept", [0, 1])
def test_one_may_stand_and_the_other_is_set_aside(fork: Fork, kept: int) -> None:
    fork.exchange()
    dispute = fork.dispute(fork.dov)
    counts = [side.what for side in dispute.sides]
    fork.dov.front_desk.disputes.keep_writing(dispute, dispute.sides[kept])
    fork.exchange()
    is_original = counts[kept] == max(counts, key=int)
    wanted = ["Dan Levi", "Noa Levi", "Omer Levi"] if is_original else ["Noa Levi", "Rina Levi"]
    assert people(fork.cyd) == people(fork.dov) == wanted
    assert fork.cyd.hash == fork.dov.hash
    for desk in (fork.cyd, fork.dov):
        assert desk.front_desk.disputes.all() == []
        assert desk.front_desk.syncing.flaws() == []
        assert desk.front_desk.verify() == []


def test_the_copy_that_comes_back_is_the_desk_that_was_made_of_it(fork: Fork) -> None:
    fork.exchange()
    fork.cyd.front_desk.disputes.accept(fork.dispute(fork.cyd))
    fork.exchange()
    copy = FleetDesk(fork.folder / "copied", "Desk A", fork.folder / "keys" / "store.key")
    original = FleetDesk(fork.folder, "Desk A")
    for desk in (copy, original, fork.cyd, fork.dov, copy, original, fork.cyd, fork.dov):
        desk.clock.advance(20_000)
        desk.front_desk.syncing.with_folder(fork.stick)
    hashes = {desk.hash for desk in (copy, original, fork.cyd, fork.dov)}
    assert len(hashes) == 1
    assert people(copy) == ["Dan Levi", "Noa Levi", "Omer Levi", "Rina Levi"]
    assert copy.inside() == 2
    assert len({copy.store.desk, original.store.desk}) == 2
    assert fork.name in {copy.store.desk, original.store.desk}
    assert copy.front_desk.disputes.all() == []
    copy.close()
    original.close()


def test_what_a_copy_goes_on_as_follows_from_what_it_wrote_first() -> None:
    assert parted_desk("a1b2c3d4e5", b"\x01" * 32) == "1bae69d0ef"
    assert parted_desk("a1b2c3d4e5", b"\x02" * 32) != parted_desk("a1b2c3d4e5", b"\x01" * 32)
