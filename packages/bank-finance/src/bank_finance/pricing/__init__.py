"""What an instrument is worth, and how much that moves.

Above: the server's offer, which finds the market data and wraps the answer. Below: bank_kit.money and bank_kit.failures.
It does not know: stores, callers, MCP. Plain data in, plain data out; QuantLib is seen only inside `quantlib/`.
"""
