"""Commands at a hub that an older Muster made: what they say, and who may upgrade it."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from desktop.domain.sync.hub_address import HubAddress
from tests.cli.conftest import Muster
from tests.support.first_desk import first_desk, make_first_hub
from tests.support.hub_server import HubServer

HINT = (
    "This hub is of an older Muster. Its owner brings it up to date by: "
    "scripts/muster admit postgresql://… --upgrade\n"
)


def schema_of(hub: HubAddress) -> int:
    with psycopg.connect(hub.url) as link:
        told = "SELECT coalesce((to_jsonb(h) ->> 'schema')::int, 1) FROM muster.hub h"
        return int(str((link.execute(told).fetchone() or (0,))[0]))


def stranger(hub: HubAddress, server: HubServer) -> tuple[str, str]:
    """Make a role that owns nothing; give its name and its address."""
    database = hub.url.rpartition("/")[2].partition("?")[0]
    role = f"gate_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    return role, server.address(database, role)


def test_an_old_hub_is_said_until_its_owner_has_upgraded_it(
    filled: Muster, hub: HubAddress, server: HubServer
) -> None:
    make_first_hub(hub.url)
    role, address = stranger(hub, server)
    assert HINT in filled("sync", hub.url).stderr
    assert json.loads(filled("sync", hub.url, "--json").stdout)["hub_is_old"] is True
    done = filled("admit", hub.url, role, "--programme", "NIPERM")
    assert (done.stdout, HINT in done.stderr) == (f"{role} may see NIPERM now.\n", True)

    refused = filled("admit", address, "--upgrade", code=1)
    assert "Only the role that owns the hub" in refused.stderr
    assert "nothing was changed" in refused.stderr
    assert (refused.stdout, schema_of(hub)) == ("", 1)

    done = filled("admit", hub.url, "--upgrade")
    assert done.stdout == "The hub was brought from version 1 to version 2.\n"
    assert (done.stderr, schema_of(hub)) == ("", 2)
    done = filled("admit", hub.url, "--upgrade")
    assert (done.stdout, done.stderr) == ("The hub is up to date: version 2.\n", "")

    assert HINT not in filled("sync", hub.url).stderr
    assert json.loads(filled("sync", hub.url, "--json").stdout)["hub_is_old"] is False
    assert HINT not in filled("admit", hub.url, role, "--all").stderr


def test_whoever_upgrades_is_told_which_desks_have_an_older_muster(
    muster: Muster, hub: HubAddress
) -> None:
    muster("admit", hub.url, "--upgrade")
    with first_desk(hub.url) as first:
        first.tell("d2", "Gate")
        first.tell("d1", "Garden")
    assert muster("admit", hub.url, "--upgrade").stderr == (
        "These desks have an older Muster; they work on beside it: Garden, Gate\n"
    )


def test_a_folder_is_no_old_hub(filled: Muster, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert json.loads(filled("sync", stick, "--json").stdout)["hub_is_old"] is False


@pytest.mark.parametrize(
    "more",
    [["door", "--upgrade"], ["--upgrade", "--all"], ["--upgrade", "--programme", "NIPERM"],
     ["--upgrade", "--dismiss"]],
)  # fmt: skip
def test_an_upgrade_goes_alone(muster: Muster, more: list[str]) -> None:
    said = muster("admit", "postgresql://127.0.0.1:9/x", *more, code=2).stderr
    assert "Give a hub's address and --upgrade, and nothing else." in said


@pytest.mark.parametrize("arguments", [["some/folder", "--upgrade"], ["", "--upgrade"]])
def test_only_a_hub_can_be_upgraded(muster: Muster, arguments: list[str]) -> None:
    muster("admit", *arguments, code=2)


def test_admitting_still_needs_a_role(muster: Muster) -> None:
    said = muster("admit", "postgresql://127.0.0.1:9/x", "--all", code=2).stderr
    assert "Give a hub's address, a role, and --programme CODE or --all." in said
