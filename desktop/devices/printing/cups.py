"""The system's spooler by libcups: it alone can tell a printed job from a cancelled one.

`lpstat` cannot: CUPS 2.4 says `processing-to-stop-point` of jobs that were printed and of jobs that
were cancelled while they were held. So the state of a job is read as its IPP attribute
(RFC 8011, section 5.3.7). The functions and structures are those of libcups 2 (`cups/cups.h`).
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop.domain.printing.printer_faults import PrinterFault
from desktop.domain.printing.printing import Spool, Spooled

# IPP operations, group and value tags, and job states (RFC 8011).
GET_JOB_ATTRIBUTES, GET_JOBS, GET_PRINTER_ATTRIBUTES = 0x09, 0x0A, 0x0B
GROUP_OPERATION = 0x01
TAG_BOOLEAN, TAG_RESOLUTION = 0x22, 0x32
PRINTER_STOPPED = 5
TAG_INTEGER, TAG_NAME, TAG_KEYWORD, TAG_URI, TAG_ENUM = 0x21, 0x42, 0x44, 0x45, 0x23
LAST_SUCCESS = 0x00FF
PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
NO_JOB = 0x0406
_HTTP_DEFAULT = None
# An attribute that the scheduler does not know and keeps all the same: which sheet a job is.
JOB_KEY = "muster-sheet"

_STATES = {
    PENDING: Spool.QUEUED,
    HELD: Spool.QUEUED,
    PROCESSING: Spool.QUEUED,
    STOPPED: Spool.FAILED,
    CANCELED: Spool.CANCELLED,
    ABORTED: Spool.FAILED,
    COMPLETED: Spool.PRINTED,
}
# A job that ended with one of these is not on paper, whatever its state says.
_NOT_PRINTED = ("job-completed-with-errors", "aborted-by-system", "document-format-error",
                "unsupported-document-format", "document-unprintable-error")  # fmt: skip


class CupsUnavailableError(Exception):
    """There is no spooler on this system, or it does not answer."""


class Queue(NamedTuple):
    """A queue of the system: its name, resolution, trays, and why it prints nothing now."""

    name: str
    dpi: int
    trays: tuple[str, ...]
    status_text: str


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Dest(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


class _Job(NamedTuple):
    """A job of a queue: its number, the key it carries, and its name."""

    id: int = 0
    key: str = ""
    name: str = ""

    def carries(self, key: str) -> bool:
        """Tell whether it is the job of a key; older Musters wrote its end before the name."""
        return self.key == key if self.key else self.name.startswith(f"#{key[-12:]} ")


class Cups:
    """Calls of the spooler; each is complete in itself, from whatever thread."""

    def __init__(self) -> None:
        """Load the library.

        Raises:
            CupsUnavailableError: this system has none.
        """
        self._lib = _library()

    def queues(self) -> list[Queue]:
        """List the system's queues.

        Raises:
            CupsUnavailableError: the spooler does not answer.
        """
        pointer = ctypes.POINTER(_Dest)()
        count = self._lib.cupsGetDests2(_HTTP_DEFAULT, ctypes.byref(pointer))
        try:
            names = [pointer[n].name.decode() for n in range(count) if not pointer[n].instance]
        finally:
            self._lib.cupsFreeDests(count, pointer)
        return [self.queue(name) for name in dict.fromkeys(names)]

    def queue(self, name: str) -> Queue:
        """Read what a queue can and whether it prints now."""
        wanted = ("printer-resolution-default", "media-source-supported", "printer-state",
                  "printer-is-accepting-jobs", "printer-state-message",
                  "printer-state-reasons")  # fmt: skip
        with self._asked(GET_PRINTER_ATTRIBUTES, name, 0, wanted) as answer:
            if answer is None:
                return Queue(name, 300, (), self.last_error())
            trays = tuple(t for t in self._texts(answer, "media-source-supported") if t != "auto")
            status_text = ""
            is_accepting = self._integer(answer, "printer-is-accepting-jobs", TAG_BOOLEAN)
            if is_accepting == 0:
                status_text = PrinterFault.TAKES_NO_JOBS
            elif self._integer(answer, "printer-state", TAG_ENUM) == PRINTER_STOPPED:
                message = " ".join(self._texts(answer, "printer-state-message"))
                reasons = [r for r in self._texts(answer, "printer-state-reasons") if r != "none"]
                status_text = message or ", ".join(reasons) or PrinterFault.STOPPED
            return Queue(name, self._resolution(answer), trays, status_text)

    def print_file(
        self, queue: str, path: Path, title: str, key: str, options: dict[str, str]
    ) -> int:
        """Hand over a file and give its job number; 0 where it was refused.

        The job keeps `key` as an attribute of its own, by which `find_job` knows it again.
        """
        chosen = ctypes.POINTER(_Option)()
        count = 0
        for name, value in (options | {JOB_KEY: key}).items():
            count = self._lib.cupsAddOption(
                name.encode(), value.encode(), count, ctypes.byref(chosen)
            )
        try:
            return int(
                self._lib.cupsPrintFile2(
                    _HTTP_DEFAULT, queue.encode(), str(path).encode(), title.encode(), count, chosen
                )
            )
        finally:
            self._lib.cupsFreeOptions(count, chosen)

    def job(self, queue: str, number: int) -> Spooled:
        """Say how far a job is, and what holds it up."""
        wanted = ("job-state", "job-state-reasons", "job-printer-state-message")
        with self._asked(GET_JOB_ATTRIBUTES, queue, number, wanted) as answer:
            if answer is None:
                return Spooled(Spool.UNKNOWN if self._is_no_job() else Spool.QUEUED,
                               self.last_error())  # fmt: skip
            state = _STATES.get(self._integer(answer, "job-state", TAG_ENUM), Spool.UNKNOWN)
            reasons = self._texts(answer, "job-state-reasons")
            message = " ".join(self._texts(answer, "job-printer-state-message")).strip()
        if any(reason in _NOT_PRINTED for reason in reasons):
            state = Spool.FAILED
        if state is Spool.PRINTED:
            return Spooled(state)
        if not message and state is not Spool.QUEUED:
            message = ", ".join(reason for reason in reasons if reason != "none")
        return Spooled(state, message)

    def has_document(self, queue: str, number: int) -> bool:
        """Tell whether a job's document has arrived; without it the job waits (RFC 8011, 5.3.8)."""
        with self._asked(GET_JOB_ATTRIBUTES, queue, number, ("job-state-reasons",)) as answer:
            return answer is None or "job-incoming" not in self._texts(answer, "job-state-reasons")

    def was_never_begun(self, queue: str, number: int) -> bool:
        """Tell whether nothing of a job can have come out."""
        wanted = ("time-at-processing",)
        with self._asked(GET_JOB_ATTRIBUTES, queue, number, wanted) as answer:
            return bool(answer) and self._integer(answer, *wanted, TAG_INTEGER) < 0

    def find_job(self, queue: str, key: str) -> int:
        """Give the number of the job that carries a key; 0 where there is none.

        Raises:
            CupsUnavailableError: the spooler does not answer.
        """
        wanted = ("job-id", JOB_KEY, "job-name")
        with self._asked(GET_JOBS, queue, 0, wanted) as answer:
            if answer is None:
                raise CupsUnavailableError(self.last_error())
            return next((job.id for job in self._jobs(answer) if job.carries(key)), 0)

    def _jobs(self, answer: int) -> Iterator[_Job]:
        """Give the jobs of an answer; a nameless attribute parts two of them."""
        lib, job = self._lib, _Job()
        attribute = lib.ippFirstAttribute(answer)
        while attribute:
            name = lib.ippGetName(attribute)
            if name is None:
                yield job
                job = _Job()
            elif name == b"job-id":
                job = job._replace(id=int(lib.ippGetInteger(attribute, 0)))
            elif name == JOB_KEY.encode():
                job = job._replace(key=self._text(attribute))
            elif name == b"job-name":
                job = job._replace(name=self._text(attribute))
            attribute = lib.ippNextAttribute(answer)
        yield job

    def _text(self, attribute: int) -> str:
        return (self._lib.ippGetString(attribute, 0, None) or b"").decode("utf-8", "replace")

    def cancel(self, queue: str, number: int) -> None:
        """Take a job back."""
        self._lib.cupsCancelJob2(_HTTP_DEFAULT, queue.encode(), number, 0)

    def last_error(self) -> str:
        """Give the spooler's own words for what went wrong last."""
        text = self._lib.cupsLastErrorString()
        return text.decode("utf-8", "replace") if text else ""

    def _is_no_job(self) -> bool:
        return int(self._lib.cupsLastError()) == NO_JOB

    @contextmanager
    def _asked(
        self, operation: int, queue: str, job: int, wanted: tuple[str, ...]
    ) -> Iterator[int | None]:
        """Ask and give the answer; None where it is an error."""
        lib = self._lib
        request = lib.ippNewRequest(operation)
        uri = f"ipp://localhost/printers/{queue}".encode()
        lib.ippAddString(request, GROUP_OPERATION, TAG_URI, b"printer-uri", None, uri)
        if job:
            lib.ippAddInteger(request, GROUP_OPERATION, TAG_INTEGER, b"job-id", job)
        if operation == GET_JOBS:
            lib.ippAddString(request, GROUP_OPERATION, TAG_KEYWORD, b"which-jobs", None, b"all")
        user = lib.cupsUser()
        lib.ippAddString(request, GROUP_OPERATION, TAG_NAME, b"requesting-user-name", None, user)
        names = (ctypes.c_char_p * len(wanted))(*(name.encode() for name in wanted))
        lib.ippAddStrings(
            request, GROUP_OPERATION, TAG_KEYWORD, b"requested-attributes", len(wanted), None, names
        )
        answer = lib.cupsDoRequest(_HTTP_DEFAULT, request, b"/")
        try:
            is_good = bool(answer) and lib.ippGetStatusCode(answer) <= LAST_SUCCESS
            yield answer if is_good else None
        finally:
            lib.ippDelete(answer)

    def _attribute(self, answer: Any, name: str, tag: int = 0) -> Any:
        return self._lib.ippFindAttribute(answer, name.encode(), tag)

    def _integer(self, answer: Any, name: str, tag: int) -> int:
        attribute = self._attribute(answer, name, tag)
        if not attribute:
            return -1
        if tag == TAG_BOOLEAN:
            return int(self._lib.ippGetBoolean(attribute, 0))
        return int(self._lib.ippGetInteger(attribute, 0))

    def _texts(self, answer: Any, name: str) -> list[str]:
        attribute = self._attribute(answer, name)
        if not attribute:
            return []
        count = self._lib.ippGetCount(attribute)
        values = (self._lib.ippGetString(attribute, n, None) for n in range(count))
        return [value.decode("utf-8", "replace") for value in values if value]

    def _resolution(self, answer: Any) -> int:
        attribute = self._attribute(answer, "printer-resolution-default", TAG_RESOLUTION)
        if not attribute:
            return 300
        down, units = ctypes.c_int(), ctypes.c_int()
        across = self._lib.ippGetResolution(attribute, 0, ctypes.byref(down), ctypes.byref(units))
        return int(across) or 300


