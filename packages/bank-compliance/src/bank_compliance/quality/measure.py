"""Compares alerts with the ground truth: which planted groups were found, and what every alert was really about. Pure.

An alert is about a group when at least half of its evidence belongs to it; else it is about ordinary business. Recall counts planted groups of the
scenario's own typology. Precision counts every alert about laundering as right, of another typology too: people who look into it find a crime.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.marks import Marked

RECALL_FLOORS: Mapping[ScenarioId, float] = dict.fromkeys(ScenarioId, 1.0)
"""The least recall each scenario must keep on worlds S and M with its published parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What measuring needs of an alert."""

    scenario: ScenarioId
    transactions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One scenario: groups planted and found, and its alerts by what they are about; ratios are None where there is nothing to divide by."""

    scenario: ScenarioId
    planted: int
    found: int
    decoys: int
    decoys_raised: int
    own: int
    other_laundering: int
    decoy: int
    ordinary: int
    floor: float

    @property
    def alerts(self) -> int:
        """All."""
        return self.own + self.other_laundering + self.decoy + self.ordinary

    @property
    def recall(self) -> float | None:
        """Planted groups found over planted groups."""
        return self.found / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        """Alerts about laundering over all alerts, the decoys' among them."""
        return (self.own + self.other_laundering) / self.alerts if self.alerts else None

    @property
    def precision_without_decoys(self) -> float | None:
        """The same as if no decoy had been planted."""
        counted = self.alerts - self.decoy
        return (self.own + self.other_laundering) / counted if counted else None

    @property
    def kept(self) -> bool:
        """Whether recall is at its floor or above."""
        return self.recall is not None and self.recall >= self.floor


def measure(alerts: Sequence[Raised], marks: Sequence[Marked]) -> tuple[Quality, ...]:
    """One row for each scenario, in the order they are published."""
    of = {transaction: group for group in marks for transaction in group.transactions}
    about = [(alert, _about(alert, of)) for alert in alerts]
    return tuple(_quality(scenario, [group for alert, group in about if alert.scenario is scenario], marks) for scenario in ScenarioId)


def _about(alert: Raised, of: Mapping[str, Marked]) -> Marked | None:
    counted: dict[int, int] = {}
    groups: dict[int, Marked] = {}
    for transaction in alert.transactions:
        group = of.get(transaction)
        if group is not None:
            groups[group.group] = group
            counted[group.group] = counted.get(group.group, 0) + 1
    best = max(counted, key=lambda number: (counted[number], -number), default=None)
    return groups[best] if best is not None and 2 * counted[best] >= len(alert.transactions) else None


def _quality(scenario: ScenarioId, about: Sequence[Marked | None], marks: Sequence[Marked]) -> Quality:
    touched = {group.group for group in about if group is not None and group.typology is scenario}
    own = [group for group in marks if group.typology is scenario]
    laundering = [group for group in about if group is not None and group.laundering]
    return Quality(
        scenario=scenario,
        planted=sum(1 for group in own if group.laundering),
        found=sum(1 for group in own if group.laundering and group.group in touched),
        decoys=sum(1 for group in own if not group.laundering),
        decoys_raised=sum(1 for group in own if not group.laundering and group.group in touched),
        own=sum(1 for group in laundering if group.typology is scenario),
        other_laundering=sum(1 for group in laundering if group.typology is not scenario),
        decoy=sum(1 for group in about if group is not None and not group.laundering),
        ordinary=sum(1 for group in about if group is None),
        floor=RECALL_FLOORS[scenario],
    )
