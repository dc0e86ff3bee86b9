"""How sales expected are found from sales by month: the three methods, and what is told of them."""

from collections.abc import Iterator

from claims.damages import (
    aftermath,
    month_screens,
    month_tapes,
    months,
    replays,
    sales_by_day,
    sales_by_month,
    season,
    seasonal_indices,
)
from claims.damages.prose_telling import Telling
from claims.i18n.formats import number


def by_month(told: Telling) -> Iterator[str]:
    """How sales expected are found from sales by month."""
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
        "sauf dans les indices saisonniers, et la ligne la signale; elle dit aussi ce que ces "
        "indices changent, s’ils s’en écartent de plus de {sensible} %. Un mois ainsi "
        "corrigé est dit exceptionnel si le même mois d’aucune autre année ne vient à la moitié de "
        "ce pour quoi il "
        "compte : il ne sert ni de mois de l’année précédente, ni dans la tendance, ni autour de "
        "la panne, où il faut toutefois que les autres soient au moins {fewest}, et plus nombreux.",
        fewest=months.FEWEST,
        usual=months.USUAL,
        sensible=100 // sales_by_month.SENSIBLE,
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
        "avant la panne est signalé; de même, par mois, des ventes d’après seulement, qui "
        "commencent plus de {months} jours après le mois qui la suit.",
        days=sales_by_day.STALE.days,
        months=month_screens.STALE.days,
    )
    yield told.say(
        "Par mois, quand l’historique contient les mois entiers de la panne, leur recul (ce qui "
        "en était attendu, moins ce qu’ils ont vendu) est comparé à la perte (les ventes attendues "
        "de la période, moins celles que l’historique y montre). S’il est plus petit, la ligne le "
        "signale; s’il est plus petit que la perte à la borne basse de l’intervalle, elle ne donne "
        "pas d’intervalle."
    )
    yield told.say(
        "Intervalle, par mois : la même méthode est rejouée sur chaque suite d’autant de mois "
        "qu’en dure la période, qui commence dans les {most} derniers mois de l’historique au "
        "plus ({each} par mois de la période, si c’est davantage), retirée à son tour; les bornes "
        "et la médiane se tirent des rapports, comme par jour. Une période qui ne dure pas un ou "
        "plusieurs mois, à une part sur {off} près, n’en a pas : les écarts de mois entiers n’en "
        "diraient rien, et la ligne le dit.",
        most=sales_by_month.REPLAYED,
        each=sales_by_month.A_MONTH,
        off=sales_by_month.OFF,
    )
    yield told.say(
        "Par mois, des mois de référence qui ne se suivent pas dans l’historique sont signalés; de "
        "même une référence sans mois d’avant la panne, ou dont aucun mois d’après n’a vendu, avec "
        "ce que donneraient les seuls mois d’avant, à moins que tous ces mois n’aient rien vendu "
        "non plus un an plus tôt. Si tous les mois d’un côté, comptés comme le fait la méthode, "
        "dépassent tous ceux de l’autre, et d’au moins {far} fois en moyenne, la ligne dit que le "
        "niveau a bougé, avec ce que donneraient les seuls mois d’avant.",
        far=number(sales_by_month.FAR, told.language),
    )
    yield told.say(
        "Par mois, rien n’est retranché pour des ventes reprises, sauf celles que le réclamant "
        "déclare : un mois ne les montre pas. Si le mois qui suit la panne dépasse tous ceux "
        "d’après et les bornes où le hasard laisse {often} % des mois rejoués ({far} fois ce qui "
        "en est attendu, s’il y en a moins de {fewest}), la ligne le signale avec le surplus.",
        often=number(aftermath.SURE * 100, told.language),
        far=number(sales_by_month.FAR, told.language),
        fewest=replays.fewest(aftermath.SURE),
    )
