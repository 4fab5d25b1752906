"""A scanner on a serial port: a real pair of terminals of the system."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.devices.scanning import serial_scanner
from desktop.devices.scanning.serial_scanner import SerialScanner
from desktop.domain.checkin.codes import Reading, make_code

pty = pytest.importorskip("pty", reason="pairs of terminals are a thing of Unix")


def open_pair() -> tuple[int, int]:
    """Open a pair of terminals, or name the test as skipped where the system has none."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pairs of terminals here: {error}")
    return ours, theirs


@pytest.fixture
def line(qapp: QApplication) -> Iterator[tuple[int, str]]:
    ours, theirs = open_pair()
    yield ours, os.ttyname(theirs)
    for end in (ours, theirs):
        os.close(end)


@pytest.fixture
def scanner(line: tuple[int, str]) -> Iterator[SerialScanner]:
    made = SerialScanner()
    made.listen(line[1])
    yield made
    made.stop()


def test_each_line_is_a_scan(qtbot: QtBot, scanner: SerialScanner, line: tuple[int, str]) -> None:
    heard: list[Reading] = []
    scanner.scanned.connect(heard.append)
    codes = [make_code(1, n) for n in range(3)]
    os.write(line[0], "".join(f"{code}\r\n" for code in codes).encode())
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert [reading.text for reading in heard] == codes


def test_a_scanner_without_an_end_of_line_is_heard_after_a_pause(
    qtbot: QtBot, scanner: SerialScanner, line: tuple[int, str]
) -> None:
    with qtbot.waitSignal(scanner.scanned) as waited:
        os.write(line[0], b"T-0001")
    assert waited.args[0].text == "T-0001"


def test_bytes_that_are_no_text_and_endless_ones_are_handed_on_and_the_next_scan_works(
    qtbot: QtBot, scanner: SerialScanner, line: tuple[int, str]
) -> None:
    heard: list[Reading] = []
    scanner.scanned.connect(heard.append)
    os.write(line[0], b"\xff\xfe\x80\rT-0002\r")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].text == "T-0002"


def test_an_unplugged_scanner_is_said_once_and_found_again(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_scanner, "TRY_AGAIN_MS", 30)
    scanner = SerialScanner()
    lost: list[str] = []
    scanner.lost.connect(lost.append)
    scanner.listen("/dev/there-is-no-such-port")
    assert lost == ["/dev/there-is-no-such-port"]
    ours, theirs = open_pair()
    scanner._name = os.ttyname(theirs)
    with qtbot.waitSignal(scanner.found):
        pass
    assert len(lost) == 1
    scanner.stop()
    os.close(ours)
    os.close(theirs)
