"""The tasks of banking book as tools."""

from collections.abc import Callable

import pytest

from bank_risk.forms.shared import EntityArguments
from bank_risk.tasks.banking_book import TASKS
from bank_risk.tasks.task import Task

Check = Callable[[Task[EntityArguments]], None]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_answers_without_arguments_and_keeps_its_run(task: Task[EntityArguments], check_answer: Check) -> None:
    check_answer(task)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_says_its_scope_and_labels(task: Task[EntityArguments], check_words: Check) -> None:
    check_words(task)
