"""Who runs the house: the machines that may read what strangers may not, told by the address at the other end of the connection.

Above: the app. Below: nothing of ours but the settings.
Does not know: headers; what a client says of its address is not believed.
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network


class Operators:
    """The networks of those who run the house."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = tuple(ip_network(network) for network in networks)
        self.know = lru_cache(maxsize=1024)(self._know)

    def _know(self, peer: str) -> bool:
        """Whether the machine at `peer` is one of theirs; an address that cannot be read is nobody's."""
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        return any(address in network for network in self._networks)
