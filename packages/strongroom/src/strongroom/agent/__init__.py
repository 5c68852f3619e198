"""The AI worker: a model using tools through the public doors on a user's behalf. Empty until its issue lands.

Above: app.
Below: pipeline's public doors, wire, core.
Does not know: no way round the road.
"""
