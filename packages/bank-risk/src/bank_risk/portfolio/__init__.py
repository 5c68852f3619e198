"""From rows of the store to what calculators take: the history of risk factors, positions and trades as functions of them, netting sets, simulated markets.

Above: desk. Below: store, market, counterparty. Knows no tool and no form.
Amounts are in euro unless a name says otherwise: the group reports in it; P&L is positive for a gain.
"""
