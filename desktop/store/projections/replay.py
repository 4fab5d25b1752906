"""All projections made anew from the journal: after a change of the schema, and to compare."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from desktop.domain.journal.entry import Entry
from desktop.store.journal.journal import Journal
from desktop.store.projections.projections import Projector

_REPLAYED_AT_ONCE = 5_000
# The words of so many entries are kept in memory until they are written.
_FINISHED_EVERY = 20_000


def replay(
    journal: Journal, projector: Projector, tell: Callable[[int], None] = lambda _entries: None
) -> None:
    """Make all projections from the journal alone, inside the caller's transaction.

    Small subjects come before people, people before registrations, as they do when written.

    Args:
        journal: the entries.
        projector: writes what follows from them.
        tell: is told how many entries came to the projector since it was told last.
    """
    batch: list[Entry] = []
    since = 0
    for _subject, entries in groupby(journal.by_subject(), key=lambda entry: entry.subject):
        batch.extend(entries)
        if len(batch) >= _REPLAYED_AT_ONCE:
            projector.apply(batch, {entry.subject for entry in batch})
            tell(len(batch))
            since += len(batch)
            batch = []
            if since >= _FINISHED_EVERY:
                projector.finish()
                since = 0
    projector.apply(batch, {entry.subject for entry in batch})
    projector.finish()
    tell(len(batch))
