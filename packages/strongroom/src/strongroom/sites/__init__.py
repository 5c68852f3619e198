"""Where we live: site health, roles, failover, fencing, drills. Empty until its issue lands.

Above: app.
Below: drivers, core.
Does not know: not what travels between the sites.
"""
