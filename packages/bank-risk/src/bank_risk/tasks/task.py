"""A tool whose work is loaded on the first call, and whose answers are kept as runs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from bank_kit.arguments import require_purpose
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.progress import Progress
from bank_kit.tools import Long, Tool
from bank_risk.forms.shared import EntityArguments
from bank_risk.store.runs import Answer, Repetition, Run, Runs

READ = "risk.read"
"""Scope of every task."""

Arguments = TypeVar("Arguments", bound=EntityArguments)
Work = Callable[[Run, Arguments], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[Arguments]):
    """`work` is `module:function` as `Late` takes it; `seconds` makes it a long run, with progress and an end."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    result: type[BaseModel]
    work: str
    seconds: float | None = None

    def tool(self, runs: Runs) -> Tool[Arguments]:
        """The task as a tool over a store."""
        work: Late[Work[Arguments]] = Late(self.work)

        def long(arguments: Arguments, caller: Caller, progress: Progress) -> BaseModel:
            require_purpose(caller, arguments.purpose)
            return runs.execute(self.name, work(), arguments, caller, progress)

        def quick(arguments: Arguments, caller: Caller) -> BaseModel:
            return long(arguments, caller, Progress())

        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            scope=READ,
            arguments=self.arguments,
            result=self.result,
            run=quick if self.seconds is None else Long(long, seconds=self.seconds),
        )

    def repeat(self, runs: Runs, run_id: str) -> Repetition:
        """Compute a kept run of this task again."""
        work: Late[Work[Arguments]] = Late(self.work)
        return runs.repeat(run_id, work(), self.arguments)
