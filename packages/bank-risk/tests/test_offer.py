"""The risk server behind the official client, in process: schemas, labels, bad input. The client checks every answer against its outputSchema."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import Client
from mcp_types import TextContent

from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY
from bank_kit.offer import Offer
from bank_kit.place import Place
from bank_risk.offer import build_offer, open_runs

GUIDE = Path(__file__).parents[3] / "docs/servers/risk.md"
CALCULATIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("calc_var_es", {"book": "BOOK-08", "stressed": True}),
    ("calc_var_es", {"method": "mc", "scenarios": 1_000, "split": "kind", "degrees_of_freedom": 5}),
    ("calc_ima_es", {"book": "BOOK-06"}),
    ("backtest_var", {"days": 100, "desk": "Rates"}),
    ("run_stress_test", {"shocks": [{"risk_class": "interest_rate", "kind": "absolute", "size": 0.01, "factors": "EUR-ESTR:*"}]}),
    ("calc_saccr_ead", {"sets_shown": 2}),
    ("get_counterparty_exposure", {"counterparty": "999900VISTULABANK089", "paths": 200}),
)


async def test_each_calculation_says_what_it_needs_and_what_it_returns(client: Client) -> None:
    async with client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        for name in dict.fromkeys(name for name, _ in CALCULATIONS):
            tool = tools[name]
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint is True
            assert tool.output_schema is not None
            assert tool.meta is not None
            assert tool.meta[SCOPE_KEY] == "risk.read"
            assert "CONFIDENTIAL" in tool.meta[DATA_CLASSES_KEY].values()


@pytest.mark.parametrize(("name", "arguments"), CALCULATIONS)
async def test_answers_fit_their_schema_and_say_how_they_were_got(client: Client, name: str, arguments: dict[str, object]) -> None:
    async with client:
        result = await client.call_tool(name, arguments)
        assert not result.is_error
        [content] = result.content
        assert isinstance(content, TextContent)
        found = result.structured_content
        assert json.loads(content.text) == found
        assert found["value"]["run_id"].startswith("RUN-")
        assert found["as_of"] == "2026-11-20"
        assert found["reg_ref"]
        assert found["source_system"] == "risk-engine"


async def test_losses_say_their_unit_and_sign_in_the_schema(client: Client) -> None:
    async with client:
        [tool] = [tool for tool in (await client.list_tools()).tools if tool.name == "calc_var_es"]
        schema = json.dumps(tool.output_schema)
        assert '"x-sign": "positive is a loss"' in schema
        assert '"x-unit": "ratio"' in schema


@pytest.mark.parametrize(
    ("name", "arguments", "code", "field"),
    [
        ("calc_var_es", {"confidence": "NaN"}, "INVALID_ARGUMENT", "confidence"),
        ("calc_var_es", {"confidence": 1.0}, "INVALID_ARGUMENT", "confidence"),
        ("calc_var_es", {"window_days": 10**30}, "INVALID_ARGUMENT", "window_days"),
        ("calc_var_es", {"book": "BOOK-99"}, "UNKNOWN_ID", "book"),
        ("calc_var_es", {"book": "x" * 10_000_000}, "INVALID_ARGUMENT", "book"),
        ("calc_var_es", {"as_of": "2031-01-02"}, "STALE_DATA", "as_of"),
        ("calc_var_es", {"as_of": "2016-12-01"}, "NO_MARKET_DATA", "as_of"),
        ("calc_var_es", {"as_of": "2026-11-19", "window_days": 2_500, "horizon_days": 60, "desk": "Treasury"}, "UNKNOWN_ID", "desk"),
        ("calc_saccr_ead", {"jurisdiction": "MARS"}, "INVALID_ARGUMENT", "jurisdiction"),
        ("calc_saccr_ead", {"legal_entity": "529900T8BM49AURSDO55"}, "UNKNOWN_ID", "legal_entity"),
        ("calc_saccr_ead", {"legal_entity": "529900T8BM49AURSDO56"}, "INVALID_ARGUMENT", "legal_entity"),
        ("calc_saccr_ead", {"unknown": 1}, "INVALID_ARGUMENT", "unknown"),
        ("run_stress_test", {}, "INVALID_ARGUMENT", None),
        ("run_stress_test", {"scenario_id": "../../etc/passwd"}, "INVALID_ARGUMENT", "scenario_id"),
        ("backtest_var", {"days": -5}, "INVALID_ARGUMENT", "days"),
        ("get_counterparty_exposure", {"counterparty": 7}, "INVALID_ARGUMENT", "counterparty"),
    ],
)
async def test_bad_input_is_a_typed_error(client: Client, name: str, arguments: dict[str, object], code: str, field: str | None) -> None:
    async with client:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        error = result.structured_content["error"]
        assert (error["code"], error["field"]) == (code, field)
        assert len(json.dumps(error)) < 600


async def test_a_day_without_business_answers_with_the_one_before(client: Client) -> None:
    async with client:
        result = await client.call_tool("calc_saccr_ead", {"as_of": "2026-11-15"})
        assert result.structured_content["as_of"] == "2026-11-13"
        assert any(warning.startswith("NO_BUSINESS_DAY") for warning in result.structured_content["warnings"])


@pytest.fixture
def again(place: Place) -> Iterator[Offer]:
    runs = open_runs(place)
    yield build_offer(runs)
    runs.close()


def test_the_same_place_opens_to_the_same_offer(offer: Offer, again: Offer) -> None:
    assert [tool.describe() for tool in again.tools] == [tool.describe() for tool in offer.tools]


def test_the_guide_names_all_that_is_on_offer(offer: Offer) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    names = [tool.name for tool in offer.tools] + [resource.address for resource in offer.resources] + [prompt.name for prompt in offer.prompts]
    assert [name for name in (*names, *offer.scopes()) if f"`{name}`" not in guide] == []


async def test_the_worked_example_of_the_guide_works(client: Client) -> None:
    arguments = json.loads(GUIDE.read_text(encoding="utf-8").partition("\n    calc_var_es ")[2].partition("\n")[0])
    async with client:
        value = (await client.call_tool("calc_var_es", arguments)).structured_content["value"]
        assert len(value["tail"]) == 5
        assert value["observations"] == 500
        components = {part["name"]: float(part["component_es"]["amount"]) for part in value["parts"]}
        assert max(components, key=lambda name: components[name]) == "EQUITY"
        assert components["EQUITY_FORWARD"] < 0
        assert sum(float(part["component_es"]["amount"]) for part in value["parts"]) == pytest.approx(float(value["expected_shortfall"]["amount"]), abs=0.05)
