"""Photos of people: from one file, or from a folder by the files' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.attendees.names import name_key
from desktop.domain.attendees.registration import Attendee
from desktop.domain.failures import FileUnreadable, PictureUnreadable
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Programme
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly, never

if TYPE_CHECKING:
    from desktop.files.attendees.photos import Crop

ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff",
     ".heic", ".heif", ".hif", ".avif"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PhotosTaken:
    """What came of a folder: how many people have a photo now, and the files left out.

    `unreadable` files come with why; `others` are no pictures by their names; of `again` another
    picture of the same person came first; `folders` inside are not looked into.
    """

    taken: int
    nobody: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


class _Whose:
    """Whose picture each file of a folder is, and which are left out."""

    def __init__(self, known: Mapping[str, set[str]]) -> None:
        self._known = known
        self._shown: set[str] = set()
        self.nobody: list[str] = []
        self.several: list[str] = []
        self.unreadable: list[tuple[str, str]] = []
        self.again: list[str] = []

    def read(self, file: Path) -> tuple[str, bytes] | None:
        """Give a person's id and picture; None where the file is left out."""
        stem = file.stem.strip().casefold()
        people = self._known.get(stem) or self._known.get(name_key(file.stem)) or ()
        if len(people) != 1:
            (self.several if people else self.nobody).append(file.name)
            return None
        (person,) = people
        if person in self._shown:
            self.again.append(file.name)
            return None
        from desktop.files.attendees.photos import prepare_photo  # noqa: PLC0415

        try:
            picture = prepare_photo(file)
        except PictureUnreadable as failure:
            self.unreadable.append((file.name, str(failure.facts["reason"])))
            return None
        self._shown.add(person)
        return person, picture


class Photos:
    """Keeps pictures of people."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    @staticmethod
    def prepare(path: Path) -> bytes:
        """Make a picture file ready to be kept.

        Raises:
            PictureUnreadable: it cannot be used.
        """
        from desktop.files.attendees.photos import prepare_photo  # noqa: PLC0415

        return prepare_photo(path)

    @staticmethod
    def prepare_bytes(content: bytes, name: str, crop: Crop | None = None) -> bytes:
        """Make a picture ready that came from a camera, or a part of one.

        Raises:
            PictureUnreadable: it cannot be used.
        """
        from desktop.files.attendees.photos import prepare_bytes  # noqa: PLC0415

        return prepare_bytes(content, Path(name), crop)

    @staticmethod
    def prepare_whole(path: Path) -> bytes:
        """Make a picture file ready to be cut by hand: upright, and large enough for a face.

        Raises:
            PictureUnreadable: it cannot be used.
        """
        from desktop.files.attendees.photos import prepare_whole  # noqa: PLC0415

        return prepare_whole(path)

    def from_folder(
        self,
        programme: Programme,
        folder: Path,
        on_store: OnStore = directly,
        on_progress: Callable[[int], None] = lambda _done: None,
        is_stopped: Callable[[], bool] = never,
        *,
        only_look: bool = False,
    ) -> PhotosTaken:
        """Give each person the picture whose file is named after them, or only look who would.

        A file is named after an email, an attendee number, an order, a ticket code, or a name.

        Raises:
            FileUnreadable: the folder cannot be read.
        """
        try:
            found = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
        except OSError as error:
            raise FileUnreadable(path=folder, reason=error.strerror or str(error)) from error
        files = [file for file in found if file.suffix.casefold() in ENDINGS and not file.is_dir()]
        whose, taken = _Whose(self._names(programme, on_store)), 0
        for done, file in enumerate(files):
            if is_stopped():
                break
            if (read := whose.read(file)) is not None:
                taken += 1 if only_look else on_store(partial(self._keep, *read))
                on_progress(done + 1)
        return PhotosTaken(
            taken,
            tuple(whose.nobody),
            tuple(whose.several),
            tuple(whose.unreadable),
            tuple(file.name for file in found if file not in files and not file.is_dir()),
            tuple(whose.again),
            tuple(file.name for file in found if file.is_dir()),
        )

    def _keep(self, person: str, picture: bytes) -> int:
        with self._store.write():
            name = self._store.blobs.put(picture)
            before = self._store.registrations.person(person)
            if before is None or before.photo != name:
                draft = set_draft(SubjectType.PERSON, person, "", {"photo": name})
                self._store.append([draft], self._clock())
        return 1

    def _names(self, programme: Programme, on_store: OnStore) -> dict[str, set[str]]:
        """Tell whom each possible file name stands for."""
        people: dict[str, set[str]] = {}
        after, is_end = 0, False
        while not is_end:
            page_of = partial(self._store.registrations.page, programme.id, after)
            after, page = on_store(page_of)
            is_end = not page
            for attendee in page:
                for name in _file_names(attendee):
                    people.setdefault(name, set()).add(attendee.person.id)
        return people


def _file_names(attendee: Attendee) -> set[str]:
    person, own = attendee.person, attendee.registration
    exact = (person.email, own.external_id, own.order_ref, own.ticket_code)
    names = (person.name, person.hebrew_name)
    return {text.casefold() for text in exact if text} | {name_key(n) for n in names if n}
