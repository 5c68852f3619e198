"""The tool of the valuations area, and what it makes of terms that nobody would write."""

import json
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.offer import resources
from bank_finance.markets.offer import tools as market_tools
from bank_finance.valuations.desk import ValuationDesk
from bank_finance.valuations.offer import SECONDS, tools
from bank_kit.identity.caller import Caller

DAYS = st.sampled_from(["2026-11-19", "2026-11-20", "2026-11-22", "2027-02-28", "2030-06-29", "2086-10-01", "2000-02-29", "0001-01-01", "9999-12-31"])
RATES = st.sampled_from([-0.2, -0.05, 0, 0.02, 1.0, 1.5, 1e308])
AMOUNTS = st.sampled_from(["1", "0.00000001", "999999999999999", "-1", "1e5", "NaN"])
CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "PLN", "XAU"])
SWAP = {
    "currency": CURRENCIES, "notional": AMOUNTS, "fixed_leg": st.sampled_from(["pay", "receive"]), "fixed_rate": RATES,
    "floating_frequency": st.sampled_from([1, 2, 4, 12, 7]), "effective_date": DAYS, "maturity_date": DAYS,
}  # fmt: skip
TERMS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("interest_rate_swap"), **SWAP}),
    st.fixed_dictionaries({"kind": st.just("swaption"), "expiry_date": DAYS, "swap": st.fixed_dictionaries(SWAP)}),
    st.fixed_dictionaries(
        {"kind": st.just("fixed_rate_bond"), "currency": CURRENCIES, "notional": AMOUNTS, "coupon": RATES, "issue_date": DAYS, "maturity_date": DAYS}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("credit_default_swap"), "currency": CURRENCIES, "notional": AMOUNTS, "spread": RATES, "start_date": DAYS, "maturity_date": DAYS}
    ),
)
CURVES = st.lists(st.integers(1, 21_000), min_size=1, max_size=5, unique=True).flatmap(
    lambda days: st.tuples(*(st.fixed_dictionaries({"days": st.just(day), "rate": st.sampled_from([-0.25, 0.02, 5])}) for day in sorted(days)))
)
MARKETS = st.fixed_dictionaries(
    {"discount": st.fixed_dictionaries({"pillars": CURVES}), "volatility": st.sampled_from([0, 0.01, 5]), "fixing": RATES, "spread": RATES}
)


def test_a_valuation_reports_progress_and_ends(desk: ValuationDesk) -> None:
    [tool] = tools(desk)
    assert (tool.name, tool.seconds) == ("price_instrument", SECONDS)
    assert tool.describe().input_schema["additionalProperties"] is False


@given(terms=TERMS, market=st.none() | MARKETS, as_of=st.none() | DAYS)
@settings(max_examples=150, deadline=None)
def test_terms_nobody_would_write_get_a_value_or_a_failure_that_names_the_field(
    desk: ValuationDesk, caller: Caller, terms: dict[str, object], market: dict[str, object] | None, as_of: str | None
) -> None:
    [tool] = tools(desk)
    answer = tool.call({"instrument": terms, "market": market, "as_of": as_of}, caller)
    assert answer.structured_content is not None
    if answer.is_error:
        assert answer.structured_content["error"]["field"]
    else:
        assert answer.structured_content["value"]["result"]["kind"] == terms["kind"]


def test_the_worked_example_of_the_guide_says_what_is_so(desk: ValuationDesk, markets: MarketDesk, caller: Caller) -> None:
    guide = (Path(__file__).parents[4] / "docs/servers/finance-markets.md").read_text()
    offered = {tool.name: tool for tool in (*tools(desk), *market_tools(markets))}
    asked = re.findall(r"^    (price_instrument|get_fx_rate) (\{.*\})$", guide, re.MULTILINE)
    priced, rate = (offered[name].call(json.loads(arguments), caller).structured_content for name, arguments in asked)
    assert priced is not None and rate is not None
    booked = priced["value"]["booked"]
    for said in (priced["value"]["result"]["npv"], booked["value"], booked["difference"]):
        assert f"{said['amount']} {said['currency']}" in guide
    assert rate["value"]["rate"] in guide


def test_the_guide_names_the_tools_and_resources_of_the_market_half(markets: MarketDesk, desk: ValuationDesk) -> None:
    guide = (Path(__file__).parents[4] / "docs/servers/finance-markets.md").read_text()
    names = [each.name for each in (*market_tools(markets), *tools(desk))] + [each.address for each in resources(markets)]
    assert [name for name in names if f"`{name}`" not in guide] == []
