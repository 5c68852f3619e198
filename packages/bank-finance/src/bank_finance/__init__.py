"""MCP server for finance: accounts, payments, positions, prices, documents.

Above: any MCP client. Below: bank_kit and a core-banking store in SQL. Knows nothing of Strongroom, nor of customers beyond their id.
"""

__version__ = "0.1.0"
