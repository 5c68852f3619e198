"""The composition root: configuration, compose, processes, command line. The only room that knows everybody.

Above: nobody.
Below: every room.
Does not know: no rule of any room: it wires, starts and stops.
"""
