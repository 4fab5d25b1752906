"""Our own export comes back as it went out, also through a spreadsheet that saved it again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.programme.programme import Programme
from desktop.files.transfer.guests import ProblemKind
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


def rearranged(path: Path, columns: Callable[[list[str]], list[str]]) -> Path:
    rows = read_csv(path)
    headers = columns(list(rows[0]))
    return write_csv(
        path.with_name("moved.csv"), [headers, *([r[h] for h in headers] for r in rows)]
    )


@pytest.mark.parametrize(
    "columns",
    [
        lambda headers: headers[::-1],
        lambda headers: [headers[-1], *headers[:-1]],
        lambda headers: ["full_name", "status", "muster_id"],
        lambda headers: ["full_name", "email", "notes", "external_id", "muster_id"],
        lambda headers: [header for header in headers if header not in ("code", "badge_code")],
    ],
)
def test_columns_that_were_moved_or_taken_out_change_nobody(
    front_desk: FrontDesk,
    niperm: Programme,
    exported: Path,
    columns: Callable[[list[str]], list[str]],
) -> None:
    assert counts(bring_in(front_desk, niperm, rearranged(exported, columns))) == (0, 0, 5)
    again = exported.with_name("again.csv")
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == exported.read_bytes()


def test_an_id_of_ours_is_no_number_of_a_file_that_has_columns_of_its_own(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    rows = read_csv(exported)
    headers = ["muster_id", "full_name", "email", "Shirt"]
    table = [headers, *([r["muster_id"], r["full_name"], r["email"], "M"] for r in rows)]
    guests = open_guest_list(write_csv(exported.with_name("shirts.csv"), table))
    assert set(guests.mapping) == {"full_name", "email"}


@pytest.mark.parametrize(
    ("typed_over", "is_above"),
    [
        ({"first_name": "Noa", "last_name": "Levi"}, False),
        ({"first_name": "Noa", "email": "noa2@example.org"}, False),
        ({"first_name": "Noa", "email": "noa2@example.org", "external_id": "77"}, True),
        ({"full_name": "Rina Peretz", "first_name": "Rina", "last_name": "Peretz"}, True),
    ],
)
def test_a_copied_row_that_was_typed_over_in_part_is_a_question(
    front_desk: FrontDesk,
    niperm: Programme,
    exported: Path,
    typed_over: dict[str, str],
    is_above: bool,
) -> None:
    rows = read_csv(exported)
    dan = rows.index(next(row for row in rows if row["full_name"] == "Dan Levi"))
    rows.insert(dan if is_above else dan + 1, rows[dan] | typed_over)
    path = write_csv(
        exported.with_name("c.csv"), [list(rows[0]), *map(list, map(dict.values, rows))]
    )
    done = bring_in(front_desk, niperm, path)
    assert counts(done) == (0, 0, 5)
    assert [problem.reason for problem in done.problems] == [ProblemKind.COPIED]
    again = exported.with_name("again.csv")
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == exported.read_bytes()


@pytest.mark.parametrize("is_above", [True, False])
def test_a_copied_row_of_which_all_was_typed_over_is_a_new_person_with_a_code_of_their_own(
    front_desk: FrontDesk, niperm: Programme, exported: Path, is_above: bool
) -> None:
    rows = read_csv(exported)
    dan = rows.index(next(row for row in rows if row["full_name"] == "Dan Levi"))
    new = {"full_name": "Rina Peretz", "first_name": "Rina", "last_name": "Peretz",
           "email": "rina@example.org", "phone": ""}  # fmt: skip
    rows.insert(dan if is_above else dan + 1, rows[dan] | new)
    path = write_csv(
        exported.with_name("c.csv"), [list(rows[0]), *map(list, map(dict.values, rows))]
    )
    assert counts(bring_in(front_desk, niperm, path)) == (1, 0, 5)
    (rina,) = front_desk.desk.find(niperm, "Rina Peretz")
    (known,) = front_desk.desk.find(niperm, "Dan Levi")
    assert (known.registration.external_id, known.registration.ticket_code) == ("0013", "00012346")
    assert (rina.registration.external_id, len(rina.registration.ticket_code)) == ("", 27)


def test_letters_that_an_old_code_page_lacks_come_back(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    names = [["Name", "Email"], ["נועה לוי", "noa@example.org"], ["Łukasz Żak", "l@example.org"]]
    import_file(write_csv(tmp_path / "list.csv", names))
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    front_desk.export.attendees(niperm, first, with_codes=True)
    saved = tmp_path / "saved.csv"
    saved.write_bytes(first.read_text("utf-8-sig").encode("cp1252", "replace"))
    assert "????" in saved.read_text("cp1252")
    assert counts(bring_in(front_desk, niperm, saved)) == (0, 0, 2)
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == first.read_bytes()


def test_ids_that_slipped_by_a_row_do_not_mix_two_namesakes(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    rows = [["Ticket ID", "Name", "Email"], ["000123", "David Cohen", "david@example.org"],
            ["000124", "David Cohen", "david2@example.org"]]  # fmt: skip
    import_file(write_csv(tmp_path / "list.csv", rows))
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    front_desk.export.attendees(niperm, first, with_codes=True)
    people = read_csv(first)
    ids = [row["muster_id"] for row in people]
    for row, id_ in zip(people, ids[1:] + ids[:1], strict=True):
        row["muster_id"] = id_
    table = [list(people[0]), *map(list, map(dict.values, people))]
    path = write_csv(tmp_path / "slipped.csv", table)
    assert counts(bring_in(front_desk, niperm, path)) == (0, 0, 2)
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == first.read_bytes()


def test_a_code_that_muster_made_for_another_programme_replaces_none_here(
    front_desk: FrontDesk, niperm: Programme, exported: Path
) -> None:
    other = front_desk.programmes.find_or_make("OTHER")
    names = [["Name", "Email"], ["Noa Cohen", "noa@example.org"]]
    front_desk.importing(
        other, open_guest_list(write_csv(exported.with_name("o.csv"), names))
    ).run()
    elsewhere = exported.with_name("elsewhere.csv")
    front_desk.export.attendees(other, elsewhere, with_codes=True)
    (before,) = front_desk.desk.find(niperm, "Noa Cohen")
    done = bring_in(front_desk, niperm, elsewhere)
    assert [problem.reason for problem in done.problems] == [ProblemKind.CODE_OF_OTHER]
    (after,) = front_desk.desk.find(niperm, "Noa Cohen")
    assert after.registration.ticket_code == before.registration.ticket_code == "00012345"


@pytest.mark.parametrize(
    ("before", "after"),
    [("50.00", "50"), ("1250.50", "1250.5"), ("true", "TRUE"), ("007", "7")],
)
def test_what_excel_makes_of_words_and_amounts_is_no_change(
    front_desk: FrontDesk,
    niperm: Programme,
    import_file: Importer,
    tmp_path: Path,
    before: str,
    after: str,
) -> None:
    rows = [["Name", "Email", "Company", "Amount due"],
            ["Noa Cohen", "noa@example.org", before, before if "." in before else ""]]  # fmt: skip
    import_file(write_csv(tmp_path / "list.csv", rows))
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    front_desk.export.attendees(niperm, first, with_codes=True)
    saved = saved_again(first, lambda cell: after if cell == before else cell)
    assert counts(bring_in(front_desk, niperm, saved)) == (0, 0, 1)
    front_desk.export.attendees(niperm, again, with_codes=True)
    assert again.read_bytes() == first.read_bytes()


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
    assert "muster_id" not in rows[0]
    with exported.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert counts(bring_in(front_desk, niperm, exported)) == (0, 0, 5)


def test_a_list_of_another_system_with_ids_of_registrations_is_none_of_ours(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [["first_name", "last_name", "email", "status", "registration_id"],
            ["Noa", "Cohen", "noa@example.org", "registered", "R-1001"],
            ["Dan", "Levi", "", "registered", "R-1002"],
            ["Dan", "Levi", "", "registered", "R-1003"]]  # fmt: skip
    guests = open_guest_list(write_csv(tmp_path / "other.csv", rows))
    assert not guests.table.is_own
    assert counts(front_desk.importing(niperm, guests).run()) == (3, 0, 0)
    people = front_desk.desk.find(niperm, "Dan Levi")
    assert sorted(p.registration.external_id for p in people) == ["R-1002", "R-1003"]
