"""What it proves: controls, evidence, detection, reports, alerts, exports. Reads audit, never the road. Empty until its issue lands.

Above: console and app.
Below: audit, core.
Does not know: not how a call was carried.
"""
