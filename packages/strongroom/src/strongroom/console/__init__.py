"""The web: the page that shows calls as they happen, the roads and the health of the servers.

Above: app, which serves it.
Below: audit's tail and health, handed in by compose; core.
Does not know: nothing that the audit record does not hold.
"""
