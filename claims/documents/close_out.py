"""The close-out statement: who is in the class, who claimed, who is paid what, where the fund goes.

Made of one sharing of the fund, and a draft until the court approves it. What the registry does not
know is named as missing, never made up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reportlab.platypus import Flowable

from claims.documents.blocks import grid, listed, notice, pairs
from claims.documents.court_head import court_head
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.payment import DRAFT, Payees, terms_of
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import say
from claims.i18n.formats import count, moment, money, percent
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import rounded, to_units
from claims.totals.allocated import parts, residue_said

UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Class:
    """The class in counts. filed: claims that count; decided: of these, those counsel decided;
    withdrawn, opted_out: those that left; objections: received, as counsel recorded them;
    objections_withdrawn: of these, those withdrawn since."""

    filed: int
    decided: int
    withdrawn: int
    opted_out: int
    objections: int
    objections_withdrawn: int


@dataclass(frozen=True, slots=True)
class Payments:
    """Net payments above zero, in cents; none without any payment."""

    many: int
    mean: int
    median: int
    largest: int
    smallest: int


def payments_of(net: Sequence[int]) -> Payments | None:
    """What net payments come to, each figure rounded to the cent once."""
    paid = sorted(cents for cents in net if cents > 0)
    if not paid:
        return None
    middle, half = len(paid) // 2, len(paid) % 2 == 0
    median = rounded(paid[middle - 1] + paid[middle], 2) if half else paid[middle]
    return Payments(len(paid), rounded(sum(paid), len(paid)), median, paid[-1], paid[0])


def members_of(matter: Matter) -> tuple[int | None, tuple[str, ...]]:
    """How many the sources count in the class, None while a subgroup has none; those subgroups."""
    said = {name: subgroup.members for name, subgroup in matter.subgroups.items()}
    unknown = tuple(name for name, members in said.items() if members is None)
    if unknown:
        return None, unknown
    return sum(members.best for members in said.values() if members), ()


def close_out(
    payees: Payees, told: Class, *, journal_head: JournalHead, at: datetime, language: Language
) -> bytes:
    """The PDF; the same sharing of the same claims gives the same bytes."""
    title, matter = say("Rapport de clôture", language), payees.matter
    sheet = Sheet(
        title=f"{title} — {matter.short.in_(language)}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=say("Journal {head}", language, head=head_said(journal_head)),
        language=language,
        at=at,
        fictional=payees.fictional,
    )
    when = moment(at, matter.timezone, language)
    story = [
        *court_head(matter, language),
        words(matter.title.in_(language), "strong"),
        Heading(title, 0),
        words(say("Chiffres au {moment}", language, moment=when), "lead"),
        notice(say(DRAFT, language), "warning"),
        *(notice(sentence(p.in_currency(matter.currency), language), "warning")
          for p in payees.remarks),
        Heading(say("Le groupe", language)),
        _class(payees, told, language),
        Heading(say("Les paiements, nets de prélèvement", language)),
        _payments(payees, language),
        Heading(say("Termes de la répartition", language)),
        pairs(terms_of(payees, language)),
        Heading(say("Où va le fonds", language)),
        *_fund(payees, language),
        Heading(say("Ce qui manque à ce rapport", language)),
        *listed(list(_missing(payees, language))),
    ]  # fmt: skip
    return publish(story, sheet)


def _net(payees: Payees) -> list[int]:
    return [int(each) for each in payees.shared.made.shares - payees.shared.taken.shares]


def _class(payees: Payees, told: Class, language: Language) -> Flowable:
    members, _ = members_of(payees.matter)
    paid = sum(1 for cents in _net(payees) if cents > 0)
    rows = [
        (say("Membres, selon les sources du dossier", language), members, None),
        (say("Réclamations qui comptent", language), told.filed, members),
        (say("Réclamations décidées", language), told.decided, told.filed),
        (say("Réclamations payées", language), paid, told.filed),
        (say("Exclusions demandées", language), told.opted_out, members),
        (say("Réclamations retirées", language), told.withdrawn, None),
        (say("Objections reçues", language), told.objections, members),
        (say("Objections retirées", language), told.objections_withdrawn, told.objections),
    ]
    header = ["", say("Nombre", language), say("Part", language)]
    cells = [
        [said, _counted(many, language), _share(many, of, language)] for said, many, of in rows
    ]
    return grid(header, cells, [60, 20, 40], right=(1,))


def _counted(many: int | None, language: Language) -> str:
    return say("non connu", language) if many is None else count(many, language)


def _share(many: int | None, of: int | None, language: Language) -> str:
    if many is None or not of:
        return UNKNOWN
    part = to_units(rounded(many * 10_000, of))
    return say("{percent} de {n}", language, percent=percent(Decimal(part), language),
               n=count(of, language))  # fmt: skip


def _payments(payees: Payees, language: Language) -> Flowable:
    made = payments_of(_net(payees))
    if made is None:
        return words(say("Aucune réclamation n’est payée.", language))
    currency = payees.matter.currency
    rows = [
        [say("Paiements", language), count(made.many, language)],
        [say("Moyenne", language), money(made.mean, currency, language)],
        [say("Médiane", language), money(made.median, currency, language)],
        [say("Le plus élevé", language), money(made.largest, currency, language)],
        [say("Le plus bas", language), money(made.smallest, currency, language)],
    ]
    return grid(["", say("Valeur", language)], rows, [60, 60], right=(1,))


def _fund(payees: Payees, language: Language) -> Iterator[Flowable]:
    """Rows that add up to the fund, and what became of the residue."""
    currency, shared = payees.matter.currency, payees.shared
    rows = [[say(title, language), money(cents, currency, language)]
            for title, cents in parts(shared).items()]  # fmt: skip
    rows.append([say("Fonds", language), money(shared.made.terms.fund, currency, language)])
    header = [say("Partie du fonds", language), say("Montant", language)]
    yield grid(header, rows, [60, 60], right=(1,), total=True)
    if told := residue_said(shared, currency, language):
        yield words(told)


def _missing(payees: Payees, language: Language) -> Iterator[str]:
    """What a court asks and the registry does not know."""
    _, unknown = members_of(payees.matter)
    if unknown:
        yield say("Le nombre de membres : aucune source pour {names}.", language,
                  names=", ".join(unknown))  # fmt: skip
    yield say("Les objections : seules celles que les avocats ont consignées sont comptées.",
              language)  # fmt: skip
    yield say("Les avis envoyés et les chèques non encaissés : le registre n’en consigne pas.",
              language)  # fmt: skip
    yield say("Les exclusions reçues au greffe : seules celles du registre sont comptées.",
              language)  # fmt: skip
