"""Headers of a hundred systems, and what a person says that their columns are.

`vendors.json` was written by somebody who had not seen the words that Muster knows; `source` says
where each header was found. `not_found` are the columns that Muster passes over or takes otherwise:
a figure to be made smaller, not a right value.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.workflows.transfer.guest_list import GuestList, open_guest_list
from tests.conftest import EXPORTS

VENDORS: list[dict[str, Any]] = json.loads((EXPORTS / "vendors.json").read_text("utf-8"))
WHO = ("first_name", "last_name", "full_name", "email")


def written(folder: Path, vendor: dict[str, Any]) -> Path:
    delimiter = vendor.get("delimiter", ",")
    parts = [
        line if isinstance(line, list) else line.split(delimiter)
        for line in vendor.get("preamble", [])
    ]
    parts += [vendor["header_line_1"]] if "header_line_1" in vendor else []
    parts += [vendor["headers"], *vendor["rows"]]
    parts += [
        line if isinstance(line, list) else line.split(delimiter)
        for line in vendor.get("epilogue", [])
    ]
    path = folder / f"{vendor['key']}.csv"
    encoding = vendor.get("encoding", "utf-8")
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(parts)
    return path


def found(guests: GuestList, vendor: dict[str, Any]) -> set[str]:
    mapping = guests.named_mapping
    return {
        field
        for field, header in vendor["fields"].items()
        if mapping.get(field, "").strip() == header.strip()
    }


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor["key"])
def test_columns_are_what_a_person_says_they_are(tmp_path: Path, vendor: dict[str, Any]) -> None:
    guests = open_guest_list(written(tmp_path, vendor))
    assert guests.table.header_row > 0
    missed = set(vendor["fields"]) - found(guests, vendor)
    assert missed == set(vendor.get("not_found", []))


def test_nearly_all_columns_are_found_and_hardly_any_name() -> None:
    fields = sum(len(vendor["fields"]) for vendor in VENDORS)
    missed = [name for vendor in VENDORS for name in vendor.get("not_found", [])]
    assert len(missed) <= 0.09 * fields
    who = sum(name in WHO for vendor in VENDORS for name in vendor["fields"])
    assert sum(name in WHO for name in missed) <= 0.05 * who
