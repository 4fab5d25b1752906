"""Files that nobody made in earnest are refused in words, at once and in little memory.

Memory is held to the figure by a limit of the child that reads, so a file that took more would not
give the sentence that is asked for here.
"""

from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from desktop.domain.failures import FileUnreadable, FolderUnreachable, NotATable
from desktop.domain.journal.journal_flaws import FlawKind
from desktop.files.programme.ics import read_sessions
from desktop.files.sync import journal_files
from desktop.files.sync.journal_files import read_journal_file
from desktop.files.tables import delimited
from desktop.files.tables.archives import unfolds_absurdly
from desktop.files.tables.bounded_lines import BoundedLines
from desktop.files.transfer.tables import open_table, read_rows
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.files.tables.test_spreadsheets import ODS_CONTENT, ODS_MANIFEST
from tests.support.builders import programme
from tests.support.spreadsheets import row, text_cell, write_xlsx

HEAD = row(1, text_cell("A1", "Name"), text_cell("B1", "Email"))


def reason_of(path: Path) -> str:
    with pytest.raises((FileUnreadable, NotATable)) as refused:
        list(read_rows(open_table(path)))
    return str(refused.value.facts["reason"])


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(row(9000, text_cell("MNA9000", "x")), id="a box of 81 million cells"),
        pytest.param(row(1048576, text_cell("XFD1048576", "x")), id="the last corner of a sheet"),
    ],
)
def test_two_cells_far_apart_do_not_fill_the_memory(tmp_path: Path, last: str) -> None:
    path = write_xlsx(tmp_path / "sparse.xlsx", [HEAD, last])
    assert path.stat().st_size < 2_000
    assert "more than any guest list" in reason_of(path)


def test_a_sheet_that_says_one_thing_over_and_over_is_not_unpacked(tmp_path: Path) -> None:
    blanks = f"<row>{'<c/>' * 10_000}</row>"
    path = write_xlsx(tmp_path / "bomb.xlsx", [HEAD, *[blanks] * 2_000])
    assert unfolds_absurdly(path, 10**9)
    assert "more than any guest list" in reason_of(path)


def test_a_list_of_many_equal_rows_is_no_bomb(tmp_path: Path) -> None:
    rows = [
        row(n, text_cell(f"A{n}", "Noa Cohen"), text_cell(f"B{n}", "noa@example.org"))
        for n in range(2, 5_002)
    ]
    path = write_xlsx(tmp_path / "many.xlsx", [HEAD, *rows])
    assert sum(1 for _ in read_rows(open_table(path))) == 5_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("Name,Email\n" + "," * 5_000_000, "longer than any list", id="one long row"),
        pytest.param("Name,Email\n" + '"\n",' * 2_000_000, "longer than any", id="lines in cells"),
        pytest.param('Name,Email\n"' + "a" * 1_100_000, "1,000,000 characters", id="one long cell"),
        pytest.param("a," * 3_000 + "\n" + "b," * 3_000, "wide", id="many columns"),
    ],
)
def test_text_without_end_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "absurd.csv"
    path.write_text(content, "utf-8")
    assert words in reason_of(path)


def test_rows_of_millions_of_cells_are_refused_at_the_first(tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    path.write_text("Name,Email\n" + ("," * 3_000_000 + "\n") * 3, "utf-8")
    assert "more cells than any sheet" in reason_of(path)


def test_the_empty_rest_of_a_sheet_is_no_column(tmp_path: Path) -> None:
    """Some programs write all 16,384 columns of a sheet."""
    path = tmp_path / "wide.csv"
    rest = "," * 16_382
    path.write_text(f"Name,Email{rest}\nNoa,noa@example.org{rest}\n", "utf-8")
    table = open_table(path)
    assert table.headers == ("Name", "Email")
    assert [row.cells for row in read_rows(table)] == [["Noa", "noa@example.org"]]


def test_rows_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 1_000)
    path = tmp_path / "endless.csv"
    path.write_text("Name,Email\n" + "\n" * 1_001, "utf-8")
    assert "more rows" in reason_of(path)


