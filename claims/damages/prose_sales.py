"""How sales expected and sales made are found: the method by name, its authority, its own steps."""

from collections.abc import Iterator

from claims.damages import absent_days, sales_by_day, sales_by_month
from claims.damages.prose_telling import Draft, Telling, sentence
from claims.i18n.formats import number
from claims.matter.names import NAMES

READS = {"expected_revenue", "actual_revenue"}


def sales(told: Telling) -> Iterator[Draft]:
    """Two articles, when a head needs them."""
    if READS & {step.name for head in told.matter.heads.values() for step in head.tape}:
        yield Draft("expected", told.say("Les ventes attendues"), tuple(_expected(told)))
        yield Draft("actual", told.say("Les ventes faites"), tuple(_actual(told)))


def _expected(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les ventes attendues se tirent de l’historique des ventes du réclamant, avant taxes, par "
        "jour ou par mois."
    )
    if authority := NAMES["expected_revenue"].authority:
        yield sentence(told.of(authority))
    yield from _by_day(told)
    yield from _by_month(told)
    yield told.say(
        "Les jours d’une autre panne déclarée du même service sont écartés de la période de "
        "référence."
    )
    yield told.say(
        "Un historique trop court, ou sans ventes avant la panne, est refusé, jamais extrapolé. "
        "Sans historique, ou s’il est refusé, les ventes attendues sont celles que le réclamant "
        "déclare."
    )


def _by_day(told: Telling) -> Iterator[str]:
    yield told.say(
        "Par jour : pour chaque jour de la semaine, (1) prendre les ventes faites ce jour-là "
        "durant les {days} derniers jours sans panne qui précèdent la période; (2) les diviser par "
        "le nombre de ces jours; (3) multiplier par leur nombre dans la période; (4) additionner "
        "les jours de la semaine. Il faut au moins {fewest} jours.",
        days=sales_by_day.BASELINE,
        fewest=sales_by_day.FEWEST,
    )
    yield told.say(
        "Un jour de la semaine que la référence ne connaît pas n’attend aucune vente, et la ligne "
        "le signale."
    )
    yield told.say(
        "Jours absents : un jour sans ligne compte comme un jour sans vente, et le calcul en dit "
        "le nombre. Une suite d’au moins {least} jours sans ligne, plus de {times} fois plus "
        "longue que {others} % des autres intervalles entre deux jours qui ont une ligne (zéro "
        "jour s’ils se suivent), est signalée avec ses dates si le calcul s’appuie sur elle; le "
        "réclamant dit si ces jours manquent au fichier ou si rien "
        "ne s’y est vendu. S’ils manquent, ils sont écartés de la référence et de la saison, et la "
        "ligne le dit; sinon, ou sans réponse, ils comptent pour zéro.",
        least=absent_days.LEAST,
        times=absent_days.TIMES,
        others=absent_days.OTHERS,
    )
    yield told.say(
        "Saison, par jour : (5) multiplier par les ventes par jour, un an plus tôt ({year} jours), "
        "des semaines entières qui entourent les mêmes jours (depuis {around} jours avant, jusqu’à "
        "{around} jours après au moins), divisées par celles des {days} jours qui précédaient ces "
        "mêmes jours. Le rapport est gardé entre "
        "{least} et {most}; il est omis, et la ligne le signale, si l’historique est trop court, "
        "si une panne y tombe ou si moins de {sold} jours ont connu une vente.",
        year=sales_by_day.YEAR.days,
        around=sales_by_day.AROUND.days,
        days=sales_by_day.BASELINE,
        least=number(1 / sales_by_day.LARGEST, told.language),
        most=number(sales_by_day.LARGEST, told.language),
        sold=sales_by_day.FEWEST_SALES,
    )


def _by_month(told: Telling) -> Iterator[str]:
    yield told.say(
        "Par mois : (1) prendre les ventes des mêmes mois un an plus tôt; (2) multiplier chacune "
        "par les jours sans service du mois et diviser par les jours de ce mois un an plus tôt; "
        "(3) additionner; (4) multiplier par la tendance : les ventes des {recent} "
        "derniers mois sans panne, divisées par celles des mêmes mois un an plus tôt, quand ils "
        "sont connus. Il faut au moins {fewest} mois.",
        recent=sales_by_month.RECENT,
        fewest=sales_by_month.FEWEST,
    )
    yield told.say(
        "Par mois, sans l’année précédente : (1) prendre les ventes de ces derniers mois; (2) "
        "diviser par les jours de ces mois; (3) multiplier par les jours sans service. La ligne "
        "signale que la saison n’est pas connue."
    )
    yield told.say(
        "Un historique qui s’arrête plus de {days} jours (par jour) ou {months} jours (par mois) "
        "avant la panne est signalé.",
        days=sales_by_day.STALE.days,
        months=sales_by_month.STALE.days,
    )
    yield told.say(
        "Par mois, des mois de référence qui ne se suivent pas dans l’historique sont signalés."
    )


def _actual(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les ventes faites pendant la panne sont les lignes de l’historique qui y tombent (des "
        "mois entiers, s’il est par mois), plus celles que le réclamant déclare et que "
        "l’historique ne montre pas : par téléphone, en magasin, ailleurs, ou au cours d’un mois "
        "que la panne n’a pris qu’en partie."
    )
    yield told.say("Non déclarées, ces dernières comptent pour zéro et la ligne le signale.")
    yield told.say(
        "Des remboursements qui dépassent les ventes de la période comptent pour zéro et la ligne "
        "le signale."
    )
