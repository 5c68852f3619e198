"""Runs: every answer of a calculation is one, with an id that says all that decides its bits, kept with its rows and repeatable.

The id is a digest of tool, arguments as understood, code, and world: the same question to the same code about the same world is the same run.
Above: tasks. Below: the stores. Knows no tool and no calculator.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, Field
from sqlalchemy import Engine, Executable, RowMapping, Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from bank_kit.arguments import BusinessDay, business_day
from bank_kit.envelope import Envelope, Origin, Reading, digest
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.progress import Progress
from bank_kit.store import answering
from bank_kit.writes.store import WriteStore
from bank_risk.store.results import RESULTS, ResultRows, risk_run
from bank_risk.store.tables.market import fx_eod

SOURCE = "risk-engine"
RESULTS_LOCK = 0x42414E52
"""Key of the advisory lock under which a shared database gets the tables of results."""

Kept = TypeVar("Kept")
Arguments = TypeVar("Arguments", bound=BaseModel)


class RiskStore:
    """What was loaded, read only; every method blocks and may run in many threads."""

    def __init__(self, engine: Engine, world_version: str, code_version: str) -> None:
        self._engine = engine
        self.world_version = world_version
        self.code_version = code_version
        self._days: frozenset[date] | None = None

    def rows(self, statement: Executable) -> list[RowMapping]:
        """All rows of a statement; UNAVAILABLE when the database does not answer."""
        with answering(), self._engine.connect() as connection:
            return list(connection.execute(statement).mappings())

    def tuples(self, statement: Select[Kept]) -> list[tuple[object, ...]]:
        """As `rows`, as plain tuples, for long tables."""
        with answering(), self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(statement)]

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def business_date(self) -> date:
        """The last end of day the store holds."""
        found: date = self.rows(select(func.max(fx_eod.c.day).label("day")))[0]["day"]
        return found

    def open_days(self) -> frozenset[date]:
        """Every day with an end of day."""
        if self._days is None:
            self._days = frozenset(row["day"] for row in self.rows(select(fx_eod.c.day).distinct()))
        return self._days

    def day(self, asked: date | None) -> BusinessDay:
        """The business day that answers for the one asked; STALE_DATA after the last, NO_MARKET_DATA before the first."""
        days = self.open_days()
        return business_day(asked, last=max(days), is_open=days.__contains__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one calculation is handed: its id, for its result, the store, and whom to tell how far it is."""

    id: str
    store: RiskStore
    progress: Progress


