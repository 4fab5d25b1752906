"""Sessions and photos by the command line: what comes in, what is named, and only looking."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.cli.conftest import Muster

EVENTS = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1@x
SUMMARY:Opening
DTSTART:20261202T090000
DTEND:20261202T103000
END:VEVENT
BEGIN:VEVENT
UID:2@x
SUMMARY:Broken
DTSTART:20261332T090000
END:VEVENT
END:VCALENDAR
"""


def test_sessions_come_in_and_what_is_broken_is_named(filled: Muster, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_text(EVENTS, "utf-8")
    command = ("sessions", "import", path, "--programme", "NIPERM")
    looked = filled(*command, "--dry-run").stdout
    assert looked.startswith("Nothing is changed.")
    assert "Sessions: 1 new, 0 changed. Line 8 (Broken) stays out: Begins:" in looked
    taken = filled(*command).stdout
    assert taken.startswith("Sessions: 1 new, 0 changed. Line 8 (Broken) stays out: Begins:")
    assert "Sessions: 0 new, 0 changed." in filled(*command).stdout
    assert "sound" in filled("verify").stdout


def test_a_file_of_which_nothing_can_be_taken_fails(filled: Muster, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_text(EVENTS.replace("T090000", "T990000"), "utf-8")
    done = filled("sessions", "import", path, "--programme", "NIPERM", code=1)
    assert "No session of" in done.stderr


def test_photos_find_their_people(filled: Muster, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("noa@example.org.png", "Somebody.png"):
        Image.new("RGB", (60, 80)).save(folder / name)
    (folder / "list.txt").write_text("no picture", "utf-8")
    command = ("photos", "import", folder, "--programme", "NIPERM")
    sentence = "1 photos taken. Nobody has this name: Somebody.png. No pictures: list.txt."
    assert filled(*command, "--dry-run").stdout.splitlines() == [
        "Nothing is changed. It would be:", sentence,
    ]  # fmt: skip
    assert filled(*command).stdout.strip() == sentence


def test_a_folder_of_nobodys_photos_fails(filled: Muster, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    done = filled("photos", "import", folder, "--programme", "NIPERM", code=1)
    assert "No photo of" in done.stderr


def test_a_programme_without_a_zone_is_given_one(filled: Muster, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_text(EVENTS.replace("T090000", "T150000Z").replace("T103000", "T163000Z"), "utf-8")
    command = ("sessions", "import", path, "--programme", "NIPERM")
    refused = filled(*command, code=1)
    assert "The programme has no time zone" in refused.stdout
    wrong = filled(*command, "--time-zone", "Narnia", code=2)
    assert "no such time zone" in wrong.stderr
    taken = filled(*command, "--time-zone", "America/Chicago").stdout
    assert taken.startswith("Sessions: 1 new")
    again = filled(*command, "--time-zone", "Asia/Jerusalem", code=1)
    assert "The programme is in America/Chicago" in again.stderr


def test_sentences_of_a_door_say_the_time_of_the_programme(filled: Muster, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_text(EVENTS, "utf-8")
    zone = ("--time-zone", "Pacific/Kiritimati")
    filled("sessions", "import", path, "--programme", "NIPERM", *zone)
    at = ("--at", "2026-11-18T10:00:00+00:00")
    filled("checkin", "--programme", "NIPERM", *at, "T-1")
    again = filled("checkin", "--programme", "NIPERM", *at, "T-1").stdout
    # Kiritimati is fourteen hours ahead of UTC: it is midnight there.
    assert "Already in since 00:00" in again


def test_every_event_that_stays_out_is_named(filled: Muster, tmp_path: Path) -> None:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{n}@x\nSUMMARY:Odd {n}\nDTSTART:tomorrow\nEND:VEVENT\n"
        for n in range(12)
    )
    path = tmp_path / "odd.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "utf-8")
    said = filled("sessions", "import", path, "--programme", "NIPERM", code=1).stdout
    assert all(f"(Odd {n}) stays out" in said for n in range(12))
    assert "more stay out" not in said
