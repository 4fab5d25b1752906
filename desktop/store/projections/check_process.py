"""Runs the check of a store in a child, so that no scan waits for it."""

from __future__ import annotations

import io
import json
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from desktop.domain import failures
from desktop.domain.children import CHECK_STORE
from desktop.store.projections import check_child
from desktop.store.projections.verify import Difference

# On Windows a child of a window would flash a console of its own.
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_HOME = Path(__file__).resolve().parents[3]
_LOOK_S = 0.1


def check_command(store: Path, copy: Path, key_file: Path, kind: str = "") -> list[str]:
    """Say how the child is started; whole paths, because it stands in another folder."""
    words = [str(path.absolute()) for path in (store, copy, key_file)] + [kind] * bool(kind)
    if getattr(sys, "frozen", False):
        return [sys.executable, CHECK_STORE, *words]
    return [sys.executable, "-m", check_child.__name__, *words]


def check_in_child(
    store: Path,
    key_file: Path,
    on_copied: Callable[[], None],
    tell: Callable[[float], None],
    is_stopped: Callable[[], bool],
) -> Iterator[Difference]:
    """Name the differences in the file of a held store, as the child finds them.

    Args:
        store: the file.
        key_file: where the key lies if no keyring has it.
        on_copied: called as soon as the file need not be held any longer.
        tell: is told which share of the check is done, from 0 to 1.
        is_stopped: tells whether somebody wants it to end.

    Raises:
        WorkStopped: somebody ended it.
        CheckBroken: it ended before it was through, so nothing is known.
        EnvironmentFailure: the copy could not be made or opened.
    """
    with (
        _copy_beside(store) as copy,
        _child(check_command(store, copy, key_file), is_stopped) as lines,
    ):
        yield from _heard(lines, store, on_copied, tell, is_stopped)


def backup_in_child(
    store: Path,
    draft: Path,
    key_file: Path,
    on_copied: Callable[[], None],
    is_stopped: Callable[[], bool],
) -> Iterator[Difference]:
    """Copy the file of a held store to a path that is free, and name what is wrong with the copy.

    Args and what is raised are as above; the copy stays.
    """
    command = check_command(store, draft, key_file, check_child.BACKUP)
    with _child(command, is_stopped) as lines:
        yield from _heard(lines, store, on_copied, lambda _share: None, is_stopped)


def _heard(
    lines: Iterable[str],
    store: Path,
    on_copied: Callable[[], None],
    tell: Callable[[float], None],
    is_stopped: Callable[[], bool],
) -> Iterator[Difference]:
    for line in lines:
        what, *words = json.loads(line)
        if what == check_child.COPIED:
            on_copied()
        elif what == check_child.SHARE:
            tell(words[0])
        elif what == check_child.DIFFERENCE:
            yield Difference(*words)
        elif what == check_child.FAILED:
            raise getattr(failures, words[0])(path=store, reason=words[1])
        else:
            return
    raise failures.WorkStopped(done=0) if is_stopped() else failures.CheckBroken(path=store)


@contextmanager
def _copy_beside(store: Path) -> Iterator[Path]:
    """Give a free path beside a store, and leave nothing there; nor what a kill left earlier."""
    beginning = f".{store.name}.check-"
    for left in store.parent.glob(f"{escape(beginning)}*"):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    copy = store.with_name(f"{beginning}{secrets.token_hex(4)}")
    try:
        yield copy
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


@contextmanager
def _child(command: list[str], is_stopped: Callable[[], bool]) -> Iterator[io.TextIOWrapper]:
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd=_HOME,
        creationflags=_NO_CONSOLE,
    ) as process:
        assert process.stdout is not None
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process, is_stopped, over), daemon=True)
        watcher.start()
        try:
            yield io.TextIOWrapper(process.stdout, encoding="utf-8")
        finally:
            over.set()
            watcher.join()
            process.kill()


def _watch(
    process: subprocess.Popen[bytes], is_stopped: Callable[[], bool], over: threading.Event
) -> None:
    while not over.wait(_LOOK_S):
        if is_stopped():
            process.kill()
            return
