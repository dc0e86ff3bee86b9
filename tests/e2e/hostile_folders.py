"""Folders full of hostile texts, and their twins full of plain words, field for field.

Where a field takes any words, they are of every family; where it reads an amount, a day or a
domain, only texts that cannot be read, so that twins are at fault in the same places.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from claims.claim.identifiers import read_domain, read_email, read_phone, read_registration
from claims.evidence.look import Look
from claims.i18n.amounts import read_amount, read_day, read_quantity
from claims.office import claimant as office
from claims.office.entrance import Started
from claims.office.keeping import keep
from claims.problems import Problem
from tests.e2e.conftest import Served
from tests.makers import GAGNON, a_claimant, a_form, an_exhibit

READERS = (read_domain, read_email, partial(read_phone, region="CA"), read_registration,
           read_amount, read_quantity, read_day)  # fmt: skip
DATED = ("start", "end")
INPUTS = ("hours", "invoices", "invoices_tax", "invoice_date")
NOTE, NAMED, SAID = 11, 10, 20
"""Texts in a note, in the name of a file, in a message."""


def plain(texts: Sequence[str]) -> tuple[str, ...]:
    """As many plain words, which no field but one of words can read."""
    return tuple(f"mot {n} clair" for n, _ in enumerate(texts))


def by(size: int, texts: Sequence[str], between: str) -> list[str]:
    """Texts put together, so many at a time."""
    return [between.join(texts[n : n + size]) for n in range(0, len(texts), size)]


def places(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """Places of the texts no reader can read, and of the others."""
    readable = [any(not isinstance(read(text, ""), Problem) for read in READERS) for text in texts]
    return (
        [n for n, read in enumerate(readable) if not read],
        [n for n, read in enumerate(readable) if read],
    )


def typed(texts: Sequence[str], of: Sequence[str]) -> dict[str, Any]:
    """A draft that holds each of these texts in several fields. of: the hostile ones, which say
    what goes where."""
    bad, good = places(of)
    sites = max(len(good), -(-len(of) // 4))
    free = [texts[n] for n in (*good, *reversed(bad))]
    unread = [texts[n] for n in bad]
    next_unread = _round(unread)
    services = [
        {"id": f"s{n}", "domain": next(next_unread), "type": "shop", "owner": free[n],
         "owner_email": next(next_unread), "restored": next(next_unread), "authority": "mandate"}
        for n in range(sites)
    ]  # fmt: skip
    notes, next_unread = by(NOTE, texts, "\n"), _round(unread)
    losses = [
        {"id": f"l{n}", "head": "rebuild", "service": f"s{n % sites}", "note": note,
         "inputs": {name: next(next_unread) for name in INPUTS}}
        | {name: next(next_unread) for name in DATED}
        for n, note in enumerate(notes)
    ]  # fmt: skip
    credits = [
        {"id": f"c{n}", "kind": "refund", "head": "rebuild", "amount": amount, "received": amount}
        for n, amount in enumerate(unread[:20])
    ]
    contact = {"email": unread[0], "phone": unread[1], "address": "\n".join(texts)}
    who = {"kind": "business", "name": " ".join(texts), "capacity": "agency", "registrant": "no",
           "registration": unread[2]}  # fmt: skip
    return a_form() | {"services": services, "losses": losses, "credits": credits,
                       "contact": contact, "claimant": who}  # fmt: skip


def _round(texts: Sequence[str]) -> Iterator[str]:
    while True:
        yield from texts


def a_draft(served: Served, texts: Sequence[str], of: Sequence[str]) -> Started:
    """A draft with these texts typed in its fields and in the names of its files."""
    return _written(served, typed(texts, of), texts)


def _written(served: Served, form: dict[str, Any], texts: Sequence[str]) -> Started:
    begun, house, at = served.claimant(), served.house, datetime.now(UTC)
    number = begun.number
    for n, name in enumerate(by(NAMED, texts, " · "), 1):
        content = f"Pièce {n} de {number}".encode()
        exhibit = an_exhibit(n, content, losses=(), kind="invoice", media="text/plain", name=name)
        exhibit = exhibit.model_copy(update={"id": f"e{secrets.token_hex(8)}"})
        keep(house, number, content, now=at)
        house.store.exhibits.add(number, exhibit, at=at, by=number)
        house.store.looks.keep(exhibit.id, Look(reading="blank"), at=at, by="system")
    seen = house.store.drafts.read(number).version
    house.store.drafts.save(number, form, seen=seen, at=at, by=number)
    return begun


def a_filed_claim(served: Served, texts: Sequence[str]) -> Started:
    """A claim filed and corrected: its owners and notes hold these texts, its messages too."""
    plain_form = _whole(plain(texts))
    begun = _written(served, plain_form, texts)
    house, who = served.house, a_claimant(begun.number)
    _files(served, begun.number)
    reason = by(SAID, [text for text in texts if len(text) < 20], "\n")[0]
    office.amend(house, who, reason=reason, now=datetime.now(UTC))
    draft = house.store.drafts.read(begun.number)
    form = draft.form | _whole(texts)
    house.store.drafts.save(begun.number, form, seen=draft.version, at=datetime.now(UTC),
                            by=begun.number)  # fmt: skip
    _files(served, begun.number)
    for n, said in enumerate(by(SAID, texts, "\n")):
        side, author = (("claimant", begun.number), ("counsel", GAGNON.name))[n % 2]
        house.store.messages.send(begun.number, side, said, key=f"{begun.number} {n}",
                                  at=datetime.now(UTC), by=author)  # fmt: skip
    for side in ("claimant", "counsel"):  # what is new changes a page as soon as it is read
        house.store.messages.mark_read(begun.number, side, 1 + n, at=datetime.now(UTC), by="test")
    return begun


def _files(served: Served, number: str) -> None:
    folder = office.my_draft(served.house, a_claimant(number), now=datetime.now(UTC))
    assert folder.problems == ()
    office.submit(served.house, a_claimant(number), name="Anne Boréal", agreed=True,
                  seen=folder.version, language="fr", now=datetime.now(UTC))  # fmt: skip


def owners(texts: Sequence[str]) -> Sequence[str]:
    """Those that name the owner of a site filed: one in four of many, a claim lists 500 sites."""
    return texts[:: 1 + len(texts) // 200]


def _whole(texts: Sequence[str]) -> dict[str, Any]:
    """What can be filed with these texts wherever words are free."""
    first = a_form()["services"][0]
    services = [
        first | {"id": f"s{n}", "domain": f"site-{n}.ca", "owner": text, "authority": "mandate"}
        for n, text in enumerate(owners(texts))
    ]
    loss = a_form()["losses"][0]
    losses = [
        loss | {"id": f"l{n}", "service": f"s{n}", "note": note}
        for n, note in enumerate(by(NOTE, texts, "\n"))
    ]
    contact = a_form()["contact"] | {"address": "\n".join(texts[:40])[:400].strip()}
    return a_form(registrant="no", name=texts[0]) | {
        "services": services, "losses": losses, "contact": contact}  # fmt: skip
