"""How sales expected and sales made are found: the method by name, its authority, its own steps."""

from collections.abc import Iterator
from decimal import Decimal

from claims.damages import (
    absent_days,
    aftermath,
    closings,
    month_tapes,
    months,
    reference,
    replays,
    sales_by_day,
    sales_by_month,
    screens,
    season,
    season_replays,
    seasonal_indices,
)
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
    yield from _by_month(told)
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
        "norme dont le montant en est le plus proche sont tenus pour une vente et son "
        "remboursement : tous deux sont écartés, et la ligne le signale."
    )


def _without_sales(told: Telling) -> Iterator[str]:
    """Days on which nothing is expected, or of which nothing is known."""
    yield told.say(
        "Rien n’est attendu d’un jour où la boutique ferme chaque année : même date, même rang "
        "dans le mois (le premier lundi de septembre) ou même jour après Pâques. Il faut que "
        "l’historique le montre pour chaque année antérieure connue, sans vente ce jour-là quand "
        "le même jour des {weeks} semaines d’avant et d’après en a toujours eu, sauf {feasts} au "
        "plus, s’ils sont eux-mêmes des fermetures de chaque année (le jour de l’An suit Noël de "
        "sept jours). Une fermeture n’explique qu’un jour. La ligne le signale.",
        weeks=closings.AROUND,
        feasts=closings.FEASTS,
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


def _by_month(told: Telling) -> Iterator[str]:
    yield from _indices(told)
    yield from _last_year(told)
    yield from _months_told(told)


def _indices(told: Telling) -> Iterator[str]:
    """With years enough, each month by its own index."""
    yield told.say(
        "Par mois, aucun mois ne compte pour plus de {usual} fois la médiane des mois qui ont "
        "vendu, à moins que le même mois d’une autre année n’ait vendu davantage : il compte "
        "alors pour autant au plus. Un mois dont les remboursements dépassent les ventes ne "
        "retranche pas plus que cette médiane : il n’en est pas plus loin qu’un mois au plus haut. "
        "La part qui dépasse est corrigée partout où le mois sert, "
        "sauf dans les indices saisonniers, et la ligne la signale. Un mois ainsi corrigé est dit "
        "exceptionnel si le même mois d’aucune autre année ne vient à la moitié de ce pour quoi il "
        "compte : il ne sert ni de mois de l’année précédente, ni dans la tendance, ni autour de "
        "la panne, où il faut toutefois que les autres soient au moins {fewest}, et plus nombreux.",
        fewest=months.FEWEST,
        usual=months.USUAL,
    )
    yield told.say(
        "Par mois, avec {years} mois de suite : (1) prendre les ventes des {recent} derniers mois "
        "d’avant la panne et des {recent} premiers d’après (sans le mois qui la suit ni le dernier "
        "du fichier), chacune divisée par l’indice "
        "saisonnier de son mois; (2) en faire la moyenne; (3) la multiplier par l’indice du mois "
        "de la panne, par les jours sans service, et diviser par les jours du mois; (4) "
        "additionner les mois. Les indices sont ceux de la décomposition multiplicative "
        "classique : ventes du mois divisées par la moyenne mobile centrée de douze mois, "
        "moyennes par mois, ramenées à une moyenne de un; hors de {low} à {high}, ils ne servent "
        "pas.",
        low=number(month_tapes.LEAST_INDEX, told.language),
        high=number(month_tapes.LARGEST_INDEX, told.language),
        years=seasonal_indices.FEWEST,
        recent=sales_by_month.RECENT,
    )


def _last_year(told: Telling) -> Iterator[str]:
    """With the year before, or without it."""
    yield told.say(
        "Par mois, avec l’année précédente : (1) prendre les ventes des mêmes mois un an plus tôt; "
        "(2) multiplier chacune par les jours sans service du mois et diviser par les jours de ce "
        "mois un an plus tôt; (3) additionner; (4) multiplier par la tendance : les ventes des "
        "mêmes mois d’avant et d’après, divisées par celles des mêmes mois un an plus tôt, quand "
        "ils sont connus, gardée entre {least} et {most}. Il faut au moins {fewest} mois.",
        least=number(1 / season.LARGEST, told.language),
        most=number(season.LARGEST, told.language),
        fewest=months.FEWEST,
    )
    yield told.say(
        "Par mois, sans l’année précédente, si elle est exceptionnelle ou si la tendance ne se "
        "mesure pas : (1) prendre les ventes des mêmes mois d’avant et "
        "d’après; (2) diviser par les jours de ces mois; (3) multiplier par les jours sans "
        "service. La ligne dit laquelle de ces raisons fait ignorer la saison et, faute de "
        "tendance, ce que donneraient les mêmes mois un an plus tôt."
    )


def _months_told(told: Telling) -> Iterator[str]:
    """What is told of months that do not serve as they should."""
    yield told.say(
        "Un historique qui s’arrête plus de {days} jours (par jour) ou {months} jours (par mois) "
        "avant la panne est signalé.",
        days=sales_by_day.STALE.days,
        months=sales_by_month.STALE.days,
    )
    yield told.say(
        "Par mois, quand l’historique contient les mois entiers de la panne, leur recul (ce qui "
        "en était attendu, moins ce qu’ils ont vendu) est comparé à la perte (les ventes attendues "
        "de la période, moins celles que l’historique y montre). S’il est plus petit, la ligne le "
        "signale; s’il est plus petit que la perte à la borne basse de l’intervalle, elle ne donne "
        "pas d’intervalle."
    )
    yield told.say(
        "Intervalle, par mois : la même méthode est rejouée sur chacun des {most} derniers mois de "
        "l’historique au plus, retirés un à un; les bornes et la médiane se tirent des rapports, "
        "comme par jour. Une période de moins de {days} jours n’en a pas : les écarts de mois "
        "entiers n’en diraient rien, et la ligne le dit.",
        most=sales_by_month.REPLAYED,
        days=sales_by_month.LEAST_DAYS,
    )
    yield told.say(
        "Par mois, des mois de référence qui ne se suivent pas dans l’historique sont signalés; de "
        "même une référence sans mois d’avant la panne, ou dont aucun mois d’après n’a vendu, avec "
        "ce que donneraient les seuls mois d’avant, à moins que tous ces mois n’aient rien vendu "
        "non plus un an plus tôt."
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


def _later(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les ventes reprises après la panne sont celles que le réclamant déclare ou, si "
        "l’historique par jour en montre davantage, ce que les {settling} jours qui ont suivi ont "
        "vendu de plus qu’une semaine ordinaire, aucun jour ne comptant au-delà de la norme. La "
        "semaine ordinaire est la plus forte de celle de la référence et de celle de ses jours "
        "d’après, la première multipliée par la saison de l’année précédente, si elle a servi; les "
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
