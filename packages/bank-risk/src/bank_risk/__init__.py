"""MCP server for risk: VaR and expected shortfall, SA-CCR, capital, liquidity, limits.

Above: any MCP client. Below: bank_kit and its own store. Knows nothing of Strongroom.
Empty until the risk calculators land.
"""
