"""What may be handed to the press: the class, its groups, ranges; never a person nor a small cell.

Every figure comes from tables already masked for the representative, so this tells nothing that
they hide. But for the number of claims, figures are given as ranges: two summaries of two days do
not tell what the one claim filed between them declares.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter
from claims.matter.order import turn
from claims.totals.estimate import Level
from claims.totals.leaks import LEAST
from claims.totals.masked import LEGEND, MASKED, WITHHELD, MaskedRow, MaskedTable

Band = tuple[int, int]
"""A figure that is not told exactly: at least, and at most."""
UNIT = 100
"""Ranges of amounts end on whole dollars or euros."""
CAUTIONS = (
    N_("Déclaré : ce que les réclamants disent avoir perdu. Étayé : la part que leurs pièces "
       "appuient. Personne n’a encore jugé que ces sommes sont dues."),
    N_("Les fourchettes évitent qu’on déduise ce que réclame une personne. Ce sommaire ne nomme "
       "personne."),
)  # fmt: skip
WAITING = {
    "members": N_(
        "Le total de toute l’action ne s’estime pas encore : aucune source ne dit combien de "
        "membres comptent les sous-groupes."
    ),
    "few": N_(
        "Le total de toute l’action ne se dit pas encore : trop peu de réclamations le composent."
    ),
}
ROUGH = {
    "narrow": N_("La marge est étroite."),
    "fair": N_("La marge est de l’ordre de celles qui se discutent."),
    "wide": N_("La marge est large : elle sera contestée."),
    "too_wide": N_("La marge est plus large que celle qu’une cour a refusée (Duran)."),
}


@dataclass(frozen=True, slots=True)
class InWords:
    """The total of the class, roughly: its first two digits, in cents, and where its margin stands.

    The interval is not told: its width is the variance, and beside the mean, which the totals show,
    the variance tells that one claim holds nearly all.
    """

    total: int
    level: Level


Told = InWords | Literal["members", "few"]
"""The class estimated, or what keeps it untold."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group; None is masked. declared, supported: cents."""

    code: str
    claims: Band | None
    declared: Band | None
    supported: Band | None


@dataclass(frozen=True, slots=True)
class Public:
    """The class as anyone may read it. groups: none when claims are too few to be parted."""

    claims: int | None
    declared: Band | None
    supported: Band | None
    groups: tuple[Group, ...]
    estimate: Told
    fictional: bool


def public(shown: MaskedTable, estimate: Told, *, fictional: bool) -> Public:
    """The summary of totals by group, subgroup and head, as the representative sees them."""
    groups = tuple(
        Group(row.key[0], band(row.claims), *_spans(row))
        for row in shown.subtotals
        if len(row.key) == 1
    )
    return Public(shown.total.claims, *_spans(shown.total), groups, estimate, fictional)


def _spans(row: MaskedRow) -> tuple[Band | None, Band | None]:
    return span(row.declared), span(row.supported)


def band(figure: int | None) -> Band | None:
    """Where a count stands: below 5, 5 to 9, 10 to 19, 20 to 49, 50 to 99, and so on by tens.

    Read on two days, an exact count tells that a claim filed between them is one of those counted.
    """
    if figure is None:
        return None
    if figure < LEAST:
        return 0, LEAST - 1
    ten = 10 ** (len(str(figure)) - 1)
    ends = (ten, 2 * ten, 5 * ten, 10 * ten)
    return next((low, high - 1) for low, high in pairwise(ends) if figure < high)


def span(cents: int | None) -> Band | None:
    """Between which two amounts of two digits an amount stands: 3 687 177,52 $ is from 3 600 000 $
    to 3 700 000 $; nil is nil."""
    if not cents:
        return None if cents is None else (0, 0)
    step = max(10 ** (len(str(cents)) - 2), UNIT)
    low = cents // step * step
    return low, low + step


def counted(figure: Band | None, language: Language) -> str:
    """A range of counts in words."""
    if figure is None:
        return say(MASKED, language)
    low, high = figure
    if not low:
        return say("moins de {n}", language, n=count(high + 1, language))
    told = {"low": count(low, language), "high": count(high, language)}
    return say("de {low} à {high}", language, **told)


def between(figure: Band | None, currency: str, language: Language) -> str:
    """A range of amounts in words, without the cents it does not know."""
    if figure is None:
        return say(MASKED, language)
    low, high = (_whole(cents, currency, language) for cents in figure)
    return low if figure[0] == figure[1] else say("de {low} à {high}", language, low=low, high=high)


def _whole(cents: int, currency: str, language: Language) -> str:
    written = money(cents, currency, language)
    return written.replace(",00", "") if language == "fr" else written.removesuffix(".00")


def titles(matter: Matter, language: Language) -> list[str]:
    """Of the columns of `rows`; what is filed is called as the stage of the matter has it."""
    filed = filing(matter, language)["filings"]
    return [say("Groupe", language), filed, say("Déclaré", language), say("Étayé", language)]


def rows(told: Public, matter: Matter, language: Language) -> list[list[str]]:
    """A row a group, under `titles`, and the whole at the end."""
    ranked = sorted(told.groups, key=lambda group: turn((group.code,), matter))
    found = [
        [_named(group.code, matter, language), counted(group.claims, language),
         *_amounts(group, matter, language)]
        for group in ranked
    ]  # fmt: skip
    claims = say(MASKED, language) if told.claims is None else count(told.claims, language)
    return [*found, [say("Total", language), claims, *_amounts(told, matter, language)]]


def _amounts(of: Group | Public, matter: Matter, language: Language) -> list[str]:
    return [between(each, matter.currency, language) for each in (of.declared, of.supported)]


def _named(code: str, matter: Matter, language: Language) -> str:
    known = matter.groups.get(code)
    return f"{code} – {known.label.in_(language)}" if known else say("À classer", language)


def concerned(matter: Matter, language: Language) -> list[str]:
    """The groups as they are defined."""
    return [f"{code} – {each.definition.in_(language)}" for code, each in matter.groups.items()]


def estimated(told: Told, currency: str, language: Language) -> list[str]:
    """What all members together may have lost, in words; or why it is not said yet."""
    if not isinstance(told, InWords):
        return [say(WAITING[told], language)]
    total = _whole(told.total, currency, language)
    said = say(
        "Tous les membres ensemble auraient perdu environ {total}, si ceux qui n’ont rien "
        "déposé ont perdu autant que les autres.",
        language,
        total=total,
    )
    return [said, say(ROUGH[told.level], language)]


def cautions(told: Public, language: Language) -> Iterator[str]:
    """What a reader must know of the figures."""
    yield from (say(text, language) for text in CAUTIONS)
    if _some_masked(told):
        yield say(LEGEND, language)
    if told.claims is not None and not told.groups:
        yield say(WITHHELD, language)


def _some_masked(told: Public) -> bool:
    every: Sequence[object] = [told.claims, told.declared, told.supported]
    parts = (part for g in told.groups for part in (g.claims, g.declared, g.supported))
    return None in [*every, *parts]
