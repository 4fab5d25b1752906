"""Sign-in sheets: a page for a session, with lines for whoever is not on it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.printing.printed_form import Block, FormTable, PrintedForm
from desktop.domain.printing.printed_list import ListColumn
from desktop.domain.programme.programme import Programme
from desktop.gui.wording.moments import day_text
from desktop.gui.wording.reports.credits import session_words
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.credits import SessionCredit

LEAST_ROWS, FREE_ROWS = 14, 4


def sign_in_form(
    programme: Programme, of: SessionCredit, people: Sequence[Attendee]
) -> PrintedForm:
    """Give the sheet of a session: who has booked it, by name, and room for others."""
    session = of.session
    when = (
        f"{day_text(session.starts_at[:10])}, {session.starts_at[11:16]} – {session.ends_at[11:16]}"
    )
    columns = (
        ListColumn(tr("Name"), 0.3), ListColumn(tr("Organisation"), 0.24),
        ListColumn(tr("Licence number"), 0.14), ListColumn(tr("In"), 0.07),
        ListColumn(tr("Out"), 0.07), ListColumn(tr("Signature"), 0.18),
    )  # fmt: skip
    rows = tuple(
        (" / ".join(part for part in (one.name, one.person.second_name) if part),
         one.person.organization, "", "", "", "")
        for one in people
    )  # fmt: skip
    blank = max(LEAST_ROWS, len(rows) + FREE_ROWS)
    credit = session_words(of) if of.is_for_credit else tr("not for credit")
    return PrintedForm(
        tr("Sign-in sheet"),
        (
            (Block(tr("Programme"), programme.title or programme.code, 2.0),
             Block(tr("Session"), f"{session.code} • {session.title}", 3.0)),
            (Block(tr("When"), when if of.span else tr("not said"), 2.0),
             Block(tr("Place"), of.place, 1.4), Block(tr("Credit"), credit, 3.0)),
        ),
        (FormTable(tr("Who is there"), columns, rows, blank),),
        ((Block(tr("Name and signature of who was in charge")),),),
        is_landscape=True,
        page_of=tr("Page {page} of {pages}"),
    )  # fmt: skip
