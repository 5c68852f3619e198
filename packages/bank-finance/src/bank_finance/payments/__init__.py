"""Payments: the pacs.008 behind a transaction, its pacs.002 trail, and what Recommendation 16 finds missing in it.

Above: the offer. Below: the store and the words of bank_kit.messages. Knows nothing of accounts' balances.
"""
