"""Figures of one company that add up, as a caller hands them over."""

from collections.abc import Callable

import pytest

LEI = "999900KESTREL0000114"
OWN_FUNDS = {"CET1": "10943951.37", "AdditionalTier1": "1156051.20", "Tier2": "1541401.60"}
CAPITAL = OWN_FUNDS | {
    "RiskWeightedAssets": "80000000.00",
    "LeverageExposure": "230000000.00",
    "ConservationBuffer": "0.025",
    "CountercyclicalBuffer": "0.0075",
    "SystemicBuffer": "0",
}


@pytest.fixture
def figures() -> Callable[..., list[dict[str, str]]]:
    """The figures with changes, as arguments."""

    def make(**changes: str) -> list[dict[str, str]]:
        return [{"name": name, "value": value, "lineage_id": f"lin-{0:024x}"} for name, value in (CAPITAL | changes).items()]

    return make


@pytest.fixture
def wanted(figures: Callable[..., list[dict[str, str]]]) -> dict[str, object]:
    """A daily capital report."""
    return {
        "template": "CAPITAL_DAILY",
        "legal_entity": LEI,
        "period_end": "2026-11-20",
        "figures": figures(),
        "idempotency_key": "report-0001",
    }
