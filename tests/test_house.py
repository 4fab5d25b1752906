"""The house has the same rooms on every floor, and they stay small enough to know."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "desktop"
GUI = HOUSE / "gui"
MOST_MODULES = 20
WINDOW_LINES = 200
# Past this one looks for the second subject.
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
# What belongs to no room because all rooms of its floor use it.
SHARED = {
    "devices": {"multimedia", "passwords", "mailer", "sound"},
    "domain": {"checks", "children", "key_text", "spelling", "storable", "failures"},
    "files": {"resources"},
    "gui": set(),
    "store": {"store"},
    "workflows": {"changes", "lanes", "opening", "outputs", "ports", "removals", "sample",
                  "shared_ids", "wall_clock"},
}  # fmt: skip
# One subject each, and small: they have no rooms.
WITHOUT_ROOMS = {"cli", "sync"}
# Which rooms of the window know another one.
PAIRS = {("badges", "printing")}
SAID_BY_ALL = {"frame", "widgets", "wording"}
# Tests of whole days in the window, and of what no room is: they mirror nothing.
NO_ROOM = {"gui/stories"}


def modules(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.py") if path.name != "__init__.py"]


def folders(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*")) if path.is_dir() and modules(path)]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }
    return found | {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }


def rooms_of_the_window() -> list[str]:
    return sorted(path.parent.name for path in GUI.glob("*/room.py") if path.parent.name != "frame")


def test_no_folder_has_more_modules_than_one_can_know() -> None:
    crowded = {
        str(folder.relative_to(ROOT)): count
        for folder in folders(HOUSE)
        if (count := len(modules(folder))) > MOST_MODULES
    }
    assert crowded == {}


def test_no_function_is_longer_than_a_page_of_a_book() -> None:
    long = {
        f"{path.relative_to(ROOT)} {node.name}": length
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_no_module_is_longer_than_one_subject() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in HOUSE.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


@pytest.mark.parametrize("floor", sorted(SHARED))
def test_nothing_lies_loose_but_what_the_rooms_of_a_floor_share(floor: str) -> None:
    assert {path.stem for path in modules(HOUSE / floor)} == SHARED[floor]


def test_every_floor_has_rooms_or_is_one_subject() -> None:
    floors = {path.name for path in HOUSE.iterdir() if path.is_dir() and modules_below(path)}
    assert floors == SHARED.keys() | WITHOUT_ROOMS


def modules_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.py") if path.name != "__init__.py"]


def test_a_room_says_in_a_line_what_it_is_for() -> None:
    silent = [
        str(folder.relative_to(ROOT))
        for folder in folders(HOUSE)
        if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_the_rooms_of_the_window_know_each_other_only_by_named_pairs() -> None:
    known = set()
    rooms = rooms_of_the_window()
    for room in rooms:
        for path in modules(GUI / room):
            for name in imports(path):
                other = re.match(r"desktop\.gui\.(\w+)", name)
                if other and other.group(1) not in SAID_BY_ALL | {room}:
                    known.add((room, other.group(1)))
    assert len(rooms) >= 8
    assert known <= PAIRS


def test_the_contracts_name_rooms_that_there_are() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (independence,) = [contract for contract in contracts if contract["type"] == "independence"]
    named = [name.removeprefix("desktop.gui.") for name in independence["modules"]]
    assert set(named) <= set(rooms_of_the_window())
    assert len(named) >= 8


def test_words_need_no_widgets() -> None:
    for path in modules(GUI / "wording"):
        assert not {name for name in imports(path) if name.startswith("PySide6.QtWidgets")}, path


def test_no_box_of_choices_follows_the_wheel() -> None:
    who = {path.name for path in GUI.rglob("*.py") if "QComboBox(" in path.read_text("utf-8")}
    assert who == set()


def test_only_the_start_makes_the_window_and_nobody_takes_it() -> None:
    who = {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if "desktop.gui.window.main_window" in imports(path)
    }
    assert who == {"gui/window/start.py"}
    lines = (GUI / "window" / "main_window.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < WINDOW_LINES


def test_only_those_who_hand_it_on_know_the_whole_front_desk_in_the_window() -> None:
    who = {
        str(path.relative_to(GUI))
        for path in GUI.rglob("*.py")
        if "FrontDesk" in path.read_text(encoding="utf-8")
    }
    assert who == {"window/rooms.py", "window/start.py"}


def test_tests_mirror_the_rooms() -> None:
    tests = ROOT / "tests"
    floors = {path.name for path in HOUSE.iterdir() if path.is_dir()}
    wrong = [
        str(folder.relative_to(tests))
        for folder in folders(tests)
        if (inside := folder.relative_to(tests)).parts[0] in floors
        and not (HOUSE / inside).is_dir()
        and inside.as_posix() not in NO_ROOM
    ]
    assert wrong == []
