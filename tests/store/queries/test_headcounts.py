"""How many stand where with a programme is counted as registrations change."""

from __future__ import annotations

from tests.support.scribe import Scribe, entries_of, registering


def counts(scribe: Scribe) -> list[tuple[object, ...]]:
    return scribe.rows("SELECT * FROM headcounts ORDER BY programme, status")


def test_people_are_counted_by_programme_and_state(scribe: Scribe) -> None:
    for number in range(3):
        scribe.register(f"r{number}", "Noa Levi")
    scribe.register("r3", "Dan Cohen", status="cancelled")
    scribe.register("r4", "Gal Levi", "p2", status="pending")
    assert counts(scribe) == [
        ("p1", "cancelled", 1, 1), ("p1", "registered", 3, 3), ("p2", "pending", 1, 1)
    ]  # fmt: skip
    registrations = scribe.store.registrations
    assert registrations.count("p1") == (0, 3)
    assert registrations.count_with_place("p1") == 3
    assert registrations.count_with_place("p2") == 1
    assert registrations.count("p3") == (0, 0)


def test_a_badge_a_cancellation_and_what_is_taken_back_change_them(scribe: Scribe) -> None:
    for number in range(3):
        scribe.register(f"r{number}", "Noa Levi")
    printed = scribe.put("print", "registration:r0", code="B0")
    scribe.put("set", "registration:r1", status="cancelled")
    assert counts(scribe) == [("p1", "cancelled", 1, 1), ("p1", "registered", 2, 1)]
    registrations = scribe.store.registrations
    assert registrations.count_badges("p1", ["registered"], only_unprinted=True) == 1
    assert registrations.count_badges("p1", ["registered"], only_unprinted=False) == 2
    scribe.put("undo", "registration:r0", desk=printed.desk, n=printed.number)
    scribe.put("set", "registration:r1", status="registered")
    assert counts(scribe) == [("p1", "registered", 3, 3)]
    made = scribe.store.journal.of_subject("registration:r2")[0]
    scribe.put("undo", "registration:r2", desk=made.desk, n=made.number)
    assert counts(scribe) == [("p1", "registered", 2, 2)]
    assert list(scribe.store.differences()) == []


def test_only_programmes_with_something_odd_are_looked_through(scribe: Scribe) -> None:
    for programme in ("p1", "p2", "p3", "p4"):
        scribe.register(f"{programme}-r", "Noa Levi", programme)
    scribe.put("set", "session:w1", "p3", code="W1", capacity=1)
    for who in ("p3-r", "p3-s"):
        scribe.register(who, "Dan Levi", "p3", **{"booking:w1": {"state": "booked", "at_ms": 7}})
    scribe.put("merge", "registration:p4-r", "p4", set={"merged_into": "x"})
    told = entries_of("b", *(
        (draft.kind, draft.subject, draft.body) for draft in registering("r9", "Gal Levi")
    ))  # fmt: skip
    with scribe.store.write():
        scribe.store.take_in(told, "hub")
    assert scribe.store.doubles.worth_looking() == {"p1", "p3", "p4"}
