"""Asks a control's questions of the store that holds its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import time as wall_clock

from sqlalchemy import TextClause, text

from bank_compliance.controls.catalogue import Control
from bank_compliance.controls.results import ControlRecord, State, Window
from bank_kit.writes.store import WriteStore

SAMPLES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """`cases` answers for everybody; `suspicion` is opened for a restricted control only."""

    cases: WriteStore
    suspicion: WriteStore
    now: Callable[[], float] = wall_clock

    def check(self, control: Control, window: Window) -> ControlRecord:
        """The state over a window; a population of none is no_evidence."""
        now = self.now()
        values = {**control.parameters, "from_ms": _ms(window.first), "to_ms": _ms(window.last + timedelta(days=1)), "now_ms": int(now * 1000)}
        store = self.suspicion if control.restricted else self.cases
        with store.reading() as connection:
            population = int(connection.execute(_asked(control.population, values)).scalar_one())
            broken = [str(row[0]) for row in connection.execute(_asked(control.violations, values))]
            engine = f"{connection.dialect.name} {'.'.join(str(part) for part in connection.dialect.server_version_info or ())}"
        state = State.NOT_SATISFIED if broken else State.SATISFIED if population else State.NO_EVIDENCE
        return _record(control, window, now)(state, population, broken, engine)

    def withheld(self, control: Control, window: Window) -> ControlRecord:
        """What a caller without clearance is told of a restricted control: nothing that depends on what there is."""
        return _record(control, window, self.now())(State.RESTRICTED, None, [], "not asked")


def _record(control: Control, window: Window, now: float) -> Callable[[State, int | None, list[str], str], ControlRecord]:
    def made(state: State, population: int | None, broken: list[str], engine: str) -> ControlRecord:
        return ControlRecord(
            framework=control.framework,
            control_id=control.id,
            clause=control.clause,
            title=control.title,
            note=control.note,
            state=state,
            first=window.first,
            last=window.last,
            population=population,
            violations=None if population is None else len(broken),
            samples=tuple(broken[:SAMPLES]),
            query_sha256=control.query_sha256,
            params_version=control.params_version,
            engine=engine,
            run_at=datetime.fromtimestamp(now, tz=UTC),
        )

    return made


def _asked(question: str, values: dict[str, int]) -> TextClause:
    used = text(question)
    return used.bindparams(**{name: value for name, value in values.items() if f":{name}" in question})


def _ms(day: date) -> int:
    return int(datetime.combine(day, time.min, tzinfo=UTC).timestamp() * 1000)
