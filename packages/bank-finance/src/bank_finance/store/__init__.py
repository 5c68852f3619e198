"""The core-banking store: tables by area, how the synthetic bank is brought into them, and the one way to read them.

Above: the areas (accounts, payments, documents, reconciliation, markets, trading), each with its own queries. Below: bank_kit and a SQL database.
Does not know which tools there are, nor who may call them beyond the region a token names.
"""
