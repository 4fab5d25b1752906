"""What a room may ask of the window about dialogs and notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget

from desktop.gui.frame.page import AtHand, FooterKey


class DialogHost(Protocol):
    """Shows one dialog at a time above the page, and one sentence in the strip."""

    @property
    def window(self) -> QWidget:
        """The window above which dialogs open."""

    @property
    def is_open(self) -> bool:
        """Whether a dialog is open."""

    def show(self, dialog: QDialog) -> None:
        """Show a dialog; one that is open gives way. The window goes on taking scans."""

    def put_aside(self) -> None:
        """Hide what is open, with all that is typed in it, and close all menus."""

    def bring_back(self) -> None:
        """Show again what was put aside."""

    def go_on(self) -> None:
        """Bring the focus back to where the page is worked from."""

    def notify(self, text: str, tone: str = "calm") -> None:
        """Say a sentence above the page; good news goes by itself after a while."""

    def clear_notice(self) -> None:
        """Take away what was said."""

    def page_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the open page, and what they do."""

    def at_hand(self) -> AtHand:
        """Give what the open page has at hand for whoever prints."""
