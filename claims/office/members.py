"""The members counsel knows of: who filed, who left, whom an agency named as the owner of a site.

Read from what was filed, never from a draft: who only began is counted, and not named.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from claims.access import Actor
from claims.claim.identifiers import domain_said
from claims.claim.states import COUNTED, Status
from claims.documents.members import Known, Member, members_csv, members_workbook
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.office.blinding import must_owe_no_reading
from claims.office.exporting import Entropy, Made, keep
from claims.office.house import House
from claims.store.claims import ClaimRow
from claims.store.exports import Export

Form = Literal["xlsx", "csv"]
FORMS: tuple[Form, ...] = ("xlsx", "csv")
NAMES: Mapping[Language, str] = {"fr": "membres-connus", "en": "known-members"}
FILED = frozenset(set(Status) - {Status.DRAFT})


def known(house: House, actor: Actor, matter: str, language: Language) -> Known:
    """Everyone counsel knows of, by name then number."""
    actor.must_work_on("export members", matter)
    filed = house.store.claims.bodies(matter, FILED)
    reached = {_email(body) for row, body in filed if row.status in COUNTED}
    found = [_claimant(row, body, language) for row, body in filed]
    for row, body in filed:
        found.extend(o for o in _owners(row, body, language) if o.email.lower() not in reached)
    return Known(
        house.matter(matter),
        sorted(found, key=lambda member: (member.name.casefold(), member.number, member.source)),
        begun=house.store.finder.counts(matter)[Status.DRAFT],
        fictional=any(row.fictional for row, _ in filed),
    )


def export_members(
    house: House,
    actor: Actor,
    matter: str,
    form: Form,
    language: Language,
    *,
    now: datetime,
    entropy: Entropy,
) -> Made:
    """Make the list as a workbook or as CSV, and log it. Raises NotSaved when the disk refuses, and
    ProofIsOld."""
    actor.must_work_on("export members", matter)
    actor.must_have_proved(now=now)
    must_owe_no_reading(house, actor, matter)
    with house.store.database.moment():
        listed, head = known(house, actor, matter, language), house.store.journal.head()
    random = entropy(16).hex()
    name = f"{matter}-{NAMES[language]}-{random[:16]}.{form}"
    row = Export(random, matter, "members", name, "", 0, now, actor.name, head.seq)
    if form == "csv":
        return keep(house, row, members_csv(listed, language))
    book = members_workbook(listed, journal_head=head, at=now, by=actor.name, language=language)
    return keep(house, row, book)


def _email(body: Mapping[str, Any]) -> str:
    return str(body["contact"]["email"]).lower()


def _claimant(row: ClaimRow, body: Mapping[str, Any], language: Language) -> Member:
    contact = body["contact"]
    return Member(
        name=row.claimant_name,
        standing=row.status if row.status not in COUNTED else "filed",
        source=_source(row, body, language),
        number=row.number,
        email=contact["email"],
        phone=contact.get("phone", ""),
        address=contact.get("address", ""),
        language=row.language,
        since=row.submitted_on,
        sites=_sites(body),
    )


def _source(row: ClaimRow, body: Mapping[str, Any], language: Language) -> str:
    """Who brought it: the person, or counsel, and from where when it was public."""
    if told := body.get("source"):
        return say("Source publique : {source}", language, source=told)
    if not body.get("attestation"):
        return say("Consigné par les avocats, non attesté", language)
    return say("Déposé et attesté par la personne", language)


def _sites(body: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({domain_said(service["domain"]) for service in body["services"]}))


def _owners(row: ClaimRow, body: Mapping[str, Any], language: Language) -> Iterator[Member]:
    """Owners named by whoever claims for their sites; of a claim that left, too."""
    named: dict[tuple[str, str], set[str]] = {}
    for service in body["services"]:
        owner, email = service.get("owner", ""), service.get("owner_email", "")
        if owner or email:
            named.setdefault((owner, email), set()).add(domain_said(service["domain"]))
    for (owner, email), sites in named.items():
        yield Member(
            name=owner or email, standing="named", number=row.number, email=email,
            source=say("Propriétaire nommé par {claimant}, {number}", language,
                       claimant=row.claimant_name, number=row.number),
            since=row.submitted_on, sites=tuple(sorted(sites)),
        )  # fmt: skip
