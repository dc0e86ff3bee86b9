"""A verdict on a line: as typed, as read, and what the claim becomes.

Accepted, a line admits what it declares; reduced, the sum counsel types; refused, nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.claim.model import Claim
from claims.claim.states import Status
from claims.damages.assessment import Assessment, Line
from claims.i18n.amounts import read_amount, read_text
from claims.matter.model import Matter
from claims.office.secrecy import fingerprint
from claims.problems import Problem, Refused
from claims.store.claims import ClaimRow

DECIDED = (Status.ACCEPTED, Status.REDUCED, Status.REFUSED)
OPEN = (Status.SUBMITTED, Status.IN_REVIEW, Status.DEFICIENT)
"""Where lines may be decided; a decided claim is sent back to review first."""
NOTE = 5000
"""Longest note, in characters."""
SENTENCE = 500
"""Longest sentence to the claimant about a line, in characters."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line decided, as typed. amount: read only when the line is reduced; note: privileged;
    sentence: to the claimant."""

    loss: str
    outcome: str
    amount: str = ""
    reason: str = ""
    note: str = ""
    sentence: str = ""


def status_after(claim: Claim, since: datetime | None = None) -> Status:
    """What the decided lines make of a claim; in review while one is undecided, or, where the
    decisions were contested, was not decided anew since."""
    outcomes = {d.loss: d.outcome for d in claim.decisions if since is None or d.at > since}
    said = [outcomes.get(loss.id) for loss in claim.losses]
    if None in said:
        return Status.IN_REVIEW
    if set(said) == {"accepted"}:
        return Status.ACCEPTED
    return Status.REFUSED if set(said) == {"refused"} else Status.REDUCED


def with_decisions(
    claim: Claim,
    verdicts: Sequence[Verdict],
    row: ClaimRow,
    matter: Matter,
    assessment: Assessment,
    *,
    by: str,
    at: datetime,
    secret: bytes,
) -> Claim:
    """The claim with these lines decided, in the order of its losses; every problem at once.

    secret: of the house, so that the hash of a note cannot be tried against guesses.
    """
    read = [_read(verdict, i, matter, assessment) for i, verdict in enumerate(verdicts)]
    problems = [p for found in read for p in found[1]]
    if row.status not in OPEN:
        problems.append(Problem("status", "claim-closed"))
    if problems:
        raise Refused(problems)
    sums = [cents for cents, _ in read]
    told = {
        v.loss: _decision(v, c, by, at, _salt(secret, claim.number, v))
        for v, c in zip(verdicts, sums, strict=True)
    }
    kept = {d.loss: d.model_dump() for d in claim.decisions} | told
    ordered = [kept[loss.id] for loss in claim.losses if loss.id in kept]
    return Claim.model_validate(claim.model_dump() | {"decisions": ordered})


def _decision(verdict: Verdict, cents: int, by: str, at: datetime, salt: str) -> dict[str, object]:
    return {"loss": verdict.loss, "outcome": verdict.outcome, "admitted_cents": cents,
            "reason": verdict.reason, "note": verdict.note, "by": by, "at": at, "salt": salt,
            "sentence": read_text(verdict.sentence, "", longest=SENTENCE)}  # fmt: skip


def _salt(secret: bytes, number: str, verdict: Verdict) -> str:
    """Nothing without a note: there is then nothing to guess."""
    told = f"{number}\0{verdict.loss}\0{verdict.note}"
    return fingerprint(secret, "decision note", told) if verdict.note else ""


def _read(
    verdict: Verdict, place: int, matter: Matter, assessment: Assessment
) -> tuple[int, list[Problem]]:
    """Cents admitted by one verdict, and what is wrong with it."""
    where = f"verdicts.{place}"
    line = next((line for line in assessment.lines if line.loss == verdict.loss), None)
    if line is None:
        return 0, [Problem(f"{where}.loss", "no-such-line")]
    problems = []
    if verdict.reason not in matter.reasons:
        problems.append(Problem(f"{where}.reason", "reason-missing"))
    problems += wrong_words(verdict.note, verdict.sentence, f"{where}.")
    cents = admitted(verdict, line, where, matter.currency)
    if isinstance(cents, Problem):
        return 0, [cents, *problems]
    return cents, problems


def wrong_words(note: str, sentence: str, where: str = "") -> list[Problem]:
    """What keeps a note or a sentence to the claimant from being kept; where: what leads to it."""
    read = (
        read_text(note, f"{where}note", longest=NOTE, lines=True),
        read_text(sentence, f"{where}sentence", longest=SENTENCE),
    )
    return [each for each in read if isinstance(each, Problem)]


def admitted(verdict: Verdict, line: Line, where: str, currency: str) -> int | Problem:
    """Cents the verdict allows: the whole, the sum typed, or nothing."""
    if verdict.outcome == "accepted":
        return line.declared
    if verdict.outcome == "refused":
        return 0
    if verdict.outcome != "reduced":
        return Problem(f"{where}.outcome", "outcome-missing")
    cents = read_amount(verdict.amount, f"{where}.amount", currency=currency)
    if isinstance(cents, int) and cents >= line.declared:
        limit = {"declared_cents": line.declared}
        return Problem(f"{where}.amount", "not-below-declared", limit).in_currency(currency)
    return cents
