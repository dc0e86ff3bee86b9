"""A switch in words, for a page, a paper and the terminal alike."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, day, money, percent
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.scenarios import CAPS, Kind, Switch
from claims.money import to_cents

if TYPE_CHECKING:
    from claims.totals.scenarios import Change

AMOUNTS = {"declared": N_("Déclaré"), "supported": N_("Étayé"), "admitted": N_("Admis")}
SAID: Mapping[Kind, str] = {
    "credits": N_("Sommes reçues non déduites"),
    "without_heads": N_("Sans le chef : {heads}"),
    "without_subgroups": N_("Sans le sous-groupe : {subgroups}"),
    "confirmed_only": N_("Sous-groupes confirmés seulement"),
    "grades": N_("Étayé par les catégories {grades} seulement"),
    "mitigation": N_("Moins {percent} où il y avait une copie récente"),
    "interest_from": N_("Intérêts à compter du {day}"),
}
METHOD: Mapping[Kind, str] = {
    "credits": N_(
        "Sommes reçues non déduites : chaque réclamation est recalculée sans aucune déduction. Les "
        "montants admis restent ceux qui ont été décidés."
    ),
    "without_heads": N_("Chefs écartés : leurs pertes sortent des trois montants."),
    "without_subgroups": N_("Sous-groupes écartés : leurs pertes sortent des trois montants."),
    "confirmed_only": N_(
        "Sous-groupes confirmés seulement : ce que le tribunal n’a pas confirmé, et ce qui reste à "
        "classer, sort des trois montants."
    ),
    "grades": N_(
        "Catégories de preuve : n’est étayé que ce que soutiennent les pièces de ces catégories. "
        "Le déclaré et l’admis ne changent pas."
    ),
    "mitigation": N_(
        "Mitigation : les pertes d’un service dont le réclamant avait une copie récente sont "
        "réduites du pourcentage, sur ce qui reste une fois les sommes reçues déduites."
    ),
    "cap": N_(
        "Plafond, par service ou par réclamant : les sommes reçues y comptent. Il est rempli par "
        "ce qui est admis, puis par ce qui est étayé, puis par ce qui n’est que déclaré, dans "
        "l’ordre où les pertes sont comptées; rien n’est étayé ni admis au-delà de ce qui reste "
        "déclaré. Par service, une perte qui ne tient à aucun service n’est pas limitée."
    ),
    "cap_months": N_(
        "Plafond en mois de frais : les frais payés d’avance, ramenés à un mois de 365/12 jours. "
        "Qui n’a pas indiqué ses frais n’est pas limité, et le nombre en est dit."
    ),
    "interest_from": N_(
        "Intérêts à compter d’un autre jour : ils courent, comme toujours, sur l’admis une fois la "
        "perte décidée, sinon sur le déclaré, jamais avant la perte. Ils restent à part des totaux."
    ),
}
OPENING = N_(
    "Un scénario est une question posée aux totaux : il ne dit pas ce qui sera jugé, et ne change "
    "aucune réclamation. Les changements s’appliquent dans l’ordre écrit; un autre ordre donnerait "
    "d’autres étapes."
)
OFFERS = N_(
    "Les offres sont comparées aux pertes de chaque réclamant avant toute déduction. Une offre "
    "sans montant publié, ou d’hébergement gratuit que le dossier ne chiffre pas, n’est pas "
    "chiffrée."
)
NOT_VALUED = N_("Non chiffrée")


def said(switch: Switch, matter: Matter, language: Language) -> str:
    """What a switch changes, in a few words."""
    if switch.kind in CAPS:
        return _cap(switch, matter, language)
    heads = (matter.heads[h].label.in_(language) if h in matter.heads else h
             for h in switch.without_heads)  # fmt: skip
    filled = {
        "heads": ", ".join(heads),
        "subgroups": ", ".join(switch.without_subgroups),
        "grades": ", ".join(switch.grades),
        "percent": percent(switch.mitigation or Decimal(0), language),
        "day": day(switch.interest_from, language) if switch.interest_from else "",
    }
    return say(SAID[switch.kind], language, **filled)


def _cap(switch: Switch, matter: Matter, language: Language) -> str:
    if switch.cap is not None:
        amount = money(to_cents(switch.cap), matter.currency, language)
        if switch.per == "service":
            return say("Plafond de {amount} par service", language, amount=amount)
        return say("Plafond de {amount} par réclamant", language, amount=amount)
    months = count(switch.cap_months or 0, language)
    if switch.per == "service":
        return say("Plafond par service, en mois de frais payés : {n}", language, n=months)
    return say("Plafond par réclamant, en mois de frais payés : {n}", language, n=months)


def total_named(label: str, changes: Iterable["Change"], language: Language) -> str:
    """The name of a scenario's total, with how many its cap left whole for want of their fees: no
    such total is read without them."""
    told = max(changes, key=lambda change: change.uncapped, default=None)
    if told is None or not told.uncapped:
        return label
    n, whole = count(told.uncapped, language), count(told.among, language)
    if not told.among:
        return say("{label} (non limités, faute de frais connus : {n})", language, label=label, n=n)
    return say(
        "{label} (non limités, faute de frais connus : {n} sur {whole})", language,
        label=label, n=n, whole=whole,
    )  # fmt: skip


def method(switches: Iterable[Switch], language: Language) -> list[str]:
    """How each kind of switch used is counted, once."""
    kinds = dict.fromkeys(switch.kind for switch in switches)
    return [say(OPENING, language), *(say(METHOD[kind], language) for kind in kinds)]
