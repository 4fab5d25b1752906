"""The outer door of the window: our own mistakes are logged and said, never shown as code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def crash_hook(log: logging.Logger, tell: Callable[[], None]) -> Hook:
    """Make the hook that Qt and Python call for exceptions that nobody expected."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected", exc_info=(kind, error, trace))
        tell()

    return hook
