"""The queue of printers as it is kept."""

from __future__ import annotations

import pytest

from desktop.domain.printing.printing import Copy, Sheet, SheetState
from desktop.store.queries.print_jobs import JobRow, PrintJobs
from tests.support.scribe import Scribe

BADGES = '{"is_badge": true}'
EARLY = JobRow("j1", "p1", "Badges", "Zebra", BADGES, 100, False, False)
LATE = JobRow("j2", "p1", "List", "Laser", "{}", 200, True, True)
NOA, DAN, GAL = Copy("noa", "B1"), Copy("dan", "B2"), Copy("gal", "B3")


@pytest.fixture
def jobs(scribe: Scribe) -> PrintJobs:
    """An early job of three sheets, one of which failed twice over, and a late one."""
    kept = scribe.store.print_jobs
    with scribe.store.write():
        sheets = (
            Sheet(1, (NOA, DAN), 2, SheetState.SENT, "t1", "b reason"),
            Sheet(2, (GAL,)),
            Sheet(3, (NOA,), 0, SheetState.PRINTED, "", "c reason"),
        )
        kept.add(EARLY, sheets)
        kept.add(LATE, (Sheet(1, (DAN,)),))
    return kept


def test_a_job_is_found_as_it_was_kept(jobs: PrintJobs) -> None:
    assert jobs.job("j1") == EARLY
    assert jobs.job("j9") is None
    assert jobs.sheets("j1")[0] == Sheet(1, (NOA, DAN), 2, SheetState.SENT, "t1", "b reason")
    assert jobs.sheets("j1")[1] == Sheet(2, (GAL,))


def test_all_that_may_change_of_a_job_can_change_at_once(jobs: PrintJobs) -> None:
    jobs.change("j2", printer="Zebra", is_paused=0, is_urgent=0)
    assert jobs.job("j2") == LATE._replace(printer="Zebra", is_paused=False, is_urgent=False)
    jobs.change("j2", is_paused=1)
    assert jobs.job("j2") == LATE._replace(printer="Zebra", is_urgent=False)
    with pytest.raises(AssertionError):
        jobs.change("j2", title="x")


def test_summaries_count_badges_and_give_the_last_of_the_reasons(jobs: PrintJobs) -> None:
    late, early = jobs.summaries(9)
    assert (late.id, early.id) == ("j2", "j1")
    assert early.counts == {SheetState.SENT: 2, SheetState.WAITING: 1, SheetState.PRINTED: 1}
    assert (early.reason, early.is_urgent, early.is_paused) == ("c reason", False, False)
    assert (late.reason, late.is_urgent, late.is_paused) == ("", True, True)
    assert [job.id for job in jobs.summaries(1)] == ["j2"]


def test_what_waits_and_what_is_under_way(jobs: PrintJobs) -> None:
    assert jobs.open_sheets() == [(EARLY, jobs.sheets("j1")[0])]
    assert jobs.next_sheets(9) == [(EARLY, Sheet(2, (GAL,)))]
    jobs.change("j2", is_paused=0)
    next_ones = {(job.id, sheet.number) for job, sheet in jobs.next_sheets(1)}
    assert next_ones == {("j1", 2), ("j2", 1)}
    assert jobs.count_open() == 3
    assert jobs.on_their_way("p1") == {"noa", "dan", "gal"}
    assert jobs.on_their_way("p2") == set()


def test_a_failed_sheet_holds_back_the_others_and_keeps_its_ticket(jobs: PrintJobs) -> None:
    jobs.set_state("j1", 1, SheetState.FAILED, reason="no paper")
    assert jobs.sheets("j1")[0] == Sheet(1, (NOA, DAN), 2, SheetState.FAILED, "t1", "no paper")
    assert jobs.next_sheets(9) == []
    assert jobs.count_open() == 2


def test_settled_jobs_are_forgotten_after_a_while(jobs: PrintJobs) -> None:
    jobs.forget(1_000)
    assert [job.id for job in jobs.summaries(9)] == ["j2", "j1"]
    for number in (1, 2):
        jobs.set_state("j1", number, SheetState.PRINTED)
    jobs.forget(100)
    assert jobs.job("j1") is not None
    jobs.forget(101)
    assert jobs.job("j1") is None
    assert jobs.sheets("j1") == []
