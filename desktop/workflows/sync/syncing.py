"""Agrees with other desks: by a folder, by one file, or through a hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.failures import FolderUnreachable
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.domain.programme.programme import Programme
from desktop.domain.sync.hub_address import HubAddress
from desktop.files.writing.drafts import sweep_folder
from desktop.store.engine.slices import OnStore
from desktop.store.journal.peers import Peer
from desktop.store.store import DEFAULT_DESK_NAME, Store
from desktop.sync.folder import PHOTOS, FolderSync
from desktop.sync.pack import ENDING, exchange_pack
from desktop.sync.report import AT_ONCE, IN_SLICES, SyncReport
from desktop.workflows.badges.unfinished_files import UnfinishedFiles
from desktop.workflows.ports import Clock, directly, never

EVERYTHING = "*"
if TYPE_CHECKING:
    from desktop.workflows.sync.live_sync import LiveSync

__all__ = ["DeskSeen", "HubUpgrade", "JournalFlaw", "SyncReport", "Syncing"]

# The database's library is loaded by those who have a hub: it would delay everybody's first window.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """A desk of the journal: whether it is this one, when it was heard from, how its clock is.

    `clock_off_ms` is how far its clock is ahead of the hub's, or of this computer's where it has
    written entries of the future; None where nothing is known.
    """

    desk: str
    name: str
    entries: int
    is_own: bool
    heard_ms: int | None
    clock_off_ms: int | None


@dataclass(frozen=True, slots=True)
class HubUpgrade:
    """From which version a hub's schema was brought to which; equal where nothing was to do.

    `older_desks` were last heard from with an older Muster.
    """

    before: int
    after: int
    older_desks: tuple[str, ...]


class Syncing:
    """What this desk exchanges with others, and what it knows of them."""

    def __init__(self, store: Store, clock: Clock, unfinished: UnfinishedFiles) -> None:
        """Work on this store; after an exchange look at files that were left."""
        self._store = store
        self._clock = clock
        self._unfinished = unfinished

    def is_alone(self) -> bool:
        """Tell whether nothing of any other desk has come in yet."""
        with self._store.read():
            return self._store.journal.known_heads().keys() <= {self._store.desk}

    def with_folder(
        self,
        folder: Path,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
        *,
        in_slices: bool = False,
        makes_folder: bool = False,
    ) -> SyncReport:
        """Exchange with a folder, or with one file whose name ends in `.muster`.

        Args:
            folder: where.
            on_store: does one slice on the store.
            is_stopped: whether a person stopped it.
            in_slices: small slices, because somebody scans meanwhile.
            makes_folder: make the folder where somebody named it now; one that was chosen once
                may be a stick that is out.

        Raises:
            FolderUnreachable, FileUnwritable: what was read until then is in the store.
        """
        at_once = IN_SLICES if in_slices else AT_ONCE
        if makes_folder and folder.suffix != ENDING:
            _make_folder(folder)
        if folder.suffix == ENDING:
            report = exchange_pack(
                self._store, folder, on_store, is_stopped, at_once, self.take_name
            )
        else:
            sync = FolderSync(self._store, folder, on_store, is_stopped, at_once)
            report = sync.exchange(self.take_name)
            for path in (folder, folder / PHOTOS):
                sweep_folder(path)
        on_store(lambda: self._note_heard(report))
        self._unfinished.settle(on_store)
        return report

    def with_hub(self, address: HubAddress, password: str = "") -> SyncReport:
        """Exchange with a hub once.

        Raises:
            HubUnreachable, HubRefused: what was read until then is in the store.
        """
        from desktop.sync.hub import open_hub  # noqa: PLC0415
        from desktop.sync.hub_round import HubRound  # noqa: PLC0415

        with open_hub(address, password) as hub:
            report = HubRound(self._store, hub, directly).exchange(self.take_name)
            off_ms = self._clock() - hub.now_ms()
            hub.notify(self._store.desk, self._store.desk_name(), off_ms, 0)
            heard = hub.desks()
            report.is_hub_old = hub.is_old
        now = self._clock()
        with self._store.write():
            for desk in heard:
                self._store.peers.hear(desk.desk, now - desk.ago_ms, desk.clock_off_ms)
            report.name_ahead(now, self._store.desk_names())
        self._unfinished.settle()
        return report

    def admit(
        self,
        address: HubAddress,
        password: str,
        role: str,
        programme: Programme | None,
        *,
        is_dismissed: bool = False,
    ) -> bool:
        """Let a role of a hub's database see a programme, or all (None); or take that back.

        Returns:
            Whether the hub's owner may bring it up to date: an older Muster made it.

        Raises:
            HubUnreachable, HubRefused: only the owner of the hub may.
        """
        from desktop.sync.hub import open_hub  # noqa: PLC0415

        what = programme.id if programme else EVERYTHING
        with open_hub(address, password) as hub:
            (hub.dismiss if is_dismissed else hub.admit)(role, what)
            return hub.is_old

    def upgrade_hub(self, address: HubAddress, password: str) -> HubUpgrade:
        """Bring a hub that an older Muster made up to date; older desks work on beside it.

        Raises:
            HubUnreachable, HubRefused, HubNotOwned: nothing was changed.
        """
        from desktop.sync.hub import open_hub  # noqa: PLC0415

        with open_hub(address, password) as hub:
            before = hub.upgrade()
            return HubUpgrade(before, hub.schema, tuple(hub.older_desks()))

    def live(self, address: HubAddress, password: str, on_store: OnStore) -> LiveSync:
        """Prepare to stay in step with a hub; from now on each commit wakes it."""
        from desktop.workflows.sync.live_sync import LiveSync  # noqa: PLC0415

        made = LiveSync(
            self._store,
            self._clock,
            address,
            password,
            on_store,
            IN_SLICES,
            self.take_name,
            self._unfinished.settle,
        )
        self._store.on_written = made.wake
        return made

    def desks(self) -> list[DeskSeen]:
        """List every desk of the journal, this one first."""
        now = self._clock()
        with self._store.read():
            names = self._store.desk_names()
            desks = [
                self._seen(peer._replace(name=names.get(peer.desk, "")), now)
                for peer in self._store.peers.all()
            ]
        return sorted(desks, key=lambda desk: not desk.is_own)

    def flaws(self) -> list[JournalFlaw]:
        """Name entries that are here, but cannot be applied."""
        with self._store.read():
            parked_ranges = self._store.intake.parked()
            names = self._store.desk_names()
        return [
            JournalFlaw(
                FlawKind(parked.reason),
                names.get(parked.desk) or parked.desk,
                parked.entries,
                f"{parked.first}–{parked.last}",
            )
            for parked in parked_ranges
        ]

    def state_hash(self) -> str:
        """Sum up all that the screens show; equal on desks that have the same entries."""
        with self._store.read():
            return self._store.state_hash()

    def take_name(self) -> str:
        """Give this desk the next free letter, where another one has its first name, too."""
        with self._store.write():
            own = self._store.desk_name()
            names = self._store.given_desk_names()
            taken = {name for id_, name in names.items() if id_ != self._store.desk}
            if own in taken and own == DEFAULT_DESK_NAME:
                free = (f"Desk {letter}" for letter in _LETTERS if f"Desk {letter}" not in taken)
                own = next(free, f"Desk {self._store.desk[:4]}")
                self._store.name_desk(own, self._clock())
        return own

    def _note_heard(self, report: SyncReport) -> None:
        """Note who was heard from by files, and whose clock is wrong."""
        now = self._clock()
        with self._store.write():
            for desk, at_ms in report.heard.items():
                self._store.peers.hear(desk, min(at_ms, now), report.clock_off_ms(desk, now))
            report.name_ahead(now, self._store.desk_names())

    def _seen(self, peer: Peer, now: int) -> DeskSeen:
        is_own = peer.desk == self._store.desk
        heard = now if is_own else peer.heard_ms
        return DeskSeen(peer.desk, peer.name or peer.desk, peer.entries, is_own, heard,
                        None if is_own else peer.clock_off_ms)  # fmt: skip


def _make_folder(folder: Path) -> None:
    """Make a folder that is not there, but not those around it: that may be another disk."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        return
    except OSError as error:
        raise FolderUnreachable(path=folder, reason=error.strerror or str(error)) from error
