"""The client's address, for limits; it is kept nowhere else."""

from ipaddress import IPv6Address, ip_address

from allauth.core.internal.httpkit import clean_client_ip

# When not even the socket has an address (a local socket file): one bucket for all, never an error.
UNKNOWN = "0.0.0.0"  # noqa: S104


def client_address(remote: str, forwarded: str, proxies: int) -> str:
    """The address that the outermost of our `proxies` saw; `forwarded` is X-Forwarded-For.

    Each proxy adds, on the right, whom it heard; what stands left of ours is whatever the client wrote.
    """
    hops = forwarded.split(",")
    seen = hops[-proxies] if 0 < proxies <= len(hops) else ""
    return _address(seen) or _address(remote) or UNKNOWN


def _address(text: str) -> str | None:
    """Without a port; IPv4 as IPv4, else all of it would share one IPv6 network's limit."""
    cleaned = clean_client_ip(text) if text.strip() else None
    if cleaned is None:
        return None
    address = ip_address(cleaned)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
