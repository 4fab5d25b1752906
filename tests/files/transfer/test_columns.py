"""Columns are recognised by themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.files.transfer.columns import recognise
from desktop.files.transfer.tables import open_table, read_rows
from tests.conftest import EXPORTS

SYSTEMS = json.loads((EXPORTS / "headers.json").read_text("utf-8"))


def mapped(headers: list[str], *rows: list[str]) -> dict[str, str]:
    return {field: headers[index] for field, index in recognise(headers, rows).items()}


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["key"])
def test_every_known_export_maps_by_itself(system: dict[str, Any], exports: Path) -> None:
    table = open_table(exports / system["file"])
    assert list(table.headers) == system["headers"]
    assert table.delimiter == system["delimiter"]
    assert (table.encoding.name, table.encoding.has_bom) == (system["encoding"], system["bom"])
    found = mapped(list(table.headers), *(row.cells for row in read_rows(table)))
    assert system["expected_mapping"].items() <= found.items()


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["key"])
def test_headers_alone_are_enough_for_names_and_email(system: dict[str, Any]) -> None:
    found = mapped(system["headers"])
    for field in ("first_name", "last_name", "full_name", "email", "organization"):
        if field in system["expected_mapping"]:
            assert found.get(field) == system["expected_mapping"][field]


VENDORS: dict[str, tuple[list[str], dict[str, str]]] = {
    "ticket tailor": (
        ["Order ID", "Name", "Email", "Ticket type", "Issued ticket ID", "Barcode", "Checked in"],
        {
            "order_ref": "Order ID",
            "full_name": "Name",
            "email": "Email",
            "ticket_type": "Ticket type",
            "external_id": "Issued ticket ID",
            "qr_code": "Barcode",
        },
    ),
    "cvent": (
        [
            "Confirmation Number",
            "First Name",
            "Last Name",
            "Email Address",
            "Company Name",
            "Title",
            "Registration Type",
            "Invitee Status",
            "Mobile Phone",
        ],
        {
            "order_ref": "Confirmation Number",
            "first_name": "First Name",
            "last_name": "Last Name",
            "email": "Email Address",
            "organization": "Company Name",
            "title": "Title",
            "ticket_type": "Registration Type",
            "phone": "Mobile Phone",
        },
    ),
    "pretix in German": (
        [
            "Bestellnummer",
            "Teilnehmername",
            "Vorname",
            "Nachname",
            "Produkt",
            "Preis",
            "Eingecheckt",
            "Geheimnis",
            "E-Mail",
            "Firma",
            "Kommentar",
        ],
        {
            "order_ref": "Bestellnummer",
            "full_name": "Teilnehmername",
            "first_name": "Vorname",
            "last_name": "Nachname",
            "ticket_type": "Produkt",
            "qr_code": "Geheimnis",
            "email": "E-Mail",
            "organization": "Firma",
            "notes": "Kommentar",
            "checked_in_at": "Eingecheckt",
        },
    ),
    "Hebrew form": (
        ["חותמת זמן", "שם מלא", 'דוא"ל', "טלפון נייד", "מקום עבודה", "העדפות תזונה", "הערות"],
        {
            "registered_at": "חותמת זמן",
            "full_name": "שם מלא",
            "email": 'דוא"ל',
            "phone": "טלפון נייד",
            "organization": "מקום עבודה",
            "diet": "העדפות תזונה",
            "notes": "הערות",
        },
    ),
    "questions": (
        [
            "What is your first name?",
            "What is your last name?",
            "What's your email address?",
            "Which hospital do you work for?",
            "Do you have any dietary restrictions or allergies?",
        ],
        {
            "first_name": "What is your first name?",
            "last_name": "What is your last name?",
            "email": "What's your email address?",
            "organization": "Which hospital do you work for?",
            "diet": "Do you have any dietary restrictions or allergies?",
        },
    ),
}


HALVES = [
    ("Nom;Prénom;E-mail", {"last_name": "Nom", "first_name": "Prénom"}),
    ("Name;Vorname;E-Mail", {"last_name": "Name", "first_name": "Vorname"}),
    ("שם;שם משפחה;מייל", {"first_name": "שם", "last_name": "שם משפחה"}),
    ("Name (First);Name (Last)", {"first_name": "Name (First)", "last_name": "Name (Last)"}),
]


@pytest.mark.parametrize(("headers", "expected"), HALVES)
def test_half_a_name_is_not_taken_for_a_whole(headers: str, expected: dict[str, str]) -> None:
    found = mapped(headers.split(";"))
    assert expected.items() <= found.items()
    assert "full_name" not in found


LOCALES = [
    ("N° de commande;Nom;Prénom;N° de participant;Statut du participant;N° de code-barres",
     ("order_ref", "last_name", "first_name", "external_id", "status", "qr_code")),
    ("N.º de pedido;Nombre;Apellidos;N.º de asistente;N.º de código de barras",
     ("order_ref", "first_name", "last_name", "external_id", "qr_code")),
    ("Bestellnr.;Vorname;Nachname;Teilnehmer-Nr.;Teilnehmerstatus;Mobiltelefon",
     ("order_ref", "first_name", "last_name", "external_id", "status", "phone")),
    ("Nº do pedido;Nome;Sobrenome;Tipo de ingresso;Nº do participante;Celular",
     ("order_ref", "first_name", "last_name", "ticket_type", "external_id", "phone")),
    ("Bestelcode;Naam van aanwezige;Product;Geheim;E-mail;Bedrijf;Opmerking",
     ("order_ref", "full_name", "ticket_type", "qr_code", "email", "organization", "notes")),
    ("חותמת זמן;מה שמך המלא?;מייל;נייד;היכן אתם עובדים?;רגישויות למזון",
     ("registered_at", "full_name", "email", "phone", "organization", "diet")),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "fields"), LOCALES)
def test_the_same_systems_in_other_languages(headers: str, fields: tuple[str, ...]) -> None:
    columns = headers.split(";")
    assert dict(zip(fields, columns, strict=True)).items() <= mapped(columns).items()


def test_the_attendee_goes_before_the_buyer() -> None:
    tito = ["Ticket Full Name", "Ticket Email", "Order Name", "Order Email"]
    assert mapped(tito) == {"full_name": "Ticket Full Name", "email": "Ticket Email"}
    pretix = ["Order code", "Position ID", "Email", "Attendee name", "Attendee email"]
    assert mapped(pretix)["email"] == "Attendee email"
    mixed = ["Attendee name", "First name (billing)", "Billing Company", "Billing Country"]
    assert mapped(mixed) == {"full_name": "Attendee name"}


def test_a_column_with_emails_goes_before_one_that_only_says_so() -> None:
    headers = ["ID", "Email", "Full Name", "E-mail address"]
    found = mapped(headers, ["1", "anonymous", "Noa Cohen", "noa@example.org"])
    assert found["email"] == "E-mail address"


def test_a_hebrew_full_name_beside_latin_names_is_the_second_script() -> None:
    headers = ["First Name", "Last Name", "שם מלא"]
    found = mapped(headers, ["Noa", "Levi", "נועה לוי"])
    assert found["full_name_hebrew"] == "שם מלא"


@pytest.mark.parametrize("vendor", VENDORS)
def test_other_systems_map_too(vendor: str) -> None:
    headers, expected = VENDORS[vendor]
    assert expected.items() <= mapped(headers).items()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Home City", "organization"),
        ("Seat name", "full_name"),
        ("custom_source", "full_name"),
        ("Parent's phone number", "phone"),
        ("Emergency contact name", "full_name"),
        ("Emergency contact email", "email"),
        ("Voucher code", "qr_code"),
        ("Event name", "full_name"),
        ("Company website", "organization"),
        ("ticket_type_id", "ticket_type"),
        ("How did you hear about our organization?", "organization"),
        ("I agree to receive email updates", "email"),
        ("טלפון הורה", "phone"),
    ],
)
def test_traps_are_not_taken(header: str, field: str) -> None:
    assert mapped([header]).get(field) is None


@pytest.mark.parametrize(
    "header",
    ["Eingecheckt um", "Eingecheckt am", "Enregistré à", "Ingecheckt om", "Hora de check-in"],
)
def test_a_time_of_coming_is_known_in_other_languages(header: str) -> None:
    found = mapped(["Name", "Email", header], ["Eva Groß", "eva@x.org", "24.11.2026 09:15"])
    assert found["checked_in_at"] == header


def test_a_second_set_of_names_is_the_second_script() -> None:
    headers = ["First Name", "Last Name", "שם פרטי", "שם משפחה"]
    found = mapped(headers, ["Noa", "Cohen", "נועה", "כהן"])
    assert found["first_name"] == "First Name"
    assert found["first_name_hebrew"] == "שם פרטי"
    assert found["last_name_hebrew"] == "שם משפחה"


def test_english_names_beside_hebrew_ones_come_first() -> None:
    headers = ["שם מלא", "שם מלא באנגלית", "מייל"]
    found = mapped(headers, ["נועה כהן", "Noa Cohen", "noa@example.org"])
    assert found["full_name"] == "שם מלא באנגלית"
    assert found["full_name_hebrew"] == "שם מלא"


def test_a_list_that_names_only_the_payer_uses_the_payer() -> None:
    headers = ["Buyer First Name", "Buyer Last Name", "Buyer Email"]
    found = mapped(headers, ["Noa", "Cohen", "noa@example.org"])
    assert found == {
        "first_name": "Buyer First Name",
        "last_name": "Buyer Last Name",
        "email": "Buyer Email",
    }


def test_emails_under_an_unknown_header_are_seen() -> None:
    found = mapped(["Name", "Reach me at"], ["Noa", "noa@example.org"])
    assert found["email"] == "Reach me at"
