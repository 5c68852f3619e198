"""A score says where each of its points comes from; the id follows from the evidence alone."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bank_compliance.monitoring.alert import Alert, Points, alert_id
from bank_compliance.monitoring.scenario import ScenarioId
from bank_kit.parameters import Rulebook

Raise = Callable[..., tuple[Alert, ...]]
THREE = "\n".join(f"2026-09-0{day} 10:00 CASH A-100001 8000 CASH_DEPOSIT" for day in (3, 4, 5))


def test_the_points_add_up_to_the_score(alerts: Raise) -> None:
    (alert,) = alerts(ScenarioId.STRUCTURING, THREE)
    # Three of three deposits earn nothing; 24,000 of a full 60,000 over 10,000 earn 14/50 of 20 points.
    assert [(factor.name, factor.points) for factor in alert.factors] == [
        ("the scenario fired", 40),
        ("deposits in the window", 0),
        ("cash in the window", 6),
        ("rating of the customer", 0),
    ]
    assert alert.score == 46
    assert (alert.factors[2].observed, alert.factors[2].threshold, alert.factors[2].unit) == ("24000.00", "10000.00", "EUR")


@pytest.mark.parametrize(("rating", "points"), [("low", 0), ("medium", 10), ("high", 20)])
def test_the_rating_of_the_customer_weighs(alerts: Raise, rating: str, points: int) -> None:
    (alert,) = alerts(ScenarioId.STRUCTURING, THREE, f"A-100001 PERSON teacher 2020-01-01 40000 {rating}")
    assert alert.score == 46 + points


def test_the_score_ends_at_a_hundred(alerts: Raise) -> None:
    many = "\n".join(f"2026-09-03 10:{minute:02} CASH A-100001 9999 CASH_DEPOSIT" for minute in range(30))
    (alert,) = alerts(ScenarioId.STRUCTURING, many, "A-100001 PERSON teacher 2020-01-01 40000 high")
    assert alert.score == 100


def test_the_id_follows_from_scenario_and_evidence_in_any_order() -> None:
    one = alert_id(ScenarioId.FAN, ("T-1", "T-2"))
    assert one == alert_id(ScenarioId.FAN, ("T-2", "T-1"))
    assert one != alert_id(ScenarioId.FAN, ("T-1", "T-3"))
    assert one != alert_id(ScenarioId.CYCLE, ("T-1", "T-2"))
    assert len(one) == len("AL-") + 16


def test_an_alert_knows_when_and_how_much(alerts: Raise) -> None:
    (alert,) = alerts(ScenarioId.STRUCTURING, THREE)
    assert (alert.first_at.day, alert.last_at.day, alert.amount, alert.customer) == (3, 5, Decimal("24000.00"), "C-100001")


def test_points_are_published(rulebook: Rulebook) -> None:
    points = Points.of(rulebook)
    assert points.fired + points.measures + max(points.ratings.values()) == 100
