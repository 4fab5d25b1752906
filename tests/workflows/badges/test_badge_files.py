"""Files of badges: one a ticket type, what was told of them, and what the journal says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_layout import Badge, Picture, Qr
from desktop.domain.badges.badge_template import Template
from desktop.domain.failures import FileThere, SecondBadges, WorkStopped
from desktop.domain.printing.printing import ReprintReason
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.badges import Printed
from desktop.workflows.badges.papers import media_named
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception

LABEL = media_named("4x3in")
DELEGATE = template_named("two-script")


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def guests(desk: Reception) -> list[Attendee]:
    """Two speakers, a guest, and one of no type."""
    types = ("Speaker", "Guest / Press", "Speaker", "")
    return [desk.register(f"Guest{number} Levi", ticket_type=type_)
            for number, type_ in enumerate(types)]  # fmt: skip


def order(desk: Reception, template: Template = DELEGATE, **more: Any) -> BadgeOrder:
    return BadgeOrder(desk.programme, template, LABEL, **more)


def make(desk: Reception, target: Path, template: Template = DELEGATE, **more: Any) -> Printed:
    return desk.front_desk.badges.run(order(desk, template, **more), target)


def code_on(badge: Badge) -> str:
    return next(item.code for item in badge.items if isinstance(item, Qr))


def prints_of(desk: Reception, who: Attendee) -> list[dict[str, Any]]:
    journal = desk.front_desk._store.journal
    entries = journal.of_subject(f"registration:{who.id}")
    return [dict(entry.body) for entry in sorted(entries, key=lambda entry: entry.number)
            if entry.kind == "print"]  # fmt: skip


def test_one_file_a_type_is_named_after_it_and_all_are_counted(
    desk: Reception, guests: list[Attendee], tmp_path: Path
) -> None:
    target, told = tmp_path / "b.pdf", list[int]()
    made = desk.front_desk.badges.run(
        order(desk, is_one_per_type=True), target, on_progress=told.append
    )
    names = ["b-Guest-Press.pdf", "b-Speaker.pdf", "b-other.pdf"]
    assert [path.name for path in made.targets] == names
    assert made.target == tmp_path / "b-Guest-Press.pdf"
    assert (made.badges, made.pages, made.replaced) == (4, 4, 0)
    assert told == [1, 2, 3, 4]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == names
    again = make(desk, tmp_path / "all.pdf")
    assert (again.badges, again.pages, again.replaced) == (4, 4, 4)
    assert again.targets == (tmp_path / "all.pdf",)
    third = make(desk, tmp_path / "c.pdf", is_one_per_type=True)
    assert (third.badges, third.replaced) == (4, 4)


def test_a_long_type_gives_forty_letters_of_a_name(desk: Reception, tmp_path: Path) -> None:
    desk.register("Noa Cohen", ticket_type="x" * 60)
    made = make(desk, tmp_path / "b.pdf", is_one_per_type=True)
    assert made.target.name == f"b-{'x' * 40}.pdf"


def test_somebody_s_file_of_a_types_name_is_replaced_only_where_a_person_says_so(
    desk: Reception, guests: list[Attendee], tmp_path: Path
) -> None:
    own = tmp_path / "b-Speaker.pdf"
    own.write_text("my own notes", "ascii")
    with pytest.raises(FileThere):
        make(desk, tmp_path / "b.pdf", is_one_per_type=True)
    assert own.read_text("ascii") == "my own notes"
    assert desk.front_desk.badges.counts(desk.programme).not_printed == 4
    desk.front_desk.badges.run(order(desk, is_one_per_type=True), tmp_path / "b.pdf",
                               is_forced=True)  # fmt: skip
    assert own.read_text("utf-8").startswith("badges")


def test_nobody_s_badge_that_counts_is_made_void_unless_somebody_says_why(
    desk: Reception, guests: list[Attendee], tmp_path: Path
) -> None:
    badges = desk.front_desk.badges
    badges.require_reason(order(desk))
    make(desk, tmp_path / "b.pdf", chosen=tuple(guest.id for guest in guests[:3]))
    with pytest.raises(SecondBadges) as raised:
        badges.require_reason(order(desk))
    assert raised.value.facts == {"count": 3}
    badges.require_reason(order(desk, chosen=(guests[3].id,)))
    badges.require_reason(order(desk, template_named("ticket")))


def test_a_preview_shows_the_code_that_the_person_has(
    desk: Reception, guests: list[Attendee], painter: RecordingPainter, tmp_path: Path
) -> None:
    guest = guests[0]
    badges = desk.front_desk.badges
    ticket = guest.registration.ticket_code
    assert code_on(badges.preview(order(desk), guest)) == ticket
    make(desk, tmp_path / "b.pdf", chosen=(guest.id,))
    after = desk.now(guest)
    assert after.registration.badge_code not in ("", ticket)
    assert code_on(badges.preview(order(desk), after)) == after.registration.badge_code
    assert code_on(badges.preview(order(desk, template_named("ticket")), after)) == ticket
    assert badges.preview(order(desk), after) == painter.badges[0]


def test_the_journal_says_why_a_badge_was_made_again(
    desk: Reception, guests: list[Attendee], painter: RecordingPainter, tmp_path: Path
) -> None:
    guest = guests[0]
    make(desk, tmp_path / "a.pdf", chosen=(guest.id,))
    first = code_on(painter.badges[0])
    damaged = make(desk, tmp_path / "b.pdf", chosen=(guest.id,), reason=ReprintReason.DAMAGED)
    assert (damaged.badges, damaged.replaced) == (1, 0)
    assert code_on(painter.badges[0]) == first
    lost = make(desk, tmp_path / "c.pdf", chosen=(guest.id,), reason=ReprintReason.LOST)
    assert lost.replaced == 1
    second = code_on(painter.badges[0])
    assert second != first
    told = [(body["code"], body.get("reason")) for body in prints_of(desk, guest)]
    assert told == [(first, None), (first, "damaged"), (second, "lost")]


def test_a_ticket_is_no_badge_and_carries_its_own_code(
    desk: Reception, guests: list[Attendee], painter: RecordingPainter, tmp_path: Path
) -> None:
    guest = guests[0]
    make(desk, tmp_path / "a.pdf", chosen=(guest.id,))
    made = make(desk, tmp_path / "b.pdf", template_named("ticket"), chosen=(guest.id,))
    assert (made.badges, made.replaced) == (1, 0)
    assert code_on(painter.badges[0]) == guest.registration.ticket_code
    assert len(prints_of(desk, guest)) == 1
    assert desk.now(guest).registration.prints == 1


def test_a_first_badge_that_is_called_damaged_gets_a_code_of_its_own(
    desk: Reception, guests: list[Attendee], painter: RecordingPainter, tmp_path: Path
) -> None:
    guest = guests[0]
    make(desk, tmp_path / "a.pdf", chosen=(guest.id,), reason=ReprintReason.DAMAGED)
    assert code_on(painter.badges[0]) not in ("", guest.registration.ticket_code)


def test_a_stopped_file_says_how_many_badges_were_painted(
    desk: Reception, guests: list[Attendee], tmp_path: Path
) -> None:
    told: list[int] = []
    with pytest.raises(WorkStopped) as raised:
        desk.front_desk.badges.run(
            order(desk), tmp_path / "b.pdf", on_progress=told.append,
            is_stopped=lambda: told == [1, 2],
        )  # fmt: skip
    assert raised.value.facts == {"done": 2}
    assert told == [1, 2]


def test_a_photo_badge_shows_the_photo_of_whoever_has_one(
    desk: Reception, guests: list[Attendee], painter: RecordingPainter, tmp_path: Path
) -> None:
    desk.front_desk.registry.set_photo(guests[0].id, b"a picture")
    make(desk, tmp_path / "b.pdf", template_named("photo"))
    shown = [[item.content for item in badge.items if isinstance(item, Picture)]
             for badge in painter.badges]  # fmt: skip
    assert shown == [[b"a picture"], [], [], []]
    make(desk, tmp_path / "c.pdf")
    assert not any(isinstance(item, Picture) for badge in painter.badges for item in badge.items)
