"""Takes the power away at every point of a recorded morning, and looks what is left.

A recorder that is preloaded under the engine writes down each write, truncation and sync. For a
point of that record the disk holds what was synced before, and of the rest each write may be there,
may be missing, or may be torn in the middle of a sector's border: one of these is thrown for each.
Every store that comes out must open, hold all that was acknowledged, and have whole chains.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from desktop.store.engine.keys import KeyStore
from desktop.store.journal.journal import Journal
from desktop.store.projections.verify import verify_kept
from desktop.store.store import Store
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from tests.support.builders import write_csv
from tests.support.fakes import RecordingPainter

ROOT = Path(__file__).resolve().parents[1]
SECTOR = 512
PEOPLE, LISTED = 120, 60
# So often the figures are compared with the journal, too, which takes a while.
VERIFY_EVERY = 100
_HEAD = struct.Struct("<cBQI")


class Record(NamedTuple):
    """One thing that the process did: see record.c."""

    kind: str
    file: int
    at: int
    data: bytes


@dataclass(slots=True)
class Lost:
    """What came of the power losses."""

    points: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """A file as the disk has it for certain, and what is not certain yet."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Record] = field(default_factory=list)
    is_there: bool = True

    def sync(self) -> None:
        for record in self.pending:
            _apply(self.safe, record)
        self.pending.clear()

    def left(self, chance: random.Random) -> bytearray:
        """Give what a power loss leaves: of each pending write all, nothing or a part."""
        content = bytearray(self.safe)
        for record in self.pending:
            fate = chance.random()
            if fate < 0.4:
                _apply(content, record)
            elif fate < 0.6 and record.kind == "W" and len(record.data) > SECTOR:
                sectors = chance.randrange(1, len(record.data) // SECTOR + 1)
                cut = record.data[: sectors * SECTOR - chance.choice((0, 1, SECTOR // 2))]
                _apply(content, record._replace(data=cut))
        return content


def take_the_power(losses: int, seed: int, *, heeds_syncs: bool = True) -> Lost:
    """Record a morning and cut it off at so many points, spread over what it wrote.

    Where syncs are not heeded, as on a disk that lies about them, much is lost: so it is seen that
    a loss would be found.
    """
    with tempfile.TemporaryDirectory(prefix="muster-power-") as name:
        folder = Path(name)
        store, key = folder / "data" / "m.db", folder / "key"
        codes, guests = _prepare(store, key, folder)
        before = {path.name: path.read_bytes() for path in store.parent.iterdir()}
        trace = folder / "trace"
        _record(folder, store, key, codes, guests, trace)
        records = [r for r in _read(trace) if heeds_syncs or r.kind != "S"]
        return _replay(records, before, key, losses, seed, folder)


def _prepare(store: Path, key: Path, folder: Path) -> tuple[list[str], Path]:
    desk = FrontDesk.open(store, key, system_clock, RecordingPainter())
    programme = desk.programmes.find_or_make("NIPERM")
    desk.programmes.find_or_make_point(programme, "Main entrance")
    codes = []
    for number in range(PEOPLE):
        person = {"first_name": "Noa", "last_name": f"Guest{number}"}
        made, _ = desk.registry.register(programme, RegistrationForm(person, {}, {}))
        codes.append(made.registration.ticket_code)
    desk.close()
    guests = folder / "guests.csv"
    rows = [["Name", "Email"]]
    rows += [[f"Dan Listed{number}", f"dan{number}@example.org"] for number in range(LISTED)]
    write_csv(guests, rows)
    return codes, guests


def _record(
    folder: Path, store: Path, key: Path, codes: list[str], guests: Path, trace: Path
) -> None:
    library = folder / "record.so"
    source = ROOT / "scripts" / "power" / "record.c"
    build = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
    subprocess.run(build, check=True)
    words = [sys.executable, "-m", "scripts.power.morning", str(store), str(key), ",".join(codes)]
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "MUSTER_POWER_FOLDER": str(store.parent),
        "MUSTER_POWER_TRACE": str(trace),
    }
    subprocess.run([*words, str(guests)], check=True, cwd=ROOT, env=environment,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def _read(trace: Path) -> Iterator[Record]:
    with trace.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, number, at, size = _HEAD.unpack(head)
            yield Record(kind.decode("ascii"), number, at, file.read(size))


def _replay(
    records: list[Record],
    before: dict[str, bytes],
    key: Path,
    losses: int,
    seed: int,
    folder: Path,
) -> Lost:
    lost = Lost()
    chance = random.Random(seed)
    names: dict[int, str] = {}
    files: dict[str, _File] = {name: _File(bytearray(data)) for name, data in before.items()}
    said: list[str] = []
    each = -(-losses // len(records))
    chosen = set(chance.sample(range(len(records)), min(losses, len(records))))
    for number, record in enumerate(records):
        if record.kind == "N":
            names[record.file] = Path(record.data.decode()).name
            files.setdefault(names[record.file], _File())
        elif record.kind == "A":
            said += record.data.decode().splitlines()
        else:
            _do(files[names[record.file]], record)
        if number in chosen:
            for _again in range(each):
                _look(files, key, said, chance, folder, lost, f"after {number} of {len(records)}")
    lost.acknowledged = len(said)
    return lost


def _do(file: _File, record: Record) -> None:
    if record.kind == "S":
        file.sync()
    elif record.kind == "U":
        file.safe, file.is_there = bytearray(), False
        file.pending.clear()
    else:
        file.is_there = True
        file.pending.append(record)


def _apply(content: bytearray, record: Record) -> None:
    if record.kind == "T":
        del content[record.at :]
        content.extend(bytes(record.at - len(content)))
        return
    end = record.at + len(record.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[record.at : end] = record.data


def _look(
    files: dict[str, _File],
    key: Path,
    said: list[str],
    chance: random.Random,
    folder: Path,
    lost: Lost,
    where: str,
) -> None:
    """Open what a power loss at this point leaves, and note every fault."""
    lost.points += 1
    there = folder / "there"
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir()
    for name, file in files.items():
        if file.is_there and not name.startswith("."):
            (there / name).write_bytes(file.left(chance))
    try:
        lost.faults += [f"{where}: {fault}" for fault in _faults(there / "m.db", key, said,
                        is_thorough=lost.points % VERIFY_EVERY == 0)]  # fmt: skip
    except Exception as error:  # noqa: BLE001  (whatever it is, it is a fault of the store)
        lost.faults.append(f"{where}: {type(error).__name__} {error}")


def _faults(path: Path, key: Path, said: list[str], *, is_thorough: bool) -> Iterator[str]:
    store = Store.open(path, KeyStore(key))
    try:
        # Pages in the file that the log has anew are read from there; the sum of the file is not.
        store.tidy()
        moved = dict(store.db.conn.execute(_MOVED).fetchall())
        for line in said:
            word, _, code = line.partition(" ")
            # Whoever was let in may be out by now, though nobody was told so yet.
            if (word == "in" and code not in moved) or (word == "out" and moved[code] != "out"):
                yield f"{line} was acknowledged and is not there"
        count = store.db.conn.execute(_LISTED).fetchone()[0]
        listed = max((int(line.split()[1]) for line in said if line.startswith("list")), default=0)
        if count < listed:
            yield f"{listed} people of a list were acknowledged, {count} are there"
        for difference in verify_kept(store.db, Journal(store.db, store.desk)):
            yield f"{difference.where}: {difference.what}"
        if is_thorough:
            yield from (f"{each.where}: {each.what}" for each in store.differences())
    finally:
        store.close()


_MOVED = """
    SELECT r.ticket_code, CASE WHEN p.inside IS NULL THEN 'out' ELSE 'in' END
    FROM presences p JOIN registrations r ON r.id = p.registration
    WHERE p.first_in_ms IS NOT NULL
"""
_LISTED = "SELECT count(*) FROM people WHERE email LIKE 'dan%@example.org'"
