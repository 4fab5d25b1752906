"""Which stored code a shown one fits, and by which steps; the right ones written down by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.codes import MAX_FOREIGN_LENGTH, Reading, make_code
from desktop.domain.checkin.readings import (
    Looser,
    Step,
    exact_texts,
    loose_key_beside,
    looser_versions,
)

UUID = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
LUMA = "https://luma.com/check-in/evt-Ab1?pk=g-Xy9"
W, K, L, D, P = Step.WRAPPING, Step.KEYBOARD, Step.LINK, Step.DATA, Step.PAIR
C, S, Z = Step.CASE, Step.SPACING, Step.ZEROS


@pytest.mark.parametrize(
    ("shown", "stored", "steps"),
    [
        ("ab-1", "AB-1", (C,)),
        ("]Q1AB-1", "AB-1", (W,)),
        ("]q1ab-1", "AB-1", (W, C)),
        ("]Q2\\000026AB-1", "AB-1", (W,)),
        ("*90011111111111*", "90011111111111", (W,)),
        ("90011111111111", "*90011111111111*", (W,)),
        ("a7k2qx", "A-7K2QX", (C, S)),
        ("A 7K2-QX", "A-7K2QX", (S,)),
        ("A7K2-QX", "A7K2QX", (S,)),
        (UUID.replace("-", ""), UUID, (S,)),
        (UUID.upper(), UUID, (C,)),
        ("KFND GFFG", "kfndgffg", (C, S)),
        ("12345678905", "012345678905", (Z,)),
        ("0012345678905", "012345678905", (Z,)),
        ("]E0012345678905", "12345678905", (W, Z)),
        ("0 12345 67890 5", "012345678905", (S,)),
        ("12345", "0012345", (Z,)),
        (LUMA, "g-Xy9", (L,)),
        ("g-Xy9", LUMA, (L,)),
        ("https://lu.ma/check-in/evt-Ab1?pk=g-Xy9", LUMA, (L,)),
        ("http://luma.com/check-in/evt-Ab1?pk=g-Xy9/", LUMA, (L,)),
        ("HTTPS://LUMA.COM/CHECK-IN/EVT-AB1?PK=G-XY9", LUMA, (C,)),
        ("HTTPS://LU.MA/CHECK-IN/EVT-AB1?PK=G-XY9", LUMA, (L, C)),
        ("https://www.luma.com/check-in/evt-Ab1/?utm_medium=x&pk=g-Xy9", LUMA, (L,)),
        ("https://example.org/t/AB12CD34", "AB12CD34", (L,)),
        ("https://example.org/t/AB12CD34/show", "AB12CD34", (L,)),
        ("AB12CD34", "https://example.org/t/AB12CD34", (L,)),
        ("https://e.org/?ticket_id=5501&security_code=ab12cd34ef", "ab12cd34ef", (L,)),
        ("https://e.org/?ticket_id=5501&security_code=ab12cd34ef", "5501", (L,)),
        ('{"id":"AB12","x":1}', "AB12", (D,)),
        ("ab12", '{"id":"AB12","x":1}', (D, C)),
        (f"{UUID}/9f8e7d6c5b4a", UUID, (P,)),
        (UUID, f"{UUID}/9f8e7d6c5b4a", (P,)),
        ("code=AB12CD34", "AB12CD34", (P,)),
        ("AB12CD34|xyz", "ab12cd34", (P, C)),
        ("çàà&&&&&&&&&&&", "90011111111111", (K,)),
        ("AB-12&cd", "AB-12/cd", (K,)),
        ("אב12גד", "tc12ds", (K,)),
        ("httpsÖ--luma.com-checkßin-evtßAb1_pk´gßXz9", LUMA, (K,)),
    ],
)
def test_a_shown_code_fits_a_stored_one_by_these_steps(
    shown: str, stored: str, steps: tuple[Step, ...]
) -> None:
    fit = Looser(Reading(shown)).fit(stored)
    assert fit is not None
    assert fit.steps == steps


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ("55011", "5501-1"),
        ("550-11", "5501-1"),
        ("A7-K2QX", "A-7K2QX"),
        ("AB-12/zz", "AB-12/cd"),
        ("AB-12", "AB-12/cd"),
        ("AB-12.cd", "AB-12/cd"),
        ("123", "00123"),
        ("01001", "1001"),
        ("12345", "123450"),
        ("12345678905", "112345678905"),
        ("https://luma.com/check-in/evt-Ab1?pk=g-Zz8", LUMA),
        ("https://luma.com/check-in/evt-Other?pk=g-Xy9", LUMA),
        ("https://evil.org/check-in/evt-Ab1?pk=g-Xy9", LUMA),
        ("evt-Ab1", LUMA),
        ("check-in", LUMA),
        (f"{UUID}/9f8e7d6c5b4a", f"{UUID}/000000000000"),
        ("https://e.org/?event_id=5501", "5501"),
        ("https://e.org/?order_id=5501", "5501"),
        ("https://e.org/?id=55", "55"),
        ("kfndgffgye4tdg", "kfndgffgyw4tdg"),
        ("Q1", "A1"),
        ("", "A1"),
        ("-", "--"),
    ],
)
def test_a_shown_code_is_no_other_code(shown: str, stored: str) -> None:
    assert Looser(Reading(shown)).fit(stored) is None


def test_the_keys_come_before_tables() -> None:
    """On an unknown layout the text is anything; the keys are those of q, 1 and 2."""
    reading = Reading("☃☃☃", (24, 10, 11), "linux", (True, False, False))
    assert exact_texts(reading) == ("☃☃☃", "Q12")
    fit = Looser(reading).fit("Q12")
    assert fit is not None
    assert (fit.steps, fit.layout) == ((K,), "")


def test_the_layout_is_named() -> None:
    fit = Looser(Reading("çàà&&&&&&&&&&&")).fit("90011111111111")
    assert fit is not None
    assert fit.layout == "French"


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ("T-1", ""),
        ("ab12cd34", ""),
        ("AB12CD34", ""),
        ("A-7K2QX", "a7k2qx"),
        ("0012345", "12345"),
        (LUMA, "g-xy9"),
        (UUID, UUID.replace("-", "")),
        (f"{UUID}/9f8e", UUID.replace("-", "")),
        (make_code(1, 5), ""),
    ],
)
def test_a_stored_code_has_a_looser_key_only_where_it_says_more(stored: str, key: str) -> None:
    assert loose_key_beside(stored) == key


@given(st.text(max_size=MAX_FOREIGN_LENGTH))
def test_any_text_is_read_in_a_bounded_number_of_ways(text: str) -> None:
    versions = looser_versions(Reading(text))
    assert len(versions) < 1_000
    assert all(len(version.text) <= 2 * MAX_FOREIGN_LENGTH for version in versions)


@given(st.text(alphabet="AB12-/ ", min_size=1, max_size=8), st.text(alphabet="AB12-/ ", max_size=8))
def test_what_fits_is_found_by_its_keys(shown: str, stored: str) -> None:
    """The index and the comparison agree: no stored code fits that a look-up would miss."""
    looser = Looser(Reading(shown))
    if looser.fit(stored):
        keys = {stored.casefold(), loose_key_beside(stored)}
        assert keys & set(looser.keys)


TEC = "https://v.org/?ticket_id=1201&security_code=9f8e7d6c5b"
PAIR = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/AbCdEf123"


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        # A link is turned back by no keyboard, which would hide where it leads.
        (f"{LUMA.replace('Ab1', 'B')}&id=1", LUMA),
        ("http://evil.com/?a=1&pk=g-Xy9", LUMA),
        ("https://evil.com/?ticket_id=1201&security_code=9f8e7d6c5b", TEC),
        ("https://v.org/?ticket_id=1202&security_code=9f8e7d6c5b", TEC),
        # Of an event, an order, a shop: no ticket.
        ('{"event":{"id":1201},"ticket":{"id":9999}}', "1201"),
        ('{"event":{"id":1201},"id":5}', "1201"),
        ('{"order":{"id":1201},"ticket_id":9999}', "1201"),
        ('{"event":{"code":"AB12CD34"},"code":"ZZ99YY88"}', "AB12CD34"),
        ("https://v.org/e/AB12CD34?code=ZZ99YY88", "AB12CD34"),
        ("https://v.org/e/AB12CD34/t/ZZ99YY88", "AB12CD34"),
        ("https://v.org/?code=ZZ99YY88&ref=AB12CD34", "AB12CD34"),
        ("https://v.org/?affiliate=AB12CD34", "AB12CD34"),
        ("https://v.org/event/1201?ticket_id=9999", "1201"),
        ("https://v.org/?ticket_id=9999&id=1201", "1201"),
        ("https://v.org/order/1201", "1201"),
        ("https://v.org/?v=1201", "1201"),
        ("https://shop.org/invoice/100234", "100234"),
        ("https://shop.org/?price=100234", "100234"),
        # A hyphen is no sign between name and value, whatever a keyboard makes of it.
        ("ID-1201", "1201"),
        ("BADGE-1201", "1201"),
        ("Guest-100234", "100234"),
        ("CODE-AB12CD34", "AB12CD34"),
        # A secret that is not the same.
        (f"https://x.org/{PAIR.replace('AbCdEf123', 'FORGED')}", PAIR),
        ("5501", "5501|ab12cd"),
        # Letters of a code on a list are no start and stop.
        ("A20240001B", "A20240001A"),
        ("20240001", "A20240001A"),
        ("T2024Z", "T2024Y"),
        ("AB-12345", "AB/12345"),
        ("AB12CD34*", "AB12CD34"),
        ("AB12CD34=", "AB12CD34"),
        ("AB12CD34-", "AB12CD34"),
        # A number in a sentence is of anything.
        ("Order 100234", "100234"),
        ("Table 100234 seat", "100234"),
        ("999999 100234", "100234"),
        ("q012345678905", "012345678905"),
        ("012345|678905", "0012345"),
        ("AB-12CD34|xyz", "AB12CD34"),
        ("Table 100234, seat", "100234"),
        ('{"x": 1201}', "1201"),
        ("https://v.org/?x=abcdefgh", "abcdefgh"),
        ("https://v.org/?x=a1b2", "a1b2"),
    ],
)
def test_what_an_attack_let_in_once_is_nobodys(shown: str, stored: str) -> None:
    assert Looser(Reading(shown)).fit(stored) is None


@pytest.mark.parametrize(
    ("shown", "stored", "steps"),
    [
        ("9öö11", "90011", (K,)),
        ("5ö5ö1", "50501", (K,)),
        ("900ąą", "90011", (K,)),
        ("httpsÖ--x.org-t_codeÁBC12345", "https://x.org/t?code=ABC12345", (K,)),
        ("ＡＢ１２３４５６", "AB123456", (K,)),
        ("e\u03011234567", "é1234567", ()),
        ("00777777", "'00777777", (W,)),
        ("“AB12CD34”", "AB12CD34", (W,)),
        ("«AB12CD34»", "AB12CD34", (W,)),
        (f"{LUMA}#x", LUMA, (L,)),
        ("https://v.org/tickets/1201/download", "1201", (L,)),
        ("https://v.org/t/1201/qr.png", "1201", (L,)),
        ("https://v.org/t/1201.png", "1201", (L,)),
        ("https://v.org/e/AB12CD34.pdf?x=1", "AB12CD34", None),
        ("https://v.org/x/AB12CD34.pdf", "AB12CD34", (L,)),
        (PAIR.replace("AbCdEf123", "abcdef123"), PAIR, (C,)),
        ("AB12CD34\tAB12CD34", "AB12CD34", (W,)),
        ('{"tickets":["100234","T2024Y"]}', "T2024Y", (D,)),
        ('{"tickets":["100234","T2024Y"]}', "100234", (D,)),
        ("[1201,1202]", "1202", (D,)),
        ('{"id":"100234","id":"T2024Y"}', "100234", (D,)),
    ],
)
def test_what_an_attack_did_not_find_once_is_found(
    shown: str, stored: str, steps: tuple[Step, ...] | None
) -> None:
    fit = Looser(Reading(shown)).fit(stored)
    assert (fit.steps if fit else None) == steps
