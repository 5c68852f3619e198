"""Market data as outside parties deliver it: read, checked row by row, kept through a sink, nothing lost.

Above: the server's command line and whoever implements `PriceSink` over a store. Below: bank_kit.failures.
It does not know: stores, tools, callers, prices made by us. Everything that comes in is hostile until checked.
"""
