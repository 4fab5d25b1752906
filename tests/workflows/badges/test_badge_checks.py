"""The check of everybody's badge: who lacks what, what does not fit, and how it is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.badges.badge_check import Weak
from desktop.domain.badges.badge_layout import Badge, Qr
from desktop.domain.failures import WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.workflows.badges.badge_checks import BadgeCheck, BadgeChecks
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception

SIX = media_named("5392")


class Critic(RecordingPainter):
    """Says that two items of each badge do not fit, and remembers the badges."""

    def misfits(self, badge: Badge) -> list[str]:
        self.badges.append(badge)
        return ["Given name", "Organisation"]


@pytest.fixture
def critic() -> Critic:
    return Critic()


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def check(desk: Reception, critic: Critic, template: str = "two-script") -> BadgeCheck:
    checks = BadgeChecks(desk.front_desk.badges, critic)
    return checks.run(desk.programme, template_named(template), SIX)


def test_who_lacks_what_is_counted_and_named(desk: Reception, critic: Critic) -> None:
    desk.register("Noa Cohen", organization="Touro Infirmary", ticket_type="Delegate")
    desk.register("Dan Levi", ticket_type="Delegate")
    desk.register("Gone Away", status="cancelled")
    done = check(desk, critic)
    assert done.people == 2
    lacking = {name: (lack.count, lack.names) for name, lack in done.lacking.items()}
    both = (2, ["Dan Levi", "Noa Cohen"])
    assert lacking == {
        "hebrew_name": both, "title": both, "country": both, "bus": both,
        "organization": (1, ["Dan Levi"]),
    }  # fmt: skip
    misfits = {name: (lack.count, lack.names) for name, lack in done.misfits.items()}
    assert misfits == {"Given name": both, "Organisation": both}
    assert done.weak == ()


def test_a_photo_is_lacking_only_where_a_template_shows_one(
    desk: Reception, critic: Critic
) -> None:
    desk.register("Noa Cohen")
    assert check(desk, critic, "photo").lacking["photo"].names == ["Noa Cohen"]
    assert "photo" not in check(desk, critic).lacking


def test_the_first_twenty_are_named_and_all_are_counted(desk: Reception, critic: Critic) -> None:
    for number in range(22):
        desk.register(f"Guest{number:02d} Levi")
    lack = check(desk, critic).lacking["organization"]
    assert (lack.count, len(lack.names), lack.names[-1]) == (22, 20, "Guest19 Levi")


def test_badges_are_measured_on_the_label_with_a_code_of_the_usual_length(
    desk: Reception, critic: Critic
) -> None:
    desk.register("Noa Cohen")
    check(desk, critic)
    (badge,) = critic.badges
    (qr,) = (item for item in badge.items if isinstance(item, Qr))
    assert qr.code == "0" * 27
    template = template_named("two-script")
    (drawn,) = (item for item in template.items if item.name == "QR code")
    assert qr.box == drawn.box


def test_without_a_programme_only_the_template_is_looked_at(
    desk: Reception, critic: Critic
) -> None:
    template = template_named("two-script")
    without_code = replace(template, items=template.items[:1])
    done = BadgeChecks(desk.front_desk.badges, critic).run(None, without_code, SIX)
    assert (done.people, done.misfits, done.lacking) == (0, {}, {})
    assert [spot.weak for spot in done.weak] == [Weak.NO_QR]


def test_a_programme_without_people_has_nothing_wrong(desk: Reception, critic: Critic) -> None:
    done = check(desk, critic)
    assert (done.people, done.misfits, done.lacking) == (0, {}, {})


def test_a_check_tells_how_far_it_is_and_can_be_stopped(desk: Reception, critic: Critic) -> None:
    for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"):
        desk.register(name)
    told: list[int] = []
    template = template_named("two-script")
    checks = BadgeChecks(desk.front_desk.badges, critic)
    checks.run(desk.programme, template, SIX, on_progress=told.append)
    assert told == [1, 2, 3]
    told.clear()
    with pytest.raises(WorkStopped) as raised:
        checks.run(desk.programme, template, SIX, on_progress=told.append,
                   is_stopped=lambda: told == [1])  # fmt: skip
    assert raised.value.facts["done"] == 2
