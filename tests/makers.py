"""Makers shared by every test: a house in a folder, people, forms and claims filed in it.

Say what matters to the test; the rest is ordinary. Randomness and the clock are fixed.
"""

import atexit
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copy, rmtree
from tempfile import mkdtemp
from typing import Any

from claims.access import Actor, Role
from claims.claim.form import ClaimForm
from claims.claim.model import Attestation, Claim, Exhibit
from claims.claim.notice import NoticeSeen
from claims.claim.numbers import new_number
from claims.claim.reading import read_claim
from claims.claim.states import Status
from claims.damages.engine import assess
from claims.damages.rates import Rates
from claims.damages.rows import rows_of
from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.matter.letters import Wordings, read_letters
from claims.matter.model import Matter
from claims.matter.reading import read_matters
from claims.office import announcing, curing, lawyer
from claims.office.house import House
from claims.office.issuing import seal
from claims.office.keeping import chunks_of, keep
from claims.office.rulebook import books_in
from claims.settings import Settings
from claims.store import Store
from claims.store.notices import KeptNotice
from claims.store.rulebooks import Rulebook

WHC = "whc-2021"
NOW = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
TODAY = date(2026, 11, 21)
GAGNON = Actor(Role.LAWYER, "me.gagnon@cabinet.example", matters=(WHC,))
ROY = Actor(Role.LAWYER, "me.roy@cabinet.example", matters=(WHC,))
ELSEWHERE = Actor(Role.LAWYER, "me.autre@cabinet.example", matters=("ovh-2021",))
OXIA = Actor(Role.REPRESENTATIVE, "representante@oxia.example", matters=(WHC,))
ADMINISTRATOR = Actor(Role.ADMINISTRATOR, "admin@cabinet.example", matters=(WHC,))

CONTENTS: dict[str, bytes] = {}
"""SHA-256 → bytes of the exhibits made."""
FORM: dict[str, Any] = {
    "language": "fr",
    "claimant": {"kind": "business", "name": "Studio Boréal inc.", "capacity": "agency"},
    "contact": {"email": "bonjour@studio-boreal.example", "phone": "514 555-0134", "place": "QC"},
    "answers": {"own_action": "no"},
    "services": [
        {"id": "s1", "domain": "boutique-boreale.ca", "type": "showcase", "subgroup": "A1",
         "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"}},
    ],
    "losses": [
        {"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
         "end": "2021-09-12", "inputs": {"hours": "42", "invoices": "1000,00"}},
        {"id": "l2", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
         "inputs": {"hours": "8"}},
    ],
}  # fmt: skip
"""42 h × 85 $ + 1 000 $ = 4 570,00 $ of rebuilding, and 8 h × 25 $ = 200,00 $ of time lost."""
LEADING = {"A2": {"outcome": "late"}, "B1": {"role": "owns", "use": "shop"}}
"""Answers, other than those of the form, that lead to a subgroup."""


def a_house(folder: Path) -> House:
    """A house of its own, with the matters that ship, its database and vault under a folder."""
    settings = Settings.at(folder)
    a_database(settings.data_dir / "claims.sqlite3")
    matters, rates, books, wordings = _read(
        settings.matters_dir, settings.rates_dir, settings.letters_dir
    )
    vault = Vault(settings.data_dir / "vault", Ring(settings.vault_keys()))
    house = House(
        settings, Store.open(settings), vault, dict(matters), rates, dict(books), wordings
    )
    for matter in matters:
        house.catch_up(matter)
    return house


@cache
def _read(
    folder: Path, rates: Path, letters: Path
) -> tuple[dict[str, Matter], Rates, dict[str, Rulebook], Wordings]:
    """What `open_house` reads of the files that ship, once: it is most of the time it takes."""
    matters = read_matters(folder)
    books = books_in(folder, rates, matters)
    return matters, Rates.read(rates), books, read_letters(letters, folder, matters)


def a_database(place: Path) -> None:
    """A copy of the empty database this version makes, unless one stands there already."""
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy(_empty_database(), place)


@cache
def _empty_database() -> Path:
    """Made once by the migrations themselves, which take longer than most tests."""
    place = Path(mkdtemp(prefix="claims-empty-")) / "claims.sqlite3"
    atexit.register(rmtree, place.parent)
    Store.at(f"sqlite:///{place}").close()
    return place


def in_vault(house: House, number: str, sha256: str) -> bytes:
    """The bytes the vault keeps of a claim's exhibit, checked."""
    return b"".join(chunks_of(house, number, sha256, check=True))


def a_claimant(number: str) -> Actor:
    """The person who holds the code of a claim."""
    return Actor(Role.CLAIMANT, number, claim=number)


def a_form(**changes: Any) -> dict[str, Any]:
    """The ordinary form with parts replaced: name="…", domain="…", losses=[…]."""
    form = deepcopy(FORM)
    for key in ("name", "kind", "capacity", "registrant"):
        if key in changes:
            form["claimant"][key] = changes.pop(key)
    for key in ("domain", "subgroup", "type"):
        if key in changes:
            form["services"][0][key] = changes.pop(key)
    form["services"][0]["answers"] |= LEADING.get(form["services"][0]["subgroup"], {})
    return form | changes


def a_number(n: int) -> str:
    """The n-th claim number of a test, with its right check symbol."""
    return new_number(lambda size: (n * 7919).to_bytes(size, "big"))


