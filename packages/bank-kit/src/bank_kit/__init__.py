"""What the bank servers share: result envelope, money, paging, typed failures, masks, token check, serving, the synthetic bank.

Above: bank_finance, bank_customer, bank_risk, bank_compliance. Below: the official MCP SDK, joserfc, SQLAlchemy, uvicorn.
Knows no tool, no table of any server, and nothing of Strongroom: only public token standards.
"""

__version__ = "0.1.0"
