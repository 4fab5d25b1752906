"""What a spooler is told about a sheet."""

from __future__ import annotations

import pytest

from desktop.devices.printing.cups import _Job
from desktop.devices.printing.printers import _sides
from desktop.domain.badges.media import single
from desktop.workflows.badges.papers import media_named


@pytest.mark.parametrize(
    ("job", "carries"),
    [
        (_Job(7, "0190-abcdef123456", "Badges (1)"), True),
        (_Job(7, "0190-abcdef123457", "#abcdef123456 Badges (1)"), False),
        (_Job(7, "", "#abcdef123456 Badges (1)"), True),
        (_Job(7, "", "Badges #abcdef123456 (1)"), False),
        (_Job(7, "", "Badges (1)"), False),
    ],
)
def test_a_job_is_known_by_its_key_and_an_older_muster_s_by_its_name(
    job: _Job, carries: bool
) -> None:
    assert job.carries("0190-abcdef123456") is carries


@pytest.mark.parametrize(
    ("width_mm", "height_mm", "sides"),
    [(210, 297, "two-sided-long-edge"), (297, 210, "two-sided-short-edge")],
)
def test_a_sheet_with_a_back_is_turned_round_its_upright_edge(
    width_mm: float, height_mm: float, sides: str
) -> None:
    assert _sides(single(width_mm, height_mm, "sheet"), has_back=True) == sides


def test_a_label_has_its_back_on_the_next_label() -> None:
    assert _sides(media_named("4x3in"), has_back=True) == "one-sided"


def test_a_sheet_without_a_back_is_printed_on_one_side() -> None:
    assert _sides(media_named("5392"), has_back=False) == "one-sided"
