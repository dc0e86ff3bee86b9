"""The titles of a history of two columns: which are known to be sales, or days.

A title not known is refused, and its owner renames it; one taken wrongly counts visits, taxes or
prices as dollars of sales. So one word that makes something else of sales is enough to refuse.
"""

import re

from claims.folding import words_of

SALES = frozenset(
    words_of(
        "vente ventes sale sales revenu revenus revenue revenues recette recettes chiffre ca caht "
        "turnover takings encaissement encaissements facturation income earnings"
    )
)
"""Words of which one makes a title that of sales."""
SUMS = frozenset(
    words_of(
        "total totaux totals net nets nette nettes gross brut bruts brute brutes grand general "
        "quotidien quotidienne daily sous sub subtotal valeur value somme sum montant montants "
        "amount amounts cad ca eur dollar dollars euro euros base ht"
    )
)
"""Words that make a title that of sales when it has no other."""
OF_ORDERS = frozenset(words_of("order price volume"))
"""Words of an amount beside one of `SUMS`: alone, they count or price something."""
OTHERS = frozenset(
    words_of(
        "nombre nb nbre number no n count qty qte quantite quantity unites units taux rate points "
        "prix price cout couts cost costs cogs frais fee fees marge margin profit benefice "
        "remboursement remboursements rembourse refund refunds refunded annule annules annulees "
        "cancelled canceled abandonne abandonnees abandoned perdu perdues lost manquees "
        "discount discounts rabais remise remises escompte average avg mean moyen moyenne median "
        "mediane cumul cumule cumulees cumulative cumulatif running ytd cible target objectif "
        "budget prevision previsions prevues attendues expected estimated estimees forecast "
        "precedent precedente last previous prior visite visites visit visits k ke m millier "
        "milliers thousand thousands million millions"
    )
)
"""Words that make something else of sales: a count, a price, a cost, a mean, thousands."""
TAXES = frozenset(words_of("taxe taxes tax tps tvq tvh tva gst hst qst pst vat ttc"))
BEFORE = frozenset(
    words_of(
        "avant hors sans before excl ex excluding excluded exclus exclue exclues excluant without "
        "no net en sus"
    )
)
AND = frozenset(
    words_of("ttc avec incl inclus incluses including included inclusive comprises with plus")
)
"""Words by which sales are told to hold taxes, as those of `BEFORE` by which they do not."""
DAYS = frozenset(words_of("date dates jour jours day days mois month months periode period"))
SMALL = frozenset(words_of("de des du d la le les l par en a of the per by in"))
CURRENCIES = {
    "CAD": frozenset(words_of("cad")), "EUR": frozenset(words_of("eur euro euros")),
    "USD": frozenset(words_of("usd us")), "GBP": frozenset(words_of("gbp")),
}  # fmt: skip
SIGNS = {"€": "EUR", "£": "GBP"}
INITIALS = re.compile(r"\b(?:\w\.)+\w\b\.?")
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


def of_sales(title: str) -> bool:
    """Whether a column so called holds amounts of sales before tax, in French or in English."""
    words = _words(title)
    if not words & TAXES:
        return _of_amounts(words)
    untaxed = words - TAXES - BEFORE
    return bool(untaxed and words & BEFORE) and _of_amounts(untaxed)


def in_another(title: str, currency: str) -> bool:
    """Whether a column is said to be in another currency than this one; "" is any."""
    named = {other for other, words in CURRENCIES.items() if _words(title) & words}
    named |= {other for sign, other in SIGNS.items() if sign in title}
    return bool(currency and named) and currency not in named


def with_tax(title: str) -> bool:
    """Whether a column so called holds sales, and taxes with them."""
    words = _words(title)
    taxed = bool(words & TAXES and words & AND) and not words & BEFORE
    return taxed and _of_amounts(words - TAXES - AND)


def of_days(title: str) -> bool:
    """Whether a column so called holds days or months, and nothing of sales."""
    words = _words(title)
    return bool(words & DAYS) and not words & SALES


def _of_amounts(words: frozenset[str]) -> bool:
    told = words - SMALL
    if told & SALES:
        return not told & OTHERS
    return not words or (bool(told & SUMS) and told <= SUMS | OF_ORDERS | DAYS)


def _words(title: str) -> frozenset[str]:
    """The words of a title; one of signs alone, "$", has none."""
    whole = INITIALS.sub(lambda found: found[0].replace(".", ""), title)
    return frozenset(words_of(JOINED.sub(" ", whole).replace("#", " n ").replace("%", " taux ")))
