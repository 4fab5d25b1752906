"""The dialogs: mapping by hand, stopping, refusing, choosing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.whose_choice import CHOSEN, EVERYBODY
from desktop.gui.programme.programmes_dialog import ProgrammesDialog
from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.transfer.reading_dialog import Reading
from desktop.store.projections import check_process
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.flat_export import Flat
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.import_rules import FIRST_SLICE
from tests.gui.conftest import settle
from tests.support.builders import read_csv, write_csv
from tests.support.window import CHECK_IN, OpenWindow


def list_page(qtbot: QtBot, window: OpenWindow, path: Path) -> ImportPage:
    window.open_import()
    window.lists.open_file(path)
    settle(qtbot, window)
    return window.lists


def test_a_file_without_known_names_can_be_mapped_by_hand(
    qtbot: QtBot, window: OpenWindow, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "odd.csv", [["Alpha", "Beta"], ["Noa Cohen", "x"]])
    page = list_page(qtbot, window, path)
    page.code.setText("ODD")
    assert not page.start_button.isEnabled()
    assert page.question.message.text().startswith("No row names the columns")
    assert list(page.mapping._boxes) == ["#1", "#2"]
    page.choose_reading(Reading(header_row=1))
    settle(qtbot, window)
    box = page.mapping._boxes["Alpha"]
    box.setCurrentIndex(box.findData("full_name"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)
    assert page.start_button.isEnabled()
    page.start()
    settle(qtbot, window)
    assert "1 new" in page.question.message.text()


def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    qtbot: QtBot, window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04rest")
    page = list_page(qtbot, window, path)
    assert "CSV" in page.file.fault.text()
    assert page.file.path.property("fault") == "no"
    assert not page.start_button.isEnabled()


def test_bad_rows_are_listed_with_row_column_and_reason(
    qtbot: QtBot, window: OpenWindow, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "l.csv", [["Name", "Email"], ["Noa", "oops"], ["Dan", ""]])
    page = list_page(qtbot, window, path)
    model = page.problems
    assert [model.data(model.index(0, column)) for column in range(2)] == ["2", "Email"]
    assert "oops" in model.data(model.index(0, 2))
    assert page.left_out.save.isVisible()


def test_chosen_people_get_badges(
    qtbot: QtBot,
    sample_window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    tmp_path: Path,
) -> None:
    window = sample_window
    programme = window.programme
    assert programme is not None
    people = lanes[0].submit(lambda: live_desk.desk.find(programme, "noa")).result()
    window.open_badges(people[0])
    dialog = window.dialog
    assert isinstance(dialog, PrintDialog)
    settle(qtbot, window)
    assert dialog.choices.checkedId() == CHOSEN
    dialog.picker.add(people[1])
    dialog.save_to(tmp_path / "two.pdf")
    settle(qtbot, window)
    assert "2 on 1 pages" in dialog.message.text()
    dialog.picker.add(people[0])
    assert not dialog.warning.isVisible() or "badge already" in dialog.warning.text()


def test_whether_people_who_are_not_confirmed_get_badges_is_asked(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    tmp_path: Path,
) -> None:
    rows = [["Name", "Status"], ["Noa Cohen", "Attending"], ["Dan Levi", "Moon"]]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", rows))

    def take() -> None:
        programme = live_desk.programmes.find_or_make("NIPERM")
        live_desk.importing(programme, guests).run()

    lanes[0].submit(take).result()
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    settle(qtbot, window)
    window.open_badges()
    dialog = window.dialog
    assert isinstance(dialog, PrintDialog)
    settle(qtbot, window)
    assert dialog.unconfirmed.text() == "Also for 1 who is not confirmed"
    assert dialog.unconfirmed.isVisible()
    assert not dialog.unconfirmed.isChecked()
    everybody = dialog.choices.button(EVERYBODY)
    assert everybody.text() == "Everybody (1)"
    dialog.unconfirmed.setChecked(True)
    settle(qtbot, window)
    assert everybody.text() == "Everybody (2)"
    dialog.save_to(tmp_path / "two.pdf")
    settle(qtbot, window)
    assert "2 on 1 pages" in dialog.message.text()


def test_an_export_that_cannot_be_written_says_so(
    qtbot: QtBot, sample_window: OpenWindow, tmp_path: Path
) -> None:
    sample_window.open_export()
    dialog = sample_window.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.save_to(tmp_path / "nowhere" / "a.csv")
    settle(qtbot, sample_window)
    assert dialog.message.objectName() == "fault"
    dialog.codes.setChecked(True)
    dialog.save_to(tmp_path / "a.csv")
    settle(qtbot, sample_window)
    assert dialog.message.objectName() == "good"
    assert len(read_csv(tmp_path / "a.csv")) == 480


def test_an_export_is_a_spreadsheet_by_its_button_and_for_other_systems_csv(
    qtbot: QtBot, sample_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_window.open_export()
    dialog = sample_window.dialog
    assert isinstance(dialog, ExportDialog)
    asked: list[str] = []

    def choose(_title: str, name: str, _kinds: str) -> Path:
        asked.append(name)
        return tmp_path / "people"

    monkeypatch.setattr(dialog, "ask_save", choose)
    dialog.sheet_button.click()
    settle(qtbot, sample_window)
    assert dialog.message.objectName() == "good"
    assert (tmp_path / "people.xlsx").read_bytes().startswith(b"PK")
    dialog.sheet_button.click()
    settle(qtbot, sample_window)
    assert "is there already" in dialog.message.text()
    dialog.save_button.click()
    settle(qtbot, sample_window)
    assert len(read_csv(tmp_path / "people.csv")) == 480
    assert asked == ["attendees-NIPERM.xlsx"] * 2 + ["attendees-NIPERM.csv"]
    dialog.flats[Flat.SESSIONS].setChecked(True)
    assert not dialog.sheet_button.isEnabled()


def test_a_programme_is_made_and_chosen(qtbot: QtBot, sample_window: OpenWindow) -> None:
    window = sample_window
    window.open_programmes()
    dialog = window.dialog
    assert isinstance(dialog, ProgrammesDialog)
    settle(qtbot, window)
    assert dialog.list.lines.rowCount() == 1
    dialog.make()
    assert dialog.message.objectName() == "fault"
    dialog.code.setText("SPRING")
    dialog.title.setText("Spring panel")
    with qtbot.waitSignal(window.stood):
        dialog.make()
    assert window.programme is not None
    assert window.programme.title == "Spring panel"
    settle(qtbot, window)


def test_the_store_can_be_verified_from_the_menu(qtbot: QtBot, sample_window: OpenWindow) -> None:
    foot = sample_window.desk.footer
    sample_window.choose("Check the store")
    assert foot.work_words == "Checking a copy of the store"
    qtbot.waitUntil(lambda: "sound" in sample_window.notice.text, timeout=30_000)
    assert foot.work_words == ""


def test_a_check_of_the_store_is_ended_at_the_foot(qtbot: QtBot, sample_window: OpenWindow) -> None:
    foot = sample_window.desk.footer
    sample_window.choose("Check the store")
    foot.stop.click()
    qtbot.waitUntil(lambda: foot.work_words == "", timeout=30_000)
    assert sample_window.notice.text == ""
    sample_window.choose("Check the store")
    qtbot.waitUntil(lambda: "sound" in sample_window.notice.text, timeout=30_000)


def test_a_check_that_breaks_says_that_nothing_is_known(
    qtbot: QtBot, sample_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", "pass"]
    monkeypatch.setattr(check_process, "check_command", lambda *_paths: command)
    sample_window.choose("Check the store")
    qtbot.waitUntil(lambda: "nothing is known" in sample_window.notice.text, timeout=30_000)


def test_a_check_that_fails_in_an_unknown_way_has_ended_all_the_same(
    qtbot: QtBot, sample_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_paths: object) -> list[str]:
        raise RuntimeError("something else")

    foot = sample_window.desk.footer
    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr(check_process, "check_command", breaks)
        sample_window.choose("Check the store")
        qtbot.waitUntil(lambda: "nothing is known" in sample_window.notice.text, timeout=30_000)
        qtbot.waitUntil(lambda: bool(raised), timeout=5_000)
    assert foot.work_words == ""
    sample_window.choose("Check the store")
    qtbot.waitUntil(lambda: "sound" in sample_window.notice.text, timeout=30_000)


def test_the_window_closes_while_the_store_is_checked(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    sample_window.choose("Check the store")
    settle(qtbot, sample_window)
    assert sample_window.close()


def test_an_import_under_way_stops_when_asked(
    qtbot: QtBot, window: OpenWindow, tmp_path: Path
) -> None:
    rows = [[f"Guest {n}", f"g{n}@example.org"] for n in range(4000)]
    page = list_page(qtbot, window, write_csv(tmp_path / "many.csv", [["Name", "Email"], *rows]))
    page.code.setText("MANY")
    page.start()
    foot = window.desk.footer
    qtbot.waitUntil(lambda: foot.work_words.startswith("Taking in many.csv: "))
    page.leave()
    assert window.current_page == CHECK_IN
    assert foot.stop.isVisible()
    foot.stop.click()
    settle(qtbot, window)
    assert foot.work_words == ""
    assert "Stopped after" in page.question.message.text()


def test_dialogs_that_are_closed_while_their_work_is_under_way_do_no_harm(
    qtbot: QtBot, sample_window: OpenWindow, tmp_path: Path
) -> None:
    window = sample_window
    window.open_badges()
    printing: object = window.dialog
    assert isinstance(printing, PrintDialog)
    printing.reject()
    window.open_export()
    export: object = window.dialog
    assert isinstance(export, ExportDialog)
    export.save_to(tmp_path / "a.csv")
    export.reject()
    rows = [[f"Guest {n}", f"g{n}@example.org"] for n in range(3000)]
    path = write_csv(tmp_path / "many.csv", [["Name", "Email"], *rows])
    page = list_page(qtbot, window, path)
    page.code.setText("MANY")
    page.start()
    page.leave()
    settle(qtbot, window)
    assert not (tmp_path / "a.csv").exists() or len(read_csv(tmp_path / "a.csv")) == 480


def test_an_import_that_was_cut_off_is_visible_when_the_file_is_chosen_again(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane], tmp_path: Path
) -> None:
    rows = [[f"Guest {n}", f"g{n}@example.org"] for n in range(1500)]
    path = write_csv(tmp_path / "many.csv", [["Name", "Email"], *rows])

    def cut_off() -> None:
        programme = live_desk.programmes.find_or_make("MANY")
        seen: list[object] = []
        live_desk.importing(programme, open_guest_list(path)).run(
            on_progress=seen.append, is_stopped=lambda: bool(seen)
        )

    lanes[0].submit(cut_off).result()
    with qtbot.waitSignal(window.stood):
        window.load("MANY")
    page = list_page(qtbot, window, path)
    assert f"{FIRST_SLICE} rows" in page.question.message.text()


@pytest.fixture
def short_list(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "l.csv", [["Name", "Email"], ["Noa Cohen", "noa@example.org"]])


def codes(lanes: tuple[Lane, Lane], live_desk: FrontDesk) -> list[str]:
    return (
        lanes[0]
        .submit(lambda: [programme.code for programme in live_desk.programmes.all()])
        .result()
    )


def test_a_slip_in_the_code_of_an_import_is_a_question(
    qtbot: QtBot, sample_window: OpenWindow, short_list: Path, lanes: tuple[Lane, Lane],
    live_desk: FrontDesk,
) -> None:  # fmt: skip
    page = list_page(qtbot, sample_window, short_list)
    page.code.setText("NI PERM")
    page.start_button.click()
    settle(qtbot, sample_window)
    assert page.question.message.text() == (
        "There is no programme “NI PERM” here. Programmes here: NIPERM. Did you mean NIPERM?"
    )
    assert codes(lanes, live_desk) == ["NIPERM"]
    assert page.start_button.accessibleName() == "Make NI PERM and take in"
    assert page.question.near.accessibleName() == "Take in to NIPERM"
    page.question.near.click()
    settle(qtbot, sample_window)
    assert "1 new" in page.question.message.text()
    assert codes(lanes, live_desk) == ["NIPERM"]


def test_a_new_programme_is_made_by_an_import_after_a_second_press(
    qtbot: QtBot, sample_window: OpenWindow, short_list: Path, lanes: tuple[Lane, Lane],
    live_desk: FrontDesk,
) -> None:  # fmt: skip
    page = list_page(qtbot, sample_window, short_list)
    page.code.setText("GALILEE")
    page.start_button.click()
    settle(qtbot, sample_window)
    assert not page.question.near.isVisibleTo(page)
    page.code.setText("GALILEE 2")
    assert page.question.message.text() == ""
    page.start_button.click()
    settle(qtbot, sample_window)
    assert codes(lanes, live_desk) == ["NIPERM"]
    page.start_button.click()
    settle(qtbot, sample_window)
    assert sorted(codes(lanes, live_desk)) == ["GALILEE 2", "NIPERM"]


def test_making_a_programme_that_is_there_changes_nothing_of_it(
    qtbot: QtBot, sample_window: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    sample_window.open_programmes()
    dialog = sample_window.dialog
    assert isinstance(dialog, ProgrammesDialog)
    settle(qtbot, sample_window)
    dialog.code.setText("niperm")
    dialog.title.setText("Another title")
    dialog.make()
    settle(qtbot, sample_window)
    assert "already" in dialog.message.text()
    programme = lanes[0].submit(lambda: live_desk.programmes.named("NIPERM")).result()
    assert programme.title.startswith("New Orleans/Israel Partnership")
    dialog.code.setText("NIPERM2")
    dialog.make()
    settle(qtbot, sample_window)
    assert "NIPERM is here already" in dialog.message.text()
    assert codes(lanes, live_desk) == ["NIPERM"]
    with qtbot.waitSignal(sample_window.stood):
        dialog.make()
    settle(qtbot, sample_window)
    assert sorted(codes(lanes, live_desk)) == ["NIPERM", "NIPERM2"]
