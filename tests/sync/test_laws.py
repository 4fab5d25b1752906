"""The laws of many desks: any entries, any order, any repetition, any loss and later delivery."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.journal.entry import StoredEntry
from desktop.domain.programme.programme import Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from tests.support.fleet import FleetDesk

NAMES = ("Desk A", "Desk B", "Desk C")
which = st.integers(0, len(NAMES) - 1)
ways = st.sampled_from(list(Direction))
HOURS = 3_600_000


class Desks(RuleBasedStateMachine):
    """Three desks at work, with clocks that are wrong, and a post that loses and repeats."""

    @initialize(hours=st.lists(st.integers(-5, 5), min_size=3, max_size=3))
    def open_all(self, hours: list[int]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desks = [FleetDesk(Path(self.folder.name), name) for name in NAMES]
        for desk, off in zip(self.desks, hours, strict=True):
            desk.clock.advance(off * HOURS)
        first = self.desks[0]
        first.make_programme()
        self.people: list[Attendee] = [first.register(f"Guest{n} Levi") for n in range(3)]
        programme = first.front_desk.programmes.named("NIPERM")
        made = first.front_desk.planning.save_session(
            programme, "", {"code": "W1", "title": "Triage", "capacity": "1"}
        )
        assert isinstance(made, Session)
        self.session = made
        for desk in self.desks[1:]:
            desk.hear(first)

    def on(self, number: int, person: int) -> tuple[FleetDesk, Attendee] | None:
        """Give a desk and somebody whom it knows."""
        desk, who = self.desks[number], self.people[person % len(self.people)]
        desk.clock.advance(700)
        if desk.front_desk.registry.find_details(who.id) is None:
            return None
        return desk, who

    @rule(number=which, person=st.integers(0, 9), way=ways, place=st.sampled_from(["", "Gate"]))
    def go_through(self, number: int, person: int, way: Direction, place: str) -> None:
        if found := self.on(number, person):
            desk, who = found
            desk.front_desk.desk.pick(desk.station(place or "Main entrance", way), who.id)

    @rule(number=which, person=st.integers(0, 9))
    def scan_again(self, number: int, person: int) -> None:
        if found := self.on(number, person):
            desk, who = found
            desk.scan(desk.now(who).registration.badge_code or who)

    @rule(number=which)
    def undo(self, number: int) -> None:
        desk = self.desks[number]
        desk.front_desk.undo_newest(desk.front_desk.programmes.named("NIPERM"))

    @rule(number=which, name=st.sampled_from(["Noa Cohen", "Dan Levi", "Guest1 Levi"]))
    def register(self, number: int, name: str) -> None:
        self.people.append(self.desks[number].register(name))

    @rule(number=which, person=st.integers(0, 9), phone=st.sampled_from(["1", "2", ""]))
    def edit(self, number: int, person: int, phone: str) -> None:
        if found := self.on(number, person):
            desk, who = found
            kept = {"first_name": who.person.first_name, "last_name": who.person.last_name}
            desk.front_desk.registry.change(
                who.id, RegistrationForm(kept | {"phone": phone}, {}, {})
            )

    @rule(number=which, person=st.integers(0, 9))
    def book(self, number: int, person: int) -> None:
        if found := self.on(number, person):
            found[0].front_desk.sessions.book([found[1].id], self.session)

    @rule(
        number=which,
        person=st.integers(0, 9),
        status=st.sampled_from([Status.CANCELLED, Status.BLOCKED, Status.REGISTERED]),
    )
    def decide(self, number: int, person: int, status: Status) -> None:
        if found := self.on(number, person):
            found[0].front_desk.registry.set_status([found[1].id], status)

    @rule(number=which, person=st.integers(0, 9))
    def make_badge(self, number: int, person: int) -> None:
        if found := self.on(number, person):
            desk, who = found
            if desk.now(who).registration.status is not Status.REGISTERED:
                return
            programme = desk.front_desk.programmes.named("NIPERM")
            chosen = (who.id,)
            order = BadgeOrder(programme, template_named("two-script"), media_named("5392"),
                               chosen=chosen)  # fmt: skip
            desk.front_desk.badges.run(order, Path(self.folder.name) / f"{desk.name}.pdf")

    @rule(number=which, one=st.integers(0, 9), other=st.integers(0, 9))
    def merge(self, number: int, one: int, other: int) -> None:
        found, second = self.on(number, one), self.on(number, other)
        if found and second and found[1].id != second[1].id:
            desk = found[0]
            pair = [desk.now(who).registration for who in (found[1], second[1])]
            if not any(own.merged_into for own in pair):
                desk.front_desk.merging.merge(found[1].id, second[1].id)

    @rule(number=which)
    def settle(self, number: int) -> None:
        disputes = self.desks[number].front_desk.disputes
        for dispute in disputes.all()[:1]:
            disputes.accept(dispute)

    @rule(sender=which, receiver=which, seed=st.integers(0, 2**32))
    def post(self, sender: int, receiver: int, seed: int) -> None:
        """Deliver some of what a desk has, in any order, some of it twice."""
        chance = random.Random(seed)
        rows = self.desks[sender].rows()
        kept = [row for row in rows if chance.random() < 0.8]
        kept += chance.sample(kept, len(kept) // 4)
        chance.shuffle(kept)
        self.desks[receiver].take(kept)

    @invariant()
    def nothing_is_applied_without_its_predecessor(self) -> None:
        for desk in getattr(self, "desks", ()):
            for name, head in desk.store.journal.known_heads().items():
                assert len(desk.store.journal.stored_after(name, 0, 10_000)) == head.number

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            self.everybody_agrees_in_the_end()
        finally:
            for desk in self.desks:
                desk.close()
            self.folder.cleanup()

    def everybody_agrees_in_the_end(self) -> None:
        """Deliver everything to everybody, in a different order to each."""
        everything: list[StoredEntry] = [row for desk in self.desks for row in desk.rows()]
        for number, desk in enumerate(self.desks):
            mixed = everything[:]
            random.Random(number).shuffle(mixed)
            desk.take(mixed)
            assert desk.front_desk.syncing.flaws() == []
        assert len({desk.hash for desk in self.desks}) == 1
        for desk in self.desks:
            assert desk.front_desk.verify() == []
        disputes = [desk.front_desk.disputes.all() for desk in self.desks]
        assert disputes[0] == disputes[1] == disputes[2]


TestDesks = Desks.TestCase
TestDesks.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
