"""Accounts: their balances, and the postings behind them.

Above: the offer. Below: the store. Knows nothing of trades and markets, except the exchange rates that turn an amount into the company's currency.
"""
