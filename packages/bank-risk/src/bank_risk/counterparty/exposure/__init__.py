"""Simulated counterparty exposure: how much a counterparty could owe the bank at future dates, with netting and margin (CRE53).

One-factor Hull-White rates for each currency, lognormal exchange rates, equities, commodities and credit spreads, all correlated (`model`, `paths`);
every trade revalued by closed formulas or named approximations (`trades`, `pricing`); then margin and measures (`margin`, `measures`, `profile`).
Above: tools and golden tables call `profile.profiles`. Below: numpy and `normal`. Knows no store and no rulebook; numbers of the rules come as arguments.
"""
