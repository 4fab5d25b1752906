"""What uv.lock names can be installed on every Python that Muster is for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
PACKAGES: dict[str, dict[str, Any]] = {one["name"]: one for one in LOCK["package"]}
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
# How wheels and markers name them; README's table says which systems Muster is for.
SYSTEMS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "Linux": ("manylinux", ("x86_64",), "linux"),
    "macOS": ("macosx", ("arm64", "universal2"), "darwin"),
    "Windows": ("win", ("amd64",), "win32"),
}


def needed(version: str, system: str) -> list[str]:
    """Name all packages that Muster runs with there, without the developers' own."""
    names = ["muster"]
    for name in names:
        package = PACKAGES[name]
        extras = (part for parts in package.get("optional-dependencies", {}).values()
                  for part in parts)  # fmt: skip
        for one in (*package.get("dependencies", ()), *extras):
            if one["name"] not in names and applies(one.get("marker", ""), version, system):
                names.append(one["name"])
    return names[1:]


def applies(marker: str, version: str, system: str) -> bool:
    where = {"sys_platform": SYSTEMS[system][2], "python_full_version": f"{version}.1"}
    return not marker or Marker(marker).evaluate({**where, "implementation_name": "cpython"})


def fits(wheel: str, version: str, system: str) -> bool:
    """Tell by its name whether a wheel installs there."""
    python, abi, platform = wheel.removesuffix(".whl").split("-")[-3:]
    own = f"cp{version.replace('.', '')}"
    is_stable = abi == "abi3" and int(python.removeprefix("cp")) <= int(own.removeprefix("cp"))
    is_python = "py3" in python.split(".") or own == python or is_stable
    beginning, machines, _platform = SYSTEMS[system]
    is_there = platform.startswith(beginning) and platform.endswith(machines)
    return is_python and (platform == "any" or is_there)


def test_there_is_one_set_of_libraries_for_all_pythons() -> None:
    """A branch of the lock for some Pythons only is a set that nobody tests."""
    assert "resolution-markers" not in LOCK
    assert len(PACKAGES) == len(LOCK["package"])
    assert LOCK["requires-python"] == ">=3.11, <3.15"


@pytest.mark.parametrize("version", SUPPORTED)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_library_has_a_wheel(version: str, system: str) -> None:
    names = needed(version, system)
    lacking = [
        name
        for name in names
        if not any(
            fits(wheel["url"].rpartition("/")[2], version, system)
            for wheel in PACKAGES[name].get("wheels", ())
        )
    ]
    assert len(names) > 20
    assert lacking == []


def test_the_scripts_know_the_same_pythons() -> None:
    assert f'SUPPORTED="{" ".join(SUPPORTED)}"' in (ROOT / "scripts" / "setup.sh").read_text(
        "utf-8"
    )
