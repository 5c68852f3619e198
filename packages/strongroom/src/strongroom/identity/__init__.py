"""Who is calling: tokens in, a Principal out; and the tokens Strongroom itself mints for upstreams.

Above: pipeline and the doors.
Below: drivers, core.
Does not know: not what the caller wants, nor whether it is allowed.
"""
