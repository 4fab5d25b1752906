"""Commands that are loaded when they are named: each brings its part of the house along."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click


class LateCommand(click.Command):
    """Stands for a command in the list of them, until somebody names it."""

    def __init__(self, name: str, module: str, help_: str) -> None:
        """Stand for the command of this name, or of this name and `_`, in a module beside."""
        super().__init__(name, help=help_)
        self._module = f"{__package__}.{module}"

    def load(self) -> click.Command:
        """Give the command itself."""
        module = import_module(self._module)
        name = str(self.name).replace("-", "_")
        command = getattr(module, name, None) or getattr(module, f"{name}_")
        assert isinstance(command, click.Command)
        return command


class LateGroup(click.Group):
    """A group that lists commands without loading them."""

    def __init__(self, *given: Any, late: Iterable[LateCommand] = (), **more: Any) -> None:
        """Make a group with these beside its own commands."""
        super().__init__(*given, **more)
        for command in late:
            self.add_command(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Load the command that was named."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, LateCommand) else command, rest
