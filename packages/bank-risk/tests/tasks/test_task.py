"""A task as a tool."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_risk.store.runs import Runs
from bank_risk.tasks.counterparty import CALC_SACCR_EAD
from bank_risk.tasks.market import CALC_VAR_ES, RUN_STRESS_TEST
from bank_risk.tasks.task import READ


def test_long_tasks_have_an_end_and_quick_ones_none(runs: Runs) -> None:
    assert CALC_VAR_ES.tool(runs).seconds == 120.0
    assert CALC_SACCR_EAD.tool(runs).seconds is None
    assert RUN_STRESS_TEST.tool(runs).scope == READ


def test_a_purpose_the_token_does_not_name_is_refused(runs: Runs, caller: Caller) -> None:
    bound = Caller(
        subject="anna", issuer=caller.issuer, client=caller.client, scopes=caller.scopes, purposes=frozenset({"audit"}), expires_at=caller.expires_at
    )
    with pytest.raises(ToolFailureError) as caught:
        CALC_SACCR_EAD.tool(runs).answer({"purpose": "trading"}, bound)
    assert caught.value.failure.code == "PURPOSE_REFUSED"
    assert CALC_SACCR_EAD.tool(runs).call({"purpose": "audit"}, bound).is_error is False
