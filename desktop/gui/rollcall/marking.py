"""Marks people at a roll call: who is chosen, who is scanned, who is added, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.checkin.codes import Reading
from desktop.domain.rollcall.marks import Mark, MarkState
from desktop.gui.rollcall.people_card import PeopleCard
from desktop.gui.rollcall.rollcall_control import RollCallControl
from desktop.gui.wording.rollcall.words import marked_line, stays_injured, unsure_badge
from desktop.workflows.rollcall.rollcalls import Marked, Noted, Shown

# More are marked only by a button that names their number.
MOST_BY_ENTER = 10


class Marking(QObject):
    """Between the card of people and the control."""

    # A sentence with its tone.
    message = Signal(str, str)
    # A state, whose, and what is done with what is noted.
    note_asked = Signal(object, str, object)
    # How many, and what marks them.
    many_asked = Signal(int, object)
    # A name whose people are to be shown.
    shown = Signal(str)

    def __init__(self, control: RollCallControl, people: PeopleCard) -> None:
        """Mark whom this card shows."""
        super().__init__(people)
        self.control = control
        self.people = people
        # Who is injured, and was just said to be something else: the second time counts.
        self._doubted: tuple[str, ...] = ()
        # A name like somebody's who is listed: the second time it is somebody else.
        self._doubled = ""

    def scan(self, reading: Reading) -> None:
        """Mark whoever is scanned as safe."""
        self.control.whose(reading, self._on_whose)

    def take_back(self) -> None:
        """Take back the newest marks that were made here."""
        self.control.take_back(self._on_taken_back)

    def forget_doubled(self) -> None:
        """Ask again before another person of a name is added."""
        self._doubled = ""

    def mark(self, state: MarkState) -> None:
        """Mark who is chosen; what is noted is asked for, except of who is safe."""
        shown, chosen = self.control.shown, self.people.chosen
        if shown is None or not shown.is_open:
            return
        if not chosen:
            self.ask_for_somebody()
            return
        ids = tuple(one.id for one in chosen)
        if state is MarkState.SAFE and len(ids) > MOST_BY_ENTER:
            self.many_asked.emit(len(ids), partial(self._mark, ids, state, Noted()))
        elif state is MarkState.SAFE:
            self._mark(ids, state, Noted())
        else:
            name = chosen[0].name if len(ids) == 1 else self.tr("{n} people").format(n=len(ids))
            self.note_asked.emit(state, name, partial(self._mark, ids, state))

    def ask_for_somebody(self) -> None:
        """Say that nobody is chosen."""
        self.message.emit(self.tr("Choose somebody first: scan a badge or type a name."), "look")

    def add_found(self) -> None:
        """Add who is typed as somebody that was found, safe until said otherwise."""
        shown, name = self.control.shown, self.people.field.text().strip()
        if shown is None or not shown.is_open:
            return
        if not name:
            self.message.emit(self.tr("Type a name first: it is added as found."), "look")
            return
        if self.people.listed and self._doubled != name:
            self._doubled = name
            sentence = self.tr("{name} may be listed. Alt+A again adds another person.")
            self.message.emit(sentence.format(name=name), "look")
            return
        self.control.add_found(name, MarkState.SAFE, self.people.assembly(Noted()))
        self.people.field.clear()
        sentence = self.tr("{name} is added as found, safe.").format(name=name)
        self.message.emit(sentence, "yes")

    def _on_whose(self, shown: Shown) -> None:
        if shown.is_sure:
            self.people.field.clear()
            who = shown.people[0]
            # A scan corrects nothing, however often it is repeated.
            self._mark_as((who.id,), MarkState.SAFE, Noted(), who.name, is_correction=False)
            return
        names = [one.name for one in shown.people]
        self.message.emit(unsure_badge(names), "look")
        if names:
            self.shown.emit(names[0])

    def _mark(self, ids: Sequence[str], state: MarkState, noted: Noted) -> None:
        """Mark who was chosen; the second time, or with words of one's own, it is a correction."""
        is_asked = len(ids) == 1 and state is not MarkState.SAFE
        is_correction = is_asked or (bool(ids) and tuple(ids) == self._doubted)
        self._mark_as(ids, state, noted, is_correction=is_correction)

    def _mark_as(
        self,
        ids: Sequence[str],
        state: MarkState,
        noted: Noted,
        name: str = "",
        *,
        is_correction: bool,
    ) -> None:
        names = {one.id: one.name for one in self.people.listed}
        names |= {ids[0]: name} if name else {}
        self._doubted = ()
        self.control.mark(
            ids,
            state,
            self.people.assembly(noted),
            lambda marked: self._on_marked(marked, state, names),
            is_correction=is_correction,
        )

    def _on_marked(self, marked: Marked, state: MarkState, names: Mapping[str, str]) -> None:
        if marked.done:
            self.people.field.clear()
            name = names.get(marked.done[0], "")
            self.message.emit(marked_line(len(marked.done), name, state), "yes")
        if marked.kept:
            self._doubt(marked.kept, names)

    def _on_taken_back(self, was_taken_back: bool) -> None:
        if was_taken_back:
            self.message.emit(self.tr("The mark was taken back."), "calm")
        else:
            sentence = self.tr("There is no mark of an open roll call to take back here.")
            self.message.emit(sentence, "look")

    def _doubt(self, kept: Sequence[Mark], names: Mapping[str, str]) -> None:
        """Say who stays injured, and let a second Enter correct it."""
        self._doubted = tuple(mark.who for mark in kept)
        who = kept[0].who
        self.message.emit(stays_injured(kept[0], names.get(who, kept[0].name)), "look")
        self.people.show_one(who)
