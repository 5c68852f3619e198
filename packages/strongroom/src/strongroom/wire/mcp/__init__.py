"""The Model Context Protocol: its revisions, names and headers, bytes to nouns and back.

Above: edge and upstream.
Below: core, and the codecs of wire for JSON-RPC.
Does not know: no sockets, no servers by address, no policy.
"""
