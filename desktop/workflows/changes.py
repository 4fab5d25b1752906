"""Writes what an organizer or a desk decides, so that the last step can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from desktop.domain.journal.bodies import undo_draft
from desktop.domain.journal.entry import Draft, Entry, EntryId, SubjectType, split_subject
from desktop.store.store import Store
from desktop.workflows.ports import Clock

MOST_STEPS = 50


class Write(Protocol):
    """Writes drafts as part of a step; of `fresh` subjects nobody has written anything yet."""

    def __call__(self, drafts: Sequence[Draft], fresh: Collection[str] = ()) -> list[Entry]:
        """Write them, and give the entries."""


class Step(NamedTuple):
    """One thing that was done: what people call it, its entries, and the batch it is part of."""

    name: str
    entries: tuple[Entry, ...]
    batch: str = ""


class Changes:
    """One transaction a step; Ctrl+Z takes back the newest one that was made here."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Write into this store."""
        self._store = store
        self._clock = clock
        self._steps: list[Step] = []

    @contextmanager
    def step(self, name: str, batch: str = "") -> Iterator[Write]:
        """Give a function that writes drafts; what it wrote is one step.

        Args:
            name: a word for what is done, such as `booked`; worded for people elsewhere.
            batch: joins transactions that are one step for people.
        """
        written: list[Entry] = []

        def write(drafts: Sequence[Draft], fresh: Collection[str] = ()) -> list[Entry]:
            entries = self._store.append(drafts, self._clock(), fresh)
            written.extend(entries)
            return entries

        with self._store.write():
            yield write
        if written:
            self._keep(Step(name, tuple(written), batch))

    def _keep(self, step: Step) -> None:
        last = self._steps[-1] if self._steps else None
        if last and step.batch and last.batch == step.batch:
            joined = last._replace(entries=last.entries + step.entries)
            self._steps = [*self._steps[:-1], joined]
        else:
            self._steps = [*self._steps[-MOST_STEPS:], step]

    @property
    def last(self) -> Step | None:
        """The step that would be taken back; None where there is none."""
        return self._steps[-1] if self._steps else None

    @property
    def newest(self) -> int:
        """The number of the newest entry of the step that would be taken back; 0 for none."""
        return self._steps[-1].entries[-1].number if self._steps else 0

    def undo(self) -> Step | None:
        """Take back the newest step; None where there is none."""
        if not self._steps:
            return None
        step = self._steps[-1]
        with self._store.write():
            taken_back = [
                entry for entry in reversed(step.entries) if not self._is_in_use(entry, step)
            ]
            self._store.append([undo_draft(entry) for entry in taken_back], self._clock())
        self._steps.pop()
        return step

    def forget_all(self) -> None:
        """Begin anew: what a program did for itself is nobody's to take back."""
        self._steps = []

    def forget(self, entries: Collection[EntryId]) -> None:
        """Let go of steps that were taken back in another way."""
        self._steps = [
            step for step in self._steps if not any(entry.id in entries for entry in step.entries)
        ]

    def _is_in_use(self, entry: Entry, step: Step) -> bool:
        """Tell whether a person who was made here is registered elsewhere by now."""
        type_, person = split_subject(entry.subject)
        if type_ != SubjectType.PERSON or step.name != "registered":
            return False
        made = {split_subject(entry.subject)[1] for entry in step.entries}
        return any(
            attendee.id not in made for attendee in self._store.registrations.of_person(person)
        )
