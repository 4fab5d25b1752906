"""The kinds of credit and the areas of work that there are: data in resources/reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.reports.credits import CreditType, read_types
from desktop.files import resources


def credit_types() -> Mapping[str, CreditType]:
    """Give the kinds of credit, by id."""
    return read_types(resources.read_json("reports", "credit_types.json"))


def areas_of_work() -> Sequence[str]:
    """Give the areas of work that a programme may count under, as they are offered."""
    return tuple(resources.read_json("reports", "areas.json"))
