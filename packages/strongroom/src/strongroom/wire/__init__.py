"""Codecs: bytes to nouns and back, without I/O: MCP per protocol revision, JSON-RPC, server-sent events, and later the model dialects.

Above: edge and upstream, which do the I/O.
Below: core.
Does not know: no sockets, no servers by name, no policy: the same bytes in give the same nouns out.
"""
