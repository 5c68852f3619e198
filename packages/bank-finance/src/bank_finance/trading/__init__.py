"""Trading: positions of books at end of day, trades and their lives.

Above: the offer. Below: the store. Knows nothing of customers' accounts.
"""
