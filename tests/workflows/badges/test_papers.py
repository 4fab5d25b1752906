"""Papers: those of the table, plain ones, and those that people add."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest

from desktop.domain.badges.media import Media
from desktop.domain.failures import NoSuchMedia
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.workflows.badges.papers import PaperRepository, media_named
from desktop.workflows.opening import FrontDesk

OURS = Media("own", "Our cards", "sheet", 210, 297, 2, 4, 90, 60, 12, 20, 95, 65)


@pytest.fixture
def papers(front_desk: FrontDesk) -> PaperRepository:
    return front_desk.papers


def own(papers: PaperRepository) -> list[Media]:
    return [media for media in papers.all() if media.vendor == "own"]


def keep(front_desk: FrontDesk, geometry: dict[str, Any]) -> None:
    """Write a paper as another desk may have written it."""
    subject = subject_of(SubjectType.PAPER, "other")
    body = {"name": "Other", "geometry": json.dumps(geometry)}
    with front_desk._store.write():
        front_desk._store.append([Draft("set", subject, "", body)], 0)


@pytest.mark.parametrize(
    ("code", "page", "grid", "label", "corner", "pitch"),
    [
        ("A4", (210, 297), (1, 1), (210, 297), (0, 0), (210, 297)),
        ("Letter", (215.9, 279.4), (1, 1), (215.9, 279.4), (0, 0), (215.9, 279.4)),
        ("A4-2x9", (210, 297), (2, 9), (93, 29), (11, 20), (95, 29.6)),
        ("Letter-2x8", (215.9, 279.4), (2, 8), (93, 29), (14, 20), (95, 29.6)),
        ("A4-1x20", (210, 297), (1, 20), (186, 13), (12, 20), (186, 13)),
        ("Letter-1x18", (215.9, 279.4), (1, 18), (186, 13), (15, 20), (186, 13)),
    ],
)
def test_plain_paper_is_cut_in_these_fields(
    code: str,
    page: tuple[float, float],
    grid: tuple[int, int],
    label: tuple[float, float],
    corner: tuple[float, float],
    pitch: tuple[float, float],
) -> None:
    media = media_named(code)
    assert (media.vendor, media.kind, media.is_cut) == ("Plain", "sheet", False)
    assert (media.page_w_mm, media.page_h_mm) == page
    assert (media.cols, media.rows) == grid
    assert (media.label_w_mm, media.label_h_mm) == label
    assert (media.left_mm, media.top_mm) == corner
    assert (media.pitch_x_mm, media.pitch_y_mm) == pitch


@pytest.mark.parametrize("name", ["8395", " 15395 ", "5395", "5395 (=8395,5095,5895,15395)"])
def test_a_paper_is_known_by_any_of_its_codes(name: str) -> None:
    assert media_named(name).code == "5395 (=8395,5095,5895,15395)"


def test_letters_of_a_code_may_be_small() -> None:
    assert media_named("dk-1202").code == "DK-11202 (=DK-1202) 62x100 die-cut"


def test_an_unknown_paper_is_told_with_those_that_are_known(papers: PaperRepository) -> None:
    papers.save(OURS)
    with pytest.raises(NoSuchMedia) as raised:
        papers.named("9999")
    known = raised.value.facts["known"]
    assert isinstance(known, list)
    assert known[:2] == ["Our cards", "5392"]


def test_own_papers_come_first_and_are_found_by_name(papers: PaperRepository) -> None:
    assert papers.save(OURS)
    assert papers.all()[0] == OURS
    assert papers.named(" our CARDS ") == OURS
    assert papers.named("5392").vendor == "Avery"


def test_an_own_paper_is_changed_under_its_name_and_no_other_one(papers: PaperRepository) -> None:
    small = replace(OURS, code="Small cards", rows=2)
    assert papers.save(small)
    assert papers.save(OURS)
    assert papers.save(replace(OURS, code=" our cards", rows=3))
    assert sorted((media.code, media.rows) for media in own(papers)) == [
        ("Small cards", 2),
        ("our cards", 3),
    ]


def test_an_own_paper_has_a_name_of_sixty_letters_at_most(papers: PaperRepository) -> None:
    assert papers.save(replace(OURS, vendor="Avery", code=f"  {'x' * 80}  "))
    (kept,) = own(papers)
    assert (kept.vendor, kept.code) == ("own", "x" * 60)


@pytest.mark.parametrize("wrong", [{"code": "  "}, {"rows": 5}, {"cols": 0}])
def test_a_paper_without_a_name_or_whose_labels_do_not_fit_is_refused(
    papers: PaperRepository, wrong: dict[str, Any]
) -> None:
    assert not papers.save(replace(OURS, **wrong))
    assert own(papers) == []


def test_an_own_paper_is_taken_out_and_one_of_the_table_stays(papers: PaperRepository) -> None:
    small = replace(OURS, code="Small cards", rows=2)
    papers.save(small)
    papers.save(OURS)
    papers.remove(OURS)
    assert own(papers) == [small]
    papers.remove(media_named("5392"))
    assert papers.named("5392").code == "5392"
    assert own(papers) == [small]


@pytest.mark.parametrize(
    ("changes", "is_read"),
    [
        ({}, True),
        ({"colour": "red"}, True),
        ({"label_w_mm": "90"}, False),
        ({"label_w_mm": None}, False),
        ({"rows": 40}, False),
    ],
)
def test_what_a_newer_desk_wrote_in_another_way_is_passed_over(
    front_desk: FrontDesk, papers: PaperRepository, changes: dict[str, Any], is_read: bool
) -> None:
    keep(front_desk, asdict(OURS) | changes)
    assert own(papers) == ([OURS] if is_read else [])
    assert papers.save(OURS)
    assert own(papers) == [OURS]


def test_a_paper_that_lacks_a_measure_is_passed_over(
    front_desk: FrontDesk, papers: PaperRepository
) -> None:
    geometry = asdict(OURS)
    del geometry["is_cut"]
    keep(front_desk, geometry)
    assert own(papers) == []
