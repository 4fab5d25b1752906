"""Who is refused by a hub, what is unreachable, and in which words."""

from __future__ import annotations

import psycopg
import pytest

from desktop.domain.failures import HubRefused, HubUnreachable, NoSuchRole
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.sync.hub import open_hub
from tests.support.hub_server import PASSWORD, HubServer


def database_of(hub: HubAddress) -> str:
    return hub.url.rpartition("/")[2].partition("?")[0]


def near(hub: HubAddress, server: HubServer) -> HubAddress:
    """The same database by 127.0.0.1, where a password is asked and no TLS is spoken."""
    return hub_address(f"postgresql://postgres@127.0.0.1:{server.port}/{database_of(hub)}")


def test_on_this_computer_a_password_does_without_a_certificate(
    hub: HubAddress, server: HubServer
) -> None:
    with open_hub(near(hub, server), PASSWORD) as link:
        assert link.heads() == {}


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("wrong", 'password authentication failed for user "postgres"'),
        ("", "fe_sendauth: no password supplied"),
    ],
)
def test_a_wrong_password_is_refused_in_the_server_s_words(
    hub: HubAddress, server: HubServer, password: str, reason: str
) -> None:
    address = near(hub, server)
    with pytest.raises(HubRefused) as refused, open_hub(address, password):
        pass
    assert refused.value.facts == {"hub": address.name, "reason": reason}


def test_a_database_that_is_not_there_is_refused(server: HubServer) -> None:
    with pytest.raises(HubRefused) as refused, open_hub(hub_address(server.address("nowhere")), ""):
        pass
    assert refused.value.facts["reason"] == 'database "nowhere" does not exist'


def test_where_nobody_listens_the_hub_is_unreachable() -> None:
    with (
        pytest.raises(HubUnreachable) as gone,
        open_hub(hub_address("postgresql://desk@127.0.0.1:9/m"), ""),
    ):
        pass
    assert str(gone.value.facts["reason"]).startswith("Connection refused")


@pytest.mark.parametrize(("version", "is_refused"), [(1, False), (2, False), (3, True)])
def test_a_hub_is_taken_that_needs_no_later_schema_than_this_muster_knows(
    hub: HubAddress, version: int, is_refused: bool
) -> None:
    with open_hub(hub, ""):
        pass
    with psycopg.connect(hub.url, autocommit=True) as link:
        assert link.execute("SELECT version FROM muster.hub").fetchall() == [(1,)]
        link.execute("UPDATE muster.hub SET version = %s", (version,))
    if not is_refused:
        with open_hub(hub, "") as opened:
            assert opened.heads() == {}
        return
    with pytest.raises(HubRefused) as refused, open_hub(hub, ""):
        pass
    assert refused.value.facts["reason"] == "newer hub"


def test_a_hub_that_lost_its_version_is_refused(hub: HubAddress) -> None:
    with open_hub(hub, ""):
        pass
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("DELETE FROM muster.hub")
    with pytest.raises(HubRefused, match="newer"), open_hub(hub, ""):
        pass


def test_a_database_whose_muster_is_somebody_else_s_is_refused(hub: HubAddress) -> None:
    with psycopg.connect(hub.url, autocommit=True) as link:
        link.execute("CREATE SCHEMA muster")
        link.execute("CREATE TABLE muster.hub (kind text)")
    with pytest.raises(HubRefused) as refused, open_hub(hub, ""):
        pass
    assert refused.value.facts["reason"] == 'column "version" does not exist'


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(32, "Broken pipe"), "Broken pipe"), (OSError("odd"), "odd")],
)
def test_a_socket_that_breaks_while_the_hub_is_open_makes_it_unreachable(
    hub: HubAddress, error: OSError, reason: str
) -> None:
    with pytest.raises(HubUnreachable) as broken, open_hub(hub, ""):
        raise error
    assert broken.value.facts == {"hub": hub.name, "reason": reason}


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (psycopg.OperationalError("the line is dead"), HubUnreachable, "the line is dead"),
        (psycopg.InterfaceError("the cursor is closed"), HubUnreachable, "the cursor is closed"),
        (psycopg.OperationalError(), HubUnreachable, "OperationalError"),
        (psycopg.DataError("ERROR:  no such number"), HubRefused, "no such number"),
        (psycopg.ProgrammingError("odd\n\nat the end"), HubRefused, "at the end"),
        (
            psycopg.OperationalError(
                'connection to server at "a" failed: No route to host\n'
                'connection to server at "b" failed: FATAL:  it is shutting down\n'
                "\tIs the server running?"
            ),
            HubUnreachable,
            "it is shutting down",
        ),
        (
            psycopg.OperationalError("SSL error: certificate verify failed"),
            HubRefused,
            "SSL error: certificate verify failed",
        ),
    ],
)
def test_what_libpq_says_is_sorted_and_shortened(
    hub: HubAddress,
    error: psycopg.Error,
    kind: type[HubRefused | HubUnreachable],
    reason: str,
) -> None:
    with pytest.raises(kind) as failed, open_hub(hub, ""):
        raise error
    assert type(failed.value) is kind
    assert failed.value.facts == {"hub": hub.name, "reason": reason}


def test_a_connection_that_the_server_ends_is_unreachable(
    hub: HubAddress, server: HubServer
) -> None:
    with pytest.raises(HubUnreachable), open_hub(hub, "") as link:
        server.cut()
        link.heads()


def test_who_is_not_admitted_is_told_who_is(hub: HubAddress, server: HubServer) -> None:
    database = database_of(hub)
    for role in (f"gate_{database}", f"side_{database}"):
        server.sql(f"CREATE ROLE {role} LOGIN", database)
    with open_hub(hub, "") as link:
        link.admit(f"gate_{database}", "*")
        with pytest.raises(NoSuchRole) as refused:
            link.dismiss(f"side_{database}", "*")
        assert refused.value.facts == {
            "role": f"side_{database}", "near": [f"gate_{database}"],
        }  # fmt: skip
        link.dismiss(f"gate_{database}", "*")
        with pytest.raises(NoSuchRole) as again:
            link.dismiss(f"gate_{database}", "*")
    assert again.value.facts["near"] == []
