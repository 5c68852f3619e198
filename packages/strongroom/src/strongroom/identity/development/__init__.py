"""The development identity provider: seven people, two keys, one SQLite file, so that a first run needs nobody else. Never for production.

Above: app, which mounts it beside the doors; the demo and the command line, through `login`.
Below: the signing keys, revocations and fetch of the identity room; core.
Does not know: the gateway that trusts it; it is an issuer like any other.
"""
