"""MCP server for customers: who they are, how well the bank knows them, always masked unless a token says otherwise.

Above: any MCP client. Below: bank_kit and a store of documents. Knows nothing of Strongroom, nor of accounts.
"""

__version__ = "0.1.0"
