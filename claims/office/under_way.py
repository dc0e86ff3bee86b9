"""One document under way: from which state, in which language, and what of it is worked out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from claims.claim.redaction import Set
from claims.damages.assessment import Assessment
from claims.damages.doubts import taxes_used
from claims.damages.grades import accepted
from claims.damages.tax import TaxRate
from claims.documents.estimated import Estimated
from claims.documents.numbering import part_of
from claims.documents.values import Tables
from claims.i18n.text import Language
from claims.office.examining import examined, read_with
from claims.office.gathering import State
from claims.office.house import House
from claims.office.snapshots import kept_scenarios
from claims.problems import Problem, Refused
from claims.totals.decided import decided
from claims.totals.estimate import estimate, with_warnings
from claims.totals.side_by_side import SideBySide

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """One document under way. progress: told how many exhibits are done, of how many; set: whether
    it gives originals, or redacted copies and notices in their place."""

    house: House
    state: State
    language: Language
    by: str
    now: datetime
    progress: Progress | None = None
    set: Set = Set.CONFIDENTIAL
    chosen_of: int = 0
    """How many claims count, when the state holds chosen ones only; 0 when it holds all."""
    reserves: list[Problem] = field(default_factory=list)
    """What could not be had for the document, which is made without; filled as it is made."""

    @property
    def snapshot(self) -> str:
        """The snapshot, as documents of both languages name it: I-3."""
        return f"I-{self.state.snapshot.number}"

    @property
    def part(self) -> str:
        """What the papers of these claims are numbered under, when they are chosen ones."""
        return part_of(f.claim.number for f in self.state.claims) if self.chosen_of else ""

    @property
    def tables(self) -> Tables:
        """The totals that documents print."""
        tables = self.state.tables
        return Tables(
            tables["by_subgroup"], tables["by_month"], tables["by_grade"],
            decided(self.state.frame), self._on_word(),
        )  # fmt: skip

    def _on_word(self) -> int:
        """Cents that a declaration alone supports; a line that is also supported by exhibits is
        counted again, to tell one from the other."""
        rules, mixed, cents = self.house.rules(self.state.matter.id), set[str](), 0
        for line in self.state.lines:
            if line.grade == "D" and line.supported:
                alone = accepted(rules.matter.heads[line.head], "D", line.declared)
                if line.supported != alone:
                    mixed.add(line.number)
                cents += alone if line.supported == alone else 0
        again = (f.claim for f in self.state.claims if f.claim.number in mixed)
        lines = (line for claim in again for line in rules.assess(claim).lines if line.support)
        return cents + sum(line.on_word for line in lines)

    @property
    def taxes(self) -> tuple[TaxRate, ...]:
        """The rates of sales tax that the lines used."""
        claims = (filed.claim for filed in self.state.claims)
        return taxes_used(claims, self.state.matter, self.house.rates.taxes)

    @property
    def whole_class(self) -> Estimated:
        """What all members lost by what claims support, or what is missing to say so."""
        seen = examined(self.house, self.state.matter, assumed={})
        try:
            found = estimate(seen.strata)
        except Refused as refusal:
            return Estimated(None, refusal.problems)
        return Estimated(with_warnings(found, read_with(seen, "supported", found)), ())

    @property
    def scenarios(self) -> SideBySide | None:
        """What the snapshot keeps of scenarios."""
        return kept_scenarios(self.state.snapshot)

    @property
    def assessments(self) -> Iterator[Assessment]:
        """Every claim computed again, for its steps, when its turn comes."""
        rules = self.house.rules(self.state.matter.id)
        yield from (rules.assess(filed.claim) for filed in self.state.claims)
