"""What can go wrong between a request and its response: the whole tree, and for each whether the server can have seen the request."""


class HttpError(Exception):
    """No response, or not all of it. `sent` tells whether any byte of the request may have reached the server."""

    sent = True


class UnsendableError(HttpError):
    """The request itself would break the protocol: a header with a line end in it, a method nobody here uses."""

    sent = False


class ConnectError(HttpError):
    """No connection: refused, unreachable, unknown name, failed TLS handshake, or too slow."""

    sent = False


class BusyError(HttpError):
    """Every connection to this origin is in use and the queue for them is full, or the wait was too long, or the pool is closing."""

    sent = False


class ConnectionLostError(HttpError):
    """The server closed or reset the connection before the response was whole."""


class SilenceError(HttpError):
    """The server sent nothing for longer than the caller would wait."""


class InvalidResponseError(HttpError):
    """The server sent something that is no HTTP/1.1 response to the request."""


class TooLargeError(InvalidResponseError):
    """The response is over a bound: head, framing or body."""
