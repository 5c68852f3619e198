"""MCP server for compliance: screening, monitoring, cases, regulatory reports.

Above: any MCP client. Below: bank_kit and its own warehouse. Knows nothing of Strongroom.
Empty until the compliance tools land.
"""
