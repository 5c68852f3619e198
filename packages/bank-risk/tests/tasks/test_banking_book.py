"""The tasks of banking_book as tools: schemas, scope, labels, and an answer in its envelope."""

import pytest
from pydantic import BaseModel

from bank_kit.identity.caller import Caller
from bank_risk.forms.shared import EntityArguments
from bank_risk.store.runs import Runs
from bank_risk.tasks.banking_book import TASKS
from bank_risk.tasks.task import Task


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_answers_without_arguments_and_keeps_its_run(task: Task[EntityArguments], runs: Runs, caller: Caller) -> None:
    tool = task.tool(runs)
    answer = tool.call({}, caller).structured_content
    assert isinstance(answer, dict)
    found: BaseModel = task.result.model_validate(answer)
    shown = found.model_dump(mode="json")
    assert shown["params"].startswith("EU-2026-11-20-")
    assert shown["reg_ref"]
    assert runs.kept(shown["value"]["run_id"])["tool"] == task.name
    assert task.repeat(runs, shown["value"]["run_id"]).same


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_says_its_scope_and_labels(task: Task[EntityArguments], runs: Runs) -> None:
    described = task.tool(runs).describe()
    assert described.meta is not None
    assert described.meta["bank.example/scope"] == "risk.read"
    assert described.meta["bank.example/data-classes"]
    assert described.output_schema is not None
