"""The values of an indexed column, from one to the next: as many steps as values, not as rows."""

from __future__ import annotations


def each_value(table: str, column: str, where: str = "TRUE") -> str:
    """Write the beginning of a query: `known` has every value of a column, and NULL at its end.

    Args:
        table: what is walked along.
        column: one that an index begins with.
        where: what the rows must be, as the index says it where it is a partial one.
    """
    return f"""
        WITH RECURSIVE known({column}) AS (
            SELECT min({column}) FROM {table} WHERE {where}
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {where} AND {column} > known.{column})
            FROM known WHERE {column} IS NOT NULL
        )
    """
