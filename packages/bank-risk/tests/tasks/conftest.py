"""What is asked of the tasks of every area that answers for a company without further arguments."""

from collections.abc import Callable

import pytest
from pydantic import BaseModel

from bank_kit.identity.caller import Caller
from bank_risk.forms.shared import EntityArguments
from bank_risk.store.runs import Runs
from bank_risk.tasks.task import Task

Check = Callable[[Task[EntityArguments]], None]


@pytest.fixture
def check_answer(runs: Runs, caller: Caller) -> Check:
    """It answers without arguments by the rules of the day, keeps its run, and the run repeats."""

    def check(task: Task[EntityArguments]) -> None:
        answer = task.tool(runs).call({}, caller).structured_content
        assert isinstance(answer, dict)
        found: BaseModel = task.result.model_validate(answer)
        shown = found.model_dump(mode="json")
        assert shown["params"].startswith("EU-2026-11-20-")
        assert shown["reg_ref"]
        assert runs.kept(shown["value"]["run_id"])["tool"] == task.name
        assert task.repeat(runs, shown["value"]["run_id"]).same

    return check


@pytest.fixture
def check_words(runs: Runs) -> Check:
    """It says scope, data classes and the schema of its answer."""

    def check(task: Task[EntityArguments]) -> None:
        described = task.tool(runs).describe()
        assert described.meta is not None
        assert described.meta["bank.example/scope"] == "risk.read"
        assert described.meta["bank.example/data-classes"]
        assert described.output_schema is not None

    return check
