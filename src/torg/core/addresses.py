"""Which internet addresses are public: what a server may be sent to by somebody else."""

import ipaddress
import socket

from torg.core.errors import Refusal

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own control address, although it looks public
        "169.254.0.0/16",  # link-local, and the metadata services of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo and other protocols' own
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class HostNotFound(Refusal):
    """There is no host of that name."""

    code = "host_not_found"
    status = 422


class PrivateAddress(Refusal):
    """The address leads into a private network, where Torg fetches nothing."""

    code = "private_address"
    status = 422


def public_addresses(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Resolve a host; raises HostNotFound, and PrivateAddress when any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostNotFound(f"There is no host {host[:100]!r}.") from None
    addresses = list(dict.fromkeys(str(address[4][0]) for address in found))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise PrivateAddress(
                    f"{host[:100]} leads into a private network ({address}): nothing is fetched there."
                )
    return addresses


def is_public(text: str) -> bool:
    """Tell whether an address belongs to the public internet, whatever it is wrapped in."""
    try:
        address: IPAddress = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    address = _unwrapped(address)
    return address.is_global and not address.is_multicast and not any(address in network for network in _CLOSED)


def _unwrapped(address: IPAddress) -> IPAddress:
    """Give the IPv4 address within an IPv6 one: mapped, 6to4 or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address
