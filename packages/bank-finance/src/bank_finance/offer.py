"""What the finance server offers: each area's tools and resources, and the prompts."""

from dataclasses import dataclass, field

import bank_finance.accounts.offer as accounts
import bank_finance.documents.offer as documents
import bank_finance.markets.offer as markets
import bank_finance.payments.offer as payments
import bank_finance.reconciliation.offer as reconciliation
import bank_finance.reference.offer as reference
import bank_finance.trading.offer as trading
import bank_finance.valuations.offer as valuations
from bank_finance import __version__
from bank_finance.markets.deliveries import NothingDelivered
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.port import Delivered
from bank_finance.objects.embedded import FolderStore
from bank_finance.objects.port import ObjectStore
from bank_finance.prompts import PROMPTS
from bank_finance.scopes import DOCUMENTS
from bank_finance.store.reading import FinanceStore
from bank_finance.trading.desk import TradingDesk
from bank_finance.valuations.desk import ValuationDesk
from bank_kit.offer import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """What the areas work on."""

    store: FinanceStore
    objects: ObjectStore
    delivered: Delivered = field(default_factory=NothingDelivered)
    """Market data that feeds brought beside the history."""


def build_offer(stores: Stores) -> Offer:
    """The offer over open stores."""
    store, objects = stores.store, stores.objects
    trade_desk, market_desk = TradingDesk(store), MarketDesk(store, stores.delivered)
    return Offer(
        name="bank-finance",
        title="Financial data",
        version=__version__,
        instructions=(
            "Accounts, statements, transactions, payments, documents, positions, trades, market data and valuations. "
            "Amounts are decimal strings with a currency; as_of in each result is its business date; warnings are part of the answer."
        ),
        further_scopes=(DOCUMENTS,),
        tools=(
            *accounts.tools(store, objects),
            *payments.tools(store, objects),
            *reconciliation.tools(store, objects),
            *documents.tools(store, objects),
            *trading.tools(trade_desk),
            *markets.tools(market_desk),
            *valuations.tools(ValuationDesk(store, market_desk, trade_desk)),
        ),
        resources=(*accounts.resources(store, objects), *markets.resources(market_desk), *reference.resources(store)),
        prompts=PROMPTS,
        open_link=objects.open_link if isinstance(objects, FolderStore) else None,
    )
