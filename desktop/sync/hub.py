"""A connection to the hub: a plain PostgreSQL database that all desks read and write."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desktop.domain.attendees.typing_slips import near_codes
from desktop.domain.failures import Cause, HubNotOwned, HubRefused, HubUnreachable, NoSuchRole
from desktop.domain.journal.entry import SealedEntry, StoredEntry
from desktop.domain.sync.hub_address import STRICT, SYSTEM, HubAddress
from desktop.sync import hub_schema as q
from desktop.sync.certificates import trusted_bundle

CONNECT_S = 6
# A cut cable is noticed in some seconds, not after the two hours that TCP allows.
_OPTIONS = {
    "connect_timeout": str(CONNECT_S),
    "application_name": "Muster",
    "options": "-c statement_timeout=60000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "8000",
}
# Refusals that waiting does not mend.
_REFUSED = (
    errors.InsufficientPrivilege,
    errors.InvalidAuthorizationSpecification,
    errors.InvalidCatalogName,
    errors.UndefinedTable,
    errors.UndefinedFunction,
)


# What a hub shows of an entry: all of it, or its chain only.
HubEntry = StoredEntry | SealedEntry


class Cursor(NamedTuple):
    """How far a desk has read: the transaction and the number in it."""

    transaction_id: str = "0"
    seq: int = 0


class Heard(NamedTuple):
    """A desk at the hub: how long ago it was heard from, and how far its clock is ahead."""

    desk: str
    ago_ms: int
    clock_off_ms: int


class Pushed(NamedTuple):
    """What became of entries that were pushed: new at the hub, and those it has otherwise."""

    new: int
    forked: int


class Hub:
    """An open connection; used from one thread."""

    def __init__(self, link: psycopg.Connection[tuple[object, ...]], name: str) -> None:
        """Work through an open connection to a hub with the right schema."""
        self._link = link
        self.name = name
        self._told: dict[str, int] = {}
        link.add_notify_handler(self._on_notice)
        link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(q.CHANNEL)))
        link.execute(q.INCOMING)
        link.execute(q.RENEW)
        self.id = str(self._one(q.READ_VERSION, column=1))
        self.schema = self._read_schema()
        self.programmes = str(self._one(q.MY_PROGRAMMES))

    @property
    def is_old(self) -> bool:
        """Tell whether the hub's owner may bring it up to date: an older Muster made it."""
        return self.schema < q.VERSION

    def heads(self) -> dict[str, int]:
        """Tell up to which entry the hub has each desk's journal."""
        return dict(self._link.execute(q.HEADS).fetchall())  # type: ignore[arg-type]

    def chain(self, desk: str, number: int) -> bytes | None:
        """Give the chain of an entry as the hub has it."""
        chain = self._one(q.CHAIN, (desk, number))
        return bytes(chain) if isinstance(chain, bytes) else None

    def push(self, desk: str, entries: Sequence[StoredEntry]) -> Pushed:
        """Give entries to the hub, in one transaction; what it has already is passed over.

        If it has any of them otherwise, it takes none.
        """
        new = forked = 0
        with self._link.transaction():
            with self._link.cursor() as cursor:
                with cursor.copy(q.COPY) as copy:
                    for entry in entries:
                        copy.write_row(entry)
                new = cursor.execute(q.TAKE).rowcount
            forked = 0 if new == len(entries) else int(str(self._one(q.OTHERWISE)))
            if forked:
                raise psycopg.Rollback
            if new:
                self._link.execute(q.TELL, (f"{desk} {entries[-1].number}",))
        return Pushed(new, forked)

    def pull(self, cursor: Cursor, limit: int) -> tuple[list[HubEntry], Cursor]:
        """Read what was committed after a cursor; sealed entries come without their content."""
        rows = self._link.execute(q.PULL, (*cursor, limit)).fetchall()
        if not rows:
            return [], cursor
        *_last, transaction_id, seq = rows[-1]
        return [_entry(row) for *row, _x, _seq in rows], Cursor(str(transaction_id), int(str(seq)))

    def pull_desk(self, desk: str, after: int, limit: int) -> list[HubEntry]:
        """Read a desk's entries in their order."""
        rows = self._link.execute(q.PULL_DESK, (desk, after, limit)).fetchall()
        return [_entry(row) for row in rows]

    def of_subjects(self, subjects: Sequence[str]) -> list[HubEntry]:
        """Read all entries about some subjects, as far as this desk may."""
        rows = self._link.execute(q.OF_SUBJECTS, (list(subjects),)).fetchall()
        return [_entry(row) for row in rows]

    def is_before(self, cursor: Cursor) -> bool:
        """Tell whether a cursor is of this hub's future: the hub was restored from a copy."""
        return int(cursor.transaction_id) > int(str(self._one(q.NEWEST_X)))

    def notify(self, desk: str, name: str, clock_off_ms: int, waiting: int) -> None:
        """Say that this desk is here, and by which schema it works, if the hub keeps that."""
        if self.is_old:
            # Its owner may have brought it up to date meanwhile.
            self.schema = self._read_schema()
        told = (desk, name, clock_off_ms, waiting)
        if self.schema >= 2:
            self._link.execute(q.HEARD, (*told, q.VERSION))
        else:
            self._link.execute(q.HEARD_BY_FIRST, told)

    def desks(self) -> list[Heard]:
        """List the desks that were ever here."""
        return [Heard(*row) for row in self._link.execute(q.DESKS).fetchall()]  # type: ignore[arg-type]

    def now_ms(self) -> int:
        """Read the hub's clock, in milliseconds UTC."""
        return int(str(self._one(q.NOW)))

    def lacks(self, names: Sequence[str]) -> list[str]:
        """Name the photos that the hub has not."""
        return [str(row[0]) for row in self._link.execute(q.LACKS, (list(names),)).fetchall()]

    def keep_photo(self, name: str, content: bytes) -> None:
        """Give a photo to the hub."""
        self._link.execute(q.KEEP_PHOTO, (name, content))

    def photo(self, name: str) -> bytes | None:
        """Get a photo by its name."""
        photo = self._one(q.PHOTO, (name,))
        return bytes(photo) if isinstance(photo, bytes) else None

    def admit(self, role: str, programme: str) -> None:
        """Let a role of the database see a programme; `*` is all of them.

        Raises:
            NoSuchRole: the database has none of that name.
        """
        known = [str(row[0]) for row in self._link.execute(q.ROLES).fetchall()]
        if role not in known:
            near = [name for name in known if name.casefold() == role.casefold()]
            raise NoSuchRole(role=role, near=near or near_codes(role, known))
        self._link.execute(q.ADMIT, (role, programme))

    def dismiss(self, role: str, programme: str) -> None:
        """Take that back.

        Raises:
            NoSuchRole: it was not admitted there.
        """
        if not self._link.execute(q.DISMISS, (role, programme)).rowcount:
            known = [str(row[0]) for row in self._link.execute(q.MEMBERS, (programme,)).fetchall()]
            raise NoSuchRole(role=role, near=known)

    def upgrade(self) -> int:
        """Bring the hub's schema to this Muster's version, all of it or nothing.

        Desks that know only an earlier version work on beside it.

        Returns:
            The version that it had; where that is this Muster's or a later one, nothing is done.

        Raises:
            HubNotOwned: this role may not.
        """
        with self._link.transaction():
            if not self._one(q.IS_OWNER):
                raise HubNotOwned(hub=self.name)
            self._link.execute(q.WAIT_BRIEFLY)
            # Another owner may do the same; who comes second finds it done.
            self._link.execute(q.LOCK)
            before = self._read_schema()
            for version in range(before, q.VERSION):
                for statement in q.UPGRADES[version]:
                    self._link.execute(statement)
        self.schema = self._read_schema()
        return before

    def older_desks(self) -> list[str]:
        """Name the desks that were last heard from with an older Muster, as the hub's owner."""
        return [str(row[0]) for row in self._link.execute(q.OLDER_DESKS, (q.VERSION,)).fetchall()]

    def wait(self, seconds: float, wake: socket.socket) -> dict[str, int]:
        """Wait until the hub has news or this desk has; tell of whom, and up to which entry.

        Args:
            seconds: not longer than this.
            wake: readable when something is to be sent or the work is to end.
        """
        if not self._told:
            own, other = self._link.fileno(), wake.fileno()
            ready, _write, _odd = select.select([own, other], [], [], seconds)
            if own in ready:
                self._link.pgconn.consume_input()
                while notice := self._link.pgconn.notifies():
                    self._hear(notice.extra.decode("utf-8", "replace"))
        told, self._told = self._told, {}
        return told

    def _read_schema(self) -> int:
        return int(str(self._one(q.READ_VERSION, column=2)))

    def _on_notice(self, notice: psycopg.Notify) -> None:
        self._hear(notice.payload)

    def _hear(self, payload: str) -> None:
        """Take a notice: the desk, and its newest entry, which an older Muster does not name."""
        desk, _space, number = payload.partition(" ")
        n = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        self._told[desk] = max(n, self._told.get(desk, 0))

    def _one(self, query: str, values: Sequence[object] = (), column: int = 0) -> object:
        row = self._link.execute(query, values or None).fetchone()
        return row[column] if row else None


