"""What an exhibit seems to show, answered from its words: a help to the person, never a verdict.

Nothing here raises or lowers a grade; counsel reads the exhibit itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, NamedTuple

from claims.claim.model import Claim
from claims.evidence.findings import Findings, Word
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter

Shown = Literal["yes", "no", "unsure"]
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a claim says that its exhibit could show. amounts: cents."""

    domains: frozenset[str] = frozenset()
    amounts: frozenset[int] = frozenset()
    start: date = date.min
    end: date = date.max


class Answer(NamedTuple):
    """One answer; the sentence is completed by the values and by where the word stands."""

    shown: Shown
    sentence: str
    word: Word | None = None
    values: Values = MappingProxyType({})

    def said(self, language: Language) -> str:
        """In the reader's language; holds words of the exhibit, so it is text and no markup."""
        values = {
            name: day(value, language) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        told = say(self.sentence, language, words=self.word.text if self.word else "", **values)
        if self.word is None:
            return told
        return say("{told} Page {page}, ligne {line}.", language, told=told,
                   page=self.word.page, line=self.word.line)  # fmt: skip


def expected(claim: Claim | None, matter: Matter, losses: Sequence[str] = ()) -> Expected:
    """What to look for: every site; amounts of the losses it proves, of all when none is said."""
    if claim is None:
        return Expected(start=matter.period_start, end=matter.period_end)
    proved = [loss for loss in claim.losses if not losses or loss.id in losses]
    amounts = {entry.cents for loss in proved for entry in loss.inputs.values() if entry.cents}
    return Expected(
        domains=frozenset(service.domain for service in claim.services),
        amounts=frozenset({*amounts, *(credit.cents for credit in claim.credits)}),
        start=matter.period_start,
        end=matter.period_end,
    )


def answers(found: Findings, wanted: Expected, kind: str = "") -> tuple[Answer, ...]:
    """The provider, the site, an amount, a day of the period, and whether it is paid; of these,
    what an exhibit of that kind could show."""
    return tuple(answer(found, wanted) for answer in ASKED.get(kind, QUESTIONS))


def _provider(found: Findings, wanted: Expected) -> Answer:
    if found.provider:
        return Answer("yes", N_("Nomme le fournisseur : « {words} »."), found.provider[0])
    return Answer("no", N_("Ne semble pas nommer le fournisseur."))


def _domain(found: Findings, wanted: Expected) -> Answer:
    named = [word for word in found.domains if wanted.domains.intersection(word.means)]
    if len(named) > 1:
        return Answer("yes", N_("Nomme le site {words} et d’autres sites du dossier."), named[0])
    if named:
        return Answer("yes", N_("Nomme le site {words}."), named[0])
    if near := _almost(found, wanted):
        return near
    if found.domains:
        told = N_("Nomme {words}, mais aucun des sites du dossier.")
        return Answer("unsure", told, found.domains[0])
    return Answer("no", N_("Ne semble nommer aucun site."))


def _almost(found: Findings, wanted: Expected) -> Answer | None:
    """Optical reading takes one letter for another."""
    for word in found.domains:
        near = get_close_matches(word.means[0], sorted(wanted.domains), n=1, cutoff=0.85)
        if near:
            told = N_("Nomme {words}, presque le site {near} du dossier.")
            return Answer("unsure", told, word, {"near": near[0]})
    return None


def _amount(found: Findings, wanted: Expected) -> Answer:
    same = [w for w in found.amounts if wanted.amounts.intersection(map(int, w.means))]
    if same:
        return Answer("yes", N_("Contient un montant déclaré : « {words} »."), same[0])
    if found.amounts:
        largest = max(found.amounts, key=lambda word: int(word.means[0]))
        told = N_("Contient des montants, dont « {words} », le plus élevé; aucun n’est déclaré.")
        return Answer("unsure", told, largest)
    return Answer("no", N_("Aucun montant n’y a été lu."))


def _day(found: Findings, wanted: Expected) -> Answer:
    period: Values = {"start": wanted.start, "end": wanted.end}
    for word in found.days:
        if any(wanted.start <= date.fromisoformat(day) <= wanted.end for day in word.means):
            return Answer("yes", N_("Porte une date de la période visée : « {words} »."), word)
    if found.days:
        told = N_("Porte la date « {words} », hors de la période du {start} au {end}.")
        return Answer("unsure", told, found.days[0], period)
    return Answer("no", N_("Aucune date n’y a été lue."))


def _paid(found: Findings, wanted: Expected) -> Answer:
    if found.paid and found.unpaid:
        both = {"other": found.unpaid[0].text}
        return Answer("unsure", N_("Dit « {words} », mais aussi « {other} »."), found.paid[0], both)
    if found.paid:
        return Answer("yes", N_("Dit que c’est payé : « {words} »."), found.paid[0])
    if found.unpaid:
        return Answer("no", N_("Dit que ce n’est pas payé : « {words} »."), found.unpaid[0])
    return Answer("no", N_("Ne dit pas si c’est payé."))


QUESTIONS: tuple[Callable[[Findings, Expected], Answer], ...] = (
    _provider,
    _domain,
    _amount,
    _day,
    _paid,
)
UNPAID = (_provider, _domain, _amount, _day)
ASKED: Mapping[str, tuple[Callable[[Findings, Expected], Answer], ...]] = {
    "platform_export": (),
    "order_book": (),
    "bank_statement": (_provider, _amount, _day),
    "tax_return": (_amount, _day),
    "accounts": (_amount, _day),
    "quote": (_domain, _amount, _day),
    "time_sheet": (_domain, _day),
    "call_log": (_provider, _day),
    "list": (_provider, _domain, _day),
    "backup_log": (_provider, _domain, _day),
    "email": UNPAID,
    "sworn_statement": UNPAID,
    "witness_statement": UNPAID,
    "bailiff_report": UNPAID,
    "whois": (_domain,),
    "contract": (_provider, _domain, _day),
    "identity": (),
}
"""Kind of exhibit → what is looked for in it; a kind that is not here may show anything."""
