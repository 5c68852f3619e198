"""The engine, which carries any road, and the roads themselves, one visible tuple each. No rule of its own.

Above: the doors (edge, agent) and app.
Below: core; the stops are handed in.
Does not know: no protocol, no technology, no policy.
"""
