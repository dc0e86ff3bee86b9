"""The titles of a history of two columns: which are known to be sales, or days.

A title is read from its first word to its last, as a small grammar: words of sales, of sums, of
money, of periods, and whole phrases on taxes. A word or a phrase not known here makes a title not
known, and its owner renames it: one taken wrongly counts visits, refunds, taxes or prices as
dollars of sales. So a word stands here only if it leaves sales what they are.
"""

import re
from collections.abc import Iterable

from claims.folding import words_of

LONGEST = 200
"""Characters of a title that is read; a longer one is no title."""


SALES = (
    "(?:ventes?|sales?|revenus?|revenues?|recettes?|chiffres? (?:d )?affaires?|ca|caht"
    "|turnover|takings|encaissements?|facturation)"
)
PROFIT = "(?:revenus? (?:nets?|bruts?)|(?:net|gross|brut) revenus?)"
"""What is left of sales, or may be, not sales."""
SUMS = (
    "(?:totals?|totaux|totales?|nets?|nettes?|gross|bruts?|brutes?|sums?|sommes?|montants?|amounts?"
    "|subtotals?|(?:sous|sub) tota(?:l|ls|ux))"
)
"""Words that make a title that of sales when it has no other."""
PLAIN = (
    "(?:daily|monthly|quotidien(?:ne)?s?|journali(?:er|ere)s?|mensuel(?:le)?s?|grands?"
    "|general(?:es?)?|base|valeurs?|values?|actual|reel(?:le)?s?|realise(?:e|s|es)?|mes|nos|notre"
    "|my|our|all|toutes|historique|history|us)"
)
"""Words that change nothing, and say nothing alone."""
LITTLE = "(?:de|des|du|d|la|le|les|l|of|the)"
FEW = "(?: (?:de|des|du|d|la|le|les|l|of|the|any|all|toutes?))*"
ORDERS = (
    "order (?:(?:net|gross) )?(?:totals?|amounts?|values?|subtotals?|net|gross|revenue|sales)",
    "(?:total|subtotal) price", "(?:gross|net) volume(?: from sales)?",
    "(?:montant|valeur)s? (?:des|de la|de) commandes?",
)  # fmt: skip
"""Amounts of orders, as platforms call them: each word alone counts or prices something."""
SOLD = "(?:ventes|revenus|recettes|ca)"
WHERE_FR = "(?:ligne|web|site|boutique|magasin|detail|produits|services)"
WHERE_EN = "(?:online|web|e commerce|ecommerce|store|shop|retail|products?|services?)"
MONEY = (
    "(?:cad|eur|euros?|usd|gbp|livres? sterling|dollars?(?: (?:canadiens?|americains?|us|ca))?"
    "|(?:canadian|american|us|cdn|can|ca|c) dollars?)"
)
PERIOD = "(?:jour|journee|day|date|mois|month|periode|period)"

TAX = "(?:taxes?|tax|tx|tps|tvq|tvh|tva|gst|hst|qst|pst|vat)"
TAXES = f"(?:sales {TAX}|{TAX} de ventes?|{TAX} sur les ventes|{TAX})"
SENT = (
    "(?:(?:frais de )?(?:livraison|port|expedition|transport)"
    "|(?:shipping|delivery)(?: (?:fees|costs|charges))?)"
)
GIVEN_BACK = (
    "(?:returns|refunds|discounts|retours|remboursements|rabais|remises|annulations|cancellations)"
)
JOIN = f"(?: (?:et|and|ou|or|ni|nor))?{FEW} "
TAXES_TOO = f"(?:{SENT}{JOIN})*{TAXES}(?:{JOIN}(?:{TAXES}|{SENT}))*"
TAXES_FIRST = f"(?:{SENT}{JOIN})*{TAX}(?:{JOIN}(?:{TAX}|{SENT}))*"
"""Taxes, one or many, and delivery with them; first in a phrase, they are not those "of sales"."""
FREE_OF = (
    "(?:avant|hors|before|excl|exc|excluding|exclusive of|not incl|not including|excluant|excludes)"
)
FREED_OF = "(?:sans|without|no|ex|pre|net of|(?:nets?|nettes?) des?|less|moins|minus|exclu)"
LEFT_OUT = (
    "(?:exclus|exclues?|excluded|excl|exclusive|extra|en sus|en plus"
    "|non compris(?:es?)?|non incl|non inclus(?:es?)?|not incl|not included)"
)
WITH = (
    "(?:avec|av|with|incl|including|inclusive of|inclusive|includes|incluant|inclut|y compris|plus"
    "|after|apres|gross of|et|and)"
)
PUT_IN = "(?:incl|inclus(?:es?)?|included|inclusive|compris(?:es?)?|toutes comprises)"
TAKEN_OFF = "(?:net of|(?:nets?|nettes?) des?|less|moins|minus)"
NET_OF = f"(?:apres|after|{TAKEN_OFF})"
GIVEN_AND_TAXES = (
    f"(?:(?:{SENT}|{GIVEN_BACK}){JOIN})*{TAXES}(?:{JOIN}(?:{TAXES}|{SENT}|{GIVEN_BACK}))*"
    f"(?! (?:{PUT_IN}|{LEFT_OUT})(?: |$))"
)
"""Taxes at the end of a list of what is taken off; not those of which the next words speak."""

