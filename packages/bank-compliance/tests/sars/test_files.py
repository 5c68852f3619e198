"""Reports as kept: state, clock and the log of every access."""

from collections.abc import Callable

from mcp_types import CallToolResult
from sqlalchemy import select

from bank_compliance.cases.results import CaseRecord
from bank_compliance.offer import Stores
from bank_compliance.sars.files import SarFiles
from bank_compliance.sars.tables import access
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]


def test_the_clock_runs_and_approval_is_told(
    ask: Ask, open_case: Callable[..., CaseRecord], stores: Stores, cleared: Caller, approver: Caller, pass_days: Callable[[float], None]
) -> None:
    case = open_case()
    drafted = ask("draft_sar", cleared, case_id=case.id, suspect="unknown", idempotency_key="sar-00000001").structured_content["value"]
    assert drafted["report"]["days_left"] == 60
    pass_days(2)
    ask("review_sar_draft", approver, draft_id=drafted["draft_id"], verdict="approve", reason="it is all there")
    [kept] = SarFiles(stores.suspicion, stores.now).of_case(case.id, cleared)
    assert (kept.days_left, kept.state, kept.approved_by) == (58, "approved", "dora")


def test_every_access_is_written_down(ask: Ask, open_case: Callable[..., CaseRecord], stores: Stores, cleared: Caller) -> None:
    case = open_case()
    ask("draft_sar", cleared, case_id=case.id, suspect="known", idempotency_key="sar-00000001")
    files = SarFiles(stores.suspicion, stores.now)
    files.of_case(case.id, cleared)
    with stores.suspicion.reading() as connection:
        rows = list(connection.execute(select(access.c.did, access.c.subject, access.c.cleared).order_by(access.c.did)))
    assert [tuple(row) for row in rows] == [("drafted", "clara", 1), ("read", "clara", 1)]


def test_a_case_without_reports_has_none(open_case: Callable[..., CaseRecord], stores: Stores, cleared: Caller) -> None:
    assert SarFiles(stores.suspicion, stores.now).of_case(open_case().id, cleared) == ()
