"""One run of Muster from the command line, and what all commands ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.wiring import Wiring, Words
from desktop.cli.words import tr
from desktop.domain.storable import storable_text

if TYPE_CHECKING:
    from desktop.workflows.opening import FrontDesk
    from desktop.workflows.ports import Clock
    from desktop.workflows.upkeep.rescue import Rescue

MOST_LETTERS_OF_A_NAME = 120
# So many entries take some seconds.
LONG_REBUILDING = 20_000


class _File(click.Path):
    """A file's or folder's name; an empty one, of a variable that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a name as a path."""
        if not str(value).strip():
            self.fail(tr("a name is missing"), param, ctx)
        return super().convert(value, param, ctx)


FILE = _File(path_type=Path)


class _Text(click.types.StringParamType):
    """Words that are stored or looked up: bytes that are no text here get a mark."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Clean a word of the command line."""
        return storable_text(str(super().convert(value, param, ctx)))


TEXT = _Text()


class Invocation:
    """One run of Muster: its wiring and the store that was asked for."""

    def __init__(
        self, make_wiring: Callable[[], Wiring], store: Path | None, lead: str | None = None
    ) -> None:
        """Wire nothing yet: help needs no store, and no command all words."""
        self._make_wiring = make_wiring
        self.store, self._lead = store, lead

    @cached_property
    def wiring(self) -> Wiring:
        """The doors to the rest of the house."""
        return self._make_wiring()

    @cached_property
    def words(self) -> Words:
        """What is said of what was found."""
        return self.wiring.words()

    def open(self, clock: Clock | None = None) -> FrontDesk:
        """Open the store, and say once where a new key file lies."""
        front_desk = self.wiring.open_front_desk(self.store_path, clock, _Rebuilding().tell)
        click.get_current_context().call_on_close(front_desk.close)
        if front_desk.new_key_file:
            say_key_file(front_desk.new_key_file)
        if front_desk.was_copied:
            click.echo(self.words.copied_sentence(front_desk.desk.name), err=True)
        if front_desk.restored_from_ms:
            said = self.words.backup_words.restored
            click.echo(said(front_desk.restored_from_ms, front_desk.desk.name), err=True)
        self.say_left(front_desk)
        if self._lead is not None:
            front_desk.staffing.come_as(self._lead, _read_pin())
        return front_desk

    @property
    def store_path(self) -> Path:
        """Where the store lies that is worked on."""
        return self.store or self.wiring.default_store

    def rescue(self) -> Rescue:
        """Give what can be done for the store while it is closed."""
        return self.wiring.rescue(self.store_path)

    def say_left(self, front_desk: FrontDesk) -> None:
        """Say what became of files that a killed Muster had left."""
        for left in front_desk.unfinished.take_news():
            click.echo(self.words.left_sentence(left), err=True)


def _read_pin() -> str:
    """Ask for a PIN without showing it; a program gives it as the first line of its input."""
    if sys.stdin.isatty():
        return str(click.prompt(tr("PIN"), hide_input=True))
    return sys.stdin.buffer.readline().decode("utf-8", "replace").strip("\r\n")


class _Rebuilding:
    """Says once that an older store's figures are made anew, where that takes a while."""

    def __init__(self) -> None:
        self._is_said = False

    def tell(self, done: int, total: int) -> None:
        """Hear how many entries are done, of how many."""
        if not self._is_said and total - done >= LONG_REBUILDING:
            self._is_said = True
            click.echo(tr("This store is older: its figures are made anew, once…"), err=True)


def read_code(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Take a programme's code; bytes that are no text of this system are wrong usage."""
    if value is None:
        return None
    if not value.strip() or not value.isprintable() or len(value) > MOST_LETTERS_OF_A_NAME:
        raise click.BadParameter(tr("a code is a short printable word"))
    return value.strip()


def read_name(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Take the name of a door; it is printed and shown on all desks."""
    if not value.strip() or not value.isprintable() or len(value) > MOST_LETTERS_OF_A_NAME:
        raise click.BadParameter(tr("a name is a few printable words"))
    return value.strip()


def read_moment(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> int | None:
    """Take a moment in ISO form, of this computer's time where it names no zone."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if not 2000 <= moment.year <= 2100:
            raise ValueError(value)
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(tr("write a moment such as 2026-12-02T08:30")) from error


in_programme = click.option(
    "--programme",
    "code",
    required=True,
    metavar="CODE",
    callback=read_code,
    help="The programme's short code.",
)
may_replace = click.option(
    "--force", "is_forced", is_flag=True, help="Replace a file that Muster did not write."
)
with_invocation = click.make_pass_decorator(Invocation)


def say_key_file(path: Path) -> None:
    """Say, once, that the key lies in a file because there is no keyring."""
    click.echo(
        tr(
            "This computer has no keyring, so the key that opens your stores lies in {}. "
            "Keep a copy of it in a safe place."
        ).format(path),
        err=True,
    )