def an_exhibit(
    n: int = 1, content: bytes = b"%PDF-1.4 facture", losses: tuple[str, ...] = ("l1",), **more: Any
) -> Exhibit:
    """A file brought as proof of some losses; its bytes wait for `a_filed_claim` to keep them."""
    CONTENTS[sha256(content).hexdigest()] = content
    return Exhibit(**{
        "id": f"e{n}", "sha256": sha256(content).hexdigest(), "size": len(content),
        "name": "facture.pdf", "media": "application/pdf", "kind": "invoice", "losses": losses,
        "added": NOW, **more,
    })  # fmt: skip


def a_claim(
    house: House, form: Mapping[str, Any], number: str, exhibits: tuple[Exhibit, ...] = ()
) -> Claim:
    """A form read as a claim, attested; a form with a problem fails the test."""
    claim, problems = read_claim(ClaimForm.model_validate(form), house.matters[WHC], number=number,
                                 exhibits=exhibits, today=TODAY)  # fmt: skip
    assert claim is not None, problems
    signed = Attestation(sha256="0" * 64, wording="2026-11-01", language=claim.language,
                         name=claim.claimant.name, at=NOW)  # fmt: skip
    return Claim.model_validate(claim.model_dump() | {"attestation": signed.model_dump()})


def a_filed_claim(
    house: House,
    n: int = 1,
    *,
    exhibits: tuple[Exhibit, ...] = (),
    today: date = TODAY,
    notice: NoticeSeen | None = None,
    **changes: Any,
) -> str:
    """Start and file the n-th claim of a test; the number it was given."""
    number, form = a_number(n), a_form(**changes)
    claim = a_claim(house, form, number, exhibits)
    at = datetime(today.year, today.month, today.day, 17, tzinfo=UTC)
    row = house.store.claims.start(number, WHC, language="fr", form=form, code_hash="",
                                   key=f"start {number}", at=at, by=number,
                                   notice=notice)  # fmt: skip
    for exhibit in exhibits:
        keep(house, number, CONTENTS[exhibit.sha256], now=at)
        house.store.exhibits.add(number, exhibit, at=at, by=number)
    counted = assess(claim, house.matters[WHC], house.rates)
    lines = rows_of(claim, counted, status=Status.SUBMITTED, submitted=today)
    house.store.claims.file(claim, lines, Status.SUBMITTED, reason="filed", seen=row.version,
                            key=f"file {number}", today=today, at=at, by=number,
                            under=house.rules(WHC).book)  # fmt: skip
    return number


def filed_again(house: House, number: str, *, exhibits: tuple[Exhibit, ...] = (),
                **changes: Any) -> None:  # fmt: skip
    """File a claim anew with these exhibits in the place of those it had."""
    row, at = house.store.claims.find(number), datetime(*TODAY.timetuple()[:3], 18, tzinfo=UTC)
    assert row is not None
    for exhibit in exhibits:
        keep(house, number, CONTENTS[exhibit.sha256], now=at)
        house.store.exhibits.add(number, exhibit, at=at, by=number)
    claim = a_claim(house, a_form(**changes), number, exhibits)
    counted = assess(claim, house.matters[WHC], house.rates)
    lines = rows_of(claim, counted, status=Status.SUBMITTED, submitted=TODAY)
    house.store.claims.file(claim, lines, Status.SUBMITTED, reason="filed", seen=row.version,
                            key=f"again {number} {row.version}", today=TODAY, at=at, by=number,
                            under=house.rules(WHC).book)  # fmt: skip


def asked_for(
    house: House,
    number: str,
    *,
    now: datetime = NOW,
    by: Actor = GAGNON,
    sentence: str = "Il manque la facture.",
    by_post: bool = False,
) -> KeptNotice:
    """Counsel's letter about all that a claim seems to lack, sent."""
    proposed = curing.proposal(house, by, number)
    asking = curing.Asking(tuple(lack.id for lack in proposed.lacks), sentence, by_post)
    letter = curing.drafted(house, by, number, asking, now=now)[proposed.row.language]
    return curing.issue(house, by, number, asking, seen=proposed.row.version,
                        shown=seal(letter), now=now)  # fmt: skip


def decided(
    house: House,
    number: str,
    *verdicts: tuple[str, str, str, str],
    by: Actor = GAGNON,
    now: datetime = NOW,
) -> None:
    """Some lines decided: loss, outcome, amount typed, reason."""
    lawyer.decide(
        house, by, number, [lawyer.Verdict(*verdict) for verdict in verdicts], now=now,
        seen=house.store.claims.find(number).version, key=f"{by.name} {now} {verdicts}",
    )  # fmt: skip


def told_of(
    house: House, number: str, *, by: Actor = GAGNON, now: datetime = NOW, **telling: Any
) -> KeptNotice:
    """Counsel's letter about what was decided of a claim, sent."""
    said, row = announcing.Telling(**telling), house.store.claims.find(number)
    letter = announcing.drafted(house, by, number, said, now=now)[row.language]
    return announcing.issue(house, by, number, said, seen=row.version, shown=seal(letter), now=now)


def with_a_delay(house: House, **changes: Any) -> None:
    """Put other terms in place of the cure period of the matter: days=30, not_before=""."""
    matter = house.matters[WHC]
    cure = matter.deadlines["cure"].model_copy(update=changes)
    deadlines = {**matter.deadlines, "cure": cure}
    house.matters[WHC] = matter.model_copy(update={"deadlines": deadlines})
