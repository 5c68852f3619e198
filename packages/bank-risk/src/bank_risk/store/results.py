"""What runs leave behind, in a store of its own beside the world: one row for each run, and the rows of its result by kind.

Every row carries the run, the version of the code and that of the parameters. An area that leaves rows adds its table here, by `result_table`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, String, Table, Text
from sqlalchemy.sql.schema import SchemaItem

from bank_kit.exact import AMOUNT
from bank_risk.store.tables.columns import NUMBER

RESULTS = MetaData()

risk_run = Table(
    "risk_run",
    RESULTS,
    Column("id", String(40), primary_key=True),
    Column("tool", String(40), nullable=False),
    Column("arguments", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("code_version", String(60), nullable=False),
    Column("params_version", String(60)),
    Column("world_version", String(80), nullable=False),
    Column("seed", BigInteger),
    Column("result", Text, nullable=False),
    Column("result_digest", String(80), nullable=False),
    Column("asked_by", String(200), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ResultRows:
    """Rows for one result table, without the columns that every row of a run shares."""

    table: Table
    rows: Sequence[Mapping[str, object]]


def result_table(name: str, *columns: SchemaItem) -> Table:
    """A table of results: run, line within the run, versions, and columns of its own."""
    return Table(
        name,
        RESULTS,
        Column("run_id", String(40), primary_key=True),
        Column("line", Integer, primary_key=True, autoincrement=False),
        Column("code_version", String(60), nullable=False),
        Column("params_version", String(60)),
        *columns,
    )


pnl_vector = result_table("pnl_vector", Column("day", Date, nullable=False), Column("pnl", NUMBER, nullable=False))
"""One-day P&L of the whole portfolio by scenario day, reporting currency, positive for a gain."""
var_result = result_table(
    "var_result",
    Column("scope_kind", String(16), nullable=False),
    Column("scope_id", String(24), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("var_amount", AMOUNT, nullable=False),
    Column("es_amount", AMOUNT, nullable=False),
)
stress_result = result_table(
    "stress_result",
    Column("scope_kind", String(16), nullable=False),
    Column("scope_id", String(24), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("pnl_amount", AMOUNT, nullable=False),
)
exposure_profile = result_table(
    "exposure_profile",
    Column("netting_set_id", String(24), nullable=False),
    Column("years", NUMBER, nullable=False),
    Column("expected", NUMBER, nullable=False),
    Column("pfe_95", NUMBER, nullable=False),
    Column("pfe_99", NUMBER, nullable=False),
)
saccr_result = result_table(
    "saccr_result",
    Column("netting_set_id", String(24), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("replacement_cost", AMOUNT, nullable=False),
    Column("add_on", AMOUNT, nullable=False),
    Column("ead", AMOUNT, nullable=False),
)
hqla_line = result_table(
    "hqla_line",
    Column("line_kind", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("factor", NUMBER, nullable=False),
    Column("weighted", AMOUNT, nullable=False),
)
cashflow_line = result_table(
    "cashflow_line",
    Column("side", String(4), nullable=False),
    Column("line_kind", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("factor", NUMBER, nullable=False),
    Column("weighted", AMOUNT, nullable=False),
)
"""`side` is OUT or IN of the coverage ratio, ASF or RSF of stable funding."""
rwa_line = result_table(
    "rwa_line",
    Column("risk_type", String(24), nullable=False),
    Column("approach", String(24), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("exposure", AMOUNT),
    Column("rwa", AMOUNT, nullable=False),
)
limit_use = result_table(
    "limit_use",
    Column("limit_id", String(12), nullable=False),
    Column("used", AMOUNT, nullable=False),
    Column("utilisation", NUMBER, nullable=False),
    Column("status", String(8), nullable=False),
)
