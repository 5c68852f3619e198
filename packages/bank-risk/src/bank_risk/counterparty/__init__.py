"""Counterparty credit risk: what the bank could lose when those it trades with fail.

`saccr` is the standardised exposure (CRE52), `exposure` the simulated profiles (CRE53), `cva` the reduced basic approach (MAR50).
Above: the tools of the risk server, and anybody who wants a library. Below: numpy, scipy's normal distribution and `bank_kit.parameters`.
Knows no store, no tool, no file and no clock; amounts are floats of one reporting currency, times are years from the calculation date.
"""
