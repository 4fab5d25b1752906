"""Checks a copy of a store in a process of its own, and says line by line what it finds.

Run as `python -m desktop.store.projections.check_child STORE COPY KEYFILE`, with `backup` behind
it where the copy is to be one: then only its pages and chains count. Each line is a list as JSON:
`["copied"]`, `["share", 0.4]`, `["difference", where, what]`, `["failed", kind, reason]`, and at
the end `["end"]`; without that the check is not complete.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import EnvironmentFailure
from desktop.store.engine.engine import Database
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import copy_settled, open_copy
from desktop.store.journal.journal import Journal
from desktop.store.projections.verify import Difference, verify, verify_kept

BACKUP = "backup"
COPIED, SHARE, DIFFERENCE, FAILED, END = "copied", "share", "difference", "failed", "end"
# The desk's scans go before it.
_NICENESS = 10


def main(store: str, copy: str, key_file: str, kind: str = "") -> int:
    """Copy the file of a held store and check the copy, all of it or what counts in a backup."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(BrokenPipeError):
        try:
            copy_settled(Path(store), Path(copy))
            _say(COPIED)
            db = open_copy(Path(copy), KeyStore(Path(key_file)))
            for where, what in _differences(db, is_backup=kind == BACKUP):
                _say(DIFFERENCE, where, what)
        except EnvironmentFailure as failure:
            _say(FAILED, type(failure).__name__, str(failure.facts.get("reason", "")))
        _say(END)
    return 0


def _differences(db: Database, *, is_backup: bool) -> Iterator[Difference]:
    if is_backup:
        return verify_kept(db, Journal(db, ""))
    return verify(db, Journal(db, ""), lambda share: _say(SHARE, share))


def _say(*words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
