"""The command `report` with everything that it writes."""

from __future__ import annotations

from desktop.cli.credit_commands import CREDIT_COMMANDS
from desktop.cli.report_commands import report
from desktop.cli.rollcall_commands import INCIDENT_FORMS

__all__ = ["report"]

for _command in (*CREDIT_COMMANDS, *INCIDENT_FORMS):
    report.add_command(_command)
