"""Folders at every stage, made by the office itself, for the tests that only look at pages.

What their people typed is of no language, so that whatever a page says in one is the registry's.
"""

import secrets
from datetime import UTC, datetime

from claims.claim.sheet_layout import Row
from claims.evidence.look import Look
from claims.evidence.ownership import Kind
from claims.evidence.sales import Choices
from claims.office import claimant as office
from claims.office import conversing, inviting, ownership, sales_import, site_list
from claims.office.entrance import Started
from claims.office.house import House
from claims.office.ownership import Told
from tests.e2e.conftest import Served
from tests.evidence.export_makers import a_shop_s_year
from tests.evidence.file_makers import a_pdf, a_picture
from tests.makers import GAGNON, WHC, a_claimant, a_form

PAGES = (
    "dossier", "coordonnees", "sites", "sous-groupe", "pertes", "pieces", "verifier", "signer",
    "confirmation", "suivi", "messages", "mes-donnees", "exclusion", "propriete",
)  # fmt: skip
"""Every page of a claimant, by its path."""
SHOP = {
    "id": "s2", "domain": "savons-zoe.ca", "type": "shop", "subgroup": "B1", "owner": "Zoé",
    "owner_email": "zoe@exemple.ca", "authority": "declares",
    "answers": {"hosted": "yes", "role": "owns", "use": "shop", "outcome": "late"},
}  # fmt: skip
SALES = {"id": "l9", "head": "lost_profit", "service": "s2", "start": "2021-08-28",
         "end": "2021-09-10", "inputs": {}}  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)


def written(served: Served, **changes: object) -> Started:
    """A new draft that holds the ordinary form, changed."""
    begun, house = served.claimant(), served.house
    seen = house.store.drafts.read(begun.number).version
    form = a_form(registrant="no", **changes)
    house.store.drafts.save(begun.number, form, seen=seen, at=_now(), by=begun.number)
    return begun


def _brought(house: House, number: str, name: str, content: bytes) -> str:
    """An exhibit of the first loss; its id."""
    exhibit = office.add_exhibit(
        house, a_claimant(number), name=name, content=content, kind="invoice", losses=("l1",),
        draw=secrets.token_bytes, now=_now(),
    )  # fmt: skip
    return exhibit.id


def empty(served: Served) -> Started:
    """A claim just begun."""
    return served.claimant()


def rich(served: Served) -> Started:
    """A draft with something of everything: a loss of each head with a day to mend, so that its
    card stands open; a shop's year of sales, exhibits of several kinds, one of them infected; a
    list of sites with faulty rows; an offer that was refused.
    """
    house, heads = served.house, served.house.matters[WHC].heads
    losses = [
        {"id": f"l{n}", "head": head, "service": "s1" if heads[head].per == "service" else "",
         "start": "2021-13-01", "end": "2021-09-12", "inputs": {}}
        for n, head in enumerate(heads, 1)
    ]  # fmt: skip
    credit = {"id": "c1", "kind": "goodwill", "amount": "12,3456", "head": "rebuild",
              "accepted": "no", "received": "2021-13-01"}  # fmt: skip
    services = [*a_form()["services"], SHOP]
    begun = written(served, services=services, losses=[*losses, SALES], credits=[credit])
    who = a_claimant(begun.number)
    sales_import.take(
        house, who, "l9", name="commandes.csv", content=a_shop_s_year(),
        choices=Choices((), "", ""), net=False, draw=secrets.token_bytes, now=_now(),
    )  # fmt: skip
    _brought(house, begun.number, "facture.pdf", a_pdf())
    _brought(house, begun.number, "photo.png", a_picture("PNG"))
    _brought(house, begun.number, "preuve.txt", b"Paiement 120,00 $ le 2021-09-01")
    _in_quarantine(house, begun.number)
    rows = (Row(1, {"domain": "??", "type": "??", "restored": "??"}),)
    site_list.take_rows(house, who, rows, language="fr", now=_now())
    return begun


def _in_quarantine(house: House, number: str) -> None:
    infected = _brought(house, number, "virus.txt", b"Rien de bon")
    house.store.looks.keep(infected, Look(scan="infected"), at=_now(), by="system")


def filed(served: Served) -> Started:
    """A claim filed with an exhibit; counsel wrote, its claimant answered; the owner is invited."""
    services = [a_form()["services"][0] | {"owner": "Auberge", "owner_email": "a@exemple.ca",
                                           "authority": "declares"}]  # fmt: skip
    begun, house = written(served, services=services), served.house
    number, who = begun.number, a_claimant(begun.number)
    _brought(house, number, "facture.pdf", a_pdf())
    folder = office.my_draft(house, who, now=_now())
    office.submit(house, who, name="Anne Boréal", agreed=True, seen=folder.version, language="fr",
                  now=_now())  # fmt: skip
    (owned,) = ownership.my_services(house, who, office.my_draft(house, who, now=_now()),
                                     now=_now())  # fmt: skip
    asked = Told(Kind.ASKED, papers=owned.at_hand, channels=("email",))
    ownership.tell(house, who, number, "s1", asked, seen=0, now=_now())
    inviting.invite(house, who, number, "s1", now=_now(), entropy=secrets.token_bytes)
    conversing.write(house, GAGNON, number, "2021-09-20?", seen=0, now=_now())
    conversing.write(house, who, number, "2021-09-20.", seen=1, now=_now())
    return begun
