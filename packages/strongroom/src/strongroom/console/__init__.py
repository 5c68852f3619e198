"""The web: the page that shows calls as they happen, the roads and the health of the servers.

Above: app, which serves it.
Below: pipeline's roads, drivers' sealing, core; audit's tail, routing's health and identity are handed in by compose.
Does not know: nothing that the audit record does not hold.
"""
