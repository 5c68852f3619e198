"""How much: rates, concurrency, deadlines, result size.

Above: pipeline.
Below: drivers, core.
Does not know: not what a call means.
"""
