"""What the bank servers share: result envelope, money, paging, typed failures, masks, token check, serving, the synthetic bank.

Above: bank_finance, bank_customer, bank_risk, bank_compliance. Below: the official MCP SDK, joserfc, SQLAlchemy, uvicorn.
Knows no tool, no table of any server, and nothing of Strongroom: only public token standards.
Rooms: `identity` (tokens at the door), `writes` (drafts and the second person), `messages` (ISO 20022), `world` (the synthetic bank). Modules, downwards:
`cli`, with `place_options` and `serving`; `server` and `place`; what a server declares (`offer`, `tools`, `arguments`, `parameters`, `downloads`);
what passes through it (`envelope`, `paging`, `labels`, `masks`, `failures`, `money`, `quantities`); `store` and `exact`; `late`, `apart`.
`testing` and `testing_postgres` are for tests.
"""

__version__ = "0.1.0"
