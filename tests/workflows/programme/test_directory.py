"""The partnership directory: names that are taken, tables read twice, and rows of no use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.workflows.opening import FrontDesk
from desktop.workflows.programme.directory import Imported
from tests.support.builders import write_csv

HEADER = ["Partnership", "Contact", "Community", "Country", "Organisation"]


def import_rows(front_desk: FrontDesk, path: Path, *rows: list[str]) -> Imported:
    return front_desk.directory.import_csv(write_csv(path, [HEADER, *rows]))


def test_a_name_is_taken_once_among_its_own_kind(front_desk: FrontDesk) -> None:
    directory = front_desk.directory
    haifa = directory.save(Community("", "Haifa", country="Israel"))
    assert isinstance(haifa, Community)
    assert (haifa.name, haifa.country, bool(haifa.id)) == ("Haifa", "Israel", True)
    assert directory.save(Community("", " haifa ")) is None
    assert directory.save(Organisation("", "Haifa", community=haifa.id)) is not None
    assert directory.save(Community("", "Boston")) is not None
    listing = directory.contents()
    assert [community.name for community in listing.communities] == ["Boston", "Haifa"]
    assert [organisation.community for organisation in listing.organisations] == [haifa.id]


def test_one_that_is_known_is_changed_and_keeps_its_id(front_desk: FrontDesk) -> None:
    directory = front_desk.directory
    boston = directory.save(Community("", "Boston"))
    haifa = directory.save(Community("", "Haifa"))
    assert isinstance(boston, Community)
    assert isinstance(haifa, Community)
    changed = replace(haifa, country="Israel")
    assert directory.save(changed) == changed
    assert directory.save(replace(haifa, name="BOSTON")) is None
    assert directory.contents().communities == (boston, changed)


def test_what_is_taken_out_is_gone(front_desk: FrontDesk) -> None:
    made = front_desk.directory.save(Partnership("", "Boston – Haifa", contact="x@example.org"))
    assert isinstance(made, Partnership)
    assert front_desk.directory.contents().partnerships == (made,)
    front_desk.directory.remove(made)
    assert front_desk.directory.contents().partnerships == ()


def test_rows_that_name_nothing_are_told_by_their_numbers(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    done = import_rows(
        front_desk, tmp_path / "d.csv",
        ["Boston – Haifa", "", "", "", ""], ["", "x@example.org", "", "Israel", ""],
        ["", "", "Haifa", "Israel", ""], ["", "", "", "", "Rambam"],
    )  # fmt: skip
    assert (done.made, done.changed, done.empty_rows) == (3, 0, (3,))


def test_a_blank_cell_changes_nothing_and_a_new_one_is_counted_once(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    import_rows(front_desk, tmp_path / "a.csv", ["Boston – Haifa", "a@example.org", "Haifa",
                "Israel", "Rambam"])  # fmt: skip
    done = import_rows(
        front_desk, tmp_path / "b.csv",
        ["Boston – Haifa", "", "Haifa", "", "Rambam"],
        ["boston – haifa", "b@example.org", "HAIFA", "Israel", ""],
        ["Boston – Haifa", "c@example.org", "", "", ""],
    )  # fmt: skip
    assert (done.made, done.changed, done.empty_rows) == (0, 1, ())
    listing = front_desk.directory.contents()
    assert [(known.name, known.contact) for known in listing.partnerships] == [
        ("Boston – Haifa", "c@example.org")
    ]
    assert [(known.name, known.country) for known in listing.communities] == [("Haifa", "Israel")]
    assert [known.partnership for known in listing.communities] == [listing.partnerships[0].id]
    assert [known.community for known in listing.organisations] == [listing.communities[0].id]


def test_what_a_file_makes_and_then_adds_to_is_new_and_not_changed(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    done = import_rows(
        front_desk, tmp_path / "d.csv", ["", "", "Haifa", "", ""], ["", "", "Haifa", "Israel", ""]
    )
    assert (done.made, done.changed) == (1, 0)
    (haifa,) = front_desk.directory.contents().communities
    assert (haifa.name, haifa.country) == ("Haifa", "Israel")
