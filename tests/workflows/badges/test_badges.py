"""Printing badges: codes, reprints, and files that are whole or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.domain.badges.badge_layout import Qr
from desktop.domain.checkin.codes import Reading, is_whole, programme_hint
from desktop.domain.failures import FileUnwritable, NoSuchMedia, NothingToPrint, WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_order import BadgeOrder, Only
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.badges import Printed
from desktop.workflows.badges.papers import media_named
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer
from tests.support.builders import write_csv
from tests.support.fakes import RecordingPainter

ROWS = [
    ["Name", "Email", "Status"],
    ["Noa Cohen", "noa@example.org", "Attending"],
    ["Dan Levi", "dan@example.org", "Cancelled"],
    ["Ruth Katz", "ruth@example.org", "Pending"],
    ["Tal Oz", "tal@example.org", "Invited"],
]


@pytest.fixture
def guests(import_file: Importer, tmp_path: Path) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))


def order(programme: Programme, **more: Any) -> BadgeOrder:
    more = {"with_unconfirmed": True} | more
    return BadgeOrder(programme, template_named("two-script"), media_named("5392"), **more)


def make(front_desk: FrontDesk, programme: Programme, target: Path, **more: Any) -> Printed:
    return front_desk.badges.run(order(programme, **more), target)


def printed_codes(painter: RecordingPainter) -> list[str]:
    return [item.code for badge in painter.badges for item in badge.items if isinstance(item, Qr)]


def scan(front_desk: FrontDesk, programme: Programme, code: str) -> str:
    station = Station(programme, front_desk.programmes.points(programme)[0])
    return front_desk.desk.scan(station, Reading(code)).outcome.slug


def test_badges_are_made_for_who_is_expected_and_their_codes_scan(
    guests: None,
    front_desk: FrontDesk,
    niperm: Programme,
    painter: RecordingPainter,
    tmp_path: Path,
) -> None:
    printed = make(front_desk, niperm, tmp_path / "b.pdf")
    assert (printed.badges, printed.pages, printed.replaced) == (2, 1, 0)
    codes = printed_codes(painter)
    assert all(is_whole(code) and programme_hint(code) == niperm.number for code in codes)
    assert scan(front_desk, niperm, codes[0]) == "admitted"


def test_who_is_not_confirmed_gets_one_only_if_that_is_wanted(
    guests: None,
    front_desk: FrontDesk,
    niperm: Programme,
    painter: RecordingPainter,
    tmp_path: Path,
) -> None:
    counts = front_desk.badges.counts(niperm)
    assert (counts.everybody, counts.not_printed, counts.unconfirmed) == (1, 1, 1)
    assert make(front_desk, niperm, tmp_path / "a.pdf", with_unconfirmed=False).badges == 1
    wanted = {"only": Only.NOT_PRINTED, "with_unconfirmed": True}
    assert make(front_desk, niperm, tmp_path / "b.pdf", **wanted).badges == 1
    counts = front_desk.badges.counts(niperm, with_unconfirmed=True)
    assert (counts.everybody, counts.not_printed, counts.unconfirmed) == (2, 0, 1)


def test_only_who_has_none_gets_one(
    guests: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    make(front_desk, niperm, tmp_path / "b.pdf")
    assert front_desk.badges.counts(niperm, with_unconfirmed=True).not_printed == 0
    with pytest.raises(NothingToPrint):
        make(front_desk, niperm, tmp_path / "c.pdf", only=Only.NOT_PRINTED)
    assert not (tmp_path / "c.pdf").exists()


def test_a_reprinted_badge_retires_the_older_one_but_not_the_ticket(
    guests: None,
    front_desk: FrontDesk,
    niperm: Programme,
    painter: RecordingPainter,
    tmp_path: Path,
) -> None:
    make(front_desk, niperm, tmp_path / "b.pdf")
    (old, *_others) = printed_codes(painter)
    (noa,) = front_desk.desk.find(niperm, "noa")
    again = make(front_desk, niperm, tmp_path / "c.pdf", chosen=(noa.id,))
    assert (again.badges, again.replaced) == (1, 1)
    assert scan(front_desk, niperm, old) == "replaced"
    assert scan(front_desk, niperm, printed_codes(painter)[0]) == "admitted"
    assert scan(front_desk, niperm, noa.registration.ticket_code) == "already_in"


def test_a_stopped_print_changes_nothing(
    guests: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    with pytest.raises(WorkStopped):
        front_desk.badges.run(order(niperm), tmp_path / "b.pdf", is_stopped=lambda: True)
    asked: list[int] = []
    with pytest.raises(WorkStopped):
        front_desk.badges.run(
            order(niperm),
            tmp_path / "b.pdf",
            on_progress=asked.append,
            is_stopped=lambda: bool(asked),
        )
    assert not (tmp_path / "b.pdf").exists()
    assert front_desk.badges.counts(niperm, with_unconfirmed=True).not_printed == 2


def test_a_file_that_cannot_take_its_place_takes_the_note_back(
    guests: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    target = tmp_path / "b.pdf"

    def in_the_way(_done: int) -> None:
        target.mkdir(exist_ok=True)
        (target / "inside").touch()

    with pytest.raises(FileUnwritable):
        front_desk.badges.run(order(niperm), target, on_progress=in_the_way)
    kinds = [row.kind for row in front_desk._store.journal.stored_by_desk()]
    assert kinds.count("print") == kinds.count("undo") == 2
    assert front_desk.badges.counts(niperm, with_unconfirmed=True).not_printed == 2
    assert front_desk.verify() == []


def test_a_missing_folder_is_refused_before_anything_is_noted(
    guests: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    with pytest.raises(FileUnwritable):
        make(front_desk, niperm, tmp_path / "nowhere" / "b.pdf")
    assert front_desk.badges.counts(niperm, with_unconfirmed=True).not_printed == 2


def test_unknown_media_is_named() -> None:
    with pytest.raises(NoSuchMedia):
        media_named("9999")


def test_nobody_of_another_programme_gets_a_badge_here(
    guests: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    spring = front_desk.programmes.find_or_make("SPRING")
    (noa,) = front_desk.desk.find(niperm, "noa")
    with pytest.raises(NothingToPrint):
        make(front_desk, spring, tmp_path / "b.pdf", chosen=(noa.id,))
