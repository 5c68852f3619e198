"""Each control fires on its fault and is silent without it."""

import pytest
from sqlalchemy import Table, insert

from bank_compliance.cases.alerts import Alerts
from bank_compliance.cases.tables import alert, list_load, screening
from bank_compliance.controls.catalogue import catalogue
from bank_compliance.controls.checks import Checks
from bank_compliance.controls.results import State, Window
from bank_compliance.offer import Stores
from bank_compliance.reports.tables import report_run
from bank_compliance.sars.tables import access, sar
from bank_kit.offer import Offer

DAY = 86_400_000
BEGAN = 1_790_000_000_000
WINDOW = Window.model_validate({"first": "2026-01-01", "last": "2026-12-31"})
ALERT = {
    "scenario": "FAN", "account_id": "A-200001", "amount": "1", "currency": "EUR", "score": 80, "first_day": "2026-09-01", "last_day": "2026-09-01",
    "transactions": "[]", "rationale": "", "state": "closed", "detected_at": BEGAN, "disposed_at": BEGAN + DAY, "reason": "fine", "proposed_by": "a",
    "approved_by": "b",
}  # fmt: skip
REPORT = {
    "template": "KM1", "entity": "X", "period_end": "2026-06-30", "lineage_id": "lin-1", "reconciliation": "reconciled", "checks_failed": 0, "manifest": "m",
    "content": "{}", "produced_at": BEGAN, "due_at": BEGAN + DAY, "maker": "a", "checker": "b", "sealed_at": BEGAN,
}  # fmt: skip
SCREENING = {
    "tool": "screen_party", "at": BEGAN, "subject": "a", "query_digest": "d", "list_name": "X", "list_published": "2026-09-10", "list_sha256": "0",
    "method": "m", "threshold": "85", "hits": 0,
}  # fmt: skip
SAR = {
    "case_id": "C", "detected_on": "2026-09-01", "due_on": "2026-10-01", "due_at": BEGAN + 30 * DAY, "suspect": "known", "content": "{}",
    "content_sha256": "s", "completeness": 100, "drafted_at": BEGAN, "drafted_by": "a", "approved_at": BEGAN + DAY, "approved_by": "b",
}  # fmt: skip
ACCESS = {"at": BEGAN, "did": "read", "case_id": "C", "subject": "a", "cleared": 1}
LIST = {"list_name": "X", "entries": 1, "published": "2026-09-01"}
LISTS = [
    {**LIST, "sha256": "1", "published_at": BEGAN - DAY, "loaded_at": BEGAN},
    {**LIST, "sha256": "2", "published_at": BEGAN + DAY, "loaded_at": BEGAN + 2 * DAY},
]
FAULTS: list[tuple[tuple[str, str], Table, dict[str, object], dict[str, object]]] = [
    (("BSA", "48"), sar, SAR, {"approved_by": "a"}),
    (("BSA", "48"), sar, SAR, {"approved_at": BEGAN + 31 * DAY}),
    (("BSA", "49"), access, ACCESS, {"cleared": 0}),
    (("NYDFS504", "50-lists"), list_load, {**LISTS[1], "sha256": "3", "list_name": "Y"}, {"loaded_at": BEGAN + 4 * DAY}),
    (("NYDFS504", "50-reasons"), alert, ALERT, {"reason": ""}),
    (("NYDFS504", "four-eyes"), alert, ALERT, {"approved_by": None}),
    (("NYDFS504", "four-eyes"), alert, ALERT, {"approved_by": "a"}),
    (("NYDFS504", "alert-age"), alert, ALERT, {"state": "new", "disposed_at": None}),
    (("NYDFS504", "screening-version"), screening, {**SCREENING, "at": BEGAN + 3 * DAY}, {"list_published": "2026-08-01"}),
    (("BCBS239", "42"), report_run, REPORT, {"reconciliation": "breaks"}),
    (("BCBS239", "42"), report_run, REPORT, {"lineage_id": None}),
    (("BCBS239", "43"), report_run, REPORT, {"produced_at": BEGAN + 2 * DAY}),
    (("SOX", "27"), report_run, REPORT, {"checker": "a"}),
    (("SOX", "27"), report_run, REPORT, {"checks_failed": 1}),
]


@pytest.mark.parametrize(("control", "table", "good", "fault"), FAULTS, ids=lambda value: "-".join(value) if isinstance(value, tuple) else None)
def test_a_control_fires_on_its_fault_only(
    stores: Stores, offer: Offer, control: tuple[str, str], table: Table, good: dict[str, object], fault: dict[str, object]
) -> None:
    framework = control[0]
    store = stores.suspicion if framework == "BSA" else stores.cases
    [asked] = [one for one in catalogue() if (one.framework, one.id) == control]
    checks = Checks(cases=stores.cases, suspicion=stores.suspicion, now=lambda: (BEGAN + 100 * DAY) / 1000)
    named = {} if table is list_load else {"id": "good"}
    with store.writing() as connection:
        if framework == "NYDFS504":
            connection.execute(insert(list_load), LISTS)
        connection.execute(insert(table), {**good, **named})
    clean = checks.check(asked, WINDOW)
    assert (clean.state, clean.violations) == (State.SATISFIED, 0)
    with store.writing() as connection:
        connection.execute(insert(table), {**good, **({"sha256": "4"} if table is list_load else {"id": "bad"}), **fault})
    broken = checks.check(asked, WINDOW)
    assert (broken.state, broken.violations) == (State.NOT_SATISFIED, 1)
    assert broken.samples[0] in {"bad", "Y 2026-09-01"}


def test_outside_the_window_there_is_no_evidence(stores: Stores, offer: Offer, alerts: Alerts) -> None:
    window = Window.model_validate({"first": "2020-01-01", "last": "2020-12-31"})
    with stores.cases.writing() as connection:
        connection.execute(insert(alert), {**ALERT, "id": "good"})
    [asked] = [one for one in catalogue() if one.id == "50-reasons"]
    assert Checks(cases=stores.cases, suspicion=stores.suspicion, now=stores.now).check(asked, window).state is State.NO_EVIDENCE
