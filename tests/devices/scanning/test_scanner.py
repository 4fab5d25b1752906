"""Bursts of a scanner are told from typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
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
