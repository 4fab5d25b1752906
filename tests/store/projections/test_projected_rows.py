"""What stands in the tables after entries that are written down here."""

from __future__ import annotations

from typing import Any

from desktop.domain.journal.entry import Draft
from desktop.store.projections import rows
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of, registering

BOOKED, WAITING, OUT = ({"state": state, "at_ms": 7} for state in ("booked", "waiting", "no"))
IN = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}
AWAY = {**IN, "outcome": "checked_out", "direction": "out"}


def registration(scribe: Scribe, columns: str, id_: str = "noa") -> tuple[Any, ...]:
    (row,) = scribe.rows(f"SELECT {columns} FROM registrations WHERE id = ?", id_)
    return row


def presence(scribe: Scribe) -> list[tuple[Any, ...]]:
    columns = "inside, since_ms, since_point, first_in_ms, last_out_ms, since_session"
    return scribe.rows(f"SELECT {columns} FROM presences WHERE registration = 'noa'")


def at(seconds: int) -> int:
    return EIGHT + seconds * 1_000


class TestNames:
    """A person's name in the tables and in the index of words."""

    def test_a_name_is_folded_for_sorting_and_for_recognising(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa Ben-David")
        assert registration(scribe, "name_key, sort_key") == ("ben david noa", "noa ben david")

    def test_the_full_name_goes_before_its_parts_and_the_hebrew_one_after(
        self, scribe: Scribe
    ) -> None:
        hebrew = {"first_name_hebrew": "נועה", "last_name_hebrew": "לוי"}
        scribe.register("full", "Noa Levi", full_name="Dr. Noa Levi", **hebrew)
        scribe.register("parts", "Noa Levi", full_name_hebrew="ד נועה", **hebrew)
        scribe.register("whole", "", full_name_hebrew="ד נועה", **hebrew)
        scribe.register("hebrew", "", **hebrew)
        assert scribe.rows("SELECT id, sort_key FROM registrations ORDER BY id") == [
            ("full", "dr noa levi"),
            ("hebrew", "נועה לוי"),
            ("parts", "noa levi"),
            ("whole", "ד נועה"),
        ]

    def test_each_word_stands_with_the_others_in_its_programme_and_everywhere(
        self, scribe: Scribe
    ) -> None:
        scribe.register("noa", "Noa Levi", nickname="Nono", phone="050-123 4567 890")
        query = "SELECT programme, word, registration, others FROM name_words ORDER BY 1, 2"
        words = [
            ("#0987654321", 1, ""),
            ("levi", 1, " noa nono"),
            ("noa", 1, " levi nono"),
            ("nono", 1, " levi noa"),
        ]
        assert scribe.rows(query) == [(scope, *word) for scope in (0, 1) for word in words]
        assert scribe.rows("SELECT word FROM words ORDER BY 1") == [("levi",), ("noa",), ("nono",)]

    def test_each_two_words_of_a_name_are_a_pair_each_way_round(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa Levi", last_name_hebrew="לוי", phone="050-123 4567 890")
        query = "SELECT * FROM name_pairs ORDER BY 1, 2, 3"
        pairs = [
            ("levi", "noa"), ("levi", "לוי"), ("noa", "levi"),
            ("noa", "לוי"), ("לוי", "levi"), ("לוי", "noa"),
        ]  # fmt: skip
        assert scribe.rows(query) == [(scope, *pair, 1) for scope in (0, 1) for pair in pairs]
        scribe.put("set", "person:noa", "", first_name="Nora", last_name_hebrew="")
        assert scribe.rows("SELECT DISTINCT word, other FROM name_pairs ORDER BY 1") == [
            ("levi", "nora"),
            ("nora", "levi"),
        ]

    def test_the_keys_of_a_word_are_its_sounds_and_what_a_slip_leaves(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", last_name_hebrew="כה")
        query = "SELECT word, key FROM word_keys ORDER BY 1, 2"
        assert scribe.rows(query) == [
            ("noa", "d6"), ("noa", "kn"), ("noa", "tna"), ("noa", "tno"), ("noa", "tnoa"),
            ("noa", "toa"), ("כה", "kk"), ("כה", "tה"), ("כה", "tכ"), ("כה", "tכה"),
        ]  # fmt: skip

    def test_a_corrected_name_leaves_nothing_of_the_old_one(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa Levi", organization="Touro")
        scribe.put("set", "person:noa", "", first_name="Nora")
        query = "SELECT DISTINCT word, others FROM name_words ORDER BY 1"
        assert scribe.rows(query) == [("levi", " nora"), ("nora", " levi")]
        assert scribe.rows("SELECT programme, sort_key FROM roster ORDER BY 1") == [
            (0, "nora levi"),
            (1, "nora levi"),
        ]
        assert registration(scribe, "name_key, sort_key") == ("levi nora", "nora levi")
        assert scribe.rows("SELECT first_name FROM people") == [("Nora",)]

    def test_nobody_has_a_phone_without_digits(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", phone="none")
        assert scribe.rows("SELECT DISTINCT word FROM name_words") == [("noa",)]
        assert rows.phone_tail("") == ""
        assert rows.phone_tail("+972 (50) 123-4567") == "7654321052"


class TestLabels:
    """Texts of the roster are numbers of labels, which repeat."""

    def test_equal_texts_are_one_label_and_no_text_is_nought(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", ticket_type="Guest", organization="Touro", country="Touro")
        scribe.register("dan", "Dan", ticket_type="Guest", community="Beer Sheva")
        labels = "(SELECT text FROM labels WHERE id = {})"
        columns = ("type", "country", "organization", "community", "status")
        named = ", ".join(f"coalesce({labels.format(name)}, {name})" for name in columns)
        query = f"SELECT sort_key, {named} FROM roster WHERE programme = 1 ORDER BY 1"
        assert scribe.rows(query) == [
            ("dan", "Guest", 0, 0, "Beer Sheva", "registered"),
            ("noa", "Guest", "Touro", "Touro", 0, "registered"),
        ]
        assert scribe.rows("SELECT count(*) FROM labels") == [(4,)]

    def test_labels_are_known_again_after_the_store_was_opened_anew(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", organization="Touro College")
        scribe.store._projector.forget()
        scribe.register("dan", "Dan", organization="Touro College")
        texts = scribe.rows("SELECT text FROM labels ORDER BY 1")
        assert texts == [("Touro College",), ("registered",)]
        query = "SELECT word, text FROM label_words w JOIN labels l ON l.id = w.label ORDER BY 1"
        assert scribe.rows(query) == [("college", "Touro College"), ("touro", "Touro College")]
        query = "SELECT count(DISTINCT organization), count(*) FROM roster WHERE programme = 1"
        assert scribe.rows(query) == [(1, 2)]

    def test_who_was_merged_away_is_in_no_index(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa Levi")
        scribe.register("dan", "Dan Levi")
        scribe.put("merge", "registration:noa", set={"merged_into": "dan"})
        assert registration(scribe, "status, merged_into") == ("merged", "dan")
        assert scribe.rows("SELECT DISTINCT sort_key FROM roster") == [("dan levi",)]
        assert scribe.rows("SELECT DISTINCT word FROM name_words ORDER BY 1") == [
            ("dan",),
            ("levi",),
        ]


class TestChoices:
    """Bookings and answers, as cells and as rows."""

    def test_sessions_stand_by_how_somebody_stands_with_them(self, scribe: Scribe) -> None:
        fields = {"booking:w3": BOOKED, "booking:w1": BOOKED, "booking:w2": WAITING}
        scribe.register("noa", "Noa", **fields, **{"booking:w4": OUT})
        columns = "booked, waiting, unbooked, answered"
        assert registration(scribe, columns) == ("w1 w3", "w2", "w4", "")
        query = "SELECT session, registration, state, since_ms FROM bookings ORDER BY 1"
        assert scribe.rows(query) == [
            ("w1", 1, "booked", 7),
            ("w2", 1, "waiting", 7),
            ("w3", 1, "booked", 7),
        ]

    def test_answers_count_where_something_was_said(self, scribe: Scribe) -> None:
        yes = {"value": "yes", "at_ms": 5, "wording": "v2"}
        fields = {"answer:q1": yes, "answer:q2": {"value": "", "at_ms": 6}, "notes": "x"}
        scribe.register("noa", "Noa", **fields, **{"answer:q3": {"value": "no", "at_ms": 7}})
        assert registration(scribe, "booked, waiting, unbooked, answered") == ("", "", "", "q1 q3")
        query = "SELECT question, registration, value, at_ms, wording FROM answers ORDER BY 1"
        assert scribe.rows(query) == [("q1", 1, "yes", 5, "v2"), ("q3", 1, "no", 7, "")]

    def test_who_is_not_coming_has_no_place_until_coming_again(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", **{"booking:w1": BOOKED})
        scribe.put("set", "registration:noa", status="cancelled")
        assert scribe.rows("SELECT * FROM bookings") == []
        assert registration(scribe, "booked") == ("w1",)
        scribe.put("set", "registration:noa", status="registered")
        assert scribe.rows("SELECT session FROM bookings") == [("w1",)]

    def test_what_is_taken_back_goes(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        yes = {"value": "yes", "at_ms": 5}
        told = scribe.put("set", "registration:noa", **{"booking:w1": BOOKED, "answer:q": yes})
        assert scribe.rows("SELECT count(*) FROM bookings, answers") == [(1,)]
        scribe.put("undo", "registration:noa", desk=told.desk, n=told.number)
        assert scribe.rows("SELECT * FROM bookings") == []
        assert scribe.rows("SELECT * FROM answers") == []
        assert registration(scribe, "booked, answered") == ("", "")

    def test_moments_are_empty_and_texts_are_texts_where_nothing_was_said(
        self, scribe: Scribe
    ) -> None:
        scribe.register("noa", "Noa", paid_ms=5)
        columns = "paid_ms, mailed_ms, delegation, message, status, notes, prints, printed_ms"
        assert registration(scribe, columns) == (5, None, "", "", "registered", "", 0, None)


class TestCodes:
    """Every code that ever stood for somebody."""

    def codes(self, scribe: Scribe) -> list[tuple[Any, ...]]:
        query = "SELECT code_key, code, registration, usage, retired_ms, tail FROM codes ORDER BY 1"
        return scribe.rows(query)

    def test_a_ticket_is_folded_and_its_end_turned_round(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", ticket_code="AB-0123456789")
        assert self.codes(scribe) == [
            ("ab-0123456789", "AB-0123456789", "noa", "ticket", None, "9876543210")
        ]

    def test_a_newer_ticket_and_a_newer_badge_retire_the_older_ones(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", ticket_code="T1")
        scribe.put("set", "registration:noa", ticket_code="T2")
        scribe.put("issue", "registration:noa", code="B1")
        assert registration(scribe, "badge_code, printed_ms, prints") == ("", None, 0)
        scribe.put("print", "registration:noa", code="B1", look="1")
        scribe.put("print", "registration:noa", code="B2", look="2")
        scribe.put("issue", "registration:noa", code="B3")
        columns = "badge_code, printed_ms, prints, printed_look"
        assert registration(scribe, columns) == ("B2", at(5), 2, "2")
        assert self.codes(scribe) == [
            ("b1", "B1", "noa", "badge", at(5), "1b"),
            ("b2", "B2", "noa", "badge", None, "2b"),
            ("b3", "B3", "noa", "badge", None, "3b"),
            ("t1", "T1", "noa", "ticket", at(2), "1t"),
            ("t2", "T2", "noa", "ticket", None, "2t"),
        ]

    def test_a_print_and_a_change_in_one_step_are_both_seen(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        printed = Draft("print", "registration:noa", "p1", {"code": "B1"})
        scribe.write(printed, Draft("set", "registration:noa", "p1", {"notes": "x"}))
        assert registration(scribe, "badge_code, prints, notes") == ("B1", 1, "x")
        scribe.write(Draft("override", "registration:noa", "p1", {"reason": "lead"}))
        assert registration(scribe, "badge_code, prints") == ("B1", 1)

    def test_codes_that_were_taken_back_go(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        ticket = scribe.put("set", "registration:noa", ticket_code="T1")
        printed = scribe.put("print", "registration:noa", code="B1")
        for entry in (ticket, printed):
            scribe.put("undo", "registration:noa", desk=entry.desk, n=entry.number)
        assert self.codes(scribe) == []

    def test_a_merge_may_bring_a_ticket(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        merge = scribe.put("merge", "registration:noa", set={"ticket_code": "T1"})
        assert [code for _key, code, *_rest in self.codes(scribe)] == ["T1"]
        scribe.put("undo", "registration:noa", desk=merge.desk, n=merge.number)
        assert self.codes(scribe) == []


class TestPresence:
    """Where somebody is, by the movements that were not taken back."""

    def test_the_last_movement_decides_and_the_first_arrival_stays(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        assert presence(scribe) == []
        scribe.put("move", "registration:noa", **IN, session="w1")
        assert presence(scribe) == [("venue", at(2), "gate", at(2), None, "w1")]
        scribe.put("move", "registration:noa", **AWAY)
        assert presence(scribe) == [(None, None, None, at(2), at(3), None)]
        scribe.put("move", "registration:noa", **IN, at_ms=at(4))
        assert presence(scribe) == [("venue", at(4), "gate", at(2), at(3), "")]
        scribe.put("move", "registration:noa", **AWAY)
        assert presence(scribe) == [(None, None, None, at(2), at(5), None)]

    def test_a_way_out_into_what_lies_around_is_no_leaving(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        scribe.put("move", "registration:noa", **{**IN, "place": "hall", "session": "w1"})
        scribe.put("move", "registration:noa", **AWAY, to="venue", session="w1")
        assert presence(scribe) == [("venue", at(3), "gate", at(2), None, "")]

    def test_who_was_never_inside_cannot_leave_into_it(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        scribe.put("move", "registration:noa", **AWAY, to="venue")
        assert presence(scribe) == [(None, None, None, None, None, None)]

    def test_who_is_taken_back_was_nowhere(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        move = scribe.put("move", "registration:noa", **IN)
        scribe.put("undo", "registration:noa", desk=move.desk, n=move.number)
        assert presence(scribe) == []

    def test_who_was_merged_away_is_nowhere(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        scribe.put("move", "registration:noa", **IN)
        scribe.put("merge", "registration:noa", set={"merged_into": "dan"})
        assert presence(scribe) == [(None, None, None, at(2), None, None)]

    def test_who_is_not_registered_here_is_nowhere_yet(self, scribe: Scribe) -> None:
        scribe.put("move", "registration:noa", **IN)
        assert presence(scribe) == []
        scribe.write(*registering("noa", "Noa"))
        assert presence(scribe) == [("venue", at(1), "gate", at(1), None, "")]


class TestVerdicts:
    """Each answer of a desk is a row, also the one to a stranger."""

    def test_an_answer_has_its_words_and_may_be_taken_back(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        first = scribe.put("move", "registration:noa", **IN)
        scribe.put("move", "registration:noa", **AWAY, detail="by list", at_ms=at(60))
        no = {"outcome": "unknown", "direction": "in", "point": "gate"}
        scribe.put("refuse", "refusal:r1", **no, detail="X-1")
        scribe.put("undo", "registration:noa", desk=first.desk, n=first.number)
        columns = "n, programme, registration, at_ms, outcome, direction, point, detail, undone_ms"
        assert scribe.rows(f"SELECT {columns} FROM verdicts ORDER BY n") == [
            (4, "p1", "noa", at(2), "admitted", "in", "gate", "", at(5)),
            (5, "p1", "noa", at(60), "checked_out", "out", "gate", "by list", None),
            (6, "p1", None, at(4), "unknown", "in", "gate", "X-1", None),
        ]

    def test_an_undo_that_came_first_takes_back_what_comes_later(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa")
        (move,) = entries_of("b", ("move", "registration:noa", IN))
        undo = {"desk": "b", "n": 1}
        scribe.put("undo", "registration:noa", **undo)
        with scribe.store.write():
            scribe.store.take_in([move], "hub")
        assert scribe.rows("SELECT desk, undone_ms FROM verdicts") == [("b", at(2))]
        assert presence(scribe) == []
