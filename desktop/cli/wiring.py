"""What the commands need from the rest of the house, handed in by the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.domain.attendees.registration import Attendee
    from desktop.domain.badges.badge_template import Template
    from desktop.domain.badges.media import Media
    from desktop.domain.journal.journal_flaws import JournalFlaw
    from desktop.domain.printing.printed_form import PrintedForm
    from desktop.domain.printing.printed_list import PrintedList
    from desktop.domain.printing.printing import JobSummary
    from desktop.domain.programme.programme import Programme
    from desktop.domain.reports.certificate import Certificate
    from desktop.domain.reports.sheet import Report, Table
    from desktop.domain.rollcall.board import Board, Listed
    from desktop.domain.rollcall.marks import MarkState
    from desktop.domain.staff.staff import Staff
    from desktop.domain.sync.hub_address import HubAddress
    from desktop.workflows.attendees.photos import PhotosTaken
    from desktop.workflows.badges.honest import Honest
    from desktop.workflows.badges.unfinished_files import LeftFile
    from desktop.workflows.checkin.verdict import Verdict
    from desktop.workflows.opening import FrontDesk
    from desktop.workflows.ports import Clock
    from desktop.workflows.programme.session_files import SessionsTaken
    from desktop.workflows.reports.credits import CreditReport
    from desktop.workflows.reports.days import DayReport
    from desktop.workflows.reports.years import YearReport
    from desktop.workflows.rollcall.incident import Activity, CheckedIn, Said
    from desktop.workflows.rollcall.records import MarkRecord
    from desktop.workflows.sync.dispute import Dispute
    from desktop.workflows.transfer.doubts import Doubt
    from desktop.workflows.transfer.guest_list import GuestList, Problem, StatusWord
    from desktop.workflows.transfer.import_rules import Choice
    from desktop.workflows.transfer.progress import Progress
    from desktop.workflows.upkeep.rescue import Backup, Rescue, RestorePlan, Salvaged


@dataclass(frozen=True, slots=True)
class RollCallWords:
    """Roll calls in words: who was inside, who is missing, and the report, as lists."""

    state: Callable[[MarkState | None], str]
    last_seen: Callable[[Listed, Board], str]
    whole: Callable[[Board, str, int], PrintedList]
    missing: Callable[[Board, str, int], PrintedList]
    report: Callable[[Board, str, list[MarkRecord], int], PrintedList]


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """The incident's forms, and the same as rows of a table with its headers."""

    check_in_list: Callable[[Programme, list[CheckedIn], Said, int], PrintedForm]
    activity_log: Callable[[Programme, Sequence[Staff], list[Activity], Said, int], PrintedForm]
    check_in_rows: Callable[[list[CheckedIn]], list[tuple[str, ...]]]
    activity_rows: Callable[[list[Activity]], list[tuple[str, str]]]
    check_in_headers: Sequence[str]
    activity_headers: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Reports as they are written to files."""

    day: Callable[[DayReport], Report]
    absent: Callable[[DayReport, Sequence[Attendee]], Report]
    sessions: Callable[[DayReport], Report]
    credits: Callable[[CreditReport], Report]
    register: Callable[[CreditReport, str], Report]
    certificates: Callable[[Sequence[Certificate]], Table]
    year: Callable[[YearReport], Report]
    write: Callable[[Path, Report], None]


@dataclass(frozen=True, slots=True)
class BackupWords:
    """Backups in words: a line for each, what would be lost by one, and what was salvaged."""

    line: Callable[[Backup], str]
    plan: Callable[[RestorePlan], list[str]]
    restored: Callable[[int, str], str]
    salvaged: Callable[[Salvaged], list[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """What commands say of what they found; all of it is loaded when the first word is needed."""

    show_times_of: Callable[[Programme], None]
    verdict_sentence: Callable[[Verdict], str]
    problem_sentence: Callable[[Problem], str]
    result_sentence: Callable[[Progress], str]
    doubt_sentence: Callable[[Doubt], str]
    status_sentence: Callable[[StatusWord], str]
    choice_sentence: Callable[[Choice], str]
    missing_sentence: Callable[[Progress], str]
    layout_sentences: Callable[[GuestList], list[str]]
    job_sentence: Callable[[JobSummary], str]
    flaw_sentence: Callable[[JournalFlaw], str]
    dispute_sentence: Callable[[Dispute], str]
    copied_sentence: Callable[[str], str]
    left_sentence: Callable[[LeftFile], str]
    sessions_sentence: Callable[[SessionsTaken], str]
    photos_sentence: Callable[[PhotosTaken], str]
    honest_sentences: Callable[[Honest], list[str]]
    small_code_sentence: Callable[[Template, Media], str]
    rollcall_words: RollCallWords
    incident_words: IncidentWords
    report_words: ReportWords
    backup_words: BackupWords


class OpensFrontDesk(Protocol):
    """Opens a store; `tell` hears how many entries an older one's rebuilding is through, of all."""

    def __call__(
        self, path: Path, clock: Clock | None = None, tell: Callable[[int, int], None] = ..., /
    ) -> FrontDesk:
        """Open it."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """Doors to the store, the window and the words, so that this room imports none of them."""

    open_front_desk: OpensFrontDesk
    show_window: Callable[[Path, bool], int]
    show_practice: Callable[[], int]
    has_screen: Callable[[], bool]
    words: Callable[[], Words]
    read_codes: Callable[[Path, int], list[str]]
    hub_password: Callable[[HubAddress], str]
    rescue: Callable[[Path], Rescue]
    default_store: Path
    sample_store: Path
