"""MCP server for finance: accounts, payments, positions, prices, documents.

Above: any MCP client. Below: bank_kit and a core-banking store in SQL. Knows nothing of Strongroom, nor of customers beyond their id.
Rooms, downwards: `cli`; `offer`; `prompts`; the areas `valuations`, `reconciliation`, `reference` over `accounts`, `payments`, `markets`, `trading`, over
`documents`, each with its `offer` (tools), `desk` (their work), `arguments`, `results` and `queries`; `store`, `objects`, `feed`, and the calculators
`pricing` and `reconcile`, which know none of these; `calendars`, `fx`, `rulebooks`, `scopes`.
"""

__version__ = "0.1.0"
