"""How sales expected and sales made are found: the method by name, its authority, its own steps."""

from collections.abc import Iterator
from decimal import Decimal

from claims.damages import (
    absent_days,
    aftermath,
    closings,
    reference,
    replays,
    screens,
    season,
    season_replays,
)
from claims.damages.prose_months import by_month
from claims.damages.prose_telling import Draft, Telling, sentence
from claims.damages.sales import SETTLING
from claims.i18n.formats import count, number
from claims.matter.names import NAMES

READS = {"expected_revenue", "actual_revenue", "later_sales"}


def sales(told: Telling) -> Iterator[Draft]:
    """Three articles, when a head needs them."""
    if READS & {step.name for head in told.matter.heads.values() for step in head.tape}:
        yield Draft("expected", told.say("Les ventes attendues"), tuple(_expected(told)))
        yield Draft("actual", told.say("Les ventes faites"), tuple(_actual(told)))
        yield Draft("later", told.say("Les ventes reprises"), tuple(_later(told)))


def _expected(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les ventes attendues se tirent de l’historique des ventes du réclamant, avant taxes, par "
        "jour ou par mois."
    )
    yield told.say(
        "Si l’exportation d’une plateforme porte des taxes et que le réclamant le demande, elles "
        "en sont retranchées à l’importation, aux taux de sa province, ou de son pays, chaque "
        "jour. Les taux employés sont gardés avec l’historique; la ligne les donne, et signale "
        "ceux qui ne sont pas confirmés."
    )
    if authority := NAMES["expected_revenue"].authority:
        yield sentence(told.of(authority))
    yield from _by_day(told)
    yield from by_month(told)
    yield told.say(
        "Les jours d’une autre panne déclarée pour les mêmes ventes, et les {settling} qui la "
        "suivent, sont écartés de la période de référence; par mois, les mois qu’ils touchent. "
        "Deux pannes que séparent moins de {settling} jours sont jointes : la référence, la saison "
        "et les jours qui suivent sont ceux d’une seule.",
        settling=SETTLING.days,
    )
    yield told.say(
        "Un historique trop court, ou sans ventes durant la référence, est refusé, jamais "
        "extrapolé; un jour à plus de {reach} jours de la panne n’en dit rien. Sans historique, "
        "ou s’il est refusé, les ventes attendues sont celles que le réclamant déclare; après un "
        "refus, aucune pièce ne les prouve.",
        reach=reference.REACH.days,
    )


def _by_day(told: Telling) -> Iterator[str]:
    yield from _days(told)
    yield from _without_sales(told)
    yield from _season(told)
    yield from _interval(told)
    yield from _screens(told)


def _screens(told: Telling) -> Iterator[str]:
    """What is told of an estimate that means little, or leans."""
    yield told.say(
        "Par jour, la ligne signale, sans changer le montant : moins de {fewest} jours de la "
        "référence qui ont connu une vente; un intervalle plus large que {times} fois "
        "l’estimation; un niveau qui a bougé. Pour ce dernier, les deux moitiés des jours de la "
        "référence (ceux d’avant et ceux d’après, si les deux côtés sont connus), chacun moins la "
        "moyenne de son jour de la semaine, sont comparées par le test de Mann et Whitney, au "
        "seuil de {chance} %; rien n’est dit si leurs sommes, la norme appliquée, vont dans "
        "l’autre sens. Une estimation qui porte la saison de l’année précédente n’y est pas "
        "soumise.",
        fewest=screens.FEWEST_SALES,
        times=screens.WIDEST,
        chance=number(Decimal(str(screens.CHANCE)) * 100, told.language),
    )


