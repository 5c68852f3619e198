"""The whole server over a real PostgreSQL: both stores in one database, controls read alike, the past guarded."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import delete

from bank_compliance.cases.tables import alert_history
from bank_compliance.offer import Stores, build_offer, open_stores
from bank_compliance.scopes import SAR
from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.place import Place
from bank_kit.testing_postgres import postgres
from bank_kit.world.reader import World
from bank_kit.world.size import Size

pytestmark = pytest.mark.component
YEAR = {"first": "2026-01-01", "last": "2026-12-31"}


@pytest.fixture
def remote(world: World) -> Iterator[Stores]:
    with postgres() as url:
        stores = open_stores(Place(folder=world.folder.parent, size=Size.S, seed=42, database=url), {})
        yield stores
        stores.cases.close()
        stores.suspicion.close()


@pytest.mark.timeout(120)
def test_alerts_cases_reports_and_controls_work_there_too(remote: Stores, anna: Caller) -> None:
    tools = {tool.name: tool for tool in build_offer(remote).tools}
    clara = replace(anna, subject="clara", scopes=anna.scopes | {SAR})
    calls: list[tuple[str, Caller, dict[str, object]]] = [("screen_party", anna, {"name": "Anna Feldt"})]
    ran = tools["run_monitoring"].call({"scenarios": ["CYCLE"], "period": {"first": "2026-01-01", "last": "2026-11-20"}}, anna).structured_content
    alert_id = ran["value"]["alerts"][0]["id"]
    step = {"alert_id": alert_id, "outcome": "review", "reason": "taken up for review", "idempotency_key": "step-0001"}
    calls += [("disposition_alert", anna, step), ("disposition_alert", anna, step)]
    for name, caller, arguments in calls:
        assert not tools[name].call(arguments, caller).is_error, name
    opened = tools["open_case"].call({"alert_ids": [alert_id], "title": "a ring of transfers", "idempotency_key": "case-0001"}, anna).structured_content
    drafted = {"case_id": opened["value"]["id"], "suspect": "known", "idempotency_key": "sar-00001"}
    assert not tools["draft_sar"].call(drafted, clara).is_error
    for framework in ("BSA", "NYDFS504", "BCBS239", "SOX"):
        wanted = {"framework": framework, "window": YEAR, "format": "json", "idempotency_key": f"bundle-{framework}"}
        assert not tools["export_evidence"].call(wanted, clara).is_error, framework
    with pytest.raises(ToolFailureError), remote.cases.writing() as connection:
        connection.execute(delete(alert_history))
