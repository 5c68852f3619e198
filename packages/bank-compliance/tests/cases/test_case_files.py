"""Cases: opened once for a key, on alerts somebody took up, told with sums by currency."""

from collections.abc import Callable

from mcp_types import CallToolResult

from bank_compliance.cases.alert import Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.cases.results import CaseRecord
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]


def test_a_case_tells_its_alerts_and_their_sum(open_case: Callable[..., CaseRecord]) -> None:
    case = open_case()
    assert (str(case.amounts[0].amount), case.amounts[0].currency) == ("26500.00", "EUR")
    assert case.customers == ("C-100001",)
    assert [alert.id for alert in case.alerts] == ["AL-0000000000000001"]


def test_the_same_key_opens_one_case_and_other_arguments_conflict(ask: Ask, open_case: Callable[..., CaseRecord], anna: Caller) -> None:
    case = open_case()
    arguments = {"alert_ids": [case.alerts[0].id], "title": "cash below the line", "note": "", "idempotency_key": "key-00000001-c"}
    assert ask("open_case", anna, **arguments).structured_content["value"]["id"] == case.id
    assert ask("open_case", anna, **arguments | {"title": "something else"}).structured_content["error"]["code"] == "IDEMPOTENCY_CONFLICT"


def test_an_alert_nobody_took_up_makes_no_case(ask: Ask, alerts: Alerts, found: Callable[..., Found], anna: Caller) -> None:
    [alert_id] = alerts.keep([found(7)], anna)
    refused = ask("open_case", anna, alert_ids=[alert_id], title="too early", idempotency_key="key-early").structured_content
    assert refused["error"]["field"] == "alert_ids"
    unknown = ask("open_case", anna, alert_ids=["AL-ffffffffffffffff"], title="nothing there", idempotency_key="key-none").structured_content
    assert unknown["error"]["code"] == "UNKNOWN_ID"
