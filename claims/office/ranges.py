"""The network range a claim was filed from: a keyed mark of it, where its matter keeps them.

The address itself is kept nowhere. A mark is never shown: two of them are compared, and nothing
else can be done with one without the registry's secret. Who has the secret could try every range;
so a mark is kept for the days its matter gives, and only of a claimant whose notice said so.
"""

from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from claims.matter.model import Matter
from claims.office.house import House
from claims.office.noticed import notice_seen
from claims.office.secrecy import fingerprint, keyed

PURPOSE = "network range"
V4, V6 = 24, 48
"""Bits of an address that name the range: a street's worth of lines, or one customer's network."""
SIGNS = 10
"""Of a mark: forty bits, enough to tell apart the ranges of a class."""


def range_of(remote: str) -> str:
    """The range of an address; empty for none, and for one that is not of the public network."""
    try:
        found = ip_address(remote)
    except ValueError:
        return ""
    address = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    if not address.is_global or address.is_multicast:
        return ""
    bits = V4 if isinstance(address, IPv4Address) else V6
    return str(ip_network((int(address), bits), strict=False))


def mark_of(secret: bytes, matter: str, remote: str) -> str:
    """The mark of the range, under a key of the matter's own; empty without a range."""
    known = range_of(remote)
    return fingerprint(keyed(secret, PURPOSE, matter), PURPOSE, known)[:SIGNS] if known else ""


def keep_range(house: House, matter: Matter, number: str, remote: str, *, now: datetime) -> None:
    """Keep the mark of where a claim is first filed from, if its claimant was told that it would
    be."""
    if not matter.marks_days:
        return
    told = notice_seen(house, number)
    mark = mark_of(house.settings.key(), matter.id, remote)
    if mark and told and told.version == matter.notice_version:
        house.store.networks.keep(number, mark, at=now)


def forget_ranges(house: House, *, now: datetime) -> int:
    """Delete the marks whose days are over, all of a matter that keeps none; how many."""
    gone = 0
    for matter in house.matters.values():
        over = now - timedelta(days=matter.marks_days)
        gone += house.store.networks.forget(matter.id, before=over)
    return gone
