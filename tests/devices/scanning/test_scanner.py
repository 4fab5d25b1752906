"""Bursts of a scanner are told from typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.devices.scanning.scanner import MAX_KEYS, ScannerKeys
from desktop.domain.checkin.code_flaws import CodeFlaw, flaw_of
from desktop.domain.checkin.codes import Reading, make_code
from tests.support import keys


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[ScannerKeys]:
    listening = ScannerKeys()
    listening.listen(qapp)
    yield listening
    listening.stop(qapp)


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def heard(scanner: ScannerKeys) -> list[Reading]:
    readings: list[Reading] = []
    scanner.scanned.connect(readings.append)
    return readings


def test_a_burst_with_enter_is_a_scan(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), "ABC123")
    assert [reading.text for reading in readings] == ["ABC123"]


def test_physical_keys_are_kept(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), "&é\"'(-", scan_codes=(10, 11, 12, 13, 14, 15))
    assert readings[0].physical == (10, 11, 12, 13, 14, 15)


def test_our_code_without_a_suffix_key_is_a_scan(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit
) -> None:
    code = make_code(1, 5)
    with qtbot.waitSignal(scanner.scanned) as waited:
        keys.scan(field.windowHandle(), code, ends=False)
    assert waited.args[0].text == code


def test_a_person_typing_is_no_scan(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.type_slowly(field.windowHandle(), "Ben-David")
    keys.press(field.windowHandle(), "\r", key=0x01000004, gap_ms=keys.TYPING_GAP_MS)
    assert readings == []
    assert field.text() == "Ben-David"


def test_a_few_quick_keys_are_no_scan(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), "noa")
    assert readings == []


@pytest.mark.parametrize("gap_ms", [1, 4, 18])
def test_another_systems_code_without_a_suffix_key_is_a_scan(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit, gap_ms: int
) -> None:
    with qtbot.waitSignal(scanner.scanned) as waited:
        keys.scan(field.windowHandle(), "EVT-2013-00042", ends=False, gap_ms=gap_ms)
    assert waited.args[0].text == "EVT-2013-00042"


@pytest.mark.parametrize("text", ["katherine", "Noa Cohen 12", "A-12345"])
def test_what_is_like_no_code_is_no_scan_without_an_end_key_however_fast(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit, text: str
) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), text, ends=False, gap_ms=4)
    qtbot.waitUntil(lambda: not scanner._end.isActive())
    assert readings == []


@pytest.mark.parametrize("text", ["Ben-David", "Noa Cohen 12", "katherine"])
def test_a_fast_typist_without_enter_is_no_scan(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit, text: str
) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), text, ends=False, gap_ms=30)
    qtbot.waitUntil(lambda: not scanner._end.isActive())
    assert readings == []
    assert field.text() == text


def test_a_burst_of_ten_thousand_letters_floods_no_widget(
    scanner: ScannerKeys, field: QLineEdit
) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), "x" * 10_000, gap_ms=1)
    assert len(readings) == 1
    assert flaw_of(readings[0]) is CodeFlaw.TOO_LONG
    assert len(field.text()) == MAX_KEYS
    keys.scan(field.windowHandle(), "ABC123")
    assert readings[1].text == "ABC123"


def test_two_codes_in_one_burst_are_one_reading(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.scan(field.windowHandle(), make_code(1, 5) + make_code(1, 6))
    assert flaw_of(readings[0]) is CodeFlaw.TWO


def test_equal_digits_at_two_milliseconds_are_two_keys(
    scanner: ScannerKeys, field: QLineEdit
) -> None:
    """Qt marks the second of two as a repeat where the first was not released in time."""
    readings = heard(scanner)
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    for number, c in enumerate("1001123344"):
        keys.press(window, c, scan_code=10, gap_ms=2, is_repeat="1001123344"[number - 1] == c)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    assert [reading.text for reading in readings] == ["1001123344"]
    assert len(readings[0].physical) == 10


def test_a_key_that_is_held_down_is_one_key_however_fast_it_repeats(
    scanner: ScannerKeys, field: QLineEdit
) -> None:
    readings = heard(scanner)
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    keys.press(window, "7", scan_code=16)
    keys.press(window, "7", scan_code=16, gap_ms=240, is_repeat=True)
    for _ in range(20):
        keys.press(window, "7", scan_code=16, gap_ms=10, is_repeat=True)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    assert readings == []


def test_shift_is_kept_for_each_key(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    for c in "AbCdE1":
        keys.press(window, c, scan_code=38, is_shifted=c.isupper())
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    assert readings[0].shifts == (True, False, True, False, True, False)


def test_a_dead_key_is_a_key_though_it_types_nothing(
    scanner: ScannerKeys, field: QLineEdit
) -> None:
    readings = heard(scanner)
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    for c, key, code in [("a", 0, 38), ("", int(Qt.Key.Key_Dead_Acute), 21), ("b", 0, 56),
                         ("1", 0, 10), ("2", 0, 11), ("3", 0, 12)]:  # fmt: skip
        keys.press(window, c, key=key, scan_code=code)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    assert readings[0].text == "ab123"
    assert readings[0].physical == (38, 21, 56, 10, 11, 12)


@pytest.mark.parametrize("pause_ms", [60, 85, 200, 450])
def test_the_piece_before_a_pause_comes_with_the_scan(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit, pause_ms: int
) -> None:
    readings = heard(scanner)
    begun = []
    scanner.burst_began.connect(lambda: begun.append(1))
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    for c in "AB-12":
        keys.press(window, c)
    if pause_ms > 90:
        qtbot.waitUntil(lambda: not scanner._end.isActive())
    keys.press(window, "c", gap_ms=pause_ms)
    for c in "d34":
        keys.press(window, c)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    (reading,) = readings
    assert reading.before is not None
    assert (reading.before.text, reading.text) == ("AB-12", "cd34")
    assert reading.joined().text == "AB-12cd34"
    # What the first piece typed is taken back with the rest.
    assert len(begun) == 1


def test_what_a_person_typed_before_is_no_piece(scanner: ScannerKeys, field: QLineEdit) -> None:
    readings = heard(scanner)
    keys.press(field.windowHandle(), "", gap_ms=1000)
    keys.type_slowly(field.windowHandle(), "Coh")
    for number, c in enumerate("ABC123"):
        keys.press(field.windowHandle(), c, gap_ms=4 if number else 300)
    keys.press(field.windowHandle(), "\r", key=int(Qt.Key.Key_Return))
    (reading,) = readings
    assert (reading.text, reading.before) == ("ABC123", None)


def test_a_single_key_before_a_pause_may_be_the_first_one(
    scanner: ScannerKeys, field: QLineEdit
) -> None:
    readings = heard(scanner)
    window = field.windowHandle()
    keys.press(window, "", gap_ms=1000)
    keys.press(window, "A")
    for number, c in enumerate("BC1234"):
        keys.press(window, c, gap_ms=4 if number else 90)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    (reading,) = readings
    assert reading.text == "BC1234"
    assert reading.joined().text == "ABC1234"


def test_a_piece_is_forgotten_after_half_a_second(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit
) -> None:
    readings = heard(scanner)
    window = field.windowHandle()
    keys.scan(window, "AB-12", ends=False)
    qtbot.waitUntil(lambda: not scanner._end.isActive())
    for number, c in enumerate("ABC123"):
        keys.press(window, c, gap_ms=4 if number else 600)
    keys.press(window, "\r", key=int(Qt.Key.Key_Return))
    assert readings[0].before is None


@pytest.mark.parametrize(
    ("typed", "gap_ms", "enter_ms", "reaches"),
    [
        ("", 0, 1000, True),
        ("7", 4, 4, True),
        ("77", 4, 4, False),
        ("noa", 4, 4, False),
        ("noa", 4, 200, True),
        ("noa", 140, 140, True),
        ("no", 34, 140, True),
        ("ABC123", 4, 300, False),
    ],
)
def test_enter_after_a_scanners_keys_is_kept_where_it_would_do_harm(
    qtbot: QtBot, scanner: ScannerKeys, field: QLineEdit, typed: str, gap_ms: int, enter_ms: int,
    reaches: bool,
) -> None:  # fmt: skip
    entered: list[int] = []
    field.returnPressed.connect(lambda: entered.append(1))
    window = field.windowHandle()

    def send() -> None:
        entered.clear()
        keys.press(window, "", gap_ms=1000)
        for c in typed:
            keys.press(window, c, gap_ms=gap_ms)
        if enter_ms > 90:
            qtbot.waitUntil(lambda: not scanner._end.isActive())
        keys.press(window, "\r", key=int(Qt.Key.Key_Return), gap_ms=enter_ms)

    send()
    assert entered == [1]
    scanner.lets_enter_pass = lambda: False
    send()
    assert entered == ([1] if reaches else [])