def _days(told: Telling) -> Iterator[str]:
    """The days of reference, then what is expected of each day of the week."""
    yield told.say(
        "Par jour : la référence est faite des {each} derniers jours sans panne qui précèdent la "
        "période et des {each} premiers qui la suivent, passé {settling} jours. Il en faut "
        "{fewest} de chaque côté; sinon, les {alone} jours d’avant seuls, ou ceux d’après s’il en "
        "manque avant; sinon encore, tous ceux des deux côtés, s’il y en a {fewest} ensemble. La "
        "ligne le signale.",
        each=reference.EACH_SIDE,
        settling=SETTLING.days,
        fewest=reference.FEWEST,
        alone=reference.ALONE,
    )
    yield told.say(
        "Pour chaque jour de la semaine : (1) prendre les ventes faites ce jour-là durant la "
        "référence; (2) retrancher les ventes hors norme, ce qui dépasse, pour un jour, le plus "
        "grand de deux montants : les ventes de la référence ainsi comptées, divisées par "
        "{share}, ou {usual} fois la médiane des jours qui ont vendu; retrancher aussi sa part, "
        "selon ses ventes, de ce que des jours de la référence ont remboursé de plus qu’ils n’ont "
        "vendu, aucun au-delà de ce même montant; (3) diviser par le nombre de ces jours-là; (4) "
        "multiplier par leur nombre dans la période; (5) additionner les jours de la semaine.",
        share=reference.SHARE,
        usual=reference.USUAL,
    )
    yield told.say(
        "Un jour de la référence qui rembourse plus que la norme et celui des jours de ventes hors "
        "norme qui l’ont précédé dont le montant en est le plus proche sont tenus pour une vente "
        "et son remboursement, si celui-ci ne dépasse pas l’autre de plus que la norme : tous deux "
        "sont écartés, et la ligne le signale."
    )


def _without_sales(told: Telling) -> Iterator[str]:
    """Days on which nothing is expected, or of which nothing is known."""
    yield told.say(
        "Rien n’est attendu d’un jour où la boutique ferme chaque année : même date, même rang "
        "dans le mois (le premier lundi de septembre) ou même jour après Pâques. Il faut que "
        "l’historique n’y montre aucune vente, ni ce jour-là ni une autre année connue, d’avant "
        "ou d’après, et que le hasard n’explique pas ces autres années : moins d’une chance sur "
        "{odds} qu’elles soient toutes sans vente, selon la part des mêmes jours de la semaine "
        "qui n’en ont eu aucune, dans tout l’historique ou à {quarter} jours au plus de chacun, "
        "si c’est davantage; ceux qu’une fermeture pourrait expliquer n’en sont pas, et il en "
        "faut {fewest}. Si une seule année le dit, {beside} au plus des mêmes jours des {weeks} "
        "semaines d’avant et d’après étaient sans vente, et elle n’explique qu’un jour de la "
        "panne. Les jours de telles fermetures sont écartés de même de la référence, de la "
        "saison et des périodes rejouées. La ligne signale ceux de la panne. Ceux que le hasard "
        "explique d’une fois sur {odds} à une fois sur {told} sont signalés avec ce que serait "
        "l’estimation sans eux, et n’en sont pas retranchés.",
        odds=closings.RARE.denominator,
        told=closings.TOLD.denominator,
        quarter=reference.EACH_SIDE,
        fewest=closings.FEWEST,
        weeks=closings.AROUND,
        beside=closings.BESIDE,
    )
    yield told.say(
        "Un jour de la semaine que la référence ne connaît pas n’attend aucune vente, et la ligne "
        "le signale."
    )
    yield told.say(
        "Jours absents : un jour sans ligne compte comme un jour sans vente, et le calcul en dit "
        "le nombre. Une suite d’au moins {least} jours sans ligne, plus de {times} fois plus "
        "longue que {others} % des autres intervalles entre deux jours qui ont une ligne (zéro "
        "jour s’ils se suivent), est signalée avec ses dates si l’estimation s’appuie sur elle; "
        "plus de {far} fois, si seules les périodes rejouées s’appuient sur elle et qu’aucune "
        "autre ne tombe aux mêmes jours un an plus tôt ou plus tard. Le réclamant dit si ces jours "
        "manquent au fichier ou si rien ne s’y est vendu. S’ils manquent, ils sont écartés de la "
        "référence, de la saison et des périodes rejouées, et la ligne le dit. Sans réponse, ils "
        "comptent pour zéro dans la référence et la saison; ceux d’une telle suite plus de {far} "
        "fois plus longue sont écartés des périodes rejouées. Si rien ne s’y est vendu, ils "
        "comptent pour zéro partout.",
        least=absent_days.LEAST,
        times=absent_days.TIMES,
        far=absent_days.TIMES_FAR,
        others=absent_days.OTHERS,
    )


