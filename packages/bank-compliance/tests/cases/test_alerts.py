"""Alerts are kept once, moved by one of two at once, and their history only grows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bank_compliance.cases.alert import AlertState, Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.cases.tables import alert_history
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def test_an_alert_found_again_stays_as_it_is(alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    first = alerts.keep([found(1), found(2), found(1)], anna)
    with alerts.store.writing() as connection:
        alerts.move(connection, first[0], AlertState.REVIEW, (anna, "taken up for review"))
    assert alerts.keep([found(1)], anna) == (first[0],)
    kept = alerts.get(first[0])
    assert kept.state is AlertState.REVIEW
    assert [step.state for step in kept.history] == [AlertState.NEW, AlertState.REVIEW]
    assert kept.transactions == ("T-00000001", "T-00000002")


def test_an_unknown_alert_is_unknown(alerts: Alerts) -> None:
    with pytest.raises(ToolFailureError) as caught:
        alerts.get("AL-0000000000000000")
    assert caught.value.failure.code is FailureCode.UNKNOWN_ID


def test_of_two_who_decide_at_once_one_wins(alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    [alert_id] = alerts.keep([found(1)], anna)

    def take_up(_: int) -> bool:
        try:
            with alerts.store.writing() as connection:
                alerts.move(connection, alert_id, AlertState.REVIEW, (anna, "taken up for review"))
        except ToolFailureError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take_up, range(8))) == 1
    assert len(alerts.get(alert_id).history) == 2


def test_history_only_grows(alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    alerts.keep([found(1)], anna)
    for statement in (update(alert_history).values(reason="another"), delete(alert_history)):
        with pytest.raises((ToolFailureError, SQLAlchemyError, IntegrityError)), alerts.store.writing() as connection:
            connection.execute(statement)


def test_what_people_decided_is_told_by_scenario(alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    ids = alerts.keep([found(1), found(2), found(3, scenario="CYCLE")], anna)
    for alert_id in ids:
        for state in (AlertState.REVIEW, AlertState.ESCALATED):
            with alerts.store.writing() as connection:
                alerts.move(connection, alert_id, state, (anna, "looked at closely"))
    assert alerts.decided("STRUCTURING") == ((frozenset({"T-00000001", "T-00000002"}), AlertState.ESCALATED),) * 2
    assert alerts.decided("FAN") == ()
