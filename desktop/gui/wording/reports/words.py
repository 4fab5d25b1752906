"""What reports call things: days, groups, figures, and how each was worked out."""

from __future__ import annotations

from desktop.domain.reports.day import DayFigures, Kind, Queue
from desktop.gui.wording.checkin import answer_words
from desktop.gui.wording.moments import clock_time, day_text
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.days import DayReport


def head_of(report: DayReport) -> str:
    """Say of which programme and day a report is."""
    title = report.programme.title or report.programme.code
    return f"{title} • {when_of(report)}"


def when_of(report: DayReport) -> str:
    """Say of which day a report is, and which one of how many."""
    if not report.day:
        count = len(report.days)
        return tr("all {count} days").format(count=count) if count > 1 else tr("all days")
    if report.number:
        told = tr("{day}, day {number} of {count}")
        return told.format(day=day_text(report.day), number=report.number, count=len(report.days))
    return day_text(report.day)


def group_title(kind: Kind) -> str:
    """Name what people are told apart by."""
    return {
        Kind.TYPE: tr("Ticket type"),
        Kind.COUNTRY: tr("Country"),
        Kind.COMMUNITY: tr("Community"),
        Kind.ORGANISATION: tr("Organisation"),
    }[kind]


def group_value(value: str) -> str:
    """Name a group; what nobody said is said."""
    return value or tr("not said")


def percent(part: float | None) -> str:
    """Write a share, such as 82 %; a dash where there is none."""
    return "–" if part is None else f"{part * 100:.0f} %"


def share(arrived: int, expected: int) -> str:
    """Write which part of the expected came."""
    return percent(arrived / expected) if expected else "–"


def minutes(queue: Queue) -> str:
    """Write how long a queue was by estimate."""
    amount = f"{queue.minutes:.1f}" if queue.minutes < 10 else f"{queue.minutes:.0f}"
    return tr("{minutes} min").format(minutes=amount)


def queue_formula() -> str:
    """Say how the queue is worked out."""
    return tr("estimate: people who came in five minutes, over the desks' best minute")


def seconds(value: float | None) -> str:
    """Write seconds, or minutes where they are many."""
    if value is None:
        return "–"
    if value < 100:
        return tr("{count} s").format(count=f"{value:.0f}" if value >= 10 else f"{value:.1f}")
    return tr("{count} min").format(count=f"{value / 60:.0f}")


def every(bin_min: int) -> str:
    """Say how much time a bar stands for."""
    if bin_min == 24 * 60:
        return tr("by day")
    if bin_min >= 60:
        hours = bin_min // 60
        return tr("every hour") if hours == 1 else tr("every {count} hours").format(count=hours)
    return tr("every {count} minutes").format(count=bin_min)


def best_words(figures: DayFigures, number: int) -> str:
    """Say what the longest bar stands for."""
    best = figures.arrivals[number]
    if figures.bin_min == 24 * 60:
        return tr("{count} arrived").format(count=best.people)
    told = tr("{time} • {count} in {minutes} minutes")
    return told.format(time=clock_time(best.starts_ms), count=best.people, minutes=figures.bin_min)


def over_words(figures: DayFigures, most: int = 2) -> str:
    """Say what was passed over most."""
    parts = [f"{count} {answer_words(slug)}" for slug, count in figures.overrides.items()]
    more = len(parts) - most
    told = ", ".join(parts[:most])
    return f"{told} +{more}" if more > 0 else told
