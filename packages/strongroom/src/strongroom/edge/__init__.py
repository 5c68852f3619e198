"""The public doors: /mcp, /mcp/{server}, well-known metadata. Bytes become a Call, a Reason becomes a status.

Above: app, which serves it.
Below: pipeline, wire, core.
Does not know: no rule: it asks identity, runs the road, and writes down what came back.
"""
