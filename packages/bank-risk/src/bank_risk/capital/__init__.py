"""What the bank must hold: credit and operational risk-weighted assets, the output floor, ratios, buffers and leverage.

Above: the capital tools and the golden table. Below: numpy and the dated parameters of bank_kit. Knows no store, no tool and no file;
does not know liquidity, market or counterparty risk.
"""
