"""Runs: named by what decides their bits, kept once, repeated bit for bit."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bank_kit.envelope import Reading
from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.progress import Progress
from bank_kit.writes.store import WriteStore, open_writes
from bank_risk.forms.shared import EntityArguments
from bank_risk.store.results import ResultRows, risk_run, var_result
from bank_risk.store.runs import Answer, RiskStore, Run, Runs, RunValue


class Number(RunValue):
    """A result."""

    number: str


class Work:
    """Answers its number, which a test may change under the caller's feet."""

    def __init__(self) -> None:
        self.number = "1"

    def __call__(self, run: Run, arguments: EntityArguments) -> Answer:
        day = run.store.day(arguments.as_of).day
        row = {"scope_kind": "TOTAL", "scope_id": "TOTAL", "currency": "EUR", "var_amount": Decimal("1.5"), "es_amount": Decimal(2)}
        return Answer(
            value=Number(run_id=run.id, number=self.number),
            reading=Reading(unit="number", as_of=day, params="EU-x"),
            method="test",
            rows=(ResultRows(var_result, [row, row]),),
        )


@pytest.fixture
def writes(tmp_path: Path) -> WriteStore:
    return open_writes(tmp_path, "risk")


@pytest.fixture
def own(store: RiskStore, writes: WriteStore) -> Runs:
    return Runs(store, writes)


QUESTION = EntityArguments(as_of=date(2026, 11, 19))


def test_a_run_is_named_by_question_code_and_world(own: Runs) -> None:
    first = own.run_id("tool", QUESTION)
    assert re.fullmatch("RUN-[0-9a-f]{24}", first)
    assert first == own.run_id("tool", EntityArguments(as_of=date(2026, 11, 19)))
    assert first not in {own.run_id("other", QUESTION), own.run_id("tool", EntityArguments())}


def test_a_run_and_its_rows_are_kept_once_with_their_versions(own: Runs, writes: WriteStore, caller: Caller) -> None:
    work = Work()
    answers = [own.execute("tool", work, QUESTION, caller, Progress()) for _ in range(2)]
    assert answers[0] == answers[1]
    run_id = answers[0].value.run_id
    kept = own.kept(run_id)
    assert (kept["tool"], kept["as_of"], kept["params_version"], kept["asked_by"]) == ("tool", date(2026, 11, 19), "EU-x", "anna")
    assert (kept["code_version"], kept["world_version"]) == (own.store.code_version, own.store.world_version)
    with writes.reading() as connection:
        rows = connection.execute(select(var_result).order_by(var_result.c.line)).mappings().all()
    assert [(row["run_id"], row["line"], row["code_version"], row["params_version"]) for row in rows] == [
        (run_id, line, own.store.code_version, "EU-x") for line in (1, 2)
    ]
    assert rows[0]["var_amount"] == Decimal("1.5000")


def test_a_kept_run_is_repeated_bit_for_bit(own: Runs, caller: Caller) -> None:
    work = Work()
    run_id = own.execute("tool", work, QUESTION, caller, Progress()).value.run_id
    assert own.repeat(run_id, work, EntityArguments).same
    work.number = "2"
    assert not own.repeat(run_id, work, EntityArguments).same


def test_another_answer_to_the_same_question_is_told(own: Runs, caller: Caller) -> None:
    work = Work()
    own.execute("tool", work, QUESTION, caller, Progress())
    work.number = "2"
    assert own.execute("tool", work, QUESTION, caller, Progress()).warnings[-1].startswith("NOT_REPRODUCED")


def test_a_run_of_other_code_is_not_repeated(own: Runs, writes: WriteStore, caller: Caller) -> None:
    work = Work()
    run_id = own.execute("tool", work, QUESTION, caller, Progress()).value.run_id
    kept = dict(own.kept(run_id)) | {"id": "RUN-old", "code_version": "0.0.1+0"}
    with writes.writing() as connection:
        connection.execute(insert(risk_run), kept)
    with pytest.raises(ToolFailureError) as caught:
        own.repeat("RUN-old", work, EntityArguments)
    assert (caught.value.failure.code, caught.value.failure.field) == ("STALE_DATA", "run_id")


def test_an_unknown_run_and_days_without_business_are_said(own: Runs) -> None:
    with pytest.raises(ToolFailureError, match="no such run"):
        own.kept("RUN-none")
    saturday = own.store.day(date(2026, 11, 14))
    assert saturday.day == date(2026, 11, 13)
    assert saturday.warnings[0].startswith("NO_BUSINESS_DAY")
    for asked, code in ((date(2027, 1, 4), "STALE_DATA"), (date(2001, 1, 4), "NO_MARKET_DATA")):
        with pytest.raises(ToolFailureError) as caught:
            own.store.day(asked)
        assert caught.value.failure.code == code