GRAMMAR = {
    "before": f"ht|{FREE_OF}{FEW} {TAXES_TOO}",
    "untaxed": f"{TAKEN_OFF}{FEW} {GIVEN_AND_TAXES}|{FREED_OF}{FEW} {TAXES_TOO}"
               f"|{TAXES_FIRST} {LEFT_OUT}",
    "taxed": f"ttc|(?:toutes )?{TAXES_FIRST} {PUT_IN}|{WITH}{FEW} {TAXES_TOO}(?: {PUT_IN})?",
    "less": f"(?:{FREE_OF}|{FREED_OF}){FEW} {SENT}|{NET_OF}{FEW} {GIVEN_BACK}"
            f"(?:{JOIN}{GIVEN_BACK})*",
    "period": f"(?:par|per|by|du|de la|for the|of the|for|of) {PERIOD}"
              f"|(?:day|month)(?= (?:{SALES}|{SUMS})(?: |$))",
    "unknown": f"{PROFIT}(?! des?{FEW} (?:{GIVEN_BACK}|{SENT}|{TAX})(?: |$))",
    "sales": f"(?:{'|'.join(ORDERS)})"
             f"|{SOLD}(?: (?:{LITTLE}|en|au|a))* {WHERE_FR}|(?:{WHERE_EN} )+{SALES}"
             f"|{SALES}(?: (?:jour|mois))?",
    "sum": f"{SUMS}(?: (?:jour|mois))?",
    "money": f"(?:(?:en|in) )?{MONEY}",
    "plain": f"{PLAIN}|{LITTLE}(?! (?:{TAX}|{SENT})(?: |$))",
}  # fmt: skip
"""Each phrase by what it says, the first that fits is read."""
PHRASES = re.compile(
    "|".join(f"(?P<{name}>(?:{phrase}))(?: |$)" for name, phrase in GRAMMAR.items())
)
HEADS = frozenset({"sales", "sum", "money", "before"})
"""What names a column of sales by itself."""

DAYS = re.compile(r"dates?|jours?|days?|mois|months?|periodes?|periods?")
ABOUT_DAYS = re.compile(
    f"{DAYS.pattern}|{LITTLE}|et|and|ventes?|sales?|orders?|commandes?|transactions?"
)
CURRENCIES = {
    "CAD": frozenset(words_of("cad cdn can canadian canadien canadiens")),
    "EUR": frozenset(words_of("eur euro euros")),
    "USD": frozenset(words_of("usd us american americain americains")),
    "GBP": frozenset(words_of("gbp livre livres")),
}  # fmt: skip
DOLLARS = frozenset(words_of("dollar dollars"))
SIGNS = {"$": " dollars ", "€": " euros ", "£": " livres sterling ", "¥": " yen ",
         "%": " percent ", "#": " number ", "+": " plus ", "&": " et "}  # fmt: skip
"""What a sign is read as."""
INITIALS = re.compile(r"\b(?:\w\.)+\w\b\.?")
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
EACH = re.compile(r"/(?=\s*(?:jour|day|mois|month)\b)", re.IGNORECASE)


def of_sales(title: str) -> bool:
    """Whether a column so called holds amounts of sales before tax, in French or in English."""
    said = _said(title)
    return bool(said & HEADS) and not said & {"unknown", "taxed"}


def with_tax(title: str) -> bool:
    """Whether a column so called holds sales, and taxes with them."""
    said = _said(title)
    return "taxed" in said and "unknown" not in said


def currencies(title: str) -> frozenset[str]:
    """The currencies in which a column so called may be; none said, none."""
    words = frozenset(_words(title))
    named = frozenset(code for code, known in CURRENCIES.items() if words & known)
    return named or frozenset({"CAD", "USD"} if words & DOLLARS else ())


def in_another(title: str, currency: str) -> bool:
    """Whether a column is said to be in another currency than this one; "" is any."""
    named = currencies(title)
    return bool(currency and named) and currency not in named


def of_days(title: str) -> bool:
    """Whether a column so called holds days or months, and nothing else."""
    words = _words(title)
    return any(map(DAYS.fullmatch, words)) and all(map(ABOUT_DAYS.fullmatch, words))


def _said(title: str) -> frozenset[str]:
    """What the phrases of a title say, from its first word to its last; "unknown" of another."""
    return frozenset(_phrases(" ".join(_words(title))))


def _phrases(words: str) -> Iterable[str]:
    place = 0
    while place < len(words):
        found = PHRASES.match(words, place)
        if found is None or not found.lastgroup:
            yield "unknown"
            return
        yield found.lastgroup
        place = found.end()


def _words(title: str) -> list[str]:
    """The words of a title, its signs among them; of one too long, a word that nobody knows."""
    if len(title) > LONGEST:
        return ["?"]
    whole = INITIALS.sub(lambda found: found[0].replace(".", ""), title)
    for sign, word in SIGNS.items():
        whole = whole.replace(sign, word)
    return words_of(EACH.sub(" par ", JOINED.sub(" ", whole)))
