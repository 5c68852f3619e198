"""QuantLib, wrapped: every file here imports it at its top and is loaded on first use only (`bank_kit.late`).

Above: `pricing.price` and `bank_finance.calendars`' callers. Below: instruments, market and curves as plain data.
It does not know: bumps, results, rounding. Whoever values something holds `session.evaluated`, for QuantLib's evaluation date is one per process.
"""
