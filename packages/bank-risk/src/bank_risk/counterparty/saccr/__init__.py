"""The standardised approach for counterparty credit risk, SA-CCR (CRE52): replacement cost, add-ons, multiplier and exposure at default.

Above: tools and golden tables call `exposure.netting_sets`. Below: numpy and dated factors (`factors`). Knows no store and does not price.
"""
