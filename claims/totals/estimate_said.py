"""An estimate in words: what it comes to, where its margin stands, what a narrower one would take.

No text sets the margin a court admits; the gauge says where one stands beside what a court found
too wide, and leaves the rest to be argued.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from claims.i18n.catalogue import N_, say
from claims.i18n.formats import money, number, percent
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.problems import Problem
from claims.totals.estimate import CONFIDENCE, DURAN, Estimate, Level

TENTH = Decimal("0.1")
GAUGE: Mapping[Level, str] = {
    "narrow": N_(
        "À un niveau de confiance de {sure}, la marge relative est de {margin}. Elle est loin des "
        "{duran} qu’une cour a jugés trop larges (Duran)."
    ),
    "fair": N_(
        "À un niveau de confiance de {sure}, la marge relative est de {margin}, moins de la moitié "
        "des {duran} qu’une cour a jugés trop larges (Duran)."
    ),
    "wide": N_(
        "À un niveau de confiance de {sure}, la marge relative est de {margin}, sous les {duran} "
        "qu’une cour a jugés trop larges (Duran), mais du même ordre : il faut s’attendre à ce "
        "qu’elle soit contestée."
    ),
    "too_wide": N_(
        "À un niveau de confiance de {sure}, la marge relative est de {margin}. Une cour en a jugé "
        "une de {duran} trop large (Duran)."
    ),
}
SUFFICIENT = N_(
    "Le recouvrement collectif demande un total établi « avec une exactitude suffisante » "
    "(C.p.c. 595). Aucun texte ne dit quelle marge y suffit : le tribunal l’apprécie. "
    "Duran : Duran v. U.S. Bank National Assn., 59 Cal. 4th 1 (Cour suprême de Californie, 2014)."
)
METHOD = (
    N_(
        "Total estimé : la somme, par sous-groupe, du nombre de membres multiplié par la moyenne "
        "des montants examinés."
    ),
    N_(
        "Erreur type : la racine de la somme des N² (1 − n/N) s²/n; le facteur 1 − n/N tient "
        "compte de ce qu’une classe est finie, et annule l’erreur quand tous ont été examinés."
    ),
    N_(
        "Intervalle : loi de Student, degrés de liberté de Satterthwaite, parce que les "
        "sous-groupes n’ont ni la même taille ni la même dispersion."
    ),
)
"""How a total is drawn from strata, one sentence each."""


def whole(found: Estimate, currency: str, language: Language) -> str:
    """The total and its interval in one sentence."""
    return say(
        "Total estimé : {total}, entre {low} et {high}, à un niveau de confiance de {confidence}.",
        language,
        total=money(found.total, currency, language),
        low=money(found.low, currency, language),
        high=money(found.high, currency, language),
        confidence=as_percent(found.confidence, language),
    )


def spread(found: Estimate, currency: str, language: Language) -> str:
    """What the interval rests on."""
    error = money(found.standard_error, currency, language)
    if found.freedom is None and all(p.stratum.sampled == p.stratum.members for p in found.parts):
        return say("Erreur type : {error}; rien n’est laissé au hasard.", language, error=error)
    if found.freedom is None:
        return say(
            "Erreur type : {error}, parce que les montants examinés de chaque sous-groupe sont "
            "égaux; ceux qui ne l’ont pas été peuvent différer.", language, error=error,
        )  # fmt: skip
    free = number(found.freedom, language)
    return say(
        "Erreur type : {error}. Degrés de liberté : {free}.", language, error=error, free=free
    )


def gauge(found: Estimate, language: Language) -> str:
    """Where the margin stands, at the confidence of Duran; empty when there is none."""
    if found.gauged is None or found.level is None:
        return ""
    known = {"sure": CONFIDENCE, "margin": found.gauged, "duran": DURAN}
    told = {name: as_percent(share, language) for name, share in known.items()}
    return say(GAUGE[found.level], language, **told)


def read_from(number: int, made: int, seed: str, language: Language) -> str:
    """Which draw was read, of how many made, and the seed that draws it again."""
    return say(
        "Échantillon lu : no {number}, le dernier de {made}. Graine : {seed}.",
        language, number=number, made=made, seed=seed,
    )  # fmt: skip


def lacking(problems: Sequence[Problem], language: Language) -> list[tuple[str, str]]:
    """What keeps a total from being estimated: the subgroups, then the sentence they share."""
    told: dict[str, list[str]] = {}
    for problem in problems:
        told.setdefault(sentence(problem, language), []).append(problem.where)
    return [(", ".join(codes), said) for said, codes in told.items()]


def as_percent(share: Decimal, language: Language) -> str:
    """A share to the tenth of a percent: 0.4330 is "43,3 %"."""
    return percent((share * 100).quantize(TENTH, ROUND_HALF_UP), language)