def _entry(row: Sequence[Any]) -> HubEntry:
    """Take a row of a hub's entries; a sealed one has its name and its chain, and no content."""
    desk, number, clock, *_content, chain = row
    return SealedEntry(desk, number, chain) if clock is None else StoredEntry._make(row)


@contextmanager
def open_hub(address: HubAddress, password: str) -> Iterator[Hub]:
    """Connect to a hub, making its schema if the database is empty and this role may.

    Raises:
        HubUnreachable: it does not answer, or the connection broke.
        HubRefused: it does not let this desk in, or only newer Musters can work there.
    """
    name = address.name
    try:
        with _connect(address, password) as link:
            _make_schema(link, name)
            yield Hub(link, name)
    except _REFUSED as error:
        raise HubRefused(hub=name, reason=_reason(error)) from error
    except psycopg.Error as error:
        kind = HubRefused if _is_refusal(error) else HubUnreachable
        raise kind(hub=name, reason=_reason(error)) from error
    except OSError as error:
        raise HubUnreachable(hub=name, reason=error.strerror or str(error)) from error


def _connect(address: HubAddress, password: str) -> psycopg.Connection[tuple[object, ...]]:
    secret = {"password": password} if password else {}
    told = make_conninfo(address.url, **_OPTIONS, **address.options, **secret)
    given = conninfo_to_dict(told)
    # Like libpq, which forces verify-full where the root is the system's and refuses weaker modes:
    # with every public authority trusted, only the host's name keeps strangers out.
    if given.get("sslrootcert") == SYSTEM and given.get("sslmode", STRICT) == STRICT:
        told = make_conninfo(told, sslrootcert=trusted_bundle(), sslmode=STRICT)
    return psycopg.connect(told, autocommit=True)


