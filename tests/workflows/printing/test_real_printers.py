"""Real CUPS: a PDF printer, a label printer behind its driver, an IPP printer; and their faults."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.printing.cups import Cups
from desktop.devices.printing.printers import PrinterRegistry
from desktop.devices.scanning.qr_read import count_pages, read_pdf_page
from desktop.domain.badges.media import Media
from desktop.domain.failures import PrinterRefused
from desktop.domain.printing.printed_list import Group, ListColumn, PrintedList
from desktop.domain.printing.printing import JobState, JobSummary, Printer, PrinterKind, SheetState
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.support.builders import write_csv
from tests.support.cups import CupsServer, RawPrinter, run_cups, why_no_cups
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

PDF_DRIVER = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
ZEBRA_DRIVER = "drv:///sample.drv/zebra.ppd"
LABEL, SIX = media_named("4x3in"), media_named("5392")
# Only a spooler that hangs takes longer, also where other work fills the computer.
PATIENCE_S = 180.0
NO_CUPS = why_no_cups("lpadmin")
NO_IPP = why_no_cups("lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
NO_PDF = NO_CUPS or (
    "" if Path("/usr/lib/cups/backend/cups-pdf").exists() else "printer-driver-cups-pdf is missing"
)

pytestmark = pytest.mark.skipif(bool(NO_CUPS), reason=NO_CUPS)


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    """Run a scheduler in a folder of its own.

    Its filters are another user's processes, and another run of pytest shuts pytest's folders.
    """
    with TemporaryDirectory(prefix="cups-") as folder, run_cups(Path(folder)) as server:
        yield server


class Office:
    """A desk that prints through the real spooler."""

    def __init__(self, front_desk: FrontDesk, clock: FakeClock) -> None:
        self.front_desk = front_desk
        programme = front_desk.programmes.find_or_make("NIPERM")
        self.reception = Reception(front_desk, programme, clock)
        self.people = [self.reception.register(f"Guest{n:02d} Levi") for n in range(8)]

    def add(self, queue: str, media: Media, people: int = 8) -> str:
        self.front_desk.printers.save(Printer(queue, PrinterKind.SYSTEM, queue))
        chosen = tuple(attendee.id for attendee in self.people[:people])
        order = BadgeOrder(self.reception.programme, template_named("two-script"), media,
                           chosen=chosen)  # fmt: skip
        printer = self.front_desk.printers.named(queue)
        # Longer than any spooler keeps, and in two bytes a letter.
        title = f"Badges {queue} " + "ישראל " * 40
        return self.front_desk.queue.add(order, printer, title).id

    def job(self, id_: str) -> JobSummary:
        return next(job for job in self.front_desk.queue.jobs() if job.id == id_)

    def pump_until(self, is_there: Callable[[], bool]) -> None:
        """Do rounds as the window does, until something is so."""
        turn, until = threading.Event(), time.monotonic() + PATIENCE_S
        while not is_there():
            assert time.monotonic() < until, self.front_desk.queue.jobs()
            self.front_desk.queue.pump()
            turn.wait(0.1)

    def pump_to(self, id_: str, *states: JobState) -> JobSummary:
        self.pump_until(lambda: self.job(id_).state in states)
        return self.job(id_)

    def codes(self) -> list[str]:
        return [self.reception.now(attendee).registration.badge_code for attendee in self.people]


@pytest.fixture
def office(store_path: Path, key_file: Path, clock: FakeClock, theme: Theme) -> Iterator[Office]:
    opened = FrontDesk.open(
        store_path, key_file, clock, PdfBadgePainter(), printers=PrinterRegistry()
    )
    yield Office(opened, clock)
    opened.close()


@pytest.mark.skipif(bool(NO_PDF), reason=NO_PDF)
def test_the_list_of_a_roll_call_comes_out_as_it_lies_on_the_disk(
    cups: CupsServer, office: Office
) -> None:
    cups.add("DeskLists", "cups-pdf:/", PDF_DRIVER)
    out = Path.home() / "PDF"
    known = set(out.glob("*.pdf"))
    office.front_desk.printers.save(Printer("DeskLists", PrinterKind.SYSTEM, "DeskLists"))
    rows = tuple((f"Guest{n:03d}",) for n in range(60))
    listing = PrintedList("Inside", "DRILL", (ListColumn("Name", 1.0),), (Group("Hall", rows),))
    papers = office.front_desk.list_papers
    saved = papers.save(listing, "inside.pdf")
    papers.send(saved, "DeskLists", f"Roll call {office.people[0].id}: drill ישראל")
    turn, until = threading.Event(), time.monotonic() + PATIENCE_S
    while not (made := set(out.glob("*.pdf")) - known) or not count_whole(made):
        assert time.monotonic() < until
        turn.wait(0.2)
    (paper,) = made
    assert count_pages(paper) == saved.pages
    paper.unlink()
    with pytest.raises(PrinterRefused):
        office.front_desk.printers.save(Printer("Gone", PrinterKind.SYSTEM, "NoSuchQueue"))
        papers.send(saved, "Gone", "Roll call")


def count_whole(files: set[Path]) -> bool:
    """Tell whether files have come out to their end."""
    return all(b"%%EOF" in path.read_bytes()[-1024:] for path in files)


@pytest.mark.skipif(bool(NO_PDF), reason=NO_PDF)
def test_a_pdf_printer_prints_codes_that_decode(cups: CupsServer, office: Office) -> None:
    cups.add("DeskPDF", "cups-pdf:/", PDF_DRIVER)
    out = Path.home() / "PDF"
    before = set(out.glob("*.pdf")) if out.is_dir() else set()
    job = office.pump_to(office.add("DeskPDF", SIX), JobState.PRINTED)
    assert job.printed == 8
    pages = sorted(set(out.glob("*.pdf")) - before)
    try:
        assert len(pages) == 2
        found = [code for path in pages for page in range(count_pages(path))
                 for code in read_pdf_page(path, page)]  # fmt: skip
        assert sorted(found) == sorted(office.codes())
    finally:
        for path in pages:
            path.unlink()


def test_a_label_printer_behind_its_driver_gets_one_label_a_person(
    cups: CupsServer, office: Office
) -> None:
    raw = RawPrinter()
    cups.add("ZebraA", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    job = office.pump_to(office.add("ZebraA", LABEL), JobState.PRINTED)
    assert job.printed == 8
    assert len(raw.jobs) == 8
    assert all(b"^XA" in data for data in raw.jobs)
    raw.close()


def test_a_queue_that_takes_no_jobs_is_told_and_another_printer_takes_over(
    cups: CupsServer, office: Office
) -> None:
    raw = RawPrinter()
    cups.add("Refusing", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    cups.add("Second", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    cups.refuse("Refusing")
    id_ = office.add("Refusing", LABEL)
    job = office.pump_to(id_, JobState.FAILED)
    assert "not accepting jobs" in job.reason
    assert raw.jobs == []
    office.front_desk.printers.save(Printer("Second", PrinterKind.SYSTEM, "Second"))
    office.front_desk.queue.move(id_, "Second")
    assert office.pump_to(id_, JobState.PRINTED).printed == 8
    assert len(raw.jobs) == 8
    raw.close()


def test_a_printer_that_dies_in_the_middle_loses_nothing_and_prints_nothing_twice(
    cups: CupsServer, office: Office
) -> None:
    raw = RawPrinter()
    uri = f"socket://127.0.0.1:{raw.port}"
    cups.add("Dying", uri, ZEBRA_DRIVER, "printer-error-policy=retry-job")
    id_ = office.add("Dying", LABEL)
    office.pump_until(lambda: office.job(id_).printed >= 3)
    raw.close()
    office.pump_until(lambda: bool(office.job(id_).reason))
    assert office.job(id_).is_open
    done = office.job(id_).printed
    assert 3 <= done < 8
    again = RawPrinter()
    cups.add("Spare", f"socket://127.0.0.1:{again.port}", ZEBRA_DRIVER)
    office.front_desk.printers.save(Printer("Spare", PrinterKind.SYSTEM, "Spare"))
    office.front_desk.queue.move(id_, "Spare")
    job = office.pump_to(id_, JobState.PRINTED)
    assert job.printed == 8
    assert len(again.jobs) <= 8 - done
    assert len(raw.jobs) + len(again.jobs) == 8
    assert all(office.codes())
    again.close()


def test_a_stopped_queue_says_so_and_a_job_given_up_never_comes_out(
    cups: CupsServer, office: Office
) -> None:
    raw = RawPrinter()
    cups.add("Stopped", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    cups.stop_queue("Stopped")
    id_ = office.add("Stopped", LABEL)
    office.pump_until(lambda: bool(office.job(id_).reason))
    assert office.job(id_).state is JobState.PRINTING
    office.front_desk.queue.cancel(id_)
    assert office.job(id_).state is JobState.CANCELLED
    cups.start_queue("Stopped")
    other = office.add("Stopped", LABEL, people=1)
    office.pump_to(other, JobState.PRINTED)
    assert len(raw.jobs) == 1
    raw.close()


def test_after_a_crash_the_spooler_is_asked_before_anything_is_sent_again(
    cups: CupsServer, office: Office
) -> None:
    raw = RawPrinter()
    cups.add("Crash", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    id_ = office.add("Crash", LABEL, people=2)
    queue = office.front_desk.queue
    keep = queue._set
    marks: list[SheetState] = []

    def cut_off(
        row: object, sheet: object, state: SheetState, *rest: object, **more: str
    ) -> object:
        if state is SheetState.SENT and not marks:
            marks.append(state)
            raise KeyboardInterrupt
        return keep(row, sheet, state, *rest, **more)  # type: ignore[arg-type]

    queue._set = cut_off  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        queue.pump()
    states = [sheet.state for sheet in queue.sheets(id_)]
    assert states == [SheetState.SENDING, SheetState.WAITING]
    assert office.pump_to(id_, JobState.PRINTED).printed == 2
    assert len(raw.jobs) == 2
    raw.close()


def test_a_job_whose_sheet_never_reached_the_spooler_is_sent_again(
    cups: CupsServer, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kill -9` between the spooler's "Create-Job" and "Send-Document": it waits for minutes."""
    raw = RawPrinter()
    cups.add("Half", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    id_ = office.add("Half", LABEL, people=2)

    def cut_off(
        _cups: Cups, queue: str, _path: Path, title: str, key: str, _options: object
    ) -> int:
        cups.create_job_without_document(queue, title, key)
        raise KeyboardInterrupt

    with monkeypatch.context() as at_the_crash, pytest.raises(KeyboardInterrupt):
        at_the_crash.setattr(Cups, "print_file", cut_off)
        office.front_desk.queue.pump()
    assert office.pump_to(id_, JobState.PRINTED).printed == 2
    assert len(raw.jobs) == 2
    raw.close()


def test_a_program_that_is_killed_while_it_prints_goes_on_and_prints_nothing_twice(
    cups: CupsServer, tmp_path: Path
) -> None:
    """`kill -9` in the middle of a batch of 40 labels; then the queue goes on where it was."""
    raw = RawPrinter()
    cups.add("Killed", f"socket://127.0.0.1:{raw.port}", ZEBRA_DRIVER)
    rows = [["Name", "Email"], *([f"Guest{n:02d} Levi", f"g{n}@example.org"] for n in range(40))]
    guests = write_csv(tmp_path / "guests.csv", rows)
    environment = cups.environment | {
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "main.py", "--store", str(tmp_path / "s.db")]

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], env=environment, capture_output=True, text=True,
                              check=False, timeout=90)  # fmt: skip

    assert run("import", str(guests), "--programme", "NIPERM").returncode == 0
    printing = subprocess.Popen(
        [*command, "badges", "--programme", "NIPERM", "--printer", "Killed", "--media", "4x3in"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _label in range(6):
        assert raw.arrived.acquire(timeout=PATIENCE_S)
    printing.kill()
    printing.wait()
    went_on = run("queue", "--go-on")
    assert went_on.returncode == 0, went_on.stdout + went_on.stderr
    assert "40 of 40 out" in went_on.stdout
    assert len(raw.jobs) == len(set(raw.jobs)) == 40
    assert run("verify").returncode == 0
    raw.close()


@contextmanager
def name_service() -> Iterator[None]:
    """Run what DNS-SD needs, where it does not run already."""
    bus = 0
    if not Path("/run/dbus/system_bus_socket").exists():
        Path("/run/dbus").mkdir(parents=True, exist_ok=True)
        started = subprocess.run(
            ["dbus-daemon", "--system", "--fork", "--print-pid"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        bus = int(started.stdout)
    is_there = subprocess.run(["avahi-daemon", "-c"], check=False, capture_output=True)
    if is_there.returncode:
        subprocess.run(["avahi-daemon", "-D"], check=False, capture_output=True)
    try:
        yield
    finally:
        if is_there.returncode:
            subprocess.run(["avahi-daemon", "-k"], check=False, capture_output=True)
        if bus:
            os.kill(bus, signal.SIGTERM)
            Path("/run/dbus/system_bus_socket").unlink(missing_ok=True)
            Path("/run/dbus/pid").unlink(missing_ok=True)


@pytest.fixture
def ipp_printer(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Run an IPP Everywhere printer; it needs DNS-SD to begin."""
    if NO_IPP:
        pytest.skip(NO_IPP)
    with name_service():
        yield from _run_ipp_printer(tmp_path)


def _run_ipp_printer(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "ipp"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    formats = "application/pdf,image/urf,image/pwg-raster"
    process = subprocess.Popen(
        ["ippeveprinter", "-k", "-d", str(folder), "-p", str(port), "-n", "localhost",
         "-f", formats, "Desk IPP"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    turn = threading.Event()
    for _try in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        if process.poll() is not None:
            assert process.stderr is not None
            pytest.skip(f"ippeveprinter: {process.stderr.read().decode().strip()}")
        turn.wait(0.1)
    yield f"ipp://localhost:{port}/ipp/print", folder
    process.terminate()
    process.wait(timeout=10)
    if process.stderr:
        process.stderr.close()


def test_an_ipp_printer_prints_sheets_and_what_it_says_of_another_paper_is_said(
    cups: CupsServer, office: Office, ipp_printer: tuple[str, Path]
) -> None:
    uri, folder = ipp_printer
    cups.add("DeskIPP", uri, "everywhere")
    job = office.pump_to(office.add("DeskIPP", SIX), JobState.PRINTED)
    assert job.printed == 8
    kept = {".pdf", ".urf", ".pwg"}
    assert sum(path.suffix in kept for path in folder.rglob("*")) == 2
    other = office.pump_to(
        office.add("DeskIPP", LABEL, people=1), JobState.FAILED, JobState.PRINTED
    )
    # The made-up printer of CUPS 2.4.2 refuses a paper that it has not; that of 2.4.10 takes it.
    is_taken = sum(path.suffix in kept for path in folder.rglob("*")) == 3
    assert other.printed == int(is_taken)
    assert bool(other.reason) is not is_taken


def test_the_systems_printers_are_found_with_what_ails_them(cups: CupsServer) -> None:
    cups.add("Found", "socket://127.0.0.1:9", ZEBRA_DRIVER)
    cups.stop_queue("Found")
    found = {printer.name: printer for printer in PrinterRegistry().system_printers()}
    assert found["Found"].dpi == 203
    assert found["Found"].status_text


def test_without_a_spooler_there_are_no_system_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library remembers its server for each thread apart."""
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    lane = Lane("print")
    assert list(lane.submit(PrinterRegistry().system_printers).result()) == []
    lane.drain()
