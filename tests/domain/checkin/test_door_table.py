"""docs/door.md says what the code does: who may pass what, and in which order it is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.passing import who_may_pass_over
from tests.domain.checkin.test_decision import NEEDED
from tests.support.builders import point

DOCS = Path(__file__).parents[3] / "docs" / "door.md"
ROW = re.compile(r"\| `(\w+)` \| .+ \| (desk|lead|nobody) \|")


def rows() -> list[tuple[str, str]]:
    return ROW.findall(DOCS.read_text("utf-8"))


def test_every_outcome_that_stops_somebody_is_in_the_table() -> None:
    passing = {d.Admitted, d.CheckedOut, d.Found}
    assert {slug for slug, _who in rows()} == {
        kind.slug for kind in get_args(d.Outcome) if kind not in passing
    }


def test_who_may_pass_is_what_the_table_says() -> None:
    known = {outcome.slug: who for outcome, who in NEEDED}
    assert {slug: Authority[who.upper()] for slug, who in rows()} == known
    for outcome, needed in NEEDED:
        kept = who_may_pass_over(outcome, point(overrides="lead"))
        assert kept is (Authority.LEAD if needed is Authority.DESK else needed)
