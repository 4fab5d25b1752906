"""The platform's year in words: its figures beside those of the year before, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop.domain.reports.sheet import Cell, Level, LevelChart, Report, Table, Tile
from desktop.domain.reports.year import By, Share, YearFigures
from desktop.gui.wording.moments import clock_seconds
from desktop.gui.wording.translation import is_mirrored, tr
from desktop.workflows.reports.years import YearReport

_MOST_BARS = 12


def year_report(report: YearReport) -> Report:
    """Give a year as a whole report."""
    return Report(
        tr("The platform's year {year}").format(year=report.figures.year),
        head_of(report),
        tiles(report),
        (areas_chart(report.figures),),
        tuple(table for table in tables(report) if table.rows),
        tr("as of {time}").format(time=clock_seconds(report.at_ms)),
        is_mirrored(),
    )


def head_of(report: YearReport) -> str:
    """Say of how many stores it is, and how their people were known again."""
    if report.united is None:
        return tr("programmes that begin in {year}").format(year=report.figures.year)
    told = tr("{stores} stores: {by_id} people united by id, {by_email} by email with name, "
              "{possible} possible doubles")  # fmt: skip
    united = report.united
    return told.format(
        stores=report.stores, by_id=united.by_id, by_email=united.by_email, possible=united.possible
    )


def tiles(report: YearReport) -> tuple[Tile, ...]:
    """Give what the platform states of itself, in large type."""
    figures, before = report.figures, report.before
    sides = ", ".join(f"{count} {name or tr('not said')}" for name, count in figures.sides.items())
    serving = tr("in {count} committees").format(count=_number(figures.committees))
    times = tr("{count} attendances").format(count=_number(figures.attendances))
    return (
        Tile(tr("Partnerships"), _number(figures.partnerships), "",
             tr("{count} communities").format(count=_number(figures.communities)), "", None, sides),
        Tile(tr("Programmes"), _number(figures.programmes), "",
             _beside(before.programmes, before.year)),
        Tile(tr("Participants"), _number(figures.people), "", times, "", None,
             tr("whoever is registered, or came, each once; attendances: once in each programme")),
        Tile(tr("Volunteers"), _number(figures.volunteers), "", serving, "", None,
             tr("people who serve in a committee in this year, each once")),
        Tile(tr("Budget"), money(figures.budgets), "", _cost(figures), "", None,
             tr("budgets of the programmes, by currency; over the attendances of those that have "
                "one")),
    )  # fmt: skip


def areas_chart(figures: YearFigures) -> LevelChart:
    """Give attendances by area of work, as parts of all."""
    shares = figures.shares[By.AREA][:_MOST_BARS]
    levels = (Level(_named(share), share.attendances, figures.attendances) for share in shares)
    nothing = tr("No programme begins in this year.")
    return LevelChart("areas", tr("Areas of work"), tr("attendances"), tuple(levels), nothing)


def tables(report: YearReport) -> tuple[Table, ...]:
    """Give every table of a year."""
    figures, before = report.figures, report.before
    return (
        figures_table(figures, before),
        money_table(figures, before),
        *(shares_table(figures, before, by) for by in By),
        gaps_table(figures),
    )


def figures_table(figures: YearFigures, before: YearFigures) -> Table:
    """Give each figure beside that of the year before."""
    names: dict[str, Callable[[YearFigures], int]] = {
        tr("Partnerships"): lambda of: of.partnerships,
        tr("Communities"): lambda of: of.communities,
        tr("Programmes"): lambda of: of.programmes,
        tr("Participants (people, each once)"): lambda of: of.people,
        tr("Attendances (once in each programme)"): lambda of: of.attendances,
        tr("Came, at a door or by a list"): lambda of: of.came,
        tr("Committees"): lambda of: of.committees,
        tr("Volunteers in committees"): lambda of: of.volunteers,
        tr("Programmes left out, which others may not see"): lambda of: of.left_out,
        tr("Programmes without a budget"): lambda of: len(of.unfunded),
        tr("Programmes whose budget cannot be read"): lambda of: len(of.unread),
    }
    rows: list[tuple[Cell, ...]] = [
        (name, count(figures), count(before)) for name, count in names.items()
    ]
    rows += [
        (tr("Communities in {country}").format(country=country or tr("no country")), count, count)
        for country, count in figures.sides.items()
    ]
    headers = (tr("Figure"), figures.year, before.year)
    # The directory has no years: partnerships and communities are those of today.
    note = tr("Partnerships, communities and committees are those of today.")
    return Table("figures", tr("Figures"), headers, tuple(rows), note, (4, 1, 1))


def money_table(figures: YearFigures, before: YearFigures) -> Table:
    """Give budgets and costs of a participant by currency; currencies are never added up."""
    nought = Decimal(0)
    rows = tuple(
        (
            currency.upper(), figures.budgets.get(currency, nought),
            figures.costs.get(currency, ""), before.budgets.get(currency, nought),
            before.costs.get(currency, ""),
        )
        for currency in sorted({*figures.budgets, *before.budgets})
    )  # fmt: skip
    cost, budget = tr("a participant, {year}"), tr("Budget {year}")
    headers = (
        tr("Currency"), budget.format(year=figures.year), cost.format(year=figures.year),
        budget.format(year=before.year), cost.format(year=before.year),
    )  # fmt: skip
    return Table("budgets", tr("Budgets"), headers, rows, "", (1, 2, 2, 2, 2))


def shares_card(figures: YearFigures, by: By) -> Table:
    """Give a year's parts for a card: the rest of each stands elsewhere."""
    rows = tuple((_named(s), s.programmes, s.people, s.attendances) for s in figures.shares[by])
    headers = (_titles()[by], tr("Programmes"), tr("People"), tr("Attendances"))
    return Table(by.value, _titles()[by], headers, rows, "", (2.4, 1.4, 1, 1.5))


