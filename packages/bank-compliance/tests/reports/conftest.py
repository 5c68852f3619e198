"""Figures of one company that add up, as a caller hands them over."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_compliance.reports.sources import Books
from bank_kit.world.reader import World

LEI = "999900KESTREL0000114"
OTHERS = {
    "RiskWeightedAssets": "80000000.00",
    "LeverageExposure": "230000000.00",
    "ConservationBuffer": "0.025",
    "CountercyclicalBuffer": "0.0075",
    "SystemicBuffer": "0",
}


@pytest.fixture
def figures(world: World) -> Callable[..., list[dict[str, str]]]:
    """Own funds as the books have them and other figures, with changes, as arguments."""
    own = {name: str(value) for name, value in Books(lambda: world).own_funds(LEI, date(2026, 11, 20)).items()}

    def make(**changes: str) -> list[dict[str, str]]:
        return [{"name": name, "value": value, "lineage_id": f"lin-{0:024x}"} for name, value in (own | OTHERS | changes).items()]

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
