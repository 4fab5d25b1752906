"""A column of ticket codes is known by its cells, and no other column is taken for one."""

from __future__ import annotations

import pytest

from desktop.files.transfer.columns import recognise

NAMES = ["Noa Cohen", "Dan Levi", "Rina Peretz"]
UUIDS = ["6f9619ff-8b86-d011-b42d-00c04fc964ff", "7d2c2f0a-1111-4222-8333-abcdefabcdef",
         "0e984725-c51c-4bf4-9960-e1c80e27aba0"]  # fmt: skip
LUMA = [f"https://luma.com/check-in/evt-A?pk=g-{end}" for end in ("a1b2c3", "d4e5f6", "g7h8i9")]
SECRETS = ["rs8a3p67jepqtbt9", "kfndgffgyw4tdgca", "nodigitsinthisone"]
EANS = ["012345678905", "4006381333931", "036000291452"]
PAIRS = [f"{uuid}/9f8e7d6c5b4a" for uuid in UUIDS]


def field_of(header: str, cells: list[str]) -> str:
    """Say for what a column beside names is taken; empty for nothing."""
    rows = [[name, cell] for name, cell in zip(NAMES, cells, strict=False)]
    mapping = recognise(["Name", header], rows)
    return next((field for field, index in mapping.items() if index == 1), "")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Ticket link", LUMA),
        ("Link", LUMA),
        ("Ссылка", LUMA),
        ("Check-in URL", LUMA),
        ("קישור לכרטיס", LUMA),
        ("Ticket UUID", UUIDS),
        ("Column 7", UUIDS),
        ("Admission", UUIDS),
        ("QR", PAIRS),
        ("Token", SECRETS),
        ("Ticket", SECRETS),
        ("Kaartcode", SECRETS),
        ("Код", SECRETS),
        ("EAN", EANS),
        ("Einlasscode", EANS),
        ("Barcode number", ["012345678905"]),
        ("Čiarový kód", SECRETS),
        ("Čárový kód", SECRETS),
        ("チケットコード", SECRETS),
        ("票券代码", SECRETS),
        ("Κωδικός εισιτηρίου", SECRETS),
        ("Lippukoodi", SECRETS),
        ("Kód vstupenky", SECRETS),
        ("Código del boleto", SECRETS),
        ("RFID", SECRETS),
    ],
)
def test_codes_are_recognised(header: str, cells: list[str]) -> None:
    assert field_of(header, cells) == "qr_code"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Payment ID", SECRETS),
        ("Stripe token", SECRETS),
        ("Order link", LUMA),
        ("LinkedIn", LUMA),
        ("Avatar", UUIDS),
        ("Column 7", SECRETS),
        ("Column 7", EANS),
        ("Link", ["https://a.org/t/1234ab", "https://b.org/t/1234ac", "https://a.org/t/1234ad"]),
        ("Scan", ["yes", "no", "yes"]),
        ("Token", [SECRETS[0], SECRETS[0], SECRETS[1]]),
        ("Token", SECRETS[:1]),
        *(
            (header, SECRETS)
            for header in (
                "SWIFT code",
                "Product code",
                "Invite code",
                "Gift code",
                "Wi-Fi code",
                "Customer code",
                "Member code",
                "Hotel confirmation code",
                "Certificate code",
            )
        ),
        *(
            (header, LUMA)
            for header in (
                "Unsubscribe link",
                "Edit link",
                "Cancel URL",
                "Calendar link",
                "Join URL",
            )
        ),
        ("QR code sent", ["yes", "yes", "no"]),
        ("Ticket code sent", ["yes", "yes", "yes"]),
        ("QR code", ["yes", "no", "yes"]),
        ("Scan time", [*EANS[:2], "4006381333931x"]),
        ("Number of tickets", ["4006381333931", "x", "y"]),
        ("Badge", [UUIDS[0], "VIP 2026", "VIP 2027"]),
        ("Dress code", ["formal-2026", "casual-2026", "sports-2026"]),
        ("What code did your friend give you to join", SECRETS),
    ],
)
def test_other_columns_are_not_taken_for_codes(header: str, cells: list[str]) -> None:
    assert field_of(header, cells) != "qr_code"


def test_types_of_tickets_stay_types() -> None:
    assert field_of("Ticket", ["Delegate", "Speaker", "Delegate"]) == "ticket_type"
    assert field_of("Ticket", ["VIP-2026A", "VIP-2026A", "STD-2026B"]) == "ticket_type"


def test_an_empty_column_that_is_called_the_code_gives_way_to_a_filled_one() -> None:
    rows = [[name, "", uuid] for name, uuid in zip(NAMES, UUIDS, strict=True)]
    assert recognise(["Name", "QR", "Ticket UUID"], rows)["qr_code"] == 2


def test_of_two_columns_the_one_that_is_called_a_ticket_is_taken() -> None:
    rows = [list(row) for row in zip(NAMES, SECRETS, LUMA, strict=True)]
    assert recognise(["Name", "Hash", "Ticket link"], rows)["qr_code"] == 2
    assert recognise(["Name", "Cancel URL", "Ticket link"], rows)["qr_code"] == 2


def test_a_column_that_says_the_same_of_many_holds_no_codes() -> None:
    names = [[f"Guest {n}", "A1B2C3D4" if n % 4 else "E5F6G7H8"] for n in range(12)]
    assert "qr_code" not in recognise(["Name", "QR code"], names)
    pairs = [[f"Guest {n}", f"A1B2C3D{n // 2}"] for n in range(12)]
    assert recognise(["Name", "QR code"], pairs)["qr_code"] == 1


def test_a_column_that_is_called_the_code_comes_first() -> None:
    headers = ["Name", "Link", "Barcode"]
    rows = [[name, link, f"T-{n}"] for n, (name, link) in enumerate(zip(NAMES, LUMA, strict=True))]
    assert recognise(headers, rows)["qr_code"] == 2
