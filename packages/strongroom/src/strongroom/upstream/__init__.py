"""How it gets there: MCP servers of every era over streamable HTTP, one at a time or all at once.

Above: routing, handed in by compose.
Below: wire, drivers, core.
Does not know: no policy, and never the caller's own token.
"""
