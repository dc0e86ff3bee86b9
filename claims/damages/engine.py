"""The engine: each loss runs down the tape of its head; the result is rounded once, at the end."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from functools import partial

from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim, Decision, Loss, Service
from claims.damages.assessment import Assessment, Line, Step
from claims.damages.causation import screened
from claims.damages.credits import Pots, counts
from claims.damages.misfits import misfits
from claims.damages.named_sales import estimate_of_loss
from claims.damages.names import cap_key, worth
from claims.damages.outages import contradictions
from claims.damages.rates import Rates
from claims.damages.rerun import Rerun, own_rate
from claims.damages.situation import Situation
from claims.damages.supported import supported
from claims.damages.verbs import VERBS
from claims.matter.model import Matter
from claims.money import EXACT, to_cents, to_units
from claims.problems import Problem


def assess(claim: Claim, matter: Matter, rates: Rates) -> Assessment:
    """Every loss of a claim, in the order filed; amounts in cents, with their steps.

    What losses share, sums received and caps, is used in an order that does not depend on how the
    claimant listed them.
    """
    received = _credits(claim, matter)
    pots = Pots(dict(received), received)
    with localcontext(EXACT):
        counted = [_count(Situation(claim, matter, rates, loss, pots))
                   for loss in in_turn(claim, matter)]  # fmt: skip
        lines = {line.loss: line for line in _with_credits_left(counted, pots, claim, matter)}
        return Assessment(
            claim.number, matter.id, tuple(lines[loss.id] for loss in claim.losses),
            _deducted(claim, matter, pots),
        )  # fmt: skip


def in_turn(claim: Claim, matter: Matter) -> list[Loss]:
    """The losses of a claim in the order in which they are counted."""
    return sorted(claim.losses, key=partial(_turn, claim, matter))


def _turn(claim: Claim, matter: Matter, loss: Loss) -> tuple[int, date, str]:
    """When a loss is counted, proved or not: by head as the matter lists them, the oldest first,
    then by name of service. No two losses of a claim have all three alike.
    """
    service = claim.service(loss.service)
    domain = service.domain if service else ""
    return list(matter.heads).index(loss.head), loss.start, domain


def _with_credits_left(
    counted: list[Line], pots: Pots, claim: Claim, matter: Matter
) -> tuple[Line, ...]:
    """A sum received that no loss could absorb: told on the last counted of those it answers to."""
    told = list(counted)
    for (head, service), amount in sorted(pots.credits.items()):
        cents = to_cents(amount)
        if cents and told:
            last = _answered(told, head, claim.service(service), matter)
            left = _left(cents, claim.service(service)).in_currency(matter.currency)
            told[last] = replace(told[last], warnings=(*told[last].warnings, left))
    return tuple(told)


def _answered(lines: list[Line], head: str, service: Service | None, matter: Matter) -> int:
    """Place of the last line a sum answers to; of its heads if its service has none, else last."""
    scope = matter.credit_scopes.get(head)
    heads = scope.heads if scope else (head,)
    same = [i for i, line in enumerate(lines) if line.head in heads]
    its = [i for i in same if service and lines[i].service == service.domain]
    return (its or same or [len(lines) - 1])[-1]


def _left(cents: int, service: Service | None) -> Problem:
    if service is None:
        return Problem("credits", "credit-left", {"left_cents": cents})
    name = domain_in_full(service.domain)
    return Problem("credits", "credit-left-service", {"left_cents": cents, "service": name})


def _credits(claim: Claim, matter: Matter) -> dict[tuple[str, str], Decimal]:
    """Sums received and accepted, by head and service; an offer refused is not a credit."""
    pots: dict[tuple[str, str], Decimal] = {}
    for credit in claim.credits:
        if credit.accepted and counts(credit, matter):
            key = (credit.head, credit.service)
            pots[key] = pots.get(key, Decimal(0)) + to_units(credit.cents)
    return pots


def _deducted(claim: Claim, matter: Matter, pots: Pots) -> dict[str, Decimal]:
    """How much of each sum was deducted; of sums for the same loss, the first listed go first."""
    gone = {pot: all_of - pots.credits[pot] for pot, all_of in pots.received.items()}
    told = {}
    for credit in claim.credits:
        if credit.accepted and counts(credit, matter):
            pot = (credit.head, credit.service)
            told[credit.id] = min(to_units(credit.cents), gone[pot])
            gone[pot] -= told[credit.id]
    return told


def _count(case: Situation) -> Line:
    steps, warnings, notes = _run_down(case)
    declared = max(to_cents(steps[-1].running), 0)
    claim, loss, head, service = case.claim, case.loss, case.head, case.service
    kinds = frozenset(e.kind for e in claim.exhibits if loss.id in e.losses)
    run = Rerun(head, steps, declared, partial(own_rate, case), _unproved(case))
    proved = supported(run, kinds)
    decision = next((d for d in claim.decisions if d.loss == loss.id), None)
    above = _excess(_admitted(decision), declared, case.matter.currency)
    subgroup = _subgroup(case)
    return Line(
        loss=loss.id, head=loss.head, service=service.domain,
        group=case.matter.subgroups[subgroup].group if subgroup else "", subgroup=subgroup,
        start=loss.start, end=loss.end, grade=proved.grade, declared=declared,
        supported=proved.cents, admitted=_admitted(decision),
        decided=decision is not None, steps=steps,
        warnings=(
            *warnings,
            *screened(steps, case),
            *contradictions(loss, service, case.matter),
            *misfits(service, case.matter),
            *above,
        ),
        gains=proved.gains, proofs=proved.proofs, support=proved.support, on_word=proved.on_word,
        notes=notes,
    )  # fmt: skip


def _unproved(case: Situation) -> frozenset[str]:
    """Sales expected are typed once their history was refused: exhibits of sales prove no such
    figure, or a history too short would be worth more than a whole one."""
    refused = isinstance(estimate_of_loss(case.claim, case.loss), Problem)
    return frozenset({"expected_revenue"}) if refused else frozenset()


def _admitted(decision: Decision | None) -> int:
    return decision.admitted_cents if decision else 0


def _excess(admitted: int, declared: int, currency: str) -> tuple[Problem, ...]:
    """More admitted than is declared now: the line must be decided again."""
    if admitted <= declared:
        return ()
    above = Problem("admitted", "admitted-above-declared", {"declared_cents": declared})
    return (above.in_currency(currency),)


Told = tuple[Problem, ...]


def _run_down(case: Situation) -> tuple[tuple[Step, ...], Told, Told]:
    """The steps of a loss, what counsel must confirm, and what a reader should know."""
    running, steps, warnings = Decimal(0), [], []
    notes: list[Problem] = []
    for verb, name in ((step.verb, step.name) for step in case.head.tape):
        operand = worth(name, case, running)
        running = VERBS[verb](running, operand.amount)
        warnings += [w for w in operand.warnings if w not in warnings]
        notes += operand.notes
        steps.append(
            Step(
                verb,
                name,
                operand.label,
                operand.amount,
                operand.unit,
                running,
                operand.origin,
                operand.authority,
                operand.verified,
                operand.parts,
                operand.since,
            )
        )
        if verb == "not_above" and name in case.matter.figures:
            key = cap_key(name, case.matter.figures[name], case)
            case.pots.caps[key] = case.pots.caps.get(key, Decimal(0)) + running
    return tuple(steps), tuple(warnings), tuple(notes)


def _subgroup(case: Situation) -> str:
    """The subgroup of the service; for a loss of the claimant, the first that admits the head."""
    if case.loss.service:
        return case.service.subgroup
    placed = [s.subgroup for s in case.claim.services if s.subgroup]
    admits = [s for s in placed if case.loss.head in case.matter.subgroups[s].heads]
    return next(iter(admits or placed), "")


def loss_of(claim: Claim, line: Line) -> Loss:
    """The loss a line was counted from."""
    return next(loss for loss in claim.losses if loss.id == line.loss)
