"""Ratios, buffers and the limit on distributions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_kit.parameters import Rulebook
from bank_risk.capital.ratios import Buffers, OwnFunds, Tier, buffers, countercyclical_rate, position

RWA = Decimal(1_000)


def funds(cet1: str, additional: str = "15", tier2: str = "20") -> OwnFunds:
    return OwnFunds(cet1=Decimal(cet1), additional_tier1=Decimal(additional), tier2=Decimal(tier2))


@pytest.fixture
def plain(book: Rulebook) -> Buffers:
    return buffers(book, countercyclical=Decimal(0), systemic=Decimal(0))


@pytest.mark.parametrize(
    ("cet1", "quartile", "conserved"),
    [("44", 1, "1"), ("45", 1, "1"), ("51.25", 1, "1"), ("51.26", 2, "0.8"), ("57.5", 2, "0.8"), ("63.75", 3, "0.6"), ("70", 4, "0.4"), ("70.1", None, "0")],
)
def test_the_quartiles_of_the_conservation_buffer(book: Rulebook, plain: Buffers, cet1: str, quartile: int | None, conserved: str) -> None:
    held = position(funds(cet1), RWA, plain, book)
    assert (held.quartile, held.conserved) == (quartile, Decimal(conserved))


def test_lacking_additional_capital_is_filled_with_the_best(book: Rulebook, plain: Buffers) -> None:
    full = position(funds("70"), RWA, plain, book)
    without = position(funds("70", additional="0", tier2="0"), RWA, plain, book)
    assert full.buffer_available == Decimal("0.025")
    assert without.buffer_available == Decimal("-0.01")
    assert without.conserved == 1


def test_headroom_is_told_in_money_and_in_basis_points(book: Rulebook) -> None:
    asked = buffers(book, countercyclical=Decimal("0.005"), systemic=Decimal("0.01"))
    level = position(funds("100"), RWA, asked, book).levels[Tier.CET1]
    assert (level.ratio, level.requirement) == (Decimal("0.1"), Decimal("0.085"))
    assert level.headroom == 15
    assert level.headroom_bp == 150


def test_earnings_are_paid_out_as_far_as_the_buffer_allows(book: Rulebook, plain: Buffers) -> None:
    assert position(funds("57"), RWA, plain, book).distributable(Decimal(100)) == 20
    assert position(funds("80"), RWA, plain, book).distributable(Decimal(100)) == 100
    assert position(funds("80"), RWA, plain, book).distributable(Decimal(-100)) == 0


def test_a_breach_is_negative_headroom(book: Rulebook, plain: Buffers) -> None:
    assert position(funds("60"), RWA, plain, book).levels[Tier.TOTAL].headroom == -10


@given(st.decimals(0, 200, places=2), st.decimals(0, 200, places=2), st.decimals("0.01", 10_000, places=2))
def test_ratios_climb_with_the_tiers_and_scale_with_money(cet1: Decimal, more: Decimal, scale: Decimal) -> None:
    held = OwnFunds(cet1=cet1, additional_tier1=more, tier2=more)
    assert held.up_to(Tier.CET1) <= held.up_to(Tier.TIER1) <= held.up_to(Tier.TOTAL)
    larger = OwnFunds(cet1=cet1 * scale, additional_tier1=more * scale, tier2=more * scale)
    assert float(larger.up_to(Tier.TOTAL) / (RWA * scale)) == pytest.approx(float(held.up_to(Tier.TOTAL) / RWA))


def test_the_countercyclical_rate_follows_where_the_credit_is() -> None:
    exposures = {"NL": Decimal(300), "DE": Decimal(100), "XX": Decimal(100)}
    assert countercyclical_rate(exposures, {"NL": Decimal("0.02"), "DE": Decimal("0.0075")}) == Decimal("0.0135")
    assert countercyclical_rate({}, {}) == 0


def test_no_assets_and_negative_rates_are_refused(book: Rulebook, plain: Buffers) -> None:
    with pytest.raises(ValueError, match="above zero"):
        position(funds("1"), Decimal(0), plain, book)
    with pytest.raises(ValueError, match="negative"):
        buffers(book, countercyclical=Decimal("-0.01"), systemic=Decimal(0))