def _make_schema(link: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    with link.transaction():
        row = link.execute(q.IS_THERE).fetchone()
        if not (row and row[0]):
            link.execute(q.LOCK)
            again = link.execute(q.IS_THERE).fetchone()
            if not (again and again[0]):
                for statement in q.MAKE:
                    link.execute(statement)
        version = link.execute(q.READ_VERSION).fetchone()
    if version is None or int(str(version[0])) > q.VERSION:
        raise HubRefused(hub=name, reason=Cause.NEWER_HUB)


def _is_refusal(error: psycopg.Error) -> bool:
    """Tell whether it is about who we are or what we ask rather than about the network."""
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return True
    reason = str(error)
    signs = ("authentication failed", "no password supplied", "certificate", "does not exist",
             "no pg_hba.conf entry", "not permitted", "does not support SSL",
             "weak sslmode")  # fmt: skip
    return any(sign in reason for sign in signs)


def _reason(error: BaseException) -> str:
    """Give the part of libpq's words that says why; the rest is addresses and advice."""
    if isinstance(error, errors.InsufficientPrivilege):
        return Cause.NOT_ADMITTED
    if isinstance(error, errors.LockNotAvailable):
        return Cause.HUB_BUSY
    if isinstance(error, psycopg.Error) and (told_first := error.diag.message_primary):
        return told_first
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if "failed: " in line] or lines
    reason = told[-1].rpartition("failed: ")[2] if told else type(error).__name__
    return reason.removeprefix("FATAL:").removeprefix("ERROR:").strip()
