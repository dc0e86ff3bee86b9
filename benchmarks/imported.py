"""A registry of claims with their bodies, kept as an import keeps them once it has read the files.

Their exhibits pass no gate and their bytes are nowhere: to open five thousand takes minutes, and
what is measured on these claims never reads them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from claims.access import Actor, Role
from claims.claim.form import ClaimForm
from claims.claim.model import Exhibit
from claims.claim.numbers import new_number
from claims.claim.reading import read_claim
from claims.claim.states import Status
from claims.damages.rows import rows_of
from claims.evidence.look import Look
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.lawyer import Verdict, decide

MATTER = "whc-2021"
COUNSEL = Actor(Role.LAWYER, "counsel@cabinet.example", matters=(MATTER,))
AT = datetime(2021, 11, 1, 17, tzinfo=UTC)
LINES = 4
"""Losses of a claim."""
MET = 10
"""One claim in so many is about the site of the one before."""
DAYS, SCATTER = 30, 0x9E3779B1
SYLLABLES = ("ba", "do", "fi", "gue", "lan", "mou", "net", "pra", "ri", "sol", "ta", "vel")
ANSWERS = {
    "hosted": "yes", "role": "owns", "use": "showcase", "outcome": "lost", "own_backup": "no",
}  # fmt: skip
OUTCOMES = (("refused", "not_caused"), ("accepted", "proof_complete"))
"""Of the claims decided, in turn: the outcome of every loss, and why."""


def filled(house: House, claims: int) -> list[str]:
    """So many claims of four losses, and their numbers as they came.

    The first half comes at one moment and with one file, as when somebody files for many; the
    others over thirty days, each with its own. One in two is decided.
    """
    numbers = [new_number(partial(_digits, n)) for n in range(claims)]
    with house.store.database.together():
        for n, number in enumerate(numbers):
            _filed(house, n, number, half=claims // 2)
            if n % 2:
                _decided(house, number, OUTCOMES[n % 4 // 2])
    return numbers


def _digits(n: int, size: int) -> bytes:
    """What a number is drawn from: claims come in an order that is not that of their numbers."""
    return (n * SCATTER % 2**32).to_bytes(size, "big")


def _filed(house: House, n: int, number: str, half: int) -> None:
    matter, store, by = house.matter(MATTER), house.store, COUNSEL.name
    at = AT if n < half else AT + timedelta(days=n % DAYS, minutes=n)
    form, exhibit, today = _form(n), _exhibit(n, at, shared=n < half), local_day(at, matter)
    claim, problems = read_claim(
        ClaimForm.model_validate(form), matter, number=number, exhibits=(exhibit,), today=today
    )
    assert claim, problems
    rules = house.rules(MATTER)
    lines = rows_of(claim, rules.assess(claim), status=Status.SUBMITTED, submitted=today)
    row = store.claims.start(
        number, MATTER, language=claim.language, form=form, code_hash="", key=f"import {n}",
        at=at, by=by,
    )  # fmt: skip
    store.exhibits.add(number, exhibit, at=at, by=by)
    store.looks.keep(exhibit.id, Look(1, "clean", "text", words=exhibit.sha256), at=at, by=by)
    store.claims.file(
        claim, lines, Status.SUBMITTED, reason="import", seen=row.version, key="import",
        today=today, at=at, by=by, under=rules.book,
    )  # fmt: skip


def _exhibit(n: int, at: datetime, *, shared: bool) -> Exhibit:
    """The same file as the others brought, or one of its own; listed under an id of its own."""
    content = b"invoice" if shared else b"invoice %d" % n
    return Exhibit(
        id=f"exhibit-{n}", sha256=sha256(content).hexdigest(), size=len(content),
        name="facture.txt", media="text/plain", kind="invoice", losses=("l3",), added=at,
    )  # fmt: skip


def _form(n: int) -> dict[str, Any]:
    """The nth claim, as typed."""
    site = n - (n % MET == 1)
    days = {"start": "2021-08-28", "end": f"2021-09-{10 + n % 20}"}
    return {
        "language": "en" if n % 5 == 0 else "fr",
        "claimant": {"kind": "business", "name": " ".join(_words(n)), "capacity": "owner",
                     "registrant": "no"},
        "contact": {"email": f"{''.join(_words(n))}@example.ca",
                    "phone": f"514 {200 + n * 7 % 300}-{n:04}", "place": "QC"},
        "answers": {"own_action": "no"},
        "services": [{"id": "s1", "domain": f"shop-{site}.example", "type": "showcase",
                      "subgroup": "B2", "answers": ANSWERS}],
        "losses": [
            {"id": f"l{place}", "head": head, "inputs": inputs, **days, **service}
            for place, (head, inputs, service) in enumerate(_losses(n), 1)
        ],
        "exhibits": [{"id": f"exhibit-{n}", "kind": "invoice", "losses": ["l3"]}],
    }  # fmt: skip


def _words(n: int) -> Iterator[str]:
    """A name that few others have: « Bafinet Solta »."""
    for place in range(2):
        drawn = n * SCATTER % 2**32 >> 8 * place
        yield "".join(SYLLABLES[(drawn >> 5 * k) % len(SYLLABLES)] for k in range(3)).title()


def _losses(n: int) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Heads, what is typed under each, and the site it is about."""
    site = {"service": "s1"}
    spent, sold = n * 7919 % 9000 + 1, n * 104729 % 20000 + 1
    yield "rebuild", {"hours": str(n % 60 + 1), "invoices": f"{spent}.00"}, site
    yield "lost_profit", {"expected": f"{sold}.00", "actual": "0"}, site
    yield "hosting_refund", {"prepaid": "119.88"}, site
    yield "own_time", {"hours": str(n % 30 + 1)}, {}


def _decided(house: House, number: str, told: tuple[str, str]) -> None:
    row = house.store.claims.find(number)
    assert row
    verdicts = [Verdict(f"l{place}", told[0], reason=told[1]) for place in range(1, LINES + 1)]
    decide(house, COUNSEL, number, verdicts, seen=row.version, key="decided", now=row.updated_at)
