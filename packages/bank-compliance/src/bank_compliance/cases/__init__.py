"""Alerts and cases: what monitoring found, who looked at it, why it was closed or escalated, and what was put together for investigation.

Above: the offer; reports and controls read its tables. Below: bank_kit's writes. Knows no scenario, no warehouse, and nothing of suspicious-activity
reports: no statement, count or state here changes when one is drafted or approved, so that nothing can be inferred from it (31 CFR 1020.320(e)).
"""
