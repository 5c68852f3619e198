"""Fills the store from the world, the scenario files and the rulebooks, by raw inserts in batches; no personal data is taken along."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Table, insert

from bank_kit.late import Late
from bank_kit.store import Plan
from bank_kit.world.port import FoundWorld, find_world
from bank_kit.world.size import AS_OF, Size
from bank_kit.world.version import world_version
from bank_risk.rulebooks import tables as parameter_tables
from bank_risk.store.model_cards import card_rows
from bank_risk.store.port import Batches, WorldQueries
from bank_risk.store.tables import LOADED, banking, market, rules, trading
from bank_risk.store.versions import PACKAGE

Rows = Iterable[tuple[object, ...]]


AGREEMENT = (
    "id", "counterparty_id", "agreement", "wrong_way", "margined", "currency", "threshold", "minimum_transfer", "independent_amount", "remargin_days",
    "collateral",
)  # fmt: skip
LOAN = (
    "id", "customer_id", "legal_entity", "exposure_class", "currency", "drawn", "undrawn", "pd", "lgd", "rating", "maturity_date", "rate_kind", "rate",
    "repricing_date", "property_value", "turnover", "defaulted", "provision",
)  # fmt: skip

_queries: Late[WorldQueries] = Late("bank_risk.store.world_sql")
_scenario_rows: Late[Callable[[], tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]] = Late("bank_risk.store.scenario_rows:scenario_rows")


def risk_plan(folder: Path, size: Size, seed: int) -> Plan:
    """What belongs in the risk store; the world is found, or built, in `folder` when the store has to be filled."""
    # Parameters, scenarios and model cards are rows of the store too.
    sources = sorted([*PACKAGE.glob("store/**/*.py"), *PACKAGE.glob("parameters/*.csv"), *PACKAGE.glob("scenarios/*.toml"), *PACKAGE.glob("models/*.toml")])
    return Plan(
        name="risk",
        tables=LOADED,
        version=world_version(size, seed, *sources),
        fill=lambda connection: fill(connection, find_world()(folder, size, seed)),
    )


def fill(connection: Connection, world: FoundWorld) -> None:
    """Every table, from a world."""
    _market(connection, world)
    _trading(connection, world)
    _banking(connection, world)
    _rules(connection, world)


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert tuples in the order of the table's columns, by the driver itself: no statement is built for each row."""
    dialect = connection.dialect
    statement = insert(table).compile(dialect=dialect)
    held = list(zip(*rows, strict=True))
    if not held:
        return
    # Column by column, each different value converted once: a day stands in thousands of rows.
    for place, column in enumerate(table.columns):
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            converted = {cell: process(cell) for cell in set(held[place])}
            held[place] = tuple(converted[cell] for cell in held[place])
    values = list(zip(*held, strict=True))
    if statement.positional:
        connection.exec_driver_sql(str(statement), values)
    else:
        names = [column.name for column in table.columns]
        connection.exec_driver_sql(str(statement), [dict(zip(names, row, strict=True)) for row in values])


def _copy(connection: Connection, table: Table, batches: Batches) -> None:
    for batch in batches:
        insert_rows(connection, table, batch)


def _plain(connection: Connection, world: FoundWorld, table: Table, source: str, columns: str) -> None:
    _copy(connection, table, world.rows(source, columns.split()))


def _market(connection: Connection, world: FoundWorld) -> None:
    _plain(connection, world, market.price_eod, "price_eod", "isin date close priced_on")
    _plain(connection, world, market.curve, "curve", "id currency kind")
    _plain(connection, world, market.fx_eod, "fx_eod", "quote date mid")
    _copy(connection, market.curve_day, _queries().curve_days(world))
    _copy(connection, market.volatility_day, _queries().volatility_days(world))


def _trading(connection: Connection, world: FoundWorld) -> None:
    _plain(connection, world, trading.legal_entity, "legal_entity", "lei name country currency jurisdiction")
    _plain(connection, world, trading.book, "book", "id name desk kind legal_entity")
    listed = "isin name kind currency issuer_lei issuer_country sector rating coupon frequency day_count maturity_date hqla_level"
    instruments = [row for batch in world.rows("instrument", listed.split()) for row in batch]
    insert_rows(connection, trading.instrument, ((*row, commodity_of(str(row[1])) if row[2] == "COMMODITY" else None) for row in instruments))
    _plain(connection, world, trading.position_eod, "position_eod", "as_of book_id isin quantity price priced_on market_value accrued")
    _plain(connection, world, trading.counterparty, "counterparty", "id lei name group_id country sector rating pd")
    _agreements(connection, world)
    _plain(
        connection,
        world,
        trading.trade,
        "trade",
        "id book_id counterparty_id netting_set_id kind asset_class direction option currency notional second_currency second_notional"
        " underlying underlying_rating strike trade_date start_date end_date mark",
    )
    events = [row for batch in world.rows("trade_event", ["trade_id", "sequence", "at", "kind"]) for row in batch]
    insert_rows(connection, trading.margin_dispute, ((row[0], row[1], _day(row[2])) for row in events if row[3] == "MARGIN_DISPUTE"))


def _agreements(connection: Connection, world: FoundWorld) -> None:
    found = [row for batch in world.rows("netting_set", list(AGREEMENT)) for row in batch]
    insert_rows(connection, trading.netting_set, ((*row[:3], int(bool(row[3]))) for row in found))
    insert_rows(connection, trading.csa, ((row[0], *row[5:10]) for row in found if row[4]))
    insert_rows(connection, trading.collateral, ((row[0], AS_OF, row[5], row[10]) for row in found))


def _banking(connection: Connection, world: FoundWorld) -> None:
    _plain(connection, world, banking.customer, "party", "id segment country legal_entity")
    place = LOAN.index("defaulted")
    for batch in world.rows("loan", list(LOAN)):
        insert_rows(connection, banking.loan, ((*row[:place], int(bool(row[place])), *row[place + 1 :]) for row in batch))
    _copy(connection, banking.deposit, _queries().deposits(world))
    _plain(connection, world, banking.capital_component, "capital_item", "legal_entity as_of item amount")
    _plain(connection, world, banking.business_indicator, "business_indicator", "legal_entity year item amount")
    _plain(connection, world, banking.operational_loss, "operational_loss", "id legal_entity date event_type amount")


def _rules(connection: Connection, world: FoundWorld) -> None:
    _plain(connection, world, rules.limit_def, "risk_limit", "id metric scope scope_id amount currency warning owner valid_from")
    scenarios, shocks = _scenario_rows()()
    insert_rows(connection, rules.scenario, scenarios)
    insert_rows(connection, rules.scenario_shock, shocks)
    insert_rows(connection, rules.model_inventory, card_rows())
    insert_rows(
        connection,
        rules.param,
        (
            (
                row.framework, row.name, row.key or "-", row.jurisdiction, row.valid_from, row.paragraph, format(row.value, "f"), row.unit, row.valid_to,
                row.source, row.doubt or None,
            )
            for row in parameter_tables().rows
        ),
    )  # fmt: skip


_COMMODITIES = {"crude": "ENERGY", "gas": "ENERGY", "power": "ELECTRICITY", "gold": "METALS", "copper": "METALS"}


def commodity_of(name: str) -> str:
    """Group of a commodity (CRE52.69) by a word of its name; OTHER when none tells."""
    words = name.lower().split()
    return next((group for word, group in _COMMODITIES.items() if word in words), "OTHER")


def _day(moment: object) -> date:
    if not isinstance(moment, datetime):
        raise TypeError("an event of the world has no instant")
    return moment.date()
