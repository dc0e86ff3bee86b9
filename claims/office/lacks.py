"""What a filed claim seems to lack, for counsel to ask: proofs, dates, a signature, a clear file.

Proposed and never decided: counsel keeps what is to be asked. Each is said to the claimant, with
what is accepted instead, in both languages.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial

from claims.claim.deficiency import Lack
from claims.claim.model import Claim
from claims.damages.assessment import Assessment, Line
from claims.damages.explain import listed, lowered
from claims.damages.proof_told import kinds_said
from claims.damages.proof_wanted import Wanted, wanted
from claims.evidence.look import Look
from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.text import Language, Text
from claims.matter.model import Head, Matter
from claims.office.folder import Folder
from claims.office.house import House
from claims.store.claims import ClaimRow

UNREAD = frozenset({"unread-time", "unread-memory", "unread-failed"})
"""Flags of files that our readers could not open."""
OUTSIDE = frozenset({"before-outage-table", "outside-outage-table", "return-after-outage-table"})
"""Warnings of a loss outside the known outage."""
PDF = "application/pdf"
MOST_WAYS = 3
"""Other proofs told of one loss: nobody reads a letter that lists them all."""


def lacking(house: House, row: ClaimRow) -> tuple[Lack, ...]:
    """All that a claim as last filed seems to lack, in the order of its losses."""
    claim, rules = house.store.claims.body(row.number), house.rules_of(row)
    looks = house.store.looks.of(row.number)
    return tuple(_all(claim, rules.assess(claim), rules.matter, looks))


def mended(house: House, folder: Folder, asked: Collection[Lack]) -> frozenset[str]:
    """Ids of what was asked that the correction under way no longer lacks; signing comes last."""
    claim, counted = folder.readable, folder.assessment
    if folder.reopened is None or claim is None or counted is None:
        return frozenset()
    looks = house.store.looks.of(folder.number)
    left = {lack.id for lack in _all(claim, counted, folder.matter, looks)}
    return frozenset(lack.id for lack in asked if lack.wants != "unsigned" and lack.id not in left)


def _all(
    claim: Claim, assessment: Assessment, matter: Matter, looks: Mapping[str, Look]
) -> Iterator[Lack]:
    for line in assessment.lines:
        if not line.decided:
            yield from _proof(line, matter)
            yield from _outside(line, matter)
    yield from _unread(claim, looks)
    if claim.attestation is None:
        yield Lack(id="unsigned", wants="unsigned", what=_both(lambda language: say(
            "Votre attestation n’est pas signée : relisez votre dossier, puis signez-le.",
            language)))  # fmt: skip


def _proof(line: Line, matter: Matter) -> Iterator[Lack]:
    """The exhibits that would prove each part of a loss the best, and those accepted instead."""
    head = matter.heads[line.head]
    for lack in wanted(line, head):
        what = partial(_wanted, lack, head, matter)
        instead = partial(_instead, lack, matter)
        yield Lack(id=".".join(("proof", line.loss, *lack.names[:1])), wants="proof",
                   site=line.service, what=_both(what),
                   instead=_both(instead) if lack.others else None)  # fmt: skip


def _wanted(lack: Wanted, head: Head, matter: Matter, language: Language) -> str:
    kinds = lowered(kinds_said(lack.best, matter, language))
    loss, parts = head.label.in_(language), _parts(lack, language)
    if not parts:
        return say("Perte « {loss} ». À joindre : {kinds}.", language, loss=loss, kinds=kinds)
    return say("Perte « {loss} », pour {parts}. À joindre : {kinds}.", language, loss=loss,
               parts=parts, kinds=kinds)  # fmt: skip


def _parts(lack: Wanted, language: Language) -> str:
    """The parts of a loss as its form names them; nothing of the whole."""
    named = (label.bare.in_(language) for label in lack.labels)
    return listed([say("« {label} »", language, label=label) for label in named], language)


def _instead(lack: Wanted, matter: Matter, language: Language) -> str:
    told = [lowered(kinds_said(way, matter, language)) for way in lack.others[:MOST_WAYS]]
    return say("À défaut : {others}.", language, others="; ".join(told))


def _outside(line: Line, matter: Matter) -> Iterator[Lack]:
    """A timed loss that lies, wholly or partly, outside the known outage of its server."""
    told = next((one.values for one in line.warnings if one.code in OUTSIDE), None)
    if told is None:
        return
    first = date.fromisoformat(str(told["start_day"]))
    last = date.fromisoformat(str(told["end_day"])) if "end_day" in told else None
    head = matter.heads[line.head].label

    def what(language: Language) -> str:
        known = _known(first, last, language)
        return say("Perte « {head} ». Les jours inscrits, du {start} au {end}, sortent de la "
                   "panne connue, {known}.", language, head=head.in_(language), known=known,
                   start=day(line.start, language), end=day(line.end, language))  # fmt: skip

    def instead(language: Language) -> str:
        return say("Corrigez ces jours ou joignez une pièce qui les explique.", language)

    yield Lack(id=f"outside.{line.loss}", wants="outside", site=line.service, what=_both(what),
               instead=_both(instead))  # fmt: skip


def _known(first: date, last: date | None, language: Language) -> str:
    if last is None:
        return say("qui commence le {first}", language, first=day(first, language))
    return say("du {first} au {last}", language, first=day(first, language),
               last=day(last, language))  # fmt: skip


def _unread(claim: Claim, looks: Mapping[str, Look]) -> Iterator[Lack]:
    """Exhibits our readers could not open, and scanned papers in which nothing can be read; a
    picture without a word may well be what it should be."""
    for exhibit in claim.exhibits:
        look = looks.get(exhibit.id, Look())
        blank = exhibit.media == PDF and look.reading == "blank" and not look.unread
        if not blank and not UNREAD.intersection(exhibit.flags):
            continue

        def what(language: Language, name: str = exhibit.name) -> str:
            return say("Pièce « {name} » : elle n’a pas pu être lue.", language, name=name)

        def instead(language: Language) -> str:
            return say("Joignez-en une copie lisible, en PDF ou en image nette.", language)

        yield Lack(id=f"unread.{exhibit.id}", wants="unread", what=_both(what),
                   instead=_both(instead))  # fmt: skip


def _both(told: Callable[[Language], str]) -> Text:
    return Text(fr=told("fr"), en=told("en"))