def test_a_file_of_gigabytes_is_not_even_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"Name,Email\nNoa,noa@example.org\n")
        file.truncate(delimited.MOST_BYTES + 1)
    assert reason_of(path) == "too large"


def calendar(inner: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inner}END:VCALENDAR\r\n"


def test_what_muster_does_not_read_of_a_calendar_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talkative.ics"
    words = "X-ALT-DESC:" + "words " * 1_000_000 + "\r\n"
    facts = "UID:1\r\nDTSTART:20261202T080000\r\nSUMMARY:פתיחה\r\n"
    event = f"BEGIN:VEVENT\r\n{facts}{words}END:VEVENT\r\n"
    path.write_text(calendar(event * 2), "utf-8", newline="")
    sessions = read_sessions(path, programme(time_zone="Asia/Jerusalem"))
    assert [(row.fields["title"], row.fields["starts_at"]) for row in sessions] == [
        ("פתיחה", "2026-12-02T08:00"), ("פתיחה", "2026-12-02T08:00"),
    ]  # fmt: skip


def test_a_folded_name_in_hebrew_is_put_together_again(tmp_path: Path) -> None:
    line = "SUMMARY:פתיחה".encode()
    # Folded in the middle of a letter, as the standard allows.
    folded = line[:11] + b"\r\n " + line[11:]
    path = tmp_path / "folded.ics"
    path.write_bytes(
        calendar("BEGIN:VEVENT\r\nUID:1\r\n%s\r\nEND:VEVENT\r\n").encode().replace(b"%s", folded)
    )
    assert read_sessions(path, programme())[0].fields["title"] == "פתיחה"


@pytest.mark.parametrize(
    ("before", "fold"),
    [("\ufeff", ""), ("\r\n \r\n", ""), ("", "\r\n\r\n "), ("", "\n\t"), ("\ufeff\n", "\r\n ")],
)
def test_calendars_are_read_as_the_library_reads_them(
    tmp_path: Path, before: str, fold: str
) -> None:
    path = tmp_path / "odd.ics"
    event = f"begin:VEVENT\r\nUID:1\r\nSUMMARY;LANGUAGE=en:Open{fold}ing\r\nEND:VEVENT\r\n"
    path.write_text(before + calendar(event), "utf-8", newline="")
    assert read_sessions(path, programme())[0].fields["title"] == "Opening"


def test_a_calendar_with_old_mac_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mac.ics"
    event = "BEGIN:VEVENT\rUID:1\rSUMMARY:Opening\rEND:VEVENT\r"
    path.write_text(calendar(event).replace("\r\n", "\r"), "utf-8", newline="")
    assert read_sessions(path, programme())[0].fields["title"] == "Opening"


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("BEGIN:VEVENT\r\nSUMMARY:a\r\nEND:VEVENT\r\n" * 40_000, id="events"),
        pytest.param(
            f"BEGIN:VEVENT\r\nCATEGORIES:{'a,' * 1_600_000}\r\nEND:VEVENT\r\n", id="words"
        ),
    ],
)
def test_a_calendar_without_end_is_refused(tmp_path: Path, inner: str) -> None:
    path = tmp_path / "endless.ics"
    path.write_text(calendar(inner), "utf-8", newline="")
    with pytest.raises(FileUnreadable) as refused:
        read_sessions(path, programme())
    assert "far more events" in str(refused.value.facts["reason"])


def test_a_journal_file_of_one_endless_row_is_cut_off_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_files, "MOST_IN_A_ROW", 1_000)
    path = tmp_path / "muster-journal-ab-00000001-00000002.csv"
    path.write_text(",".join(journal_files.COLUMNS) + "\n" + "," * 2_000, "utf-8")
    assert [flaw.kind for flaw in read_journal_file(path).flaws] == [FlawKind.TRUNCATED]


def test_a_journal_file_of_gigabytes_is_named_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "muster-journal-ab-00000001-00000002.csv"
    with path.open("wb") as file:
        file.truncate(journal_files.MOST_BYTES + 1)
    assert [flaw.kind for flaw in read_journal_file(path).flaws] == [FlawKind.NOT_READ]


