"""What lists said is remembered by source and field, whatever their headers."""

from __future__ import annotations

from desktop.domain.attendees.listed import (
    joined,
    listed,
    news,
    note_of,
    remembered,
    sources_in,
    sum_of,
)

ROW = {"email": "n@x.org", "ticket_type": "Delegate", "phone": ""}


def test_the_form_of_the_text_never_changes() -> None:
    assert listed("a1", ROW) == "a1=em4da6f23btta6f000a8"
    assert note_of("a1", ROW, ["phone"]) == "a1=ph--------"


def test_the_same_row_is_no_news_and_one_more_column_is_only_its_own() -> None:
    before = remembered(listed("a1", ROW), "a1")
    assert news(before, ROW) == set()
    assert news(before, ROW | {"title": "RN"}) == {"title"}
    assert news(before, {"email": "n@x.org"}) == set()


def test_a_blank_is_news_only_after_a_word() -> None:
    before = remembered(listed("a1", ROW), "a1")
    assert news(before, ROW | {"ticket_type": ""}) == {"ticket_type"}
    assert news(before, ROW | {"phone": ""}) == set()


def test_each_source_has_a_memory_of_its_own() -> None:
    both = joined(listed("b2", {"email": "n@x.org"}), listed("a1", {"email": "other@x.org"}))
    assert sources_in(both) == ["a1", "b2"]
    assert remembered(both, "a1") == {"email": sum_of("other@x.org")}
    assert remembered(both, "b2") == {"email": sum_of("n@x.org")}
    assert remembered(both, "c3") == {}


def test_the_newer_word_counts_and_what_was_not_said_again_stays() -> None:
    text = joined(listed("a1", ROW), note_of("a1", {"ticket_type": "Guest"}, ["ticket_type"]))
    assert remembered(text, "a1") == {
        "email": sum_of("n@x.org"), "ticket_type": sum_of("Guest"),
    }  # fmt: skip


def test_what_an_older_muster_wrote_is_forgotten() -> None:
    assert joined("0a1b2c3dffff----", listed("a1", ROW)) == listed("a1", ROW)
    assert joined("", "0a1b2c3dffff") == ""
    assert remembered("0a1b2c3dffff", "a1") == {}


def test_what_was_cut_off_is_not_remembered() -> None:
    assert remembered("a1=em4da6f23", "a1") == {}
    assert remembered("a1=em4da6f23btta6f000", "a1") == {"email": "4da6f23b"}
