"""MCP server for risk: VaR and expected shortfall, SA-CCR, capital, liquidity, limits.

Above: any MCP client. Below: bank_kit and its own stores. Knows nothing of Strongroom.
Rooms, downwards: `cli`, `offer`, `tasks` (tools as data), `desk` (their work), `portfolio` (rows as arrays), `forms` (schemas), `store`; beside them
the calculators `market`, `counterparty`, `capital`, `liquidity`, `banking_book`, which know none of these, with their `golden` cases and `scenarios`.
"""

__version__ = "0.1.0"
