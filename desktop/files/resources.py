"""The plain files that ship with Muster: badge templates, the media table, the sample."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def read_json(*parts: str) -> Any:
    """Read one JSON file below resources/."""
    return json.loads(RESOURCES.joinpath(*parts).read_text("utf-8"))


def read_text(*parts: str) -> str:
    """Read one text file below resources/."""
    return RESOURCES.joinpath(*parts).read_text("utf-8")


def names(folder: str, suffix: str) -> Sequence[str]:
    """List the files of a kind in a folder below resources/, without their endings."""
    return sorted(path.stem for path in (RESOURCES / folder).glob(f"*{suffix}"))


def read_table(*parts: str) -> Sequence[dict[str, str]]:
    """Read one CSV file below resources/ as rows by column name."""
    with RESOURCES.joinpath(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
