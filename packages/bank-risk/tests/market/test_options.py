"""Options: published values, QuantLib over random terms, sensitivities by differences, refusals."""

import importlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.failures import ToolFailureError
from bank_risk.market.options import OptionKind, OptionTerms, option_sensitivities, option_value

quantlib = importlib.import_module("QuantLib")

CALL = OptionTerms(kind=OptionKind.CALL, spot=60.0, strike=65.0, rate=0.08, dividend=0.0, volatility=0.30, years=0.25)
TERMS = some.builds(
    OptionTerms,
    kind=some.sampled_from(OptionKind),
    spot=some.floats(20, 200),
    strike=some.floats(20, 200),
    rate=some.floats(-0.02, 0.15),
    dividend=some.floats(-0.02, 0.10),
    volatility=some.floats(0.02, 1.2),
    years=some.floats(0.01, 10),
)


@pytest.mark.parametrize(
    ("terms", "value"),
    [
        (CALL, 2.1334),
        (OptionTerms(kind=OptionKind.PUT, spot=100, strike=95, rate=0.10, dividend=0.05, volatility=0.20, years=0.5), 2.4648),
        (OptionTerms(kind=OptionKind.PUT, spot=75, strike=70, rate=0.10, dividend=0.05, volatility=0.35, years=0.5), 4.0870),
    ],
)
def test_the_values_are_those_haug_published(terms: OptionTerms, value: float) -> None:
    assert float(option_value(terms)) == pytest.approx(value, abs=5e-5)


@given(TERMS)
def test_quantlib_finds_the_same_value_and_sensitivities(terms: OptionTerms) -> None:
    spot, strike, rate, dividend, volatility, years = (
        float(each) for each in (terms.spot, terms.strike, terms.rate, terms.dividend, terms.volatility, terms.years)
    )
    payoff = quantlib.PlainVanillaPayoff(quantlib.Option.Call if terms.kind == 1 else quantlib.Option.Put, strike)
    theirs = quantlib.BlackCalculator(payoff, spot * np.exp((rate - dividend) * years), volatility * np.sqrt(years), np.exp(-rate * years))
    found = option_sensitivities(terms)
    close = 1e-9
    assert abs(float(option_value(terms)) - theirs.value()) <= close * max(1.0, abs(theirs.value()))
    assert abs(float(found.delta) - theirs.delta(spot)) <= close * max(1.0, abs(theirs.delta(spot)))
    assert abs(float(found.gamma) - theirs.gamma(spot)) <= close * max(1.0, abs(theirs.gamma(spot)))
    assert abs(float(found.vega) - theirs.vega(years)) <= close * max(1.0, abs(theirs.vega(years)))
    assert abs(float(found.rho) - theirs.rho(years)) <= close * max(1.0, abs(theirs.rho(years)))
    assert float(found.theta) == pytest.approx(theirs.theta(spot, years), rel=1e-6, abs=1e-6)


@given(TERMS)
def test_put_and_call_differ_by_the_forward(terms: OptionTerms) -> None:
    call, put = (float(option_value(replace(terms, kind=kind))) for kind in (OptionKind.CALL, OptionKind.PUT))
    forward = float(terms.spot * np.exp(-terms.dividend * terms.years) - terms.strike * np.exp(-terms.rate * terms.years))
    assert call - put == pytest.approx(forward, rel=1e-9, abs=1e-9)


def test_whole_arrays_broadcast_and_agree_with_one_by_one() -> None:
    spots, strikes = np.array([[50.0], [60.0]]), np.array([55.0, 65.0, 75.0])
    together = option_value(replace(CALL, spot=spots, strike=strikes))
    assert together.shape == (2, 3)
    assert together[1, 1] == pytest.approx(float(option_value(CALL)), rel=1e-14)


def test_an_expired_option_is_worth_its_payoff_and_has_no_sensitivities() -> None:
    payoff = option_value(replace(CALL, spot=np.array([60.0, 65.0, 70.0]), years=0.0))
    assert payoff.tolist() == [0.0, 0.0, 5.0]
    with pytest.raises(ToolFailureError):
        option_sensitivities(replace(CALL, years=0.0))


@pytest.mark.parametrize(
    ("field", "bad"), [("spot", 0.0), ("strike", -1.0), ("volatility", 0.0), ("years", -0.1), ("kind", 0.0), ("rate", float("nan")), ("dividend", float("inf"))]
)
def test_what_has_no_price_is_refused_by_name(field: str, bad: float) -> None:
    with pytest.raises(ToolFailureError) as caught:
        option_value(replace(CALL, **{field: bad}))
    assert caught.value.failure.field == field
