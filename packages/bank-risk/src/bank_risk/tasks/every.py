"""All tasks of all areas, in the order the server lists them."""

from bank_kit.tools import Offered
from bank_risk.store.runs import Repetition, Runs
from bank_risk.tasks import banking_book, capital, counterparty, credit, limits, liquidity, market
from bank_risk.tasks.task import Task

AREAS = (market.TASKS, counterparty.TASKS, credit.TASKS, capital.TASKS, liquidity.TASKS, banking_book.TASKS)


def tools(runs: Runs) -> tuple[Offered, ...]:
    """Every task as a tool."""
    return tuple(task.tool(runs) for area in AREAS for task in area)


def repeat(runs: Runs, run_id: str) -> Repetition:
    """Compute a kept run again; UNKNOWN_ID when there is none, KeyError when its tool is no longer offered."""
    named = {task.name: task for area in (*AREAS, limits.TASKS) for task in area}
    return named[runs.kept(run_id)["tool"]].repeat(runs, run_id)


__all__ = ["AREAS", "Task", "repeat", "tools"]
