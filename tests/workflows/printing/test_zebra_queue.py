"""A label printer in the network: what comes out of it is what the queue says."""

from __future__ import annotations

import pytest

from desktop.devices.printing import label_links
from desktop.devices.printing.printers import PrinterRegistry
from desktop.domain.printing.printing import (
    JobState,
    Printer,
    PrinterKind,
    SheetState,
)
from desktop.gui.widgets.theme import Theme
from tests.support.print_room import LABEL, Room
from tests.support.zebra import FakeZebra, read_codes


def zebra_room(room: Room, zebra: FakeZebra) -> str:
    room.front_desk.printers._door = room.front_desk.queue._door = PrinterRegistry()
    room.front_desk.printers.save(
        Printer("Zebra", PrinterKind.ZPL, zebra.address, 203, labels_left=50)
    )
    return room.add(LABEL, "Zebra")


def test_a_zebra_in_the_network_prints_codes_that_scan(room: Room, theme: Theme) -> None:
    zebra = FakeZebra()
    job = zebra_room(room, zebra)
    for _round in range(60):
        if not room.front_desk.queue.pump().still_open:
            break
    assert room.state(job) is JobState.PRINTED
    codes = [read_codes(picture) for picture in zebra.pictures()]
    assert [len(found) for found in codes] == [1] * 14
    assert room.scan(codes[3][0]) == "admitted"
    assert room.front_desk.printers.named("Zebra").labels_left == 36
    zebra.close()


def test_a_zebra_out_of_labels_waits_and_prints_none_twice(room: Room, theme: Theme) -> None:
    zebra = FakeZebra(labels=5)
    job = zebra_room(room, zebra)
    for _round in range(20):
        room.pump()
    assert len(zebra.formats) == 5
    assert room.front_desk.queue.jobs()[0].reason == "paper out"
    zebra.labels = 100
    for _round in range(60):
        if not room.front_desk.queue.pump().still_open:
            break
    assert room.state(job) is JobState.PRINTED
    assert len(set(zebra.formats)) == len(zebra.formats) == 14
    zebra.close()


def test_a_zebra_that_is_silent_without_labels_is_asked_in_another_way(
    room: Room, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Newer ones do not answer ~HS without labels or with the head open, but ~HQES."""
    monkeypatch.setattr(label_links, "ANSWER_S", 0.2)
    zebra = FakeZebra(labels=3, is_silent_when_out=True)
    job = zebra_room(room, zebra)
    for _round in range(8):
        room.pump()
    assert len(zebra.formats) == 3
    assert room.front_desk.queue.jobs()[0].reason == "paper out"
    zebra.labels = 100
    for _round in range(60):
        if not room.front_desk.queue.pump().still_open:
            break
    assert room.state(job) is JobState.PRINTED
    assert len(set(zebra.formats)) == len(zebra.formats) == 14
    zebra.close()


def test_a_zebra_that_dies_leaves_one_label_to_look_at(room: Room, theme: Theme) -> None:
    zebra = FakeZebra()
    zebra.dies_after = 5
    job = zebra_room(room, zebra)
    for _round in range(20):
        room.pump()
    (summary,) = room.front_desk.queue.jobs()
    assert summary.state is JobState.UNCERTAIN
    assert (summary.counts[SheetState.PRINTED], summary.counts[SheetState.UNCERTAIN]) == (4, 1)
    second = FakeZebra()
    room.front_desk.queue.settle(job)
    room.front_desk.printers.save(Printer("Zebra", PrinterKind.ZPL, second.address, 203))
    for _round in range(60):
        if not room.front_desk.queue.pump().still_open:
            break
    assert room.state(job) is JobState.PRINTED
    assert len(set(zebra.formats + second.formats)) == 14
    second.close()


def test_a_zebra_that_never_answers_is_told_as_sent_not_as_printed(
    room: Room, theme: Theme
) -> None:
    zebra = FakeZebra()
    zebra.is_mute = True
    zebra_room(room, zebra)
    room.front_desk.queue.cancel(room.front_desk.queue.jobs()[0].id)
    order = room.order(LABEL, chosen=(room.people[0].id,))
    job = room.front_desk.queue.add(order, room.front_desk.printers.named("Zebra"), "One").id
    room.pump()
    room.pump()
    assert room.state(job) is JobState.UNTOLD
    assert len(zebra.formats) == 1
    zebra.close()
