"""Management information: every alert in exactly one line of its scenario and state."""

from collections.abc import Callable

from mcp_types import CallToolResult

from bank_compliance.cases.alert import Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.offer import Stores
from bank_compliance.reports.management import management_lines
from bank_kit.identity.caller import Caller


def test_alerts_are_counted_by_scenario_state_and_age(
    alerts: Alerts, found: Callable[..., Found], anna: Caller, stores: Stores, pass_days: Callable[[float], None]
) -> None:
    alerts.keep([found(1), found(2)], anna)
    pass_days(10)
    alerts.keep([found(3, scenario="CYCLE")], anna)
    told = management_lines(stores.cases, int(stores.now() * 1000))
    lines = {(topic, item): value for topic, item, value in told.lines}
    assert lines["alerts STRUCTURING", "new"] == "2"
    assert lines["open alerts by age", "up to 7 days"] == "1"
    assert lines["open alerts by age", "8 to 30 days"] == "2"
    assert lines["alerts CYCLE", "productive share"] == "nothing decided"
    assert told.counted == told.held == 3


def test_screenings_without_hits_and_the_age_of_lists_are_told(ask: Callable[..., CallToolResult], anna: Caller, stores: Stores) -> None:
    ask("screen_party", anna, name="Quentin Zzyzx")
    lines = {(topic, item): value for topic, item, value in management_lines(stores.cases, int(stores.now() * 1000)).lines}
    assert lines["screening", "screenings without hits"] == "1"
    assert lines["list FICTIONAL of 2026-11-13", "days from publication to load"] == "8"
