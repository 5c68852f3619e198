"""Screening, monitoring and tracing as tools: arguments and answers in MCP's words, logs and stores around the pure rooms.

Above: the offer. Below: lists, screening, monitoring, tracing, warehouse, cases. Free text of outsiders and of lists leaves masked and labelled.
"""
