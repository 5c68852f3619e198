"""From rows of the store to what the calculators of capital, liquidity and the banking book take.

Loans, securities held, deposits, own funds, derivative counterparties.

Above: desk. Below: store, portfolio, capital, liquidity, banking_book, counterparty. Knows no tool and no form.
Amounts are in the currency of the legal entity asked for, or euro for the group, converted at the day's mid rates.
"""
