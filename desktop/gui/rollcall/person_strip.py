"""Whoever is chosen at a roll call: the photo, whom they came with, and what was noted."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.rollcall.board import Board, Listed
from desktop.gui.widgets.labels import FitLabel
from desktop.gui.widgets.photo_field import Avatar
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.rollcall.words import companions_line, last_seen, mark_words, state_name

AVATAR_PX = 56


class PersonStrip(QFrame):
    """One line of facts beside a photo."""

    def __init__(self, theme: Theme) -> None:
        """Show nobody."""
        super().__init__()
        self.setObjectName("actions")
        self.who = ""
        self.avatar = Avatar(theme, AVATAR_PX)
        self.name = FitLabel("semibold", 16, 12)
        self.facts = FitLabel("regular", 14, 11)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.avatar)
        row.addLayout(words, 1)
        self.hide()

    def show_person(self, one: Listed | None, board: Board | None, *, shows_all: bool) -> None:
        """Show somebody of a board; nobody hides it."""
        self.setVisible(one is not None and board is not None)
        if one is None or board is None:
            self.who = ""
            return
        if one.id != self.who:
            self.avatar.show_person(one.name)
        self.who = one.id
        mark = board.mark_of(one.id)
        self.name.set_text(" ".join(part for part in (one.name, one.second_name) if part))
        told = (
            state_name(mark.state if mark else None),
            mark_words(mark) if shows_all else "",
            last_seen(one, board),
            companions_line(one, board),
            one.phone if shows_all else "",
        )
        self.facts.set_text(" • ".join(part for part in told if part))

    def show_photo(self, who: str, photo: bytes | None) -> None:
        """Show the photo of somebody who is still shown."""
        if who == self.who and photo:
            self.avatar.show_person(self.name.text(), photo)
