"""What is known with its source, and the rules that stand around an amount: title, time, texts."""

from collections.abc import Iterator

from claims.damages.explain import lowered, written
from claims.damages.prose_telling import Draft, Telling, sentence
from claims.i18n.catalogue import N_, say_n
from claims.i18n.formats import moment
from claims.matter.deadlines import when_said
from claims.matter.leaving import networks_said
from claims.matter.model import Cited, Deadline, Offer, Outage

CALENDARS = {
    "qc": N_(
        "Un délai qui finirait un samedi, un dimanche ou un jour férié du Québec finit le premier "
        "jour ouvrable suivant (C.p.c., art. 82 et 83)."
    ),
    "weekends": N_(
        "Un délai qui finirait un samedi ou un dimanche finit le lundi suivant; aucun calendrier "
        "judiciaire n’est tenu pour ce ressort."
    ),
}
"""On which days the wait may not end."""


def known(told: Telling) -> Iterator[Draft]:
    """Outages, facts and offers; each sentence names its source."""
    matter = told.matter
    outages = [_outage(outage, told) for outage in matter.outages]
    facts = [sentence(told.of(f.text)) + _source(f.source, f.verified, told) for f in matter.facts]
    offers = [_offer(offer, told) for offer in matter.offers.values()]
    for key, title, clauses in (
        ("outages", told.say("Les pannes connues"), outages),
        ("facts", told.say("Les faits"), facts),
        ("offers", told.say("Les offres"), offers),
    ):
        if clauses:
            yield Draft(key, title, tuple(clauses))


def _source(source: Cited, verified: bool, told: Telling) -> str:
    said = told.say("Source : {source}.", source=told.of(source).rstrip("."))
    return f" {said}{told.sure(verified)}"


def _outage(outage: Outage, told: Telling) -> str:
    zone, language = told.matter.timezone, told.language
    start = moment(outage.start, zone, language)
    lasted = (
        told.say("Du {start} au {end}", start=start, end=moment(outage.end, zone, language))
        if outage.end
        else told.say("Depuis le {start}, sans fin connue", start=start)
    )
    said = f"{sentence(told.of(outage.label))} {sentence(lasted)}"
    return said + _source(outage.source, outage.verified, told)


def _offer(offer: Offer, told: Telling) -> str:
    label = lowered(told.of(offer.label))
    if offer.amount is not None:
        label += f" ({written(offer.amount, 'money', told.matter.currency, told.language)})"
    head, effect = told.matter.heads.get(offer.head), _effect(offer, told)
    said = (
        told.say("Offre : {label}, rattachée au chef {head}; {effect}.",
                 label=label, head=told.quoted(head.label), effect=effect)
        if head
        else told.say("Offre : {label}, qui répond à plusieurs chefs; {effect}.",
                      label=label, effect=effect)
    )  # fmt: skip
    return said + _source(offer.source, True, told)


def _effect(offer: Offer, told: Telling) -> str:
    """Free hosting counts only if the matter says so; every other offer accepted is deducted."""
    if offer.kind == "free_hosting" and not told.matter.values_free_hosting:
        return told.say("acceptée, elle n’est pas déduite")
    return told.say("acceptée, elle est déduite ({credits})", credits=told.article("credits"))


def procedure(told: Telling) -> Iterator[Draft]:
    """How a service is shown to be one's own, in what time, and on which grounds one decides."""
    matter = told.matter
    if matter.proofs:
        yield Draft("ownership", told.say("La preuve du titre sur un service"), tuple(_title(told)))
    deadlines = tuple(_deadline(deadline, told) for deadline in matter.deadlines.values())
    yield Draft("deadlines", told.say("Les délais"), deadlines)
    yield Draft("retention", told.say("La conservation"), tuple(_kept(told)))
    reasons = [sentence(told.of(reason)) for reason in matter.reasons.values()]
    grounds = told.say("Une ligne est admise, réduite ou refusée pour l’un de ces motifs.")
    yield Draft("reasons", told.say("Les motifs de décision"), (grounds, *reasons))
    yield Draft("texts", told.say("Les textes conservés"), tuple(_texts(told)))


def _kept(told: Telling) -> Iterator[str]:
    rule = told.matter.retention
    kept = say_n(
        "Ce qui est déposé est conservé {n} an après {after} : {authority}.",
        "Ce qui est déposé est conservé {n} ans après {after} : {authority}.",
        rule.years, told.language, after=told.of(rule.after), authority=told.of(rule.authority),
    )  # fmt: skip
    yield kept + told.sure(rule.verified)
    if said := networks_said(told.matter, told.language):
        yield said
    yield told.say(
        "Un brouillon jamais déposé s’efface sur demande, avec ses pièces; ce qui est déposé est "
        "conservé jusque-là, même retiré ou exclu."
    )


def _title(told: Telling) -> Iterator[str]:
    yield told.say("Sont reçus, du meilleur au moins bon :")
    for place, proof in enumerate(told.matter.proofs.values(), 1):
        yield sentence(f"({place}) {told.of(proof.label)}")
    rules = told.matter.ownership
    contact, wait = (
        say_n("{n} jour", "{n} jours", days, told.language)
        for days in (rules.contact_days, rules.wait_days)
    )
    yield told.say(
        "Celui qui demande à être reconnu pour un site inscrit au nom d’un autre tente de le "
        "joindre au moins {contact} de suite, chaque jour par tous les moyens connus.",
        contact=contact,
    )
    yield told.say(
        "La demande n’est pas acceptée moins de {wait} après que les justificatifs ont été reçus : "
        "ni réponse ni accord n’abrège ce délai.",
        wait=wait,
    )
    yield told.say(CALENDARS[rules.calendar])
    if rules.proclaimed:
        days = told.all_of(told.day(each) for each in rules.proclaimed)
        yield told.say("Sont aussi fériés par décret : {days}.", days=days)
    authority = sentence(told.of(rules.authority))
    yield told.say("Fondement de ces délais : {authority}", authority=authority) + told.sure(
        rules.verified
    )


def _deadline(deadline: Deadline, told: Telling) -> str:
    said = told.say(
        "{label} : {when}. {authority}",
        label=told.of(deadline.label),
        when=when_said(deadline, told.matter, told.language),
        authority=sentence(told.of(deadline.authority)),
    )
    return said + told.sure(deadline.verified)


def _texts(told: Telling) -> Iterator[str]:
    """Wording that a claim keeps with its version."""
    matter = told.matter
    for title, wording in (
        (told.say("Avis sur l’étape"), matter.stage_notice),
        (told.say("Attestation"), matter.attestation),
        (told.say("Avis de confidentialité"), matter.privacy),
    ):
        yield told.say(
            "{title}, version du {version} : {text}",
            title=title, version=wording.version, text=wording.told(told.language),
        ) + told.sure(wording.verified)  # fmt: skip
