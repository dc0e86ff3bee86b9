"""A registry of many claims, its rows put straight into the tables: what reading is measured on."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import insert

from claims.store import Store, tables
from claims.store.journal import Event, append

MATTER = "whc-2021"
AT = datetime(2021, 9, 1, 12, tzinfo=UTC)
LINES = 4
"""Lines of a claim."""
HEADS = (
    "rebuild", "lost_profit", "own_time", "inconvenience", "data_loss", "mitigation",
    "client_indemnity", "hosting_refund",
)  # fmt: skip
"""Those of the matter, so that its pages can name them."""
SUBGROUPS = ("A1", "A2", "B1", "B2", "C1", "C2")
BATCH = 5_000
SCATTER = 0x9E3779B1
"""Odd: claims come in an order that is not that of their numbers, as real ones do."""


def filled(url: str, claims: int) -> Store:
    """A new store at that address, so many claims of four lines filed, and one journal entry."""
    store = Store.at(url)
    draw = np.random.default_rng(1)
    with store.database.writing() as connection:
        for first in range(0, claims, BATCH):
            batch = range(first, min(first + BATCH, claims))
            connection.execute(insert(tables.claims), [_claim(n) for n in batch])
            connection.execute(insert(tables.lines), list(_lines(batch, draw)))
        append(connection, [Event("import claims", MATTER, {"claims": claims})], at=AT, by="maker")
    return store


def number(n: int) -> str:
    """The number of the nth claim that came."""
    return f"R-{n * SCATTER % 2**32:010d}"


def _claim(n: int) -> dict[str, Any]:
    words = ("claimant_name", "capacity", "code_hash", "findable", "rules", "updated_by")
    odd = n % 2
    return dict.fromkeys(words, "") | {
        "number": number(n), "matter": MATTER, "status": ("submitted", "accepted")[odd],
        "revision": 1, "version": 2, "language": "fr", "claimant_kind": ("person", "business")[odd],
        "fictional": False, "key": f"start {n}", "created_at": AT, "submitted_at": AT,
        "submitted_on": f"2021-09-{n % 30 + 1:02}", "updated_at": AT,
    }  # fmt: skip


def _lines(batch: Sequence[int], draw: np.random.Generator) -> Iterator[dict[str, Any]]:
    size = len(batch) * LINES
    declared = np.exp(draw.normal(11, 1.5, size)).astype(np.int64).tolist()
    subgroups, heads = draw.integers(0, 6, len(batch)).tolist(), draw.integers(0, 8, size).tolist()
    for place, (cents, head) in enumerate(zip(declared, heads, strict=True)):
        n, loss = batch[place // LINES], place % LINES
        subgroup = SUBGROUPS[subgroups[place // LINES]]
        yield {
            "number": number(n), "loss": f"l{loss + 1}", "revision": 1, "head": HEADS[head],
            "service": f"shop-{n - n % 10 * (loss % 2)}.example", "group_": subgroup[0],
            "subgroup": subgroup, "month": "2021-08", "start": f"2021-08-{28 + loss}",
            "end": f"2021-09-{loss + 10}", "grade": "ABCD"[cents % 4], "declared_cents": cents,
            "supported_cents": cents // 2, "admitted_cents": cents // 3 * (n % 2),
            "decided": bool(n % 2),
        }  # fmt: skip
