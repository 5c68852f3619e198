"""Runs one scenario on a small bank."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_compliance.monitoring.alert import Alert, Points
from bank_compliance.monitoring.run import Period, Request, run_scenario
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.settings import published
from bank_compliance.warehouse.port import Warehouse
from bank_kit.parameters import Rulebook


@pytest.fixture
def alerts(book: Callable[..., Warehouse], rulebook: Rulebook) -> Callable[..., tuple[Alert, ...]]:
    """The alerts of a scenario with its published parameters on a bank of those lines, from `first` to 20 November 2026."""

    def raised(scenario: ScenarioId, lines: str, holders: str = "", first: date = date(2026, 8, 1)) -> tuple[Alert, ...]:
        request = Request(scenarios=(scenario,), period=Period(first=first, last=date(2026, 11, 20)))
        return run_scenario(book(lines, holders), published(scenario, rulebook), request, Points.of(rulebook)).alerts

    return raised
