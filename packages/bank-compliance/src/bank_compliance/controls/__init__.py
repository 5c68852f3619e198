"""Controls this server has evidence for: their questions, what they find, and bundles of it for an examiner.

Above: the offer. Below: the tables of cases and reports, and those of suspicious-activity reports for cleared callers only. A part of the platform's
catalogue, under its numbers; those on the gateway's own log belong to the platform. A control without evidence is `no_evidence`, never satisfied.
"""
