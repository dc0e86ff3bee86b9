"""The sums received, in the workbook: what was deducted of each, and why the rest was not."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from claims.claim.model import Claim, Credit
from claims.damages.assessment import Assessment, Left
from claims.damages.credits import counts
from claims.documents.declared import credit_kinds
from claims.documents.lists import LongSheet
from claims.documents.sheet_rows import Cents, Column, Counts, Days, Numbers, Texts
from claims.documents.sheet_style import Looks
from claims.documents.values import FiledClaim
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_cents, to_units

ZERO = Decimal(0)
Taken = tuple[Credit, Decimal]
"""A sum received, and what was deducted of it."""


class Absorbed:
    """Notes, as assessments go by, what no loss of each claim absorbed."""

    def __init__(self) -> None:
        self.left: dict[str, Left] = {}

    def noting(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """The assessments as they come, each noted."""
        for assessment in assessments:
            self.left[assessment.number] = assessment.left
            yield assessment

    def deducted(self, filed: Sequence[FiledClaim], matter: Matter) -> int:
        """Cents deducted of the sums that all these claims received."""
        every = (taken_of(e.claim, self.left.get(e.claim.number, ()), matter) for e in filed)
        return to_cents(sum((taken for told in every for _, taken in told), ZERO))


def credits_of(
    filed: Sequence[FiledClaim],
    absorbed: Absorbed | None,
    matter: Matter,
    look: Looks,
    language: Language,
) -> LongSheet:
    """Every sum received, and every offer refused. absorbed: None
    where the claims were not computed, and nothing is said of what was deducted."""
    left = absorbed.left if absorbed else {}
    found = [
        (each, credit, taken)
        for each in filed
        for credit, taken in taken_of(each.claim, left.get(each.claim.number, ()), matter)
    ]
    kinds = credit_kinds(language)
    heads = {key: label.in_(language) for key, label in matter.credited().items()}
    answers = {True: say("oui", language), False: say("non", language)}
    columns: list[Column] = [
        Texts(say("Réclamation", language), [e.claim.number for e, *_ in found], look.text),
        Counts(say("Révision", language), [e.revision for e, *_ in found], look.whole),
        Texts(say("Nature", language), [kinds[c.kind] for _, c, _ in found], look.text),
        Texts(say("Chef de dommages", language), [heads[c.head] for _, c, _ in found], look.text),
        Texts(say("Service", language), [domain(e.claim, c.service) for e, c, _ in found],
              look.text),
        Texts(say("Acceptée", language), [answers[c.accepted] for _, c, _ in found], look.text),
        Days(say("Reçue le", language), [c.received for _, c, _ in found], look.day),
        Cents(say("Montant", language), [c.cents for _, c, _ in found], look.amount),
    ]  # fmt: skip
    shares = [14.0, 9, 24, 30, 30, 11, 12, 15]
    if absorbed is not None:
        amounts = Numbers(say("Déduit", language))
        for *_, taken in found:
            amounts.add(taken, look.amount)
        reasons = [why_not(credit, taken, matter, language) for _, credit, taken in found]
        why = say("Pourquoi pas davantage", language)
        columns += [amounts, Texts(why, reasons, look.text)]
        shares += [15, 44]
    title, table = say("Crédits", language), say("Credits", language)
    return LongSheet(title, table, columns, shares, len(found))


def taken_of(claim: Claim, left: Left, matter: Matter) -> list[Taken]:
    """Each sum of a claim, in order. What no loss absorbed falls on the last of those that answer
    to one head and service."""
    rest = {(head, service): amount for head, service, amount in left}
    return [_taken(credit, rest, matter) for credit in reversed(claim.credits)][::-1]


def _taken(credit: Credit, rest: dict[tuple[str, str], Decimal], matter: Matter) -> Taken:
    if not credit.accepted or not counts(credit, matter):
        return credit, ZERO
    whole, pot = to_units(credit.cents), (credit.head, credit.service)
    over = min(rest.get(pot, ZERO), whole)
    rest[pot] = rest.get(pot, ZERO) - over
    return credit, whole - over


def why_not(credit: Credit, taken: Decimal, matter: Matter, language: Language) -> str:
    """Why no more was deducted of a sum; empty when the whole was."""
    if not credit.accepted:
        return say("offre refusée", language)
    if not counts(credit, matter):
        return say("hébergement gratuit, que ce dossier ne déduit pas", language)
    if taken < to_units(credit.cents):
        return say("plus que les pertes auxquelles elle répond", language)
    return ""


def domain(claim: Claim, service_id: str) -> str:
    """The domain a sum answers to; blank when it answers to no site in particular."""
    service = claim.service(service_id)
    return service.domain if service else ""