def shares_table(figures: YearFigures, before: YearFigures, by: By) -> Table:
    """Give a year by partnership, country or area, with the year before beside it."""
    title = _titles()[by]
    earlier = {share.name: share for share in before.shares[by]}
    none = Share("", 0, 0, 0, 0, {})
    rows = tuple(
        (
            _named(share), share.programmes, share.people, share.attendances, share.came,
            money(share.budgets), earlier.get(share.name, none).programmes,
            earlier.get(share.name, none).attendances,
        )
        for share in figures.shares[by]
    )  # fmt: skip
    then = before.year
    headers = (
        title, tr("Programmes"), tr("People"), tr("Attendances"), tr("Came"), tr("Budget"),
        tr("Programmes {year}").format(year=then), tr("Attendances {year}").format(year=then),
    )  # fmt: skip
    shares = (3, 1.4, 1.2, 1.5, 1, 2.6, 1.8, 1.9)
    return Table(by.value, title, headers, rows, "", shares)


def _titles() -> Mapping[By, str]:
    return {
        By.PARTNERSHIP: tr("Partnerships"),
        By.COUNTRY: tr("Countries"),
        By.AREA: tr("Areas of work"),
    }


def gaps_table(figures: YearFigures) -> Table:
    """Name the programmes that could not be counted whole."""
    reasons = (
        (tr("no first day, so in no year"), figures.undated),
        (tr("no budget"), figures.unfunded),
        (tr("budget cannot be read"), figures.unread),
    )
    rows = tuple((code, reason) for reason, codes in reasons for code in codes)
    headers = (tr("Programme"), tr("What is missing"))
    return Table("gaps", tr("What is missing"), headers, rows, "", (1, 2))


def money(budgets: Mapping[str, Decimal]) -> str:
    """Write amounts by currency, such as 25,000,000 USD; a dash where there are none."""
    told = (f"{_amount(amount)} {currency.upper()}" for currency, amount in budgets.items())
    return " + ".join(told) or "–"


def _cost(figures: YearFigures) -> str:
    if not figures.costs:
        return ""
    return tr("{cost} a participant").format(cost=money(figures.costs))


def _beside(then: int, year: str) -> str:
    return tr("{count} in {year}").format(count=_number(then), year=year)


def _named(share: Share) -> str:
    return share.name or tr("not said")


def _number(count: int) -> str:
    return f"{count:,}"


def _amount(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"
