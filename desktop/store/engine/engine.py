"""The engine: SQLCipher, put in the place where sqlite-utils looks for SQLite.

sqlite-utils prefers a module named `pysqlite3`; without this alias its `except sqlite3.Error`
would miss SQLCipher's exceptions. Nothing may import sqlite_utils before this module.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import sqlcipher3
from sqlcipher3 import dbapi2 as dbapi

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

from sqlite_utils import Database, Migrations  # noqa: E402  (the alias must come first)

if TYPE_CHECKING:
    # SQLCipher's connection has the methods of the standard library's, and no types of its own.
    from sqlite3 import Connection
else:
    Connection = dbapi.Connection

__all__ = ["Connection", "Database", "Migrations", "dbapi"]
