"""Liquidity over thirty days and over one year: LCR and NSFR, line by line, in exact money.

Above: the liquidity tools and the golden table. Below: the dated parameters of bank_kit. Knows no store, no tool and no file;
does not know capital, market or counterparty risk.
"""
