"""How many: signals, forecast and schedule become recommendations and autoscaler metrics. Empty until its issue lands.

Above: app.
Below: core.
Does not know: not what the instances do.
"""
