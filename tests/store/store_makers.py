"""Claims, lines and moments for the store's tests; say what matters, the rest is ordinary."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from psycopg import connect
from sqlalchemy.engine import make_url

from claims.claim.model import Claim, Claimant, Contact, Credit, Exhibit, Service
from claims.claim.states import Status
from claims.damages.rows import LineRow
from claims.store import Store
from claims.store.claims import ClaimRow, Filed

WHC = "whc-2021"
NOON = datetime(2021, 9, 1, 16, 0, tzinfo=UTC)
TODAY = date(2021, 9, 1)


def later(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_claim(number: str = "K-1", *, name: str = "Studio Boréal inc.", **more: Any) -> Claim:
    """An agency that rebuilt one site and was refunded 12.34."""
    given: dict[str, Any] = {
        "number": number,
        "matter": WHC,
        "language": "fr",
        "claimant": Claimant(kind="business", name=name, capacity="agency"),
        "contact": Contact(email="bonjour@studio-boreal.example"),
        "services": (
            Service(id="s2", typed="b.ca", domain="b.ca", type="shop", subgroup="A1"),
            Service(id="s1", typed="A.ca", domain="a.ca", type="showcase", subgroup="A1"),
        ),
        "losses": (),
        "credits": (Credit(id="c1", kind="refund", cents=1234, head="rebuild", service="s1"),),
    }
    return Claim(**given | more)


def a_line(
    number: str = "K-1", loss: str = "l1", *, declared: int = 100_00, **more: Any
) -> LineRow:
    given: dict[str, Any] = {
        "number": number,
        "matter": WHC,
        "status": Status.SUBMITTED,
        "claimant_kind": "business",
        "submitted": TODAY,
        "fictional": False,
        "loss": loss,
        "head": "rebuild",
        "service": "a.ca",
        "group": "A",
        "subgroup": "A1",
        "start": date(2021, 8, 28),
        "end": date(2021, 9, 12),
        "grade": "B",
        "declared": declared,
        "supported": declared * 9 // 10,
        "admitted": 0,
        "decided": False,
    }
    return LineRow(**given | more)


def begun(store: Store, number: str = "K-1", *, key: str = "", **more: Any) -> ClaimRow:
    """A claim started, still a draft."""
    given: dict[str, Any] = {
        "language": "fr",
        "form": {"claimant": {"name": ""}},
        "code_hash": "hash of the code",
        "at": NOON,
        "by": number,
    }
    return store.claims.start(number, WHC, key=key or f"start {number}", **given | more)


def filed(store: Store, claim: Claim | None = None, *lines: LineRow, **more: Any) -> Filed:
    """A claim started if it was not, and filed with one line unless others are given."""
    claim = claim or a_claim()
    row = store.claims.find(claim.number) or begun(store, claim.number)
    given: dict[str, Any] = {
        "status": Status.SUBMITTED,
        "reason": "filed",
        "seen": row.version,
        "key": f"file {claim.number} {row.version}",
        "today": TODAY,
        "at": NOON,
        "by": claim.number,
    }
    given |= more
    rows = lines or (a_line(claim.number),)
    return store.claims.file(claim, rows, given.pop("status"), **given)


def an_exhibit(exhibit_id: str = "e1", *, sha256: str = "a" * 64, size: int = 10) -> Exhibit:
    return Exhibit(
        id=exhibit_id,
        sha256=sha256,
        size=size,
        name="Facture d’août.pdf",
        media="application/pdf",
        kind="invoice",
        added=NOON,
        flags=("pdf-link",),
    )


def on_server(url: str, statement: str) -> None:
    """One statement outside any transaction."""
    with connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(statement)


@contextmanager
def a_copy(server: str, template: str) -> Iterator[str]:
    """The URL of a database of one's own on a PostgreSQL server, made from a template."""
    name = f"claims_{uuid4().hex}"
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield make_url(server).set(database=name).render_as_string()
    on_server(server, f"DROP DATABASE {name} WITH (FORCE)")