def _season(told: Telling) -> Iterator[str]:
    """By day, the season of the year before."""
    yield told.say(
        "Saison, par jour : connus des deux côtés, les jours de la référence la portent. Si seuls "
        "les jours d’avant sont connus, (6) multiplier par les ventes par jour, un an plus tôt "
        "({year} jours), des semaines entières qui entourent les mêmes jours (depuis {around} "
        "jours avant, jusqu’à {around} jours après au moins), divisées par celles des {days} jours "
        "qui précédaient ces mêmes jours, aucun de ces jours ne comptant, en plus ou en moins, "
        "au-delà de la norme qui se tire d’eux. Le rapport est gardé entre {least} et {most}; il "
        "est omis, et la ligne dit laquelle de ces raisons, si l’historique est trop court, si une "
        "panne y tombe, si trop de jours y manquent ou si moins de {sold} jours ont connu une "
        "vente.",
        year=reference.YEAR.days,
        around=reference.AROUND.days,
        days=reference.ALONE,
        least=number(1 / season.LARGEST, told.language),
        most=number(season.LARGEST, told.language),
        sold=season.FEWEST_SALES,
    )


def _interval(told: Telling) -> Iterator[str]:
    """How far the method goes wrong on the same history."""
    yield told.say(
        "Intervalle : la même méthode est rejouée sur toutes les autres périodes de même durée de "
        "l’historique qui ont assez de jours autour d’elles, même si elles se chevauchent, ou sur "
        "{most} réparties également s’il y en a davantage, et les rapports "
        "entre les ventes faites et attendues sont rangés. Ceux qui laissent {often} % des "
        "périodes entre eux donnent les bornes de l’estimation, qui ne changent pas le montant. "
        "L’intervalle contient toujours l’estimation : s’il faut l’élargir pour cela, la ligne dit "
        "la part des périodes qu’il contient alors. Elle donne aussi la médiane de ces périodes, "
        "qui n’est pas ce qui est compté. Si la saison de l’année précédente a servi, les périodes "
        "rejouées sont celles d’avant la panne, {seasons} au plus, chacune estimée des seuls jours "
        "qui la précèdent, avec sa saison. S’il y a moins de {fewest} périodes rejouées qui n’ont "
        "aucun jour en commun, la ligne dit qu’il n’y a pas d’intervalle, et pourquoi.",
        seasons=season_replays.MOST,
        most=count(replays.MOST, told.language),
        fewest=replays.fewest(replays.COVERAGE),
        often=number(replays.COVERAGE * 100, told.language),
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
        "le signale; elle dit aussi de combien des remboursements réduisent les ventes faites."
    )


def _later(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les ventes reprises après la panne sont celles que le réclamant déclare ou, si "
        "l’historique par jour en montre davantage, ce que les {settling} jours qui ont suivi ont "
        "vendu de plus qu’une semaine ordinaire, aucun jour ne comptant au-delà de la norme. La "
        "semaine ordinaire est la plus forte de celle de la référence et de celle de ses jours "
        "d’après, la première multipliée par la saison de l’année précédente, si elle a servi; ou, "
        "si c’est plus, multipliée par ce que les mêmes jours (mêmes dates, ou mêmes jours de la "
        "semaine) ont vendu un an plus tôt, divisé par ce que les jours de la référence en "
        "laissaient alors attendre; les "
        "jours d’une fermeture de chaque année où rien ne s’est vendu n’en sont pas. "
        "La ligne signale avec son montant un jour au-delà de la norme, et le dit si l’historique "
        "ne montre pas tous ces jours.",
        settling=SETTLING.days,
    )
    yield told.say(
        "Ce surplus ne compte que s’il sort des bornes où le hasard laisse {often} % des semaines "
        "de l’historique; un manque de même ampleur est signalé, et rien n’est ajouté. Sans assez "
        "de semaines rejouées qui n’ont aucun jour en commun (au moins {weeks}), rien n’est "
        "retranché, et la ligne dit le surplus tel que l’historique le montre.",
        often=number(aftermath.SURE * 100, told.language),
        weeks=replays.fewest(aftermath.SURE),
    )
    yield told.say(
        "De pannes jointes, la dernière porte ce surplus, moins ce qui est déclaré avec les "
        "autres, et celui des jours qui les séparent : ce qu’ils ont vendu en tout de plus que ce "
        "qui en est attendu. Ce qu’une perte ne peut absorber, comme ce qu’elle a vendu de plus "
        "que prévu, est retranché des autres, la dernière d’abord. Partager une panne en deux "
        "n’épargne rien."
    )
