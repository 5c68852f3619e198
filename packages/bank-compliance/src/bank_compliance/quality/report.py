"""Measures monitoring on one world, over everything that was booked in it, with the published parameters."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from bank_compliance.monitoring.run import MOST_DAYS, Period, Request, run_monitoring
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.marks import Marked
from bank_compliance.quality.measure import Quality, Raised, measure
from bank_compliance.quality.table import table
from bank_compliance.warehouse.port import Warehouse
from bank_kit.parameters import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Rows of the report, and the seconds all ten scenarios took together."""

    rows: tuple[Quality, ...]
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether every recall floor is kept."""
        return all(row.kept for row in self.rows)

    def text(self, name: str) -> str:
        """The table, under the name of the world."""
        return table(f"Detection on world {name}: ten scenarios in {self.seconds:.1f} s", self.rows)


def measure_monitoring(warehouse: Warehouse, rulebook: Rulebook, marks: tuple[Marked, ...], as_of: date) -> Measured:
    """Runs the ten scenarios over the longest period that ends on the business date, and compares with the ground truth."""
    began = time.monotonic()
    period = Period(first=as_of - timedelta(days=MOST_DAYS - 1), last=as_of)
    run = run_monitoring(warehouse, rulebook, Request(scenarios=tuple(ScenarioId), period=period))
    seconds = time.monotonic() - began
    alerts = [Raised(scenario=alert.scenario, transactions=frozenset(alert.transactions)) for alert in run.alerts]
    return Measured(rows=measure(alerts, marks), seconds=seconds)
