"""Scenarios, parameters and models by address."""

from collections.abc import Callable

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_risk.resources import References, addressed
from bank_risk.store.runs import RiskStore

Read = Callable[[str], dict[str, object]]


@pytest.fixture
def read(offer: Offer, caller: Caller) -> Read:
    def value(address: str) -> dict[str, object]:
        for resource in offer.resources:
            found = resource.pattern().fullmatch(address)
            if found:
                content = resource.read(found.groupdict(), caller).model_dump(mode="json")["value"]
                assert isinstance(content, dict)
                return content
        raise AssertionError(f"no resource reads {address}")

    return value


def test_a_scenario_comes_with_its_source_and_shocks(read: Read) -> None:
    found = read("risk://scenarios/fed-2026-severely-adverse")
    assert found["published_on"] == "2026-02-04"
    assert isinstance(found["shocks"], list)
    assert {"risk_class": "equity", "kind": "relative", "size": -0.58, "factors": "*", "doubt": None} in found["shocks"]


def test_a_paragraph_shows_every_jurisdiction_and_time(read: Read) -> None:
    rows = read("risk://params/RBC/RBC20.1")["rows"]
    assert isinstance(rows, list)
    assert {row["key"]: row["value"] for row in rows} == {"CET1": "0.045", "TIER1": "0.06", "TOTAL": "0.08"}


def test_a_paragraph_with_brackets_has_an_address(read: Read) -> None:
    rows = read("risk://params/RBC/Art.-92-3-465-1")["rows"]
    assert isinstance(rows, list)
    assert {row["paragraph"] for row in rows} == {"Art. 92(3), 465(1)"}
    assert addressed("(EU) 2024/856 Art. 3") == "EU-2024-856-Art.-3"


@pytest.mark.parametrize(
    ("names", "lookup", "field"),
    [
        ({"id": "none"}, "scenario", "id"),
        ({"framework": "XYZ", "para": "1"}, "parameters", "framework"),
        ({"framework": "RBC", "para": "RBC99"}, "parameters", "para"),
        ({"id": "none"}, "model", "id"),
    ],
)
def test_what_does_not_exist_is_unknown_and_names_what_does(store: RiskStore, names: dict[str, str], lookup: str, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        getattr(References(store), lookup)(names)
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.UNKNOWN_ID, field)
    assert refused.value.failure.remedy


def test_the_daily_report_of_no_date_is_refused(offer: Offer, caller: Caller) -> None:
    report = next(resource for resource in offer.resources if resource.name == "daily_report")
    with pytest.raises(ToolFailureError) as refused:
        report.read({"date": "yesterday"}, caller)
    assert refused.value.failure.field == "date"
