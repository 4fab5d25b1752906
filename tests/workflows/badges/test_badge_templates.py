"""Templates: those that ship, the store's own, their versions, files and pictures."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from desktop.domain.badges.badge_template import PictureItem, Template, Use
from desktop.domain.badges.box import Box
from desktop.domain.failures import FileUnreadable, NewerTemplate, NoSuchTemplate, NoTemplate
from desktop.workflows.badges.badge_templates import TemplateRepository, template_named
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock

SHIPPED = [
    "two-script", "day-pass", "label-62", "large-name", "photo", "ticket", "ticket-phone",
    "tent-card", "certificate", "manifest", "names-with-qr",
]  # fmt: skip
DOCUMENT = json.dumps({"format": 1, "title": "Gala", "w_mm": 100, "h_mm": 70, "items": []})


@pytest.fixture
def templates(front_desk: FrontDesk) -> TemplateRepository:
    return front_desk.templates


def listed(templates: TemplateRepository) -> list[tuple[str, bool, bool]]:
    return [(entry.title, entry.is_shipped, entry.is_changed) for entry in templates.all()]


def test_shipped_templates_come_with_the_default_one_first_and_badges_before_the_rest(
    templates: TemplateRepository,
) -> None:
    entries = templates.all()
    assert [entry.id for entry in entries] == SHIPPED
    assert all(entry.is_shipped and not entry.is_changed for entry in entries)
    assert [entry.use for entry in entries][4:] == [
        Use.BADGE, Use.TICKET, Use.TICKET, Use.CARD, Use.CERTIFICATE, Use.LIST, Use.LIST,
    ]  # fmt: skip


def test_a_shipped_template_is_found_by_its_name_only() -> None:
    assert template_named("two-script").title == "Delegate, two scripts"
    with pytest.raises(NoSuchTemplate) as raised:
        template_named("Delegate, two scripts")
    assert raised.value.facts["known"] == SHIPPED


def test_a_shipped_template_that_was_changed_goes_before_and_can_be_had_back(
    templates: TemplateRepository,
) -> None:
    shipped = templates.named("two-script")
    templates.save(replace(shipped, title="Our delegates"))
    assert templates.named("two-script").title == "Our delegates"
    assert listed(templates)[0] == ("Our delegates", True, True)
    assert listed(templates)[1] == ("Day pass", True, False)
    templates.remove("two-script")
    assert templates.named("two-script") == shipped
    assert listed(templates)[0] == ("Delegate, two scripts", True, False)


def test_a_copy_gets_a_title_of_its_own(templates: TemplateRepository) -> None:
    shipped = templates.named("two-script")
    copies = [templates.save_as(shipped, " day PASS ") for _copy in range(3)]
    assert [copy.title for copy in copies] == ["day PASS 2", "day PASS 3", "day PASS 4"]
    assert len({copy.name for copy in copies} | {"two-script"}) == 4
    assert listed(templates)[11:] == [
        ("day PASS 2", False, True),
        ("day PASS 3", False, True),
        ("day PASS 4", False, True),
    ]
    assert templates.save_as(shipped, "Gala").title == "Gala"


def test_an_own_template_is_found_by_its_id_and_its_title(templates: TemplateRepository) -> None:
    gala = templates.save_as(templates.named("two-script"), "Gala")
    assert templates.named(gala.name) == gala
    assert templates.named("GALA") == gala
    assert templates.named("ticket, two languages").name == "ticket"


def test_a_title_of_two_templates_names_neither(templates: TemplateRepository) -> None:
    gala = templates.save_as(templates.named("two-script"), "Gala")
    templates.save(replace(gala, name="other"))
    with pytest.raises(NoSuchTemplate):
        templates.named("Gala")
    with pytest.raises(NoSuchTemplate) as raised:
        templates.named("Ball")
    assert raised.value.facts["name"] == "Ball"


def test_what_a_newer_muster_made_is_copied_and_not_saved_over(
    templates: TemplateRepository,
) -> None:
    newer = replace(templates.named("two-script"), revision=2)
    with pytest.raises(NewerTemplate):
        templates.save(newer)
    assert templates.save_as(newer, "Copy").revision == 1


def test_versions_come_newest_first_and_can_be_read(
    templates: TemplateRepository, clock: FakeClock
) -> None:
    gala = templates.save_as(templates.named("two-script"), "Gala")
    clock.advance(60_000)
    ball = templates.save(replace(gala, title="Ball"))
    templates.remove(gala.name)
    versions = templates.history(gala.name)
    assert [templates.version(gala.name, version) for version in versions] == [ball, gala]
    assert [version.desk for version in versions] == ["Desk A", "Desk A"]
    assert versions[0].at_ms - versions[1].at_ms == 60_000
    assert templates.history("photo") == []


def test_undoing_a_version_leaves_the_older_one(
    front_desk: FrontDesk, templates: TemplateRepository
) -> None:
    gala = templates.save_as(templates.named("two-script"), "Gala")
    templates.save(replace(gala, title="Ball"))
    front_desk.changes.undo()
    assert templates.named(gala.name).title == "Gala"
    assert len(templates.history(gala.name)) == 2


def test_a_file_becomes_a_template_under_an_id_of_its_own(
    templates: TemplateRepository, tmp_path: Path
) -> None:
    path = tmp_path / "two-script.json"
    templates.export_file(templates.named("photo"), path)
    read = templates.import_file(path)
    assert (read.template.title, read.flaws) == ("Photo badge 2", ())
    assert read.template.name != "two-script"
    assert templates.named("photo badge 2").items == templates.named("photo").items


def test_a_file_of_two_million_bytes_is_read_and_a_larger_one_is_not(
    templates: TemplateRepository, tmp_path: Path
) -> None:
    path = tmp_path / "gala.json"
    path.write_text(DOCUMENT.ljust(2_000_000), "ascii")
    assert templates.import_file(path).template.title == "Gala"
    path.write_text(DOCUMENT.ljust(2_000_001), "ascii")
    with pytest.raises(NoTemplate) as raised:
        templates.import_file(path)
    assert raised.value.facts == {"name": "gala.json", "reason": "too large"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"{", "it is no JSON"), (b'{"title": "\xff"}', "no plain text")],
)
def test_what_is_no_template_is_named_by_its_file(
    templates: TemplateRepository, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "gala.json"
    path.write_bytes(content)
    with pytest.raises(NoTemplate) as raised:
        templates.import_file(path)
    assert raised.value.facts == {"name": "gala.json", "reason": reason}


def test_a_version_that_cannot_be_read_is_named_by_its_template(
    templates: TemplateRepository,
) -> None:
    gala = templates.save_as(templates.named("two-script"), "Gala")
    (version,) = templates.history(gala.name)
    with pytest.raises(NoTemplate) as raised:
        templates.version("gala", replace(version, document="[]"))
    assert raised.value.facts["name"] == "gala"


def test_a_file_that_is_not_there_says_so(templates: TemplateRepository, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as raised:
        templates.import_file(tmp_path / "gone.json")
    assert raised.value.facts["reason"] == os.strerror(errno.ENOENT)


def test_pictures_that_this_store_lacks_are_named_by_their_items(
    templates: TemplateRepository, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(path)
    logo = templates.add_picture(path)
    box = Box(0, 0, 20, 10)
    items = tuple(
        PictureItem(name=name, box=box, picture=picture)
        for name, picture in (("Logo", logo), ("Map", "0" * 64), ("Frame", ""))
    )
    shipped = templates.named("two-script")
    template = Template("gala", "Gala", 100, 70, (*items, *shipped.items))
    assert list(templates.pictures(template)) == [logo]
    assert templates.missing_pictures(template) == ["Map", "Frame"]
