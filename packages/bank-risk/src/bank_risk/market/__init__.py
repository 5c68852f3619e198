"""Market risk: value at risk, expected shortfall, their capital figures, backtests, P&L attribution, stress tests and the pricing they need.

Above: the tools and golden cases of this package, or anybody who wants the calculators as a library. Below: numpy, scipy, the failures of bank_kit.
Every function is pure: arrays and frozen dataclasses in, new ones out. Knows no store, no tool, no file and no other room of calculators.

Signs: P&L is positive for a gain; VaR, ES and losses are positive for a loss. Confidence and ratios are decimals. Arrays are float64, days ascending.
"""
