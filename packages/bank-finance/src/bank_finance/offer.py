"""What the finance server offers: each area's tools and resources, and the prompts."""

import bank_finance.accounts.offer as accounts
import bank_finance.reference.offer as reference
import bank_finance.trading.offer as trading
from bank_finance import __version__
from bank_finance.prompts import PROMPTS
from bank_finance.store.reading import FinanceStore
from bank_kit.offer import Offer


def build_offer(store: FinanceStore) -> Offer:
    """The offer over an open store."""
    return Offer(
        name="bank-finance",
        title="Financial data",
        version=__version__,
        instructions="Accounts, transactions, end-of-day positions. Amounts are decimal strings with a currency; as_of in each result is its business date.",
        tools=(*accounts.tools(store), *trading.tools(store)),
        resources=(*accounts.resources(store), *reference.resources(store)),
        prompts=PROMPTS,
    )
