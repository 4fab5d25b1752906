"""The menu: what rooms offer, in its order, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.gui.frame.room import Command
from desktop.gui.window.rail import Rail


def build_menu(
    window: QWidget, commands: Iterable[Command], rail: Rail, run: Callable[[Command], None]
) -> QMenu:
    """Make the menu and put into the rail what is to stand there; `run` does a command."""
    menu = QMenu(window)
    actions: dict[int, QAction] = {}
    ordered = sorted(commands, key=lambda command: command.rank)
    for before, command in zip([None, *ordered], ordered, strict=False):
        if before and before.rank // 10 != command.rank // 10:
            menu.addSeparator()
        action = actions[command.rank] = add_key(window, command.key, partial(run, command))
        action.setText(command.text)
        menu.addAction(action)
    rail.part_actions()
    for command in sorted(ordered, key=lambda command: command.rail_rank):
        if command.rail_rank:
            rail.add_action(command.icon, actions[command.rank], command.short)
    return menu


def add_key(window: QWidget, key: str, run: Callable[[], None]) -> QAction:
    """Let a key do something in the window."""
    action = QAction(window)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda _on=False: run())
    window.addAction(action)
    return action
