"""The store holds the world, its books balance, and no card number is in it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, String, Table, func, select

from bank_finance.store.filling import plan
from bank_finance.store.ledger import account, balance_eod, posting
from bank_finance.store.markets import calendar, curve_point, price_eod
from bank_finance.store.payments import document_meta, payment
from bank_finance.store.tables import FILLED
from bank_finance.store.trading import trade
from bank_kit.store import Plan, open_directory
from bank_kit.world.reader import World
from bank_kit.world.size import Size


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, folder: Path, chosen: Plan, engine: Engine) -> None:
    open_directory(tmp_path, chosen).dispose()
    [again] = tmp_path.glob("*.sqlite")
    [first] = folder.glob("*.sqlite")
    assert str(engine.url.database).startswith("file:")
    assert first.name == again.name
    assert first.read_bytes() == again.read_bytes()


def test_another_seed_or_size_is_another_version(folder: Path, chosen: Plan) -> None:
    assert len({chosen.version, plan(folder, Size.S, 43).version, plan(folder, Size.M, 42).version}) == 3


@pytest.mark.parametrize(
    ("table", "of_the_world"), [(account, "account"), (payment, "payment"), (trade, "trade"), (price_eod, "price_eod"), (curve_point, "curve_point")]
)
def test_every_row_of_the_world_is_there(engine: Engine, world: World, table: Table, of_the_world: str) -> None:
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table)).scalar_one() == world.manifest.tables[of_the_world].rows


def test_no_table_stays_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        assert [table.name for table in FILLED if connection.execute(select(func.count()).select_from(table)).scalar_one() == 0] == []


def test_no_text_is_empty_since_oracle_takes_that_for_null(engine: Engine) -> None:
    with engine.connect() as connection:
        for table in FILLED:
            for column in table.columns:
                if isinstance(column.type, String):
                    empty = select(func.count()).select_from(table).where(func.length(column) == 0)
                    assert connection.execute(empty).scalar_one() == 0, column


def test_each_journal_has_two_legs_that_sum_to_zero(engine: Engine, world: World) -> None:
    whole = select(posting.c.journal_id).group_by(posting.c.journal_id, posting.c.currency).having(func.sum(posting.c.amount) == Decimal(0), func.count() == 2)
    with engine.connect() as connection:
        assert len(connection.execute(whole).all()) == world.manifest.tables["transaction"].rows


def test_ledger_and_last_end_of_day_are_opening_plus_postings(engine: Engine) -> None:
    totals = select(posting.c.account_id, func.sum(posting.c.amount).label("booked")).group_by(posting.c.account_id)
    with engine.connect() as connection:
        opened = {row.id: (row.opening, row.ledger) for row in connection.execute(select(account))}
        booked = {row.account_id: row.booked for row in connection.execute(totals)}
        last = {row.account_id: row.ledger for row in connection.execute(select(balance_eod).order_by(balance_eod.c.as_of))}
    for name, (opening, ledger) in opened.items():
        assert ledger == opening + booked.get(name, 0)
        assert last.get(name, opening) == ledger


def test_the_running_balance_ends_at_the_ledger_balance(engine: Engine) -> None:
    with engine.connect() as connection:
        ends = {row.account_id: row.balance for row in connection.execute(select(posting).order_by(posting.c.booked_at, posting.c.id))}
        ledgers = {row.id: row.ledger for row in connection.execute(select(account))}
    assert all(ledgers[name] == balance for name, balance in ends.items())


def test_no_whole_card_number_and_no_identification_is_stored(engine: Engine, world: World, folder: Path) -> None:
    cards = {str(card).encode() for batch in world.rows("account", ["card"]) for (card,) in batch if card}
    [file] = folder.glob("*.sqlite")
    assert {len(card) for card in cards} == {16}
    assert not cards & set(re.findall(rb"(?=(4[0-9]{15}))", file.read_bytes()))
    with engine.connect() as connection:
        assert set(connection.execute(select(document_meta.c.kind).distinct()).scalars()) == {"CONTRACT", "STATEMENT", "CONFIRMATION", "REPORT"}


def test_good_friday_is_no_day_of_business(engine: Engine) -> None:
    with engine.connect() as connection:
        closed = {str(day) for day in connection.execute(select(calendar.c.closed_on).where(calendar.c.name == "TARGET")).scalars()}
    assert {"2026-04-03", "2025-12-25"} <= closed
