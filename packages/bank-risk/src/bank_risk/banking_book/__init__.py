"""Interest rate risk in the banking book: shocks, time buckets, economic value and net interest income (SRP31).

Above: the banking book tool and the golden table. Below: numpy and the dated parameters of bank_kit. Knows no store, no tool and no file;
does not know capital, liquidity, market or counterparty risk.
"""
