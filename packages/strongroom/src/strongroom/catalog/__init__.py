"""What exists: the servers behind the gateway, their addresses, audiences and owners.

Above: routing and upstream, handed in by compose.
Below: core.
Does not know: not how to reach a server, nor who may.
"""
