"""What the market said: prices, curves, exchange rates and volatilities of ten years, with their source and their age.

Above: valuations and the server's offer. Below: store, pricing (curves), calendars, fx, feed (deliveries that add to the history).
It does not know: accounts, trades, positions, nor how anything is valued.
"""
