"""The answers of a desk as lines of Recent."""

from __future__ import annotations

from desktop.gui.widgets.person_list import Line
from desktop.gui.wording.moments import clock_time, moment
from desktop.gui.wording.translation import tr
from desktop.gui.wording.verdicts import recent_line, recent_name, tone_of
from desktop.workflows.checkin.desk import RecentRow


def row_line(row: RecentRow, now_ms: int) -> Line:
    """Write an answer as a line; what was taken back has no colour."""
    said = row.verdict
    tone = "calm" if said.undone_ms is not None else tone_of(said.outcome).value
    return Line(
        recent_name(row),
        "",
        recent_line(row, now_ms),
        clock_time(said.at_ms),
        tone,
        said.registration or "",
    )


def recent_text(row: RecentRow, now_ms: int) -> str:
    """Give all words of an answer, to be searched."""
    said = row.verdict
    parts = (recent_name(row), recent_line(row, now_ms), said.point, said.detail, row.actor)
    return " ".join(parts)


def log_row(row: RecentRow, now_ms: int) -> tuple[str, ...]:
    """Write an answer as a row of the desk's log: when, who, what, where, by whom."""
    said = row.verdict
    by = row.actor or said.desk
    what = recent_line(row, now_ms)
    way = tr("out") if said.direction == "out" else tr("in")
    point = f"{said.point} ({way})"
    return (moment(said.at_ms, now_ms), recent_name(row), what, point, by)
