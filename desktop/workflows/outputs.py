"""Which files a command or a dialog may write; judged before any work is done for them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from desktop.files.writing.targets import require_replaceable, require_writable


def require_target(
    target: Path,
    *,
    is_forced: bool = False,
    but_not: Collection[Path] = (),
    is_copy: bool = False,
) -> None:
    """Refuse a target that must not be written, or that a person has to agree to first.

    Args:
        target: the file that is asked for.
        is_forced: whether a person said that an ordinary file there may be replaced.
        but_not: files that are read for it.
        is_copy: whether it is a plain copy of a store, which may replace an older one.

    Raises:
        FileUnwritable: nothing may be written there, whoever says so.
        FileThere: another file is there that Muster did not write.
    """
    require_writable(target, but_not, is_copy=is_copy)
    if not is_forced:
        require_replaceable(target, is_copy=is_copy)
