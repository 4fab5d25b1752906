"""How Muster is asked to be the child of another Muster; a packaged one is no Python."""

from __future__ import annotations

READ_SHEET, CHECK_STORE = "--read-sheet", "--check-store"
