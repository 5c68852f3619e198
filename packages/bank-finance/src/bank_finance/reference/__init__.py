"""Reference: the currencies the bank keeps, and what each table of the store holds.

Above: the offer. Below: the store's tables. Answers resources only.
"""
