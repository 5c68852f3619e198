"""Tables loaded from the world, from the scenario files and from the rulebooks; read only afterwards.

`market` what moves, `trading` what the bank holds and trades, `banking` loans, deposits and own funds, `rules` limits, scenarios, parameters, models.
The SQL every target dialect shares: no booleans (0 and 1), identifiers of at most 30 characters, no reserved words. Rates, prices and probabilities are
double precision, amounts whole numbers of 10^-4.
"""

from bank_risk.store.tables import banking, market, rules, trading
from bank_risk.store.tables.columns import LOADED

__all__ = ["LOADED", "banking", "market", "rules", "trading"]
