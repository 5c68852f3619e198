"""Reconciliation: two sources of the bank laid beside each other.

Above: the offer. Below: the store, the object store, and the comparison itself in bank_finance.reconcile. Changes nothing in either source.
"""
