"""The keys of the window that are no menu's: the open page has them first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.frame.page import Page
from desktop.gui.window.desk import Desk
from desktop.gui.window.field_keys import FieldKeys
from desktop.gui.window.menu import add_key

Run = Callable[[], None]


def add_keys(
    window: QWidget, keys: Mapping[str, Run], pages: Iterable[Page], desk: Desk, dialogs: DialogHost
) -> None:
    """Listen for the keys of rooms and of pages, beside those that the menu has."""
    FieldKeys(window)
    known = {action.shortcut().toString() for action in window.actions()}
    of_pages = {key for page in pages for key in page.key_actions()}
    for key in [*keys, *sorted(of_pages - known - keys.keys())]:
        add_key(window, key, partial(_on_key, key, keys.get(key), desk, dialogs))


def _on_key(key: str, run: Run | None, desk: Desk, dialogs: DialogHost) -> None:
    """Do what the open page does by a key, else what the window does; nothing over a dialog."""
    own = None if dialogs.is_open else desk.page.key_actions().get(key)
    if done := own or run:
        done()
