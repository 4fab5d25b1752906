"""The report of a day: its figures, charts and tables."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.reports.day import MINUTE_MS, DayFigures, Kind
from desktop.domain.reports.sheet import Bar, BarChart, Level, LevelChart, Report, Table, Tile
from desktop.gui.wording.checkin import answer_words
from desktop.gui.wording.moments import clock_seconds, clock_time, day_text, wall
from desktop.gui.wording.reports import words
from desktop.gui.wording.translation import is_mirrored, tr
from desktop.workflows.reports.days import DayReport, SessionFill

_MOST_GROUPS_ON_PAPER = 40


def day_report(report: DayReport) -> Report:
    """Give a day as a whole report, with every table."""
    return Report(
        tr("Report of the day") if report.day else tr("Report of all days"),
        words.head_of(report),
        tiles(report),
        charts(report),
        tuple(table for table in tables(report) if table.rows),
        as_of(report),
        is_mirrored(),
    )


def as_of(report: DayReport) -> str:
    """Say when the figures were read."""
    return tr("as of {time}").format(time=clock_seconds(report.at_ms))


def tiles(report: DayReport) -> tuple[Tile, ...]:
    """Give the figures in large type."""
    figures = report.figures
    of = tr("of {count}").format(count=figures.expected)
    arrived = Tile(
        tr("Arrived"), f"{figures.arrived}", of, _beside_arrived(figures), "yes", figures.share,
        tr("people, each once; of those who are registered and not cancelled or blocked"),
    )  # fmt: skip
    shown = [arrived]
    if report.now is not None:
        shown.append(_inside(report))
    shown += [_queue(report), _badges(figures)]
    shown.append(
        Tile(tr("Let in all the same"), f"{figures.let_in}", "", words.over_words(figures),
             "look" if figures.let_in else "", None, tr("verdicts that a desk or lead passed over"))
    )  # fmt: skip
    return tuple(shown)


def charts(report: DayReport) -> tuple[BarChart | LevelChart, ...]:
    """Give what is drawn: arrivals, and how full sessions are."""
    return arrivals_chart(report), sessions_chart(report)


def arrivals_chart(report: DayReport) -> BarChart:
    """Give arrivals over time; the longest bar is marked."""
    figures = report.figures
    best = max(
        range(len(figures.arrivals)), key=lambda n: (figures.arrivals[n].people, -n), default=None
    )
    label: Callable[[int], str] = clock_time if report.day else _short_day
    return BarChart(
        "arrivals",
        tr("Arrivals"),
        f"{words.every(figures.bin_min)}, {tr('all doors')}",
        tuple(Bar(label(each.starts_ms), each.people) for each in figures.arrivals),
        best,
        words.best_words(figures, best) if best is not None else "",
        report.usual,
        tr("arrived"),
        tr("as on the days before"),
        tr("Nobody has arrived yet. Each scan at a door shows here."),
    )


def sessions_chart(report: DayReport) -> LevelChart:
    """Give how many came to each session, of those who booked, or fit in."""
    return LevelChart(
        "sessions",
        tr("Sessions"),
        tr("came, of booked"),
        tuple(Level(_session_name(fill), fill.came, fill.of) for fill in report.sessions),
        tr("No session on this day.") if report.day else tr("No session is planned."),
    )


def tables(report: DayReport) -> tuple[Table, ...]:
    """Give every table of a day; those behind the charts come first."""
    figures = report.figures
    return (
        figures_table(report),
        arrivals_table(report),
        sessions_table(report),
        *(groups_table(figures, kind) for kind in Kind),
        points_table(figures),
        desks_table(report),
        overrides_table(figures),
        reasons_table(figures),
    )


def figures_table(report: DayReport) -> Table:
    """Give the single figures."""
    figures, now = report.figures, report.now
    best = figures.best_minute
    rows: list[tuple[str, int | float | str]] = [
        (tr("Expected"), figures.expected),
        (tr("Arrived"), figures.arrived),
        (tr("Arrived, not expected (cancelled, blocked)"), figures.unexpected),
        (tr("Arrived, by a list alone"), figures.listed),
        (tr("Not arrived"), len(figures.absent)),
        (tr("Ways in at all doors"), figures.passed),
        (tr("Most people in one minute"), best.people if best else 0),
        (tr("Badges printed"), figures.printed),
        (tr("Seconds from scan to badge (median)"), _number(figures.paper_s)),
        (tr("Let in all the same"), figures.let_in),
    ]
    if figures.queue:
        told = tr("Longest queue in minutes ({how})").format(how=words.queue_formula())
        rows.append((told, round(figures.queue.minutes, 2)))
    if now is not None:
        rows += [
            (tr("Inside now"), now.inside),
            (tr("Inside now, on buses"), now.on_buses),
            (tr("Never seen leaving on an earlier day"), now.unseen),
        ]
    return Table("figures", tr("Figures"), (tr("Figure"), tr("Value")), tuple(rows), "", (4, 1))


def arrivals_table(report: DayReport) -> Table:
    """Give arrivals over time as numbers."""
    figures = report.figures
    label: Callable[[int], str] = clock_time if report.day else _short_day
    rows = tuple((label(each.starts_ms), each.people) for each in figures.arrivals)
    note = words.every(figures.bin_min)
    return Table("arrivals", tr("Arrivals"), (tr("From"), tr("Arrived")), rows, note, (1, 1))


def sessions_table(report: DayReport) -> Table:
    """Give how full each session is."""
    rows = tuple(
        (
            fill.session.code, fill.session.title, fill.place,
            fill.session.starts_at.replace("T", " "), fill.came, fill.inside, fill.booked,
            fill.capacity or "",
        )
        for fill in report.sessions
    )  # fmt: skip
    headers = (
        tr("Code"), tr("Session"), tr("Place"), tr("Begins"), tr("Came"), tr("In now"),
        tr("Booked"), tr("Fits"),
    )  # fmt: skip
    return Table("sessions", tr("Sessions"), headers, rows, "", (1, 4, 2, 2.2, 1, 1.1, 1.1, 1))


def sessions_card(report: DayReport) -> Table:
    """Give how full each session is, for a card: where and when it is stands elsewhere."""
    rows = tuple(
        (fill.session.title or fill.session.code, fill.came, fill.inside, fill.booked)
        for fill in report.sessions
    )
    headers = (tr("Session"), tr("Came"), tr("In now"), tr("Booked"))
    return Table("sessions", tr("Sessions"), headers, rows, "", (3, 1, 1.1, 1.2))


def groups_table(figures: DayFigures, kind: Kind) -> Table:
    """Give who came, of whom, by what they are."""
    rows = tuple(
        (words.group_value(group.value), group.arrived, group.expected,
         words.share(group.arrived, group.expected))
        for group in figures.groups.get(kind, ())
    )  # fmt: skip
    headers = (words.group_title(kind), tr("Arrived"), tr("Expected"), tr("Share"))
    return Table(kind.value, words.group_title(kind), headers, rows, "", (3.2, 1.2, 1.4, 1))


def points_table(figures: DayFigures) -> Table:
    """Give at which door people arrived."""
    rows = tuple((point or tr("no door"), count) for point, count in figures.points.items())
    headers = (tr("Door"), tr("Arrived"))
    return Table("doors", tr("Doors"), headers, rows, tr("where people were met first"), (4, 1))


def desks_table(report: DayReport) -> Table:
    """Give what each desk did, and when it was heard from."""
    rows = tuple(
        (desk.desk, desk.people, desk.best, _number(desk.median_s), _moment(report, desk.last_ms))
        for desk in report.figures.desks
    )
    headers = (tr("Desk"), tr("People"), tr("Best min"), tr("Median s"), tr("Last"))
    return Table("desks", tr("Desks"), headers, rows, "", (2.4, 1.2, 1.4, 1.4, 1))


def overrides_table(figures: DayFigures) -> Table:
    """Give which verdicts were passed over."""
    rows = tuple((answer_words(slug), count) for slug, count in figures.overrides.items())
    return Table("overrides", tr("Let in all the same"), (tr("Verdict"), tr("Times")), rows, "",
                 (4, 1))  # fmt: skip


def reasons_table(figures: DayFigures) -> Table:
    """Give the reasons that were written for it."""
    rows = tuple((reason or tr("no reason"), count) for reason, count in figures.reasons.items())
    title = tr("Reasons for letting in all the same")
    return Table("reasons", title, (tr("Reason"), tr("Times")), rows, "", (4, 1))


def _beside_arrived(figures: DayFigures) -> str:
    parts = [words.percent(figures.share)]
    if figures.unexpected:
        parts.append(tr("{count} not expected").format(count=figures.unexpected))
    if figures.listed:
        parts.append(tr("{count} by a list").format(count=figures.listed))
    return " • ".join(parts)


def _inside(report: DayReport) -> Tile:
    assert report.now is not None
    now = report.now
    parts = []
    if now.on_buses:
        parts.append(tr("{count} on buses").format(count=now.on_buses))
    if now.unseen:
        parts.append(tr("{count} never seen leaving").format(count=now.unseen))
    how = tr("met last on a way in, and the venue has not emptied since")
    return Tile(tr("Inside now"), f"{now.inside}", "", ", ".join(parts), "", None, how)


def _queue(report: DayReport) -> Tile:
    queue = report.figures.queue
    if queue is None:
        return Tile(tr("Longest queue"), "–", "", "", "", None, words.queue_formula())
    below = f"{queue.point}, {_moment(report, queue.at_ms)}"
    tone = "look" if queue.minutes >= 3 else ""
    how = words.queue_formula()
    return Tile(tr("Longest queue"), words.minutes(queue), "", below, tone, None, how)


def _badges(figures: DayFigures) -> Tile:
    below = ""
    if figures.paper_s is not None:
        below = tr("{time} from scan to paper").format(time=words.seconds(figures.paper_s))
    how = tr("median, of badges within ten minutes of the scan")
    return Tile(tr("Badges printed"), f"{figures.printed}", "", below, "", None, how)


def _session_name(fill: SessionFill) -> str:
    title = fill.session.title or fill.session.code
    return f"{title} • {fill.place}" if fill.place else title


def _moment(report: DayReport, at_ms: int) -> str:
    """Write a time of day, with its day where several are shown."""
    told = clock_time(at_ms)
    return told if report.day else f"{day_text(wall(at_ms).date().isoformat())} {told}"


def _short_day(at_ms: int) -> str:
    # A day begins when the venue empties: some hours later it is that day in any zone.
    return day_text(wall(at_ms + 60 * MINUTE_MS).date().isoformat())


def _number(value: float | None) -> float | str:
    return "" if value is None else round(value, 1)
