"""The losses and their steps as CSV: what a stranger adds up again, and what `verify.py` does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claims.claim.model import Claim, Decision
from claims.damages.assessment import Assessment, Line
from claims.damages.rows import LineRow
from claims.documents.contents import Contents
from claims.documents.index import csv_line, csv_lines, guarded
from claims.documents.schedule import MOST, MOST_STEPS
from claims.documents.steps import DECLARED, SUPPORTED, Row, Trace, proofs
from claims.documents.values import FiledClaim
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_cents

AMOUNTS = ("declared_cents", "supported_cents", "admitted_cents")
LINES = (
    "claim", "revision", "loss", "head", "service", "group", "subgroup", "start", "end", "grade",
    *AMOUNTS, "decided", "reason", "exhibits", "traced", "pages", "sentence",
)  # fmt: skip
STEPS = (
    "claim", "revision", "loss", "step", "depth", "verb", "name", "text", "operand", "unit",
    "running", "origin", "since", "authority", "verified",
)  # fmt: skip
SURE = {None: "", True: "1", False: "0"}


@dataclass(slots=True)
class Told:
    """What both files share: the claims, and what was counted on the way."""

    claims: Mapping[str, FiledClaim]
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*AMOUNTS, "lines"), 0))
    reached: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    """(claim, loss) → the cents its steps lead to, declared and supported."""
    lines: list[LineRow] = field(default_factory=list)
    """The losses, for the schedule on paper; one more than it takes when they are too many."""
    counted: dict[tuple[str, str], Line] = field(default_factory=dict)
    """(claim, loss) → its steps, likewise."""

    def watched(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """The claims computed, those of the schedule kept on the way."""
        for assessment in assessments:
            if len(self.counted) <= MOST_STEPS:
                self.counted.update(
                    ((assessment.number, one.loss), one) for one in assessment.lines
                )
            yield assessment


def steps_csv(
    assessments: Iterable[Assessment], told: Told, matter: Matter, language: Language
) -> Iterator[bytes]:
    """Every step, its numbers exact to the last digit; `told.reached` fills up on the way."""
    yield "".join(csv_lines([STEPS])).encode()
    for row in Trace(matter, language).rows(told.watched(assessments)):
        if row.verb in (DECLARED, SUPPORTED):
            before = told.reached.get((row.claim, row.loss), ())
            told.reached[row.claim, row.loss] = (*before, to_cents(row.running))
        yield csv_line(_cells(row, str(told.claims[row.claim].revision))).encode()


def _cells(row: Row, revision: str) -> Sequence[str]:
    return (
        row.claim, revision, row.loss, row.place, str(row.depth), row.verb, row.name,
        guarded(row.text), "" if row.operand is None else f"{row.operand:f}", row.unit,
        f"{row.running:f}", row.origin, row.since.isoformat() if row.since else "",
        guarded(row.authority), SURE[row.verified],
    )  # fmt: skip


def lines_csv(lines: Iterable[LineRow], told: Told, contents: Contents) -> Iterator[bytes]:
    """Every loss, the exhibits that prove it and their pages; `told.totals` fills up on the way.

    Written after the steps: `traced` says whether they lead to the amounts counted, which a figure
    changed since would prevent.
    """
    yield "".join(csv_lines([LINES])).encode()
    for line in lines:
        if len(told.lines) <= MOST:
            told.lines.append(line)
        cents = (line.declared, line.supported, line.admitted)
        for name, amount in zip((*AMOUNTS, "lines"), (*cents, 1), strict=True):
            told.totals[name] += amount
        filed = told.claims[line.number]
        texts = (
            line.number, str(filed.revision), line.loss, line.head, line.service, line.group,
            line.subgroup, line.start.isoformat(), line.end.isoformat(), line.grade,
        )  # fmt: skip
        traced = told.reached.get((line.number, line.loss)) == cents[:2]
        proved = " ".join(proofs(filed.claim, line.loss, contents.numbers))
        pages = "; ".join(_pages(filed.claim, line.loss, contents))
        reason, sentence = _word(filed.claim, line.loss)
        more = ("1" if line.decided else "0", reason, proved, "1" if traced else "0", pages,
                sentence)  # fmt: skip
        yield "".join(csv_lines([(*texts, *map(str, cents), *more)])).encode()


def _word(claim: Claim, loss: str) -> tuple[str, str]:
    """The code of counsel's reason and what they wrote to the claimant; never their note."""
    found = decision_on(claim, loss)
    return (found.reason, found.sentence) if found else ("", "")


def decision_on(claim: Claim, loss: str) -> Decision | None:
    """Counsel's word on a loss, if there is one."""
    return next((decision for decision in claim.decisions if decision.loss == loss), None)


def _pages(claim: Claim, loss: str, contents: Contents) -> Iterator[str]:
    """The numbers of the pages that prove a loss, in the order of its exhibits."""
    return (span for _, span in proved_by(claim, loss, contents) if span)


def proved_by(claim: Claim, loss: str, contents: Contents) -> list[tuple[str, str]]:
    """The exhibits that prove a loss, each with the numbers of its first page and its last."""
    scheme, ranges = contents.scheme, contents.ranges
    return [
        (label, scheme.span(ranges[key]) if scheme and key in ranges else "")
        for label, key in proofs(claim, loss, contents.numbers).items()
    ]
