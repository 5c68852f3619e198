"""Random portfolios are the same for the same seed, and cover what they say."""

from bank_risk.counterparty.exposure.trades import refuse_unknown
from bank_risk.counterparty.saccr.trade import Subclass
from bank_risk.counterparty.sample import exposure_portfolio, market, saccr_portfolio


def test_the_seed_decides() -> None:
    assert saccr_portfolio(50, sets=3, seed=1) == saccr_portfolio(50, sets=3, seed=1) != saccr_portfolio(50, sets=3, seed=2)
    model = market(assets=4)
    assert exposure_portfolio(50, sets=3, seed=1, model=model) == exposure_portfolio(50, sets=3, seed=1, model=model)


def test_all_kinds_of_trades_come_up_and_the_market_knows_them() -> None:
    assert {trade.subclass for one in saccr_portfolio(500, sets=3, seed=1) for trade in one.trades} == set(Subclass)
    model = market(assets=4)
    trades = [trade for one in exposure_portfolio(200, sets=2, seed=1, model=model) for trade in one.trades]
    for trade in trades:
        refuse_unknown(trade, model)
    assert len(trades) == 200 and len({type(trade) for trade in trades}) == 7
