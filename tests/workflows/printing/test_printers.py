"""The printers that a computer knows: found, named, counted and chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.failures import NoSuchPrinter
from desktop.domain.printing.printing import FoundPrinter, Printer, PrinterKind
from desktop.workflows.opening import FrontDesk
from desktop.workflows.printing.printers import Choice, PrinterRepository

LASER = Printer("Laser", PrinterKind.SYSTEM, "Laser")
ZEBRA = Printer("Zebra", PrinterKind.ZPL, "10.0.0.5", 203, labels_left=10)


@pytest.fixture
def printers(front_desk: FrontDesk) -> PrinterRepository:
    return front_desk.printers


def names(printers: PrinterRepository) -> list[str]:
    return [printer.name for printer in printers.known()]


def test_a_new_desk_knows_a_folder_beside_its_store(
    printers: PrinterRepository, store_path: Path
) -> None:
    (folder,) = printers.known()
    assert folder == Printer(
        "PDF folder", PrinterKind.FOLDER, str(store_path.parent / "badges"), 600, "4x3in"
    )
    assert printers.choice() == Choice("", "", ())
    assert printers.for_template("two-script") == folder


def test_the_folder_comes_last_and_may_be_another_one(printers: PrinterRepository) -> None:
    for printer in (ZEBRA, LASER):
        printers.save(printer)
    assert names(printers) == ["Laser", "Zebra", "PDF folder"]
    own = Printer("PDF folder", PrinterKind.FOLDER, "/elsewhere")
    printers.save(own)
    assert names(printers) == ["Laser", "Zebra", "PDF folder"]
    assert printers.named("PDF folder") == own


def test_a_printer_is_found_by_its_name_whatever_the_case(printers: PrinterRepository) -> None:
    for printer in (LASER, ZEBRA):
        printers.save(printer)
    assert printers.named(" zebra ") == ZEBRA
    with pytest.raises(NoSuchPrinter) as raised:
        printers.named("Canon")
    assert raised.value.facts == {"name": "Canon", "known": ["Laser", "Zebra", "PDF folder"]}


def test_a_printer_is_changed_under_its_name_and_forgotten(printers: PrinterRepository) -> None:
    for printer in (LASER, ZEBRA):
        printers.save(printer)
    paused = replace(LASER, is_paused=True)
    printers.save(paused)
    assert printers.known()[:2] == [paused, ZEBRA]
    printers.remove("Laser")
    assert names(printers) == ["Zebra", "PDF folder"]
    printers.remove("Canon")
    assert names(printers) == ["Zebra", "PDF folder"]


def test_printers_of_one_name_are_numbered_and_known_ones_left_alone(
    printers: PrinterRepository,
) -> None:
    printers.save(replace(ZEBRA, address="q2"))
    found = [FoundPrinter("zebra", queue, 300) for queue in ("q1", "q2", "q3")]
    known = printers.take_in(found)
    assert [(printer.name, printer.address) for printer in known[:4]] == [
        ("Zebra", "q2"),
        ("zebra 2", "q1"),
        ("zebra 3", "q2"),
        ("zebra 4", "q3"),
    ]
    assert printers.take_in(found) == known


def take(front_desk: FrontDesk, name: str, labels: int) -> None:
    with front_desk._store.write():
        front_desk.printers.take_labels(name, labels)


def test_labels_are_counted_off_one_roll_and_never_below_none(front_desk: FrontDesk) -> None:
    printers = front_desk.printers
    for printer in (LASER, ZEBRA, replace(ZEBRA, name="Other")):
        printers.save(printer)

    def left() -> list[int | None]:
        return [printers.named(name).labels_left for name in ("Zebra", "Other", "Laser")]

    take(front_desk, "Zebra", 4)
    assert left() == [6, 10, None]
    take(front_desk, "Laser", 4)
    assert left() == [6, 10, None]
    take(front_desk, "Zebra", 7)
    assert left() == [0, 10, None]
    take(front_desk, "Zebra", 0)
    assert left() == [0, 10, None]


def test_a_template_goes_to_its_own_printer_or_the_desks_or_into_the_folder(
    printers: PrinterRepository,
) -> None:
    for printer in (LASER, ZEBRA):
        printers.save(printer)
    chosen = Choice("Laser", "label-62", (("label-62", "Zebra"), ("photo", "Canon")))
    printers.choose(chosen)
    assert printers.choice() == chosen
    templates = ("label-62", "two-script", "photo")
    assert [printers.for_template(name).name for name in templates] == [
        "Zebra",
        "Laser",
        "PDF folder",
    ]
    printers.choose(Choice())
    assert printers.for_template("label-62").name == "PDF folder"