def test_a_pack_that_unfolds_to_gigabytes_is_not_unpacked(
    tmp_path: Path, front_desk: FrontDesk
) -> None:
    path = tmp_path / "guests.muster"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("muster-photos/x", bytes(60_000_000))
    with pytest.raises(FolderUnreachable) as refused:
        front_desk.syncing.with_folder(path)
    assert refused.value.facts["reason"] == "too large"


def test_each_row_has_the_same_room() -> None:
    lines = BoundedLines(io.StringIO("abc\ndef\n"), 4)
    given = iter(lines)
    assert next(given) == "abc\n"
    lines.begin_row()
    assert next(given) == "def\n"


def test_a_row_of_several_lines_has_no_more_room_than_one() -> None:
    given = iter(BoundedLines(io.StringIO("abc\ndef\n"), 4))
    assert next(given) == "abc\n"
    with pytest.raises(csv.Error):
        next(given)


@pytest.mark.parametrize(
    "content",
    [
        'Name,Company\nA Cohen,"Org unclosed\nB Levi,O\nC Levi,O\n',
        'Name,Company\nA Cohen,"Org\nB Levi,O\nC Levi,"O"\n',
        'Name;Company\nA Cohen;"Org\nB Levi;O" x\nC Levi;O\n',
    ],
)
def test_a_quotation_that_would_swallow_guests_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "unclosed.csv"
    path.write_text(content, "utf-8")
    assert "in row 2 a quotation mark is not closed" in reason_of(path)


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        ('Name,Notes\nNoa,"two\nlines, and a ""word"""\nDan,x\n', 'two\nlines, and a "word"'),
        ('Name,Notes\nNoa,5" disk\nDan,x\n', '5" disk'),
        ('Name,Notes\nNoa,a "word" more\nDan,x\n', 'a "word" more'),
    ],
)
def test_quotation_marks_where_they_belong_are_read(
    tmp_path: Path, content: str, cell: str
) -> None:
    path = tmp_path / "quoted.csv"
    path.write_text(content, "utf-8")
    rows = [row.cells for row in read_rows(open_table(path))]
    assert rows == [["Noa", cell], ["Dan", "x"]]


def test_a_sample_that_ends_within_a_cell_is_no_unclosed_quotation(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f'Guest {n},"first\nsecond {"x" * 100}"\n' for n in range(2_000))
    path.write_text("Name,Notes\n" + rows, "utf-8")
    assert sum(1 for _ in read_rows(open_table(path))) == 2_000


def test_a_long_word_in_a_cell_takes_no_time(tmp_path: Path) -> None:
    """A picture in base64; the search for addresses took the square of its length."""
    path = tmp_path / "picture.csv"
    path.write_text("First name,Last name,Notes\nA,Cohen," + "n" * 300_000 + "\n", "utf-8")
    assert open_guest_list(path).named_mapping["notes"] == "Notes"


@pytest.mark.skipif(os.name != "posix", reason="pipes have names on POSIX only")
def test_a_pipe_is_never_waited_for(tmp_path: Path, front_desk: FrontDesk) -> None:
    pipe = tmp_path / "pipe.muster"
    os.mkfifo(pipe)
    assert reason_of(pipe) == "no ordinary file"
    with pytest.raises(FileUnreadable):
        read_sessions(pipe, programme())
    with pytest.raises(FolderUnreachable):
        front_desk.syncing.with_folder(pipe)


def test_a_cell_that_is_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "repeated.ods"
    row_ = ODS_CONTENT.partition("<table:table-row><table:table-cell")[1]
    repeated = row_.replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        content = ODS_CONTENT.replace(row_, repeated, 1).replace("\n", "")
        archive.writestr("content.xml", content)
    assert path.stat().st_size < 2_000
    assert "more than any guest list" in reason_of(path)


def test_a_sheet_of_a_file_that_has_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\nNoa,noa@example.org\n", "utf-8")
    with pytest.raises(FileUnreadable, match="no spreadsheet"):
        open_table(path, "Guests")
