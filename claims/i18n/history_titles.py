"""The titles of a history of two columns: which are known to be sales, or days."""

from claims.folding import words_of

SALES = frozenset(
    words_of(
        "vente ventes sale sales revenu revenus revenue revenues recette recettes chiffre ca "
        "turnover takings montant montants amount amounts"
    )
)
"""Words of which one makes a title that of sales."""
SUMS = frozenset(
    words_of(
        "total totaux totals net nets nette nettes gross brut bruts brute brutes grand general "
        "sous sub subtotal valeur value somme sum cad eur dollars euros base ht"
    )
)
"""Words that make a title that of sales when it has no other."""
COUNTS = frozenset(
    words_of("nombre nb nbre number count qty qte quantite quantity unites units taux rate")
)
"""Words after which sales are counted, or compared, not added up."""
DAYS = frozenset(words_of("date dates jour jours day days mois month months periode period"))


def of_sales(title: str) -> bool:
    """Whether a column so called holds amounts of sales, in French or in English."""
    words = _words(title)
    if words & COUNTS:
        return False
    return bool(words & SALES) or not words or words <= SUMS


def of_days(title: str) -> bool:
    """Whether a column so called holds days or months, and nothing of sales."""
    words = _words(title)
    return bool(words & DAYS) and not words & SALES


def _words(title: str) -> frozenset[str]:
    """The words of a title; one of signs alone, "$", has none."""
    return frozenset(words_of(title.replace("_", " ")))
