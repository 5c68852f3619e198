"""Suspicious-activity reports: drafts with their clock, and the second person who approves them.

Above: the offer; controls and reports for cleared callers. Below: cases, bank_kit's writes. It has a store of its own (tables `suspicion_...`, in
a file or under grants of their own), which is opened for callers with the scope compliance.sar and for nobody else: what the others do never
reaches it, so it can show nowhere in what they get or how long they wait (31 CFR 1020.320(e)). Nothing is ever filed from here.
"""
