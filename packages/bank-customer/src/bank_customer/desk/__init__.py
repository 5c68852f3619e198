"""The tools at work: documents in, masked results in envelopes out.

Above: the offer. Below: store, keys, masking, network, duplicates, subject requests, bank_kit. Knows nothing of MCP.
"""
