"""What the public doors hand on: the development identity provider and the console. Both are cold paths."""

from typing import Protocol

from strongroom.edge.port import AsgiApp, Receive, Scope, Send
from strongroom.edge.reply import TEXT, respond


class Mounted(Protocol):
    """An ASGI application that knows which paths are its own."""

    app: AsgiApp

    def owns(self, path: str) -> bool:
        """Whether `path` is one of its own."""
        ...


class Fallback:
    """Asks each application in turn whether a path is its own; what nobody owns does not exist."""

    def __init__(self, *mounted: Mounted) -> None:
        self._mounted = mounted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""
        path = str(scope["path"])
        for one in self._mounted:
            if one.owns(path):
                await one.app(scope, receive, send)
                return
        await respond(send, 404, b"There is nothing here.", (TEXT,))


class Paths:
    """An application that owns some exact paths and all below a prefix."""

    def __init__(self, app: AsgiApp, *, exact: frozenset[str], prefix: str = "") -> None:
        self.app = app
        self._exact = exact
        self._prefix = prefix

    def owns(self, path: str) -> bool:
        """Whether `path` is one of its own."""
        return path in self._exact or (bool(self._prefix) and path.startswith(self._prefix + "/"))
