"""An HTTP/1.1 client pool on httptools: keep-alive, bounded, streaming with back-pressure.

Above: upstream, and any adapter that speaks HTTP.
Below: core.
Does not know: what it carries, nor when sending again would be right; it says whether anything was sent and leaves that to its caller.
"""

from strongroom.drivers.http.address import Address, parse_address
from strongroom.drivers.http.errors import (
    BusyError,
    ConnectError,
    ConnectionLostError,
    HttpError,
    InvalidResponseError,
    SilenceError,
    TooLargeError,
    UnsendableError,
)
from strongroom.drivers.http.pool import Pool
from strongroom.drivers.http.response import Response
from strongroom.drivers.http.settings import HttpSettings

__all__ = [
    "Address",
    "BusyError",
    "ConnectError",
    "ConnectionLostError",
    "HttpError",
    "HttpSettings",
    "InvalidResponseError",
    "Pool",
    "Response",
    "SilenceError",
    "TooLargeError",
    "UnsendableError",
    "parse_address",
]
