"""Stress scenarios as dated data: one TOML file each, with its source and its doubts, and the reader that checks them.

Above: the stress tools and resources of this package. Below: bank_risk.market.scenario. Knows no portfolio.
A new scenario is a new file here; its name is its id.
"""
