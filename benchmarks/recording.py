"""Records what a store asks of its engine, so that the same can be asked again without Python."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from desktop.store.engine.engine import dbapi


class Asked(NamedTuple):
    """A statement with its values, or with the values of many rows."""

    query: str
    values: Any
    is_many: bool = False


class Recorder(dbapi.Connection):  # type: ignore[misc,name-defined,unused-ignore]
    """A connection that keeps what it was asked."""

    asked: list[Asked]

    def execute(self, query: str, values: Any = ()) -> Any:
        """Ask, and keep the question."""
        self.asked.append(Asked(query, values))
        return super().execute(query, values)

    def executemany(self, query: str, values: Any) -> Any:
        """Ask for many rows, and keep them."""
        rows = list(values)
        self.asked.append(Asked(query, rows, is_many=True))
        return super().executemany(query, rows)


@contextmanager
def recorded() -> Iterator[list[Asked]]:
    """Let connections that are opened meanwhile keep what they are asked."""
    asked: list[Asked] = []
    connect, own = dbapi.connect, type("Own", (Recorder,), {"asked": asked})
    dbapi.connect = lambda *given, **more: connect(*given, factory=own, **more)
    try:
        yield asked
    finally:
        dbapi.connect = connect


def again(connection: Any, asked: list[Asked]) -> None:
    """Ask the same of another connection, rows that are found and all."""
    for query, values, is_many in asked:
        if is_many:
            connection.executemany(query, values)
        else:
            connection.execute(query, values).fetchall()
