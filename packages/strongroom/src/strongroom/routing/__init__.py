"""Where it goes: which server and replica, its health and breaker, retry and failover. The only place where a call is sent twice.

Above: pipeline.
Below: core.
Does not know: no protocol and no bytes on the wire: it chooses, upstream carries.
"""
