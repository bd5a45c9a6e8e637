"""Who is asking, as far as it can be known behind proxies."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

UNKNOWN = "unknown"


def client_of(scope: Scope, trusted_proxies: int) -> str:
    """The client's address; each trusted proxy vouches for one hop of X-Forwarded-For, counted from its end.

    An IPv6 client is its /64, because one subscriber holds all of that.
    """
    peer = (scope.get("client") or (UNKNOWN, 0))[0]
    if not trusted_proxies:
        return _network(peer) or peer
    said = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    hops = [*(hop.strip() for hop in said.split(",") if hop.strip()), peer]
    return _network(hops[max(0, len(hops) - 1 - trusted_proxies)]) or _network(peer) or peer


def _network(address: str) -> str | None:
    try:
        ip = ip_address(address.strip("[]"))
    except ValueError:
        return None
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((int(ip), 64), strict=False))
    return str(getattr(ip, "ipv4_mapped", None) or ip)
