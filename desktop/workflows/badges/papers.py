"""Badge sheets and label rolls: those of the table, and those that people add."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from desktop.domain.badges.media import OWN, SHEET, Media, fits_its_page, media_from_row
from desktop.domain.failures import NoSuchMedia
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, canonical
from desktop.files import resources
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock
from desktop.workflows.shared_ids import shared_or_new

DEFAULT_MEDIA = "5392"
# Plain paper, whole or in fields that are cut or read: for cards, certificates and lists.
PLAIN = (
    Media("Plain", "A4", SHEET, 210, 297, 1, 1, 210, 297, 0, 0, 210, 297),
    Media("Plain", "Letter", SHEET, 215.9, 279.4, 1, 1, 215.9, 279.4, 0, 0, 215.9, 279.4),
    Media("Plain", "A4-2x9", SHEET, 210, 297, 2, 9, 93, 29, 11, 20, 95, 29.6),
    Media("Plain", "Letter-2x8", SHEET, 215.9, 279.4, 2, 8, 93, 29, 14, 20, 95, 29.6),
    Media("Plain", "A4-1x20", SHEET, 210, 297, 1, 20, 186, 13, 12, 20, 186, 13),
    Media("Plain", "Letter-1x18", SHEET, 215.9, 279.4, 1, 18, 186, 13, 15, 20, 186, 13),
)
MOST_NAME = 60
_NUMBERS = {field.name for field in fields(Media) if field.name.endswith("_mm")}
# Papers that older desks kept do not say these.
_LATER = {"colours"}


def media_named(name: str) -> Media:
    """Find badge media of the table by any of its codes.

    Raises:
        NoSuchMedia: the table has none of that code.
    """
    return _named(name, all_media())


@cache
def all_media() -> Sequence[Media]:
    """List the badge sheets and rolls of the table."""
    table = [media_from_row(row) for row in resources.read_table("media", "badge_media.csv")]
    return [*table, *PLAIN]


class PaperRepository:
    """All papers of this store; own ones are in the journal, so that all desks have them."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes

    def all(self) -> list[Media]:
        """List all papers, own ones first."""
        with self._store.read():
            rows = self._store.badge_documents.papers()
        own = [media for _id, text in rows if (media := _from_json(text))]
        return [*own, *all_media()]

    def named(self, name: str) -> Media:
        """Find a paper by any of its codes.

        Raises:
            NoSuchMedia: there is none of that code.
        """
        return _named(name, self.all())

    def save(self, media: Media) -> bool:
        """Add a paper or change the own one of that name; False where its labels do not fit."""
        if not media.code.strip() or not fits_its_page(media):
            return False
        geometry = asdict(media) | {"vendor": OWN, "code": media.code.strip()[:MOST_NAME]}
        with self._changes.step("paper") as write:
            names, now = (media.code,), self._clock()
            id_ = self._id_of(media.code)
            id_ = id_ or shared_or_new(self._store, SubjectType.PAPER, names, now)
            body = {"name": geometry["code"], "geometry": canonical(geometry)}
            write([set_draft(SubjectType.PAPER, id_, "", body)])
        return True

    def remove(self, media: Media) -> None:
        """Take out an own paper."""
        if id_ := self._id_of(media.code):
            with self._changes.step("removed") as write:
                write([set_draft(SubjectType.PAPER, id_, "", {"removed": True})])

    def _id_of(self, code: str) -> str:
        for id_, text in self._store.badge_documents.papers():
            media = _from_json(text)
            if media and media.code.casefold() == code.strip().casefold():
                return id_
        return ""


def media_from_dict(data: dict[str, Any]) -> Media:
    """Read a paper that was kept with a job."""
    return Media(**data)


def _named(name: str, known: Sequence[Media]) -> Media:
    wanted = name.strip().upper()
    for media in known:
        if wanted in {name.upper() for name in (media.code, *media.names)}:
            return media
    raise NoSuchMedia(name=name, known=[media.code for media in known])


def _from_json(text: str) -> Media | None:
    """Read an own paper; one that a newer Muster wrote in another way is passed over."""
    data = json.loads(text)
    names = {field.name for field in fields(Media)} - (_LATER - data.keys())
    if not names <= data.keys() or not all(isinstance(data[n], int | float) for n in _NUMBERS):
        return None
    media = Media(**{name: data[name] for name in names})
    return media if fits_its_page(media) else None
