"""The same questions over a real PostgreSQL get the same bits as over SQLite, and leave the same rows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bank_kit.identity.caller import Caller
from bank_kit.place import Place
from bank_kit.store import StoreError, open_database
from bank_kit.testing_postgres import postgres
from bank_kit.world.size import Size
from bank_kit.writes.store import open_writes
from bank_risk.offer import open_runs
from bank_risk.store.filling import risk_plan
from bank_risk.store.results import RESULTS
from bank_risk.store.runs import Runs
from bank_risk.tasks import every

pytestmark = pytest.mark.component


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(scope="module")
def remote(url: str, folder: Path) -> Iterator[Runs]:
    """Opened twice at once, by two servers that start together."""
    place = Place(folder=folder, size=Size.S, seed=42, database=url)
    with ThreadPoolExecutor(2) as pool:
        opened = list(pool.map(lambda _: open_runs(place), range(2)))
    yield opened[0]
    for each in opened:
        each.close()


QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("calc_var_es", {}),
    ("calc_var_es", {"method": "param", "legal_entity": "999900KESTREL0000211"}),
    ("calc_var_es", {"method": "mc", "scenarios": 1_000, "book": "BOOK-08"}),
    ("calc_ima_es", {"book": "BOOK-06"}),
    ("backtest_var", {"days": 100}),
    ("run_stress_test", {"scenario_id": "house-2026-rates-and-spreads"}),
    ("calc_saccr_ead", {}),
    ("get_counterparty_exposure", {"counterparty": "999900VISTULABANK089", "paths": 200}),
)


@pytest.mark.parametrize(("name", "arguments"), QUESTIONS)
def test_both_stores_give_the_same_bytes(runs: Runs, remote: Runs, caller: Caller, name: str, arguments: dict[str, object]) -> None:
    answers = []
    for each in (runs, remote):
        tool = next(tool for tool in every.tools(each) if tool.name == name)
        answers.append(tool.call(arguments, caller).model_dump_json())
    assert answers[0] == answers[1]
    assert '"isError":true' not in answers[0]


def test_a_run_kept_in_the_database_is_repeated_there(remote: Runs, caller: Caller, url: str) -> None:
    tool = next(tool for tool in every.tools(remote) if tool.name == "calc_saccr_ead")
    run_id = tool.call({"sets_shown": 2}, caller).structured_content["value"]["run_id"]
    assert every.repeat(remote, run_id).same
    writes = open_writes(url, "risk")
    with writes.reading() as connection:
        kept = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in RESULTS.sorted_tables}
    writes.close()
    assert kept["risk_run"] >= 1
    assert kept["saccr_result"] > 0


def test_a_database_filled_from_another_seed_is_refused(url: str, remote: Runs, folder: Path) -> None:
    assert remote.store.business_date().isoformat() == "2026-11-20"
    with pytest.raises(StoreError, match="another|not sha256"):
        open_database(url, risk_plan(folder, Size.S, 43))