@cache
def _library() -> Any:
    """Load libcups and say what its functions take and give."""
    name = ctypes.util.find_library("cups") or "libcups.so.2"
    try:
        lib = ctypes.CDLL(name)
    except OSError as error:
        raise CupsUnavailableError(str(error)) from error
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    options, dests = ctypes.POINTER(_Option), ctypes.POINTER(_Dest)
    for function, result, arguments in (
        ("cupsGetDests2", number, [pointer, ctypes.POINTER(dests)]),
        ("cupsFreeDests", None, [number, dests]),
        ("cupsAddOption", number, [text, text, number, ctypes.POINTER(options)]),
        ("cupsFreeOptions", None, [number, options]),
        ("cupsPrintFile2", number, [pointer, text, text, text, number, options]),
        ("cupsCancelJob2", number, [pointer, text, number, number]),
        ("cupsLastErrorString", text, []),
        ("cupsLastError", number, []),
        ("cupsUser", text, []),
        ("cupsDoRequest", pointer, [pointer, pointer, text]),
        ("ippNewRequest", pointer, [number]),
        ("ippDelete", None, [pointer]),
        ("ippAddString", pointer, [pointer, number, number, text, text, text]),
        ("ippAddStrings", pointer,
         [pointer, number, number, text, number, text, ctypes.POINTER(text)]),
        ("ippAddInteger", pointer, [pointer, number, number, text, number]),
        ("ippGetStatusCode", number, [pointer]),
        ("ippFindAttribute", pointer, [pointer, text, number]),
        ("ippFirstAttribute", pointer, [pointer]),
        ("ippNextAttribute", pointer, [pointer]),
        ("ippGetName", text, [pointer]),
        ("ippGetCount", number, [pointer]),
        ("ippGetString", text, [pointer, number, pointer]),
        ("ippGetInteger", number, [pointer, number]),
        ("ippGetBoolean", number, [pointer, number]),
        ("ippGetResolution", number,
         [pointer, number, ctypes.POINTER(number), ctypes.POINTER(number)]),
    ):  # fmt: skip
        known = getattr(lib, function)
        known.restype, known.argtypes = result, arguments
    return lib
