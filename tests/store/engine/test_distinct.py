"""The values of a column are found from one to the next."""

from __future__ import annotations

from desktop.store.engine.distinct import each_value
from desktop.store.engine.engine import dbapi


def values(column: str, where: str = "TRUE") -> list[object]:
    connection = dbapi.connect(":memory:")
    connection.execute("CREATE TABLE t (a TEXT, n INTEGER)")
    rows = [("b", 2), ("a", 1), ("b", 1), ("", 3), ("c", 2), ("a", 9)]
    connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
    query = f"{each_value('t', column, where)} SELECT {column} FROM known"
    return [row[0] for row in connection.execute(query)]


def test_each_value_comes_once_in_its_order_and_nothing_at_the_end() -> None:
    assert values("a") == ["", "a", "b", "c", None]
    assert values("n") == [1, 2, 3, 9, None]


def test_only_rows_that_are_meant_count() -> None:
    assert values("a", "n > 1 AND a <> ''") == ["a", "b", "c", None]
    assert values("a", "n > 99") == [None]
