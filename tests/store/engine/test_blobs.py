"""Photos and logos: kept once, found by name, and missed where somebody speaks of them."""

from __future__ import annotations

from pathlib import Path

from tests.support.scribe import Scribe

NAME = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def test_bytes_are_kept_once_and_found_by_their_name(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    blobs = scribe.store.blobs
    with scribe.store.write():
        assert [blobs.put(b"hello"), blobs.put(b"hello")] == [NAME, NAME]
    assert blobs.get(NAME) == b"hello"
    assert blobs.get("0" * 64) is None
    assert blobs.names() == {NAME}
    scribe.close()


def test_what_is_spoken_of_and_not_here_is_wanted(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    photo, logo, file = "a" * 64, "b" * 64, "c" * 64
    scribe.register("noa", "Noa", photo=photo, **{"answer:q": {"value": file, "at_ms": 1}})
    scribe.register("dan", "Dan", photo=NAME, **{"answer:q": {"value": "no" * 32, "at_ms": 1}})
    scribe.put("set", "template:t", "", title="T", document=f'{{"logo":"{logo}"}}')
    assert scribe.store.blobs.wanted() == [NAME, photo, logo, file]
    with scribe.store.write():
        scribe.store.blobs.put(b"hello")
    assert scribe.store.blobs.wanted() == [photo, logo, file]
    scribe.close()
