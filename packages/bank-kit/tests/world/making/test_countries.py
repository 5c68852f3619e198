"""Identifiers pass the checks of the world's libraries and belong to nobody."""

import duckdb
import pytest
import schwifty
from stdnum import ean, lei, luhn
from stdnum.at import tin as austrian_tin
from stdnum.at import uid as austrian_uid
from stdnum.ch import ssn as swiss_ssn
from stdnum.ch import uid as swiss_uid
from stdnum.de import vat as german_vat
from stdnum.gb import vat as british_vat
from stdnum.iso7064 import mod_11_10
from stdnum.nl import bsn
from stdnum.us import ein, ssn

from bank_kit.identifiers import luhn_digit
from bank_kit.world.making import countries


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    countries.make(connection)
    return connection


def _texts(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    found = [str(row[0]) for row in connection.execute(f"SELECT {sql} FROM (SELECT i * 97 + 1 AS n FROM range(1000) t(i))").fetchall()]
    assert len(set(found)) == 1000
    return found


def test_german_persons_have_numbers_of_the_test_range(connection: duckdb.DuckDBPyConnection) -> None:
    assert all(mod_11_10.is_valid(number) and number[0] == "0" for number in _texts(connection, "person_tax_id('DE', n)"))


def test_dutch_persons_have_numbers_nobody_has(connection: duckdb.DuckDBPyConnection) -> None:
    assert all(bsn.is_valid(number) and number[0] == "9" for number in _texts(connection, "person_tax_id('NL', n)"))


def test_austrian_persons_have_the_check_digit_of_an_office_that_is_none(connection: duckdb.DuckDBPyConnection) -> None:
    for number in _texts(connection, "person_tax_id('AT', n)"):
        assert austrian_tin.calc_check_digit(number[:-1]) == number[-1]
        assert not austrian_tin.is_valid(number)


def test_swiss_persons_have_valid_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    assert all(swiss_ssn.is_valid(number) and ean.is_valid(number) for number in _texts(connection, "person_tax_id('CH', n)"))


def test_british_and_american_persons_have_prefixes_that_are_never_given(connection: duckdb.DuckDBPyConnection) -> None:
    assert all(number.startswith("QQ") and len(number) == 9 for number in _texts(connection, "person_tax_id('GB', n)"))
    assert all(number[0] == "9" and len(number) == 11 and not ssn.is_valid(number) for number in _texts(connection, "person_tax_id('US', n)"))


def test_companies_have_valid_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    assert all(german_vat.is_valid(number) for number in _texts(connection, "company_tax_id('DE', n)"))
    assert all(bsn.is_valid(number[2:11]) and number[11:] == "B99" for number in _texts(connection, "company_tax_id('NL', n)"))
    assert all(austrian_uid.is_valid(number) for number in _texts(connection, "company_tax_id('AT', n)"))
    assert all(swiss_uid.is_valid(number) for number in _texts(connection, "company_tax_id('CH', n)"))
    assert all(british_vat.is_valid(number) for number in _texts(connection, "company_tax_id('GB', n)"))
    assert all(len(number) == 10 and not ein.is_valid(number) for number in _texts(connection, "company_tax_id('US', n)"))


def test_leis_are_valid_and_of_no_issuer(connection: duckdb.DuckDBPyConnection) -> None:
    for number in (*_texts(connection, "lei_of(n)"), countries.EU, countries.UK, countries.US):
        assert lei.is_valid(number)
        assert number.startswith("9999")


def test_ibans_are_valid_and_of_no_bank(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        "SELECT iban(iban_country, country_digits, bank, bank_digits, lpad((200001 + slot)::VARCHAR, digits, '0')) FROM draft_country"
    ).fetchall()
    for (number,) in rows:
        assert schwifty.IBAN(number).is_valid
        assert schwifty.IBAN(number).bank is None


def test_card_check_digits_are_luhns(connection: duckdb.DuckDBPyConnection) -> None:
    for number in _texts(connection, "'411111' || lpad((n * 7919)::VARCHAR, 9, '0') || luhn('411111' || lpad((n * 7919)::VARCHAR, 9, '0'))"):
        assert luhn.is_valid(number)
        assert luhn_digit(number[:-1]) == number[-1]
