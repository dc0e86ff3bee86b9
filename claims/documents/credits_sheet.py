"""The sums received, in the workbook: what was deducted of each, and why the rest was not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from claims.claim.model import Claim, Credit
from claims.damages.assessment import Assessment
from claims.damages.credits import counts
from claims.documents.declared import credit_kinds
from claims.documents.lists import LongSheet
from claims.documents.sheet_rows import Cents, Column, Counts, Days, Numbers, Texts, Words
from claims.documents.sheet_style import Looks
from claims.documents.values import FiledClaim
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_cents, to_units

ZERO = Decimal(0)


class Absorbed:
    """Notes, as assessments go by, what the losses of each claim absorbed of the sums received."""

    def __init__(self) -> None:
        self.of: dict[str, Mapping[str, Decimal]] = {}

    def noting(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """The assessments as they come, each noted."""
        for assessment in assessments:
            self.of[assessment.number] = assessment.deducted
            yield assessment

    def deducted(self) -> int:
        """Cents deducted of the sums that all these claims received."""
        return to_cents(sum((sum(told.values(), ZERO) for told in self.of.values()), ZERO))


def credits_of(
    filed: Sequence[FiledClaim],
    absorbed: Absorbed | None,
    matter: Matter,
    look: Looks,
    language: Language,
) -> LongSheet:
    """Every sum received, and every offer refused. absorbed: None
    where the claims were not computed, and nothing is said of what was deducted."""
    taken_by = absorbed.of if absorbed else {}
    found = [
        (each, credit, taken_by.get(each.claim.number, {}).get(credit.id, ZERO))
        for each in filed
        for credit in each.claim.credits
    ]
    kinds = credit_kinds(language)
    heads = {key: label.in_(language) for key, label in matter.credited().items()}
    answers = {True: say("oui", language), False: say("non", language)}
    columns: list[Column] = [
        Texts(say("Réclamation", language), [e.claim.number for e, *_ in found], look.text),
        Counts(say("Révision", language), [e.revision for e, *_ in found], look.whole),
        Texts(say("Nature", language), [kinds[c.kind] for _, c, _ in found], look.text),
        Words(say("Chef de dommages", language), [heads[c.head] for _, c, _ in found], look.words),
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
        columns += [amounts, Words(why, reasons, look.words)]
        shares += [15, 44]
    title, table = say("Crédits", language), say("Credits", language)
    return LongSheet(title, table, columns, shares, len(found))


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
