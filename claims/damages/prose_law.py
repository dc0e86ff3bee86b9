"""Interest: which law, from which day, how it is counted, and what of its rates is verified."""

from collections.abc import Iterator

from claims.damages.accrual import starts
from claims.damages.assessment import Line
from claims.damages.interest import REGIMES, YEAR
from claims.damages.prose_telling import Draft, Telling, sentence
from claims.damages.rates import Table
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter

LAWS = {
    "qc": N_("intérêt au taux légal (C.c.Q. 1617) et indemnité additionnelle (C.c.Q. 1619)"),
    "fr_professional": N_(
        "intérêt au taux légal français des créanciers professionnels (C. mon. fin., art. L. 313-2)"
    ),
    "fr_individual": N_(
        "intérêt au taux légal français des particuliers (C. mon. fin., art. L. 313-2)"
    ),
    "bc": N_("intérêt avant jugement de la Colombie-Britannique (Court Order Interest Act)"),
    "ab": N_("intérêt avant jugement de l’Alberta (Judgment Interest Act)"),
}
KINDS = {"person": N_("les personnes physiques"), "business": N_("les entreprises")}


FROM = {
    "event": N_(
        "Les intérêts se comptent à partir du {day}, jour de l’événement d’où vient cette perte; "
        "ce jour n’est pas compté."
    ),
    "later": N_(
        "Les intérêts se comptent à partir du {day}, premier jour de cette perte : elle a commencé "
        "après l’événement. Ce jour n’est pas compté."
    ),
    "loss_start": N_(
        "Les intérêts se comptent à partir du {day}, premier jour de cette perte; ce jour n’est "
        "pas compté."
    ),
    "loss_end": N_(
        "Les intérêts se comptent à partir du {day}, dernier jour de cette perte : avant lui, elle "
        "n’était pas entière. Ce jour n’est pas compté."
    ),
}


def start_told(line: Line, matter: Matter, language: Language) -> str:
    """From which day a line bears interest, and why that day; marked while nobody confirmed it."""
    start, rule = starts(line, matter), matter.heads[line.head].interest_from
    later = rule == "event" and start > matter.interest.event_day
    told = say(FROM["later" if later else rule], language, day=day(start, language))
    return told if matter.interest.verified else f"{told} {say('[À CONFIRMER]', language)}"


def law(told: Telling) -> Iterator[Draft]:
    """One article."""
    yield Draft("interest", told.say("Le calcul des intérêts"), tuple(_interest(told)))


def _interest(told: Telling) -> Iterator[str]:
    rule = told.matter.interest
    yield told.say("Régime : {law}.", law=told.say(LAWS[rule.regime]))
    for kind, regime in rule.by_capacity.items():
        whom = told.say(KINDS[kind])
        yield told.say("Pour {whom} : {law}.", whom=whom, law=told.say(LAWS[regime]))
    yield from _by_group(told)
    yield from _counting(told)
    for name in dict.fromkeys(t for regime in rule.regimes for t in REGIMES[regime].tables):
        yield _table(told.rates.tables[name], told)


def _by_group(told: Telling) -> Iterator[str]:
    """Where the law follows the group of the service, and what is refused for want of one."""
    for group, regime in told.matter.interest.by_group.items():
        yield told.say(
            "Pour les services du groupe {group}, quels que soient le lieu et la qualité du "
            "réclamant : {law}.",
            group=group,
            law=told.say(LAWS[regime]),
        )
    if told.matter.interest.by_group:
        yield told.say(
            "Tant qu’un service n’est dans aucun sous-groupe, aucun intérêt n’est calculé sur ses "
            "pertes; une perte propre au réclamant n’en porte que si tous les services de la "
            "réclamation relèvent de la même loi."
        )


def _counting(told: Telling) -> Iterator[str]:
    yield told.say(
        "L’intérêt est simple et court sur le montant déclaré de chaque ligne, puis, dès que les "
        "avocats en décident, sur le montant admis; il n’entre dans aucun total."
    )
    yield told.say(
        "Le jour de départ, que dit chaque chef, n’est pas compté; le dernier jour l’est. Le jour "
        "de l’événement est le {day}.",
        day=told.day(told.matter.interest.event_day),
    )
    rule = told.matter.interest
    authority = sentence(told.of(rule.authority))
    yield told.say("Fondement de ce départ : {authority}", authority=authority) + told.sure(
        rule.verified
    )
    if any(REGIMES[regime].by_half_year for regime in rule.regimes):
        yield told.say(
            "En Colombie-Britannique, l’intérêt sur les dommages spéciaux part de la fin de chaque "
            "période de six mois où ils ont été subis (Court Order Interest Act, par. 1(2)). Les "
            "chefs dont l’intérêt ne part pas de l’événement sont comptés ici depuis leur propre "
            "jour, et chaque ligne le dit."
        ) + told.sure(verified=False)
    yield told.say(
        "Somme × taux annuel × jours ÷ {year}, taux par taux; une année compte toujours {year} "
        "jours. Le résultat est arrondi une fois par ligne, au cent le plus proche, un demi-cent "
        "comptant pour un cent.",
        year=YEAR,
    )
    if told.matter.interest.regime == "qc":
        yield told.say(
            "L’indemnité additionnelle, que le tribunal peut refuser, est calculée de la même "
            "façon et reste un second montant, jamais ajouté au premier."
        )
    yield told.say(
        "Compté à ce jour, l’intérêt s’arrête au dernier jour dont le taux est connu, et la ligne "
        "le dit. Demandé jusqu’à un jour sans taux connu, il n’est pas calculé, et la ligne dit "
        "pourquoi."
    )


def _table(table: Table, told: Telling) -> str:
    """What the table covers, and which of its rates nobody verified."""
    label = told.of(table.label)
    if not table.rates:
        return told.say("Table « {table} » : absente; le calcul est refusé.", table=label)
    doubtful = [rate for rate in table.rates if not rate.verified]
    last = table.rates[-1].end
    said = told.say(
        "Table « {table} » : taux connus du {first} au {last}.",
        table=label, first=told.day(table.rates[0].start), last=told.day(last),
    ) if last else told.say(
        "Table « {table} » : taux connus depuis le {first}.",
        table=label, first=told.day(table.rates[0].start),
    )  # fmt: skip
    if not doubtful:
        return said + " " + told.say("Taux vérifiés.")
    since = told.say(
        "Taux non vérifiés : {n} sur {all}, à compter du {first}.",
        n=len(doubtful), all=len(table.rates), first=told.day(doubtful[0].start),
    )  # fmt: skip
    return f"{said} {since}{told.sure(verified=False)}"
