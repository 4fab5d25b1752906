"""Kills Muster in the middle of everything that it does, again and again, and looks what is left.

Each time the store must open, its file, chains and figures agree, and all that was acknowledged is
in it. A file that was being written is there whole or not at all.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.upkeep.backup import Occasion
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import write_csv
from tests.support.fakes import RecordingPainter

ROOT = Path(__file__).resolve().parents[1]
OLD_STORE = ROOT / "tests" / "fixtures" / "stores" / "0005"
PEOPLE, LISTED = 150, 400


@dataclass(slots=True)
class Killed:
    """What came of the kills."""

    kills: Counter[str] = field(default_factory=Counter)
    # How many were over before they could be killed.
    missed: int = 0
    acknowledged: int = 0
    # How long each takes when nobody kills it, in seconds.
    takes_s: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class _Trial:
    """One copy of a store, and one Muster that is killed at it."""

    def __init__(self, folder: Path, chance: random.Random, result: Killed) -> None:
        self.folder, self.chance, self.result = folder, chance, result
        self.store = folder / "data" / "m.db"
        self.environment = os.environ | {
            "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "share"), "XDG_STATE_HOME": str(folder / "state"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "QT_QPA_PLATFORM": "offscreen",
        }  # fmt: skip

    @property
    def key(self) -> Path:
        return self.folder / "config" / "muster-key" / "store.key"

    def kill(self, name: str, words: list[str], stdin: str = "") -> str:
        """Start a command, kill it after a moment, and give what it had said."""
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--store", str(self.store), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=self.environment, text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        whole_s = self.result.takes_s.get(name, 3.0)
        began = time.monotonic()
        try:
            said, _ = process.communicate(stdin, timeout=self.chance.uniform(0.3, 1.0) * whole_s)
            self.result.missed += 1
            self.result.takes_s[name] = time.monotonic() - began
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
            self.result.kills[name] += 1
        return said

    def opened(self) -> FrontDesk:
        return FrontDesk.open(self.store, self.key, system_clock, RecordingPainter())

    def check(self, name: str, look: Callable[[FrontDesk], Iterator[str]]) -> None:
        """Open what is left and note every fault."""
        try:
            desk = self.opened()
            try:
                faults = [*look(desk), *(f"{d.where}: {d.what}" for d in desk.verify())]
            finally:
                desk.close()
        except Exception as error:  # noqa: BLE001  (whatever it is, it is a fault)
            faults = [f"{type(error).__name__} {error}"]
        self.result.faults += [f"{name}: {fault}" for fault in faults]


def kill_again_and_again(kills: int, seed: int) -> Killed:
    """Kill so many Musters, one after the other, at what each of them does in turn."""
    chance, result = random.Random(seed), Killed()
    with tempfile.TemporaryDirectory(prefix="muster-kills-") as name:
        model = Path(name) / "model"
        codes = _prepare(model)
        for number in range(kills):
            folder = Path(name) / "trial"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(model, folder)
            act = _ACTS[number % len(_ACTS)]
            act(_Trial(folder, chance, result), codes)
    return result


def _prepare(folder: Path) -> list[str]:
    trial = _Trial(folder, random.Random(0), Killed())
    trial.key.parent.mkdir(parents=True)
    desk = trial.opened()
    programme = desk.programmes.find_or_make("NIPERM")
    codes = []
    for number in range(PEOPLE):
        person = {"first_name": "Noa", "last_name": f"Guest{number}"}
        made, _ = desk.registry.register(programme, RegistrationForm(person, {}, {}))
        codes.append(made.registration.ticket_code)
    desk.backups.make(Occasion.HAND)
    (folder / "exchange").mkdir()
    desk.syncing.with_folder(folder / "exchange")
    desk.close()
    rows = [["Name", "Email"]]
    rows += [[f"Dan Listed{number}", f"dan{number}@example.org"] for number in range(LISTED)]
    write_csv(folder / "guests.csv", rows)
    return codes


def _scan(trial: _Trial, codes: list[str]) -> None:
    said = trial.kill("scan", ["checkin", "--programme", "NIPERM", "-"], "\n".join(codes))
    # The last line may be cut off: it was not acknowledged then.
    acks = [json.loads(line) for line in said.splitlines() if line.endswith("}")]
    trial.result.acknowledged += len(acks)

    def look(desk: FrontDesk) -> Iterator[str]:
        inside = desk.desk.counts(desk.programmes.named("NIPERM"), 1, 60_000).inside
        if not len(acks) <= inside <= len(acks) + 1:
            yield f"{len(acks)} were acknowledged, {inside} are inside"

    trial.check("scan", look)


def _import(trial: _Trial, _codes: list[str]) -> None:
    words = ["import", str(trial.folder / "guests.csv"), "--programme", "NIPERM"]
    trial.kill("import", words)

    def look(desk: FrontDesk) -> Iterator[str]:
        # It goes on with the same file, and nobody is there twice.
        guests = open_guest_list(trial.folder / "guests.csv")
        desk.importing(desk.programmes.named("NIPERM"), guests).run()
        people = _people(desk)
        if people != PEOPLE + LISTED:
            yield f"{people} people are there"

    trial.check("import", look)


def _sync(trial: _Trial, _codes: list[str]) -> None:
    trial.kill("sync", ["sync", str(trial.folder / "exchange")])
    trial.check("sync", lambda _desk: iter(()))


def _join(trial: _Trial, _codes: list[str]) -> None:
    """A new desk that takes everything in, killed on the way."""
    trial.store = trial.folder / "data" / "new.db"
    trial.kill("join", ["sync", str(trial.folder / "exchange")])
    trial.check("join", lambda _desk: iter(()))


def _migrate(trial: _Trial, _codes: list[str]) -> None:
    trial.store = trial.folder / "data" / "old.db"
    shutil.copy(OLD_STORE.with_suffix(".db"), trial.store)
    shutil.copy(OLD_STORE.with_suffix(".key"), trial.key)
    trial.kill("migration", ["programmes"])
    trial.check("migration", lambda desk: iter(() if desk.programmes.summaries() else ("none",)))


def _export(trial: _Trial, _codes: list[str]) -> None:
    out = trial.folder / "out.csv"
    trial.kill("export", ["export", "attendees", "--programme", "NIPERM", "--out", str(out)])

    def look(_desk: FrontDesk) -> Iterator[str]:
        if out.exists() and len(out.read_text("utf-8-sig").splitlines()) != PEOPLE + 1:
            yield "half a file is there"

    trial.check("export", look)


def _back_up(trial: _Trial, _codes: list[str]) -> None:
    trial.kill("backup", ["store", "backup"])

    def look(desk: FrontDesk) -> Iterator[str]:
        for backup in desk.backups.listed():
            if desk.backups.since(backup).entries and backup.number > 1:
                yield f"backup {backup.number} lacks entries"

    trial.check("backup", look)


def _restore(trial: _Trial, _codes: list[str]) -> None:
    with trial.store.open("r+b") as file:
        file.write(b"\x5a" * 8192)
    trial.kill("restore", ["store", "restore", "--yes"])
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--store", str(trial.store), "store", "restore",
         "--yes"], capture_output=True, env=trial.environment, check=False, text=True, timeout=60,
    )  # fmt: skip
    if done.returncode:
        trial.result.faults.append(f"restore again: {done.stderr}")

    def look(desk: FrontDesk) -> Iterator[str]:
        if _people(desk) != PEOPLE:
            yield f"{_people(desk)} people came back"

    trial.check("restore", look)


def _people(desk: FrontDesk) -> int:
    return int(desk._store.db.conn.execute("SELECT count(*) FROM people").fetchone()[0])


_ACTS = (_scan, _import, _sync, _join, _migrate, _export, _back_up, _restore)
