"""From what the bank has stored to a value: terms of a security or trade, the market of a day, and the tool that asks the calculators.

Above: the server's offer. Below: trading, markets, pricing, fx. It does not know: accounts, payments, documents.
"""
