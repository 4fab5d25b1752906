"""How far an import is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.workflows.transfer.guest_list import Problem
from desktop.workflows.transfer.import_rules import Choice
from desktop.workflows.transfer.missing import Missing

# With more of its people missing a list looks like a part of it.
PART_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; all counts are rows that are safely in the store.

    `problems` are rows and cells that were not taken, `choices` what a hand decided and the list
    says otherwise: nothing was done about it. `missing` are people of the same source who are not
    on the list any more, of `of_source` in all; they are kept.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    is_stopped: bool = False
    choices: tuple[Choice, ...] = ()
    missing: tuple[Missing, ...] = ()
    of_source: int = 0

    @property
    def taken(self) -> int:
        """How many rows are in the store now, whether they changed it or not."""
        return self.new + self.changed + self.unchanged

    @property
    def left_out(self) -> int:
        """How many rows were not taken."""
        return sum(problem.is_row_out for problem in self.problems)

    @property
    def is_part(self) -> bool:
        """Whether so many people are missing that the list is a part, or another one."""
        return len(self.missing) > PART_SHARE * self.of_source
