"""The same questions to a real PostgreSQL get the same answers as from SQLite."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bank_finance.feed.checking import FeedRules
from bank_finance.feed.delivery import Format
from bank_finance.feed.loading import Delivery, load
from bank_finance.markets.arguments import MarketDataArguments
from bank_finance.markets.deliveries import Deliveries
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.sink import FeedSink
from bank_finance.objects.embedded import FolderStore
from bank_finance.offer import Stores, build_offer
from bank_finance.store.filling import plan
from bank_finance.store.reading import FinanceStore
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.store import Plan, StoreError, open_database
from bank_kit.testing_postgres import postgres
from bank_kit.world.size import Size
from bank_kit.writes.store import open_writes

pytestmark = pytest.mark.component


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(scope="module")
def remote(url: str, chosen: Plan, objects: FolderStore) -> Iterator[Offer]:
    """The same offer over PostgreSQL, filled by two processes' worth of openers at once."""
    with ThreadPoolExecutor(2) as pool:
        engines = list(pool.map(lambda _: open_database(url, chosen), range(2)))
    yield build_offer(Stores(store=FinanceStore(engines[0], chosen.version), objects=objects))
    for engine in engines:
        engine.dispose()


PERIOD = {"account": "GL-NOSTRO-EUR", "from_date": "2026-08-01", "to_date": "2026-11-20"}
QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("get_account", {"account": "A-200001"}),
    ("get_account", {"account": "NL17XBNK0000200001", "as_of": "2026-09-30"}),
    ("get_account_statement", {"account": "A-200001", "from_date": "2026-09-01"}),
    ("get_account_statement", {"account": "GL-NOSTRO-EUR", "from_date": "2026-11-01", "limit": 1000}),
    ("search_transactions", {"account": "A-200001", "limit": 1000}),
    ("search_transactions", {"customer_id": "C-100003", "limit": 1000}),
    ("search_transactions", {"customer_id": "C-100001", "text": "CARD", "amount_min": "1", "amount_max": "60.5", "limit": 7}),
    ("search_transactions", {"account": "A-200001", "booked_from": "2026-09-01", "booked_to": "2026-09-30", "direction": "in", "kind": "SALARY"}),
    ("search_transactions", {"account": "A-200001", "text": "%_"}),
    ("get_payment", {"payment": "P-00000101"}),
    ("get_payment", {"payment": "KMB2026082400000101"}),
    ("reconcile", {"left": {"kind": "ledger", **PERIOD}, "right": {"kind": "payments", **PERIOD}, "keys": ["transaction", "value_date"], "show": 200}),
    ("get_document", {"owner": "A-200001"}),
    ("get_positions", {"book": "BOOK-01"}),
    ("get_positions", {"book": "BOOK-20", "as_of": "2026-11-17"}),
    ("get_positions", {"desk": "Treasury", "as_of": "2026-11-06", "basis": "settle_date"}),
    ("get_trade", {"trade": "TR-1000001"}),
    ("get_trade", {"trade": "999900KESTREL0000114TR1000016"}),
    ("get_market_data", {"instrument": "QZ0000000249", "from_date": "2026-01-01"}),
    ("get_market_data", {"instrument": "EURUSD", "field": "volatility", "tenor": "3M"}),
    ("get_curve", {"currency": "EUR", "as_of": "2025-12-26", "days": [45, 9999]}),
    ("get_fx_rate", {"pair": "GBPJPY", "amount": "1000.00"}),
    ("price_instrument", {"isin": "QZ0000000058", "notional": "1000000"}),
    ("price_instrument", {"trade": "TR-1000005", "bumps": {"key_rates": "each_pillar"}}),
    ("get_account", {"account": "A-999999"}),
)


def _answer(offer: Offer, tool: str, arguments: dict[str, object], caller: Caller) -> str:
    [found] = [each for each in offer.tools if each.name == tool]
    return found.call(arguments, caller).model_dump_json()


@pytest.mark.parametrize(("tool", "arguments"), QUESTIONS)
def test_both_stores_give_the_same_bytes(offer: Offer, remote: Offer, caller: Caller, tool: str, arguments: dict[str, object]) -> None:
    assert _answer(remote, tool, arguments, caller) == _answer(offer, tool, arguments, caller)


def test_a_database_filled_from_another_seed_is_refused(url: str, remote: Offer, folder: Path) -> None:
    assert remote.tools
    with pytest.raises(StoreError, match="another|not sha256"):
        open_database(url, plan(folder, Size.S, 43))


def test_deliveries_are_kept_once_whoever_brings_them_and_are_in_the_next_answer(url: str, remote: Offer, chosen: Plan, caller: Caller) -> None:
    assert remote.tools
    writes, engine = open_writes(url, "finance"), open_database(url, chosen)
    with ThreadPoolExecutor(4) as pool:
        deliveries = list(pool.map(lambda _: Deliveries(writes), range(4)))
        store = FinanceStore(engine, chosen.version)
        content = b"instrument,field,date,price\nQZ0000000249,close,2026-11-20,100.5\nQZ0000000017,close,2026-11-20,1\n"
        delivery, rules = Delivery(content=content, form=Format.CSV, source="F"), FeedRules(as_of=date(2026, 11, 20))
        reports = list(pool.map(lambda each: load(delivery, FeedSink(store.rows, each), rules), deliveries))
    assert sorted(report.repeated for report in reports) == [False, True, True, True]
    series = MarketDesk(store, deliveries[0]).get_market_data(MarketDataArguments(instrument="QZ0000000249"), caller).value
    assert (series.stale, str(series.points[-1].value)) == (False, "100.5")
    writes.close()
    engine.dispose()
