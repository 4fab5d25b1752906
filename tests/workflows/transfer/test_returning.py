"""Our own export comes back as it went out, also through a spreadsheet that saved it again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.conftest import Importer
from tests.support.builders import read_csv, write_csv

ROWS = [
    ["Order", "Ticket ID", "First Name", "Last Name", "Email", "Phone", "Barcode", "Ticket type"],
    ["0001", "0012", "Noa", "Cohen", "noa@example.org", "+972 50-1234567", "00012345", "Delegate"],
    ["0002", "0013", "Dan", "Levi", "dan@example.org", "0501234567", "00012346", "Delegate"],
    ["0003", "0014", "Ruth", "Katz", "", "0501234568", "00012347", "Press"],
    ["0004", "1234567890123456", "Tal", "Oz", "", "", "9876543210987654", "Press"],
    ["0005", "", "Avi", "Adler", "", "", "", "Press"],
]


def as_excel_saves(cell: str) -> str:
    """Write a cell as Excel writes it into a CSV file that it opened."""
    if not re.fullmatch(r"\d+", cell):
        return cell
    number = int(cell)
    return f"{number:.5E}" if number >= 10**11 else str(number)


def as_numbers(cell: str) -> str:
    """Write a cell as Excel does where the column was made a number without digits behind it."""
    if not re.fullmatch(r"\d+", cell):
        return cell
    digits = str(int(cell))
    return digits[:15] + "0" * (len(digits) - 15)


@pytest.fixture
def exported(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> Path:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    target = tmp_path / "out.csv"
    front_desk.export.attendees(niperm, target, with_codes=True)
    return target


def saved_again(path: Path, change: Callable[[str], str]) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    target = path.with_name("saved.csv")
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *([change(cell) for cell in row] for row in rows)])
    return target


def bring_in(front_desk: FrontDesk, programme: Programme, path: Path) -> Progress:
    return front_desk.importing(programme, open_guest_list(path)).run()


def counts(progress: Progress) -> tuple[int, int, int]:
    return progress.new, progress.changed, progress.unchanged


@pytest.mark.parametrize("change", [str, as_excel_saves, as_numbers])
def test_what_a_spreadsheet_saved_again_changes_nobody(
    front_desk: FrontDesk, niperm: Programme, exported: Path, change: Callable[[str], str]
) -> None:
    done = bring_in(front_desk, niperm, saved_again(exported, change))
    assert counts(done) == (0, 0, 5)
    assert done.problems == ()
    again = exported.with_name("again.csv")
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == exported.read_bytes()


def test_the_cells_are_really_damaged(exported: Path) -> None:
    ruth, tal = read_csv(saved_again(exported, as_excel_saves))[2:4]
    assert (ruth["external_id"], ruth["order_ref"], ruth["phone"], ruth["code"]) == (
        "14", "3", "501234568", "12347",
    )  # fmt: skip
    assert (tal["external_id"], tal["code"]) == ("1.23457E+15", "9.87654E+15")


def test_a_spreadsheet_comes_back_unchanged(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    target = exported.with_name("out.xlsx")
    assert front_desk.export.attendees(niperm, target, with_codes=True) == 5
    assert counts(bring_in(front_desk, niperm, target)) == (0, 0, 5)


def rewritten(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8-sig")
    return path


def test_a_name_that_was_corrected_in_the_file_is_the_same_person(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    rewritten(exported, "Avi Adler,Avi,Adler", "Avi Adlerman,Avi,Adlerman")
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 1, 4)
    (avi,) = front_desk.desk.find(niperm, "Adlerman")
    assert avi.person.last_name == "Adlerman"


def test_a_row_that_was_copied_and_typed_over_is_a_new_person(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    lines = exported.read_text("utf-8-sig").splitlines()
    avi = next(line for line in lines if "Adler" in line)
    code = read_csv(exported)[4]["code"]
    copied = avi.replace("Avi Adler,Avi,Adler", "Rina Peretz,Rina,Peretz").replace(code, "")
    # It stands before the one that it was copied from.
    lines.insert(1, copied)
    exported.write_text("\n".join(lines), "utf-8-sig")
    assert counts(bring_in(front_desk, niperm, exported)) == (1, 0, 5)
    assert len(front_desk.desk.find(niperm, "Avi Adler")) == 1
    assert len(front_desk.desk.find(niperm, "Rina Peretz")) == 1


def test_a_number_that_was_really_changed_counts(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    rewritten(exported, "0501234568", "0509999999")
    rewritten(exported, ",0003,", ",0033,")
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 1, 4)
    (ruth,) = front_desk.desk.find(niperm, "Ruth Katz")
    assert (ruth.person.phone, ruth.registration.order_ref) == ("0509999999", "0033")


def test_another_name_with_the_same_address_is_the_same_person(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    rewritten(exported, "Noa Cohen,Noa,Cohen", "Miriam Rosenthal,Miriam,Rosenthal")
    rewritten(exported, "Ruth Katz,Ruth,Katz", "Yael Oren,Yael,Oren")
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 2, 3)
    assert [p.person.email for p in front_desk.desk.find(niperm, "Rosenthal")] == [
        "noa@example.org"
    ]
    assert len(front_desk.desk.find(niperm, "Yael Oren")) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",0002,", ",12a,"),
        ("1234567890123456", "1334567890123450"),
        ("1234567890123456", "1234567890123"),
        ("0014", "140"),
    ],
)
def test_a_number_that_no_spreadsheet_makes_of_the_known_one_is_a_change(
    front_desk: FrontDesk, niperm: Programme, exported: Path, old: str, new: str
) -> None:
    """The source's own number is kept by the rule of sources; the rest of the row is as before."""
    rewritten(exported, old, new)
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 1, 4)


def test_ids_of_another_store_are_nobody_here(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    other = front_desk.programmes.find_or_make("OTHER")
    done = bring_in(front_desk, other, exported)
    assert counts(done)[0] == 5
    assert len(front_desk.desk.find(niperm, "Noa")) == 1


def test_an_export_of_an_older_muster_without_ids_is_still_read(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    with exported.open(encoding="utf-8-sig", newline="") as file:
        rows = [row[:-1] for row in csv.reader(file)]
    assert "registration_id" not in rows[0]
    with exported.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 0, 5)
