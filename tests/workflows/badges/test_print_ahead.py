"""What an order comes to is seen before anything of it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.domain.badges.badge_layout import Qr, Text
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_order import BadgeOrder, Sort
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.badges.print_ahead import PrintAhead
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer
from tests.support.builders import write_csv

NAMES = ["Noa Cohen", "Dan Levi", "Ruth Katz", "Tal Oz", "Avi Adler", "Gil Bar", "Uri Dahan"]
LONGEST = "Maximiliana-Josephine Featherstonehaugh-Cholmondeley"


def list_guests(import_file: Importer, tmp_path: Path, *names: str) -> None:
    rows = [["First Name", "Last Name"], *(name.rsplit(" ", 1) for name in names)]
    import_file(write_csv(tmp_path / "list.csv", rows))


def order(programme: Programme, media: str = "5392", **more: Any) -> BadgeOrder:
    return BadgeOrder(programme, template_named("two-script"), media_named(media), **more)


def texts(badge: Any) -> list[str]:
    return [item.text for item in badge.items if isinstance(item, Text)]


@pytest.fixture
def ahead(front_desk: FrontDesk, theme: Theme) -> PrintAhead:
    return PrintAhead(front_desk.badges.selection, PdfBadgePainter())


def test_badges_and_sheets_are_counted_with_the_labels_that_are_gone(
    ahead: PrintAhead, import_file: Importer, tmp_path: Path, niperm: Programme
) -> None:
    list_guests(import_file, tmp_path, *NAMES)
    whole = ahead.look(order(niperm))
    assert (whole.badges, whole.sheets, len(whole.first_page)) == (7, 2, 6)
    begun = ahead.look(order(niperm, start_at=4))
    assert (begun.badges, begun.sheets, len(begun.first_page)) == (7, 2, 2)
    rolled = ahead.look(order(niperm, "4x3in"))
    assert (rolled.badges, rolled.sheets, len(rolled.first_page)) == (7, 7, 1)


def test_the_first_page_is_in_the_order_of_printing_and_has_the_code_that_people_have(
    ahead: PrintAhead,
    front_desk: FrontDesk,
    import_file: Importer,
    tmp_path: Path,
    niperm: Programme,
) -> None:
    list_guests(import_file, tmp_path, *NAMES)
    page = ahead.look(order(niperm, sort=Sort.NAME)).first_page
    families = ["Adler", "Levi", "Bar", "Cohen", "Katz", "Oz"]
    for badge, name in zip(page, families, strict=True):
        assert name in " ".join(texts(badge))
    (avi,) = front_desk.desk.find(niperm, "Avi Adler")
    assert [item.code for item in page[0].items if isinstance(item, Qr)] == [
        avi.registration.ticket_code
    ]


def test_the_badge_with_the_least_room_is_the_one_with_the_longest_name(
    ahead: PrintAhead, import_file: Importer, tmp_path: Path, niperm: Programme
) -> None:
    list_guests(import_file, tmp_path, *NAMES, LONGEST)
    seen = ahead.look(order(niperm))
    assert seen.fullest_name == LONGEST
    assert seen.fullest is not None
    assert "Maximiliana-Josephine" in " ".join(texts(seen.fullest))


def test_who_is_rewritten_or_loses_letters_is_named_and_nothing_is_noted(
    ahead: PrintAhead,
    front_desk: FrontDesk,
    import_file: Importer,
    tmp_path: Path,
    niperm: Programme,
) -> None:
    list_guests(import_file, tmp_path, *NAMES, "小明 王", "Dan\ue000 Lost")
    seen = ahead.look(order(niperm))
    assert seen.honest.rewritten.names == ["小明 王 (XiaoMing Wang)"]
    assert seen.honest.unfit.names == ["Dan\ue000 Lost"]
    assert seen.fullest_name in [*NAMES, "小明 王", "Dan\ue000 Lost"]
    assert front_desk.badges.counts(niperm).not_printed == 9


def test_an_order_of_nobody_is_empty(ahead: PrintAhead, niperm: Programme) -> None:
    seen = ahead.look(order(niperm))
    assert (seen.badges, seen.sheets, seen.first_page, seen.fullest) == (0, 0, [], None)


def test_looking_ends_when_something_else_is_to_be_printed(
    ahead: PrintAhead, import_file: Importer, tmp_path: Path, niperm: Programme
) -> None:
    list_guests(import_file, tmp_path, *NAMES)
    with pytest.raises(WorkStopped):
        ahead.look(order(niperm), is_stopped=lambda: True)
