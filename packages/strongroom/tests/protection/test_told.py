"""What a caller calls a thing may be told, unless the name itself is what must not be told."""

import pytest

from strongroom.protection.told import told


@pytest.mark.parametrize("name", ["get_account", "bank://accounts/A-200001", "tools/call", "report_2026_11_22", "", "\u00e9t\u00e9 20261122113000", "a" * 2048])
def test_ordinary_names_are_told_as_they_are(name: str) -> None:
    assert told(name) == name


@pytest.mark.control("AUD-07")
@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("open_4111111111111111", "4111111111111111"),
        ("bank://accounts/DE89370400440532013000/statement", "370400440532013"),
        ("bank://accounts/DE89%33704%300440532013000", "0440532013000"),
        ("cust://by-mail/jane.doe@example.com", "jane.doe"),
        ("x://ssn/536-90-4399", "536-90"),
    ],
)
def test_a_number_in_a_name_is_masked(name: str, secret: str) -> None:
    assert secret not in told(name)
    assert told(name) != name