class RunValue(BaseModel):
    """What every result of a run begins with."""

    model_config = {"frozen": True, "extra": "forbid"}

    run_id: str = Field(description="The run that computed this; `bank-risk repeat` computes it again and compares bit for bit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a calculation hands back: the value with its reading, how it was got, and rows to keep."""

    value: RunValue
    reading: Reading
    method: str
    reg_ref: str | None = None
    method_version: str = "1"
    seed: int | None = None
    rows: tuple[ResultRows, ...] = ()


@dataclass(frozen=True, slots=True)
class Repetition:
    """Digests of a run as kept and as computed again."""

    run_id: str
    kept: str
    repeated: str

    @property
    def same(self) -> bool:
        """Whether every bit is the same."""
        return self.kept == self.repeated


class Runs:
    """Executes work, keeps what it leaves, and finds it again."""

    def __init__(self, store: RiskStore, results: WriteStore) -> None:
        self.store = store
        self._results = results
        with results.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(RESULTS_LOCK)))
            RESULTS.create_all(connection)

    @property
    def writes(self) -> WriteStore:
        """Where results are kept, and drafts beside them."""
        return self._results

    def close(self) -> None:
        """Close both stores."""
        self.store.close()
        self._results.close()

    def run_id(self, tool: str, arguments: BaseModel) -> str:
        """The id that these arguments have with this code and this world."""
        shown = [tool, arguments.model_dump(mode="json"), self.store.code_version, self.store.world_version]
        return f"RUN-{digest(shown).removeprefix('sha256:')[:24]}"

    def compute(self, tool: str, work: Callable[[Run, Arguments], Answer], arguments: Arguments, progress: Progress) -> tuple[Envelope[RunValue], Answer]:
        """The envelope of a calculation, and what it would leave; nothing is kept."""
        answer = work(Run(id=self.run_id(tool, arguments), store=self.store, progress=progress), arguments)
        origin = Origin(
            source_system=SOURCE,
            data_version=f"{self.store.world_version} {self.store.code_version}",
            method=answer.method,
            method_version=answer.method_version,
            reg_ref=answer.reg_ref,
        )
        return origin.envelope(answer.value, arguments, answer.reading), answer

    def execute(self, tool: str, work: Callable[[Run, Arguments], Answer], arguments: Arguments, caller: Caller, progress: Progress) -> Envelope[RunValue]:
        """Compute and keep. A run kept before with another result is told in a warning: the same question must have the same answer."""
        found, answer = self.compute(tool, work, arguments, progress)
        kept = self._keep(tool, arguments, caller, (found, answer))
        if kept == digest_of(found):
            return found
        said = f"NOT_REPRODUCED: {answer.value.run_id} was kept with another result; tell the owner of the model"
        return found.model_copy(update={"warnings": (*found.warnings, said)})

    def kept(self, run_id: str) -> RowMapping:
        """The run as kept; UNKNOWN_ID when there is none."""
        with self._results.reading() as connection:
            row = connection.execute(select(risk_run).where(risk_run.c.id == run_id)).mappings().one_or_none()
        if row is None:
            raise unknown("run", field="run_id", remedy="the value of each result names its run")
        return row

    def repeat(self, run_id: str, work: Callable[[Run, Arguments], Answer], arguments: type[Arguments]) -> Repetition:
        """Compute a kept run again. STALE_DATA when code or world are no longer those it was made with."""
        row = self.kept(run_id)
        if (row["code_version"], row["world_version"]) != (self.store.code_version, self.store.world_version):
            raise ToolFailureError(
                FailureCode.STALE_DATA,
                "the run was made by other code or from another world",
                field="run_id",
                allowed=f"code {row['code_version']}, world {row['world_version']}",
                remedy="start that release with that world to repeat it",
            )
        found, _ = self.compute(row["tool"], work, arguments.model_validate_json(row["arguments"]), Progress())
        return Repetition(run_id=run_id, kept=row["result_digest"], repeated=digest_of(found))

    def _keep(self, tool: str, arguments: BaseModel, caller: Caller, made: tuple[Envelope[RunValue], Answer]) -> str:
        found, answer = made
        shared = {"run_id": answer.value.run_id, "code_version": self.store.code_version, "params_version": found.params}
        run = {
            "id": answer.value.run_id,
            "tool": tool,
            "arguments": arguments.model_dump_json(),
            "as_of": found.as_of,
            "code_version": self.store.code_version,
            "params_version": found.params,
            "world_version": self.store.world_version,
            "seed": answer.seed,
            "result": found.model_dump_json(),
            "result_digest": digest_of(found),
            "asked_by": caller.subject[:200],
            "at_ms": int(time.time() * 1000),
        }
        with self._results.writing() as connection:
            before = connection.execute(select(risk_run.c.result_digest).where(risk_run.c.id == run["id"])).scalar()
            if before is not None:
                return str(before)
            try:
                with connection.begin_nested():
                    connection.execute(insert(risk_run), run)
            except IntegrityError:
                return str(connection.execute(select(risk_run.c.result_digest).where(risk_run.c.id == run["id"])).scalar_one())
            for kind in answer.rows:
                if kind.rows:
                    connection.execute(insert(kind.table), [{**shared, "line": line, **row} for line, row in enumerate(kind.rows, start=1)])
        return str(run["result_digest"])


def digest_of(found: Envelope[RunValue]) -> str:
    """SHA-256 of a result as canonical JSON."""
    return digest(found.model_dump(mode="json"))
