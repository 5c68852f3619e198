"""All tasks."""

from importlib import import_module

import pytest

from bank_kit.identity.caller import Caller
from bank_risk.store.runs import Runs
from bank_risk.tasks import every

TASKS = [task for area in every.AREAS for task in area]


def test_no_two_tasks_share_a_name() -> None:
    assert len({task.name for task in TASKS}) == len(TASKS)


@pytest.mark.parametrize("work", [task.work for task in TASKS])
def test_the_work_of_a_task_is_where_it_says(work: str) -> None:
    module, _, name = work.partition(":")
    assert callable(getattr(import_module(module), name))


def test_a_kept_run_of_any_tool_is_found_and_repeated(runs: Runs, caller: Caller) -> None:
    tool = next(tool for tool in every.tools(runs) if tool.name == "calc_saccr_ead")
    result = tool.call({"sets_shown": 3}, caller)
    assert every.repeat(runs, result.structured_content["value"]["run_id"]).same
