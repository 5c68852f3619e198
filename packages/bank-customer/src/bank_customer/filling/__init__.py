"""Fills a store once: the synthetic bank's parties as documents, each sealed with its own key, and summaries of what moves on their accounts.

Above: opening. Below: store, keys, the world of bank_kit (its reader and DuckDB only in adapter files, loaded when something is to be filled).
"""
