"""Finding values in one text: recall on what is one, silence on what only looks like one."""

import pytest

from strongroom.protection.classes import DataClass
from strongroom.protection.find import find

PAN, IBAN, SSN, EMAIL, PHONE, SECRET = DataClass.PAN, DataClass.IBAN, DataClass.SSN, DataClass.EMAIL, DataClass.PHONE, DataClass.SECRET

FOUND = [
    (PAN, "4111111111111111", "4111111111111111"),
    (PAN, "pay 4111 1111 1111 1111 now", "4111 1111 1111 1111"),
    (PAN, "4111-1111-1111-1111", "4111-1111-1111-1111"),
    (PAN, "4111.1111.1111.1111", "4111.1111.1111.1111"),
    (PAN, "4111\u00a01111\u00a01111\u00a01111", "4111\u00a01111\u00a01111\u00a01111"),
    (PAN, "12/27 4111 1111 1111 1111 123", "4111 1111 1111 1111"),
    (PAN, "3782 822463 10005", "3782 822463 10005"),
    (PAN, "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
    (PAN, "card4111111111111111x", "4111111111111111"),
    (IBAN, "DE89370400440532013000", "DE89370400440532013000"),
    (IBAN, "to GB82 WEST 1234 5698 7654 32 today", "GB82 WEST 1234 5698 7654 32"),
    (IBAN, "de89 3704 0044 0532 0130 00", "de89 3704 0044 0532 0130 00"),
    (IBAN, "IBANDE89370400440532013000", "DE89370400440532013000"),
    (IBAN, "be12 and AT61-1904-3002-3457-3201.", "AT61-1904-3002-3457-3201"),
    (SSN, "536-90-4399", "536-90-4399"),
    (SSN, "SSN 536904399", "536904399"),
    (EMAIL, "write to jane.doe@example.com.", "jane.doe@example.com"),
    (EMAIL, "j\u00fcrgen@b\u00fccher.example", "j\u00fcrgen@b\u00fccher.example"),
    (PHONE, "+49 30 901820", "+49 30 901820"),
    (PHONE, "(415) 555-2671", "(415) 555-2671"),
    (PHONE, "phone: 030 901820", "030 901820"),
    (SECRET, "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    (SECRET, "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"),
    (SECRET, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"),
    (SECRET, "Authorization: Bearer abcDEF0123456789abc", "abcDEF0123456789abc"),
    (SECRET, "password=hunter2hunter2", "hunter2hunter2"),
    (SECRET, "postgres://app:s3cretpass1@db/bank", "s3cretpass1"),
    (SECRET, "ghp_" + "a1B2" * 9, "ghp_" + "a1B2" * 9),
]

SILENT = [
    "order 4111111111111112",
    "123e4567-e89b-12d3-a456-426614174000",
    "20261122144624123",
    "1763822784123456",
    "9f86d081884c7d659a2feaa04111111111111111b822cd15d6c15b0f00a08aaa",
    "0.4539578763621486",
    "volatility 4.539578763621486 a year",
    "2019 2020 2021 2022 2023 2024",
    "DE89370400440532013001",
    "ISIN US0378331005",
    "000-12-3456 666-12-3456 900-12-3456",
    "123456789",
    "+1500000.25",
    "2026-11-22",
    "the secretary: Mary",
    "password: ********",
    "user@localhost",
    "10.0.0.1:8080",
]


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize(("kind", "text", "value"), FOUND)
def test_a_value_is_found_whole_and_under_its_class(kind: DataClass, text: str, value: str) -> None:
    data = text.encode()
    assert [(one.kind, data[one.start : one.end].decode()) for one in find(data)] == [(kind, value)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_value_is_left_alone(text: str) -> None:
    assert find(text.encode()) == ()


def test_the_key_says_what_plain_digits_are() -> None:
    assert [one.kind for one in find(b"536904399", b"ssn")] == [SSN]
    assert [one.kind for one in find(b"030 901820", b"mobilePhone")] == [PHONE]
    assert [one.kind for one in find(b"hunter2hunter2", b"db_password")] == [SECRET]
    assert find(b"536904399", b"customer_number") == ()


def test_an_account_number_is_not_read_as_the_card_number_inside_it() -> None:
    assert [one.kind for one in find(b"GB82 WEST 1234 5698 7654 32")] == [IBAN]


@pytest.mark.control("PRO-02")
def test_a_key_without_its_end_is_hidden_as_far_as_it_goes() -> None:
    text = b"-----BEGIN PRIVATE KEY-----\nMIIBabc\n"
    assert [(one.start, one.end) for one in find(text)] == [(0, len(text))]


@pytest.mark.control("PRO-06")
def test_a_text_full_of_candidates_is_read_in_bounded_time() -> None:
    find(b"DE00" * 5_000 + b"4111 " * 5_000 + b"-----BEGIN PRIVATE KEY-----" * 500)
