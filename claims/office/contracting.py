"""Handing out the papers an owner may sign, filled from the claim as it stands.

They are worded under the law of Québec, and no matter under another law hands them out.
"""

from collections.abc import Sequence
from datetime import datetime

from claims.access import Actor, Role
from claims.claim.form import ServiceForm
from claims.claim.identifiers import domain_in_full, read_service
from claims.claim.model import Service
from claims.documents.contracts import KINDS, Contract, Kind, Party, contract
from claims.folding import fold
from claims.i18n import Language, say
from claims.matter.model import Matter
from claims.office.folder import open_folder
from claims.office.handing import PDF, Handed
from claims.office.house import House
from claims.office.lawyer import found
from claims.problems import NotFound, Problem

NAMES: dict[str, Kind] = {"cession": "assignment", "mandat": "mandate"}
"""Word of the address → kind of paper."""
assert set(NAMES.values()) == set(KINDS)  # noqa: S101
Site = Service | ServiceForm


def hand_contract(
    house: House,
    actor: Actor,
    number: str,
    service: str,
    name: str,
    language: Language,
    *,
    now: datetime,
) -> Handed:
    """An assignment or a mandate for one service and the others of its owner, to be signed.

    Raises NotAllowed, and NotFound for another's claim or a paper there is not in its matter.
    """
    actor.must("read contract")
    if name not in NAMES:
        raise NotFound(f"no paper {name}")
    kind = NAMES[name]
    paper = _drafted(house, actor, number, service, kind, language, now)
    made = contract(paper, language)
    told = {"service": service, "kind": kind, "language": language}
    house.store.journal.note("read contract", number, told, at=now, by=actor.name)
    return Handed(f"{number}-{name}-{service}.pdf", PDF, len(made), (made,))


def _drafted(
    house: House,
    actor: Actor,
    number: str,
    service: str,
    kind: Kind,
    language: Language,
    now: datetime,
) -> Contract:
    """As typed for its claimant, who needs it signed before filing; as filed for counsel."""
    if actor.role is Role.CLAIMANT:
        if number != actor.claim:
            raise NotFound(f"no claim {number}")
        folder = open_folder(house, actor, now=now)
        form, matter = folder.form, folder.matter
        who = Party(form.claimant.name, form.contact.address, form.contact.email)
        sites: Sequence[Site] = form.services
        at, fictional = folder.saved_at, folder.row.fictional
    else:
        row = found(house, actor, "read contract", number)
        claim, matter = house.store.claims.body(number), house.matter(row.matter)
        who = Party(claim.claimant.name, claim.contact.address, claim.contact.email)
        sites, at, fictional = claim.services, row.updated_at, row.fictional
    if not matter.under_quebec_law:
        raise NotFound(f"no paper to sign under the law of matter {matter.id}")
    chosen = _of_one_owner(sites, service)
    return Contract(
        kind=kind,
        owner=Party(chosen[0].owner, "", chosen[0].owner_email),
        claimant=who,
        services=[_named(site, matter, language) for site in chosen],
        matter=matter,
        number=number,
        at=at,
        fictional=fictional,
    )


def _of_one_owner(sites: Sequence[Site], service: str) -> list[Site]:
    """The service asked for, then the others whose owner has the same name."""
    first = next((site for site in sites if site.id == service), None)
    if first is None:
        raise NotFound(f"no service {service}")
    owner = fold(first.owner)
    others = [s for s in sites if owner and s.id != service and fold(s.owner) == owner]
    return [first, *others]


def _named(site: Site, matter: Matter, language: Language) -> tuple[str, str]:
    """The service as the ledger knows it, what was typed beside it when it differs; its type."""
    kind = matter.service_types.get(site.type)
    typed = (site.typed if isinstance(site, Service) else site.domain).strip()
    known = site.domain if isinstance(site, Service) else read_service(typed, "", kind)
    told = typed if isinstance(known, Problem) else domain_in_full(known)
    if typed not in (told, known):
        told = say("{domain} (inscrit : {typed})", language, domain=told, typed=typed)
    return told, kind.label.in_(language) if kind else ""
