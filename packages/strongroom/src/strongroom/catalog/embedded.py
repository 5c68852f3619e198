"""The catalog as it stands in the configuration."""

from collections.abc import Iterable

from strongroom.catalog.settings import ServerSettings


class Catalog:
    """The servers by name, in the order of the configuration; raises ValueError where two share a name, or claim the same resources."""

    def __init__(self, servers: Iterable[ServerSettings]) -> None:
        self._servers: dict[str, ServerSettings] = {}
        owners: dict[str, str] = {}
        for server in servers:
            if server.name in self._servers:
                message = f"two servers are named {server.name!r}: give each a name of its own"
                raise ValueError(message)
            self._servers[server.name] = server
            for prefix in server.resources:
                if prefix in owners:
                    message = f"servers {owners[prefix]!r} and {server.name!r} both claim the resources {prefix!r}: only one can own them"
                    raise ValueError(message)
                owners[prefix] = server.name
        self._owners = tuple(sorted(owners.items(), key=lambda item: len(item[0]), reverse=True))

    def server(self, name: str) -> ServerSettings | None:
        """The server of that name, or None."""
        return self._servers.get(name)

    def servers(self) -> tuple[ServerSettings, ...]:
        """All servers."""
        return tuple(self._servers.values())

    def owner_of(self, uri: str) -> str | None:
        """The name of the server that owns the resource: the one with the longest prefix of its URI, or None."""
        for prefix, server in self._owners:
            if uri.startswith(prefix):
                return server
        return None
