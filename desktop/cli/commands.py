"""The command line: the same workflows without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from desktop.cli.invocation import FILE, Invocation
from desktop.cli.late_commands import LateCommand, LateGroup
from desktop.cli.window_commands import need_screen
from desktop.cli.wiring import Wiring

# Where each command lies, and how it is introduced: none is loaded before it is named.
COMMANDS = (
    LateCommand(
        "admit",
        "sync_commands",
        "Let a role of the hub's database see a programme, as the owner of the hub.",
    ),
    LateCommand(
        "badges",
        "badge_commands",
        "Make badges, tickets, cards or lists. A second badge voids the first one's code.",
    ),
    LateCommand(
        "checkin",
        "desk_commands",
        "Check people in or out by their codes; one JSON object a line, after the commit.",
    ),
    LateCommand(
        "conflicts",
        "sync_commands",
        "List where desks disagree; they are settled on the page Sync.",
    ),
    LateCommand("demo", "window_commands", "Open Muster on the sample programme."),
    LateCommand(
        "export",
        "desk_commands",
        "Export attendees or check-ins as CSV, or as a spreadsheet by the ending .xlsx.",
    ),
    LateCommand(
        "export-flat",
        "sync_commands",
        "Write attendees, movements or sessions for another system (docs/export-columns.md).",
    ),
    LateCommand(
        "find",
        "desk_commands",
        "Find people by the beginnings of their names, in either script.",
    ),
    LateCommand(
        "import",
        "import_command",
        "Import a guest list (CSV, XLSX, ODS) into a programme.",
    ),
    LateCommand("photos", "plan_commands", "Photos of people."),
    LateCommand(
        "practice",
        "window_commands",
        "Open a window with invented guests to practise with; nothing of it is kept.",
    ),
    LateCommand("printers", "badge_commands", "List the printers that this computer can use."),
    LateCommand("programmes", "desk_commands", "List the programmes of the store."),
    LateCommand(
        "queue",
        "badge_commands",
        "List the print jobs of this computer, the newest first.",
    ),
    LateCommand("report", "reports", "Write reports: CSV, XLSX, PDF, and pictures of a day."),
    LateCommand(
        "rollcall",
        "rollcall_commands",
        "A roll call: who was inside, and who has been seen since.",
    ),
    LateCommand("sessions", "plan_commands", "The sessions of a programme."),
    LateCommand("store", "store_commands", "Look after the store: backups, restoring, copies."),
    LateCommand(
        "sync",
        "sync_commands",
        "Exchange with other desks: by a folder, by one file, or through a hub.",
    ),
    LateCommand(
        "verify",
        "desk_commands",
        "Check the file, the journal's chains, and that all figures follow from the journal.",
    ),
)


@click.group(cls=LateGroup, late=COMMANDS, invoke_without_command=True)
@click.option("--store", type=FILE, metavar="PATH", help="The store to work on.")
@click.option("--lead", metavar="NAME", help="Work as this lead; the PIN is asked for.")
@click.version_option(package_name="muster", version="0.1.0", prog_name="Muster")
@click.pass_context
def muster(context: click.Context, store: Path | None, lead: str | None) -> None:
    """Muster, the front desk for programmes. Without a command it opens its window."""
    make_wiring: Callable[[], Wiring] = context.obj
    context.obj = session = Invocation(make_wiring, store, lead)
    if context.invoked_subcommand is None:
        need_screen(session.wiring)
        chosen = store or session.wiring.default_store
        context.exit(session.wiring.show_window(chosen, False))
