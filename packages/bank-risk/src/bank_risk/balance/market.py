"""Market risk of an entity's trading books as capital: the stressed expected shortfall of ten days times the supervisory multiplier. Euro."""

import numpy as np

from bank_risk.balance.ledger import Ledger
from bank_risk.market.backtest import BacktestRules
from bank_risk.market.historical import historical, stressed_period
from bank_risk.market.internal_model import ImaRules
from bank_risk.market.measure import Measure
from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.selection import Wanted, chosen_books

STRESSED_DAYS = 250
NOTE = (
    "MARKET_CHARGE: 1.5 times the 97.5 % expected shortfall over ten days of the worst 250 days of the history, all factors at one horizon; "
    "calc_ima_es splits it by liquidity horizon; default risk, non-modellable factors and the standardised approach are not computed"
)


def market_capital(ledger: Ledger) -> float:
    """Charge for the trading books of the entity."""
    books = chosen_books(ledger.store, Wanted(legal_entity=ledger.entity.lei, kind="TRADING"))
    portfolio = portfolio_of(ledger.store, books, ledger.day)
    rules = ImaRules.of(ledger.rules)
    daily = portfolio.pnl(portfolio.history.moves(portfolio.place, portfolio.place)).sum(axis=1)
    measure = Measure(confidence=rules.confidence, horizon_days=int(rules.base_horizon))
    worst = stressed_period(daily, Measure(confidence=rules.confidence), length=min(STRESSED_DAYS, int(np.size(daily))))
    multiplier = BacktestRules.of(ledger.rules).multiplier(0)
    return multiplier * historical(daily[worst.first : worst.last + 1], measure).es
