"""Checks a copy of a store in a process of its own, and says line by line what it finds.

Run as `python -m desktop.store.projections.check_child STORE COPY KEYFILE`; without a copy, the
file itself is looked at: it is a backup, of which only pages and chains count. Each line is a
list as JSON: `["copied"]`, `["share", 0.4]`, `["difference", where, what]`,
`["failed", kind, reason]`, and at the end `["end"]`; without that the check is not complete.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import EnvironmentFailure
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import copy_settled, open_copy
from desktop.store.journal.journal import Journal
from desktop.store.projections.verify import Difference, verify, verify_kept

COPIED, SHARE, DIFFERENCE, FAILED, END = "copied", "share", "difference", "failed", "end"
# The desk's scans go before it.
_NICENESS = 10


def main(store: str, copy: str, key_file: str) -> int:
    """Copy the file of a held store and check the copy; or check a backup as it lies there."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(BrokenPipeError):
        try:
            for where, what in _differences(Path(store), copy, KeyStore(Path(key_file))):
                _say(DIFFERENCE, where, what)
        except EnvironmentFailure as failure:
            _say(FAILED, type(failure).__name__, str(failure.facts.get("reason", "")))
        _say(END)
    return 0


def _differences(store: Path, copy: str, keys: KeyStore) -> Iterator[Difference]:
    if not copy:
        backup = open_copy(store, keys)
        return verify_kept(backup, Journal(backup, ""))
    copy_settled(store, Path(copy))
    _say(COPIED)
    db = open_copy(Path(copy), keys)
    return verify(db, Journal(db, ""), lambda share: _say(SHARE, share))


def _say(*words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
