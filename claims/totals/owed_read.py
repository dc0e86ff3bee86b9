"""What is owed and what each subgroup weighs, from two plain CSV files anyone can write.

`claim,subgroup,amount` and `subgroup,weight`. Every faulty line is told at once, up to a number.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from claims.i18n.amounts import currency_of, read_amount, shown
from claims.i18n.titled import Cells, lines_of, refuse
from claims.problems import Problem, Refused, Value
from claims.totals.owed import Owed, owed_of

Loss = tuple[str, str, int]
"""A claim, its subgroup, its loss in cents."""
WEIGHT = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,6}))?")
UNIT = 10**6
"""A weight of 1, so that six decimals are whole."""


def read_owed(
    losses: Sequence[Loss], weights: Mapping[str, int], known: Collection[str] = ()
) -> Owed:
    """The claims, each loss by the weight of its subgroup; all weigh the same without any weight.

    known: subgroups that may have a weight and no claim. Raises Refused when the subgroup of a loss
    has no weight, or a weight no subgroup. A loss of zero needs no weight.
    """
    subgroups = {subgroup for _, subgroup, cents in losses if cents}
    known = {*known, *(subgroup for _, subgroup, _ in losses)}
    if weights and (problems := tuple(_unmatched(subgroups, weights, known))):
        raise Refused(problems)
    return owed_of(losses, weights, UNIT if weights else 1)


def _unmatched(
    subgroups: Collection[str], weights: Mapping[str, int], known: Collection[str]
) -> Iterator[Problem]:
    for name in sorted(subgroups):
        if name not in weights:
            yield Problem("weights", "allocate-weight-missing", {"name": shown(name)})
    for name in weights:
        if name not in subgroups and name not in known:
            told = {"name": shown(name), "near": ", ".join(sorted(subgroups))[:200]}
            yield Problem("weights", "allocate-weight-unknown", told)


def read_claims(text: str, name: str) -> list[Loss]:
    """The losses of a CSV file's text, one a claim; a loss of zero is read. Raises Refused."""
    losses: list[Loss] = []
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for line, where, row in lines_of(text, name, ("claim", "subgroup", "amount")):
        loss = row if isinstance(row, Problem) else _loss(row, where, lines)
        if isinstance(loss, Problem):
            problems.append(loss)
        else:
            losses.append(loss)
        if not isinstance(row, Problem):
            lines.setdefault(row["claim"], line)
    refuse(problems, name)
    if not losses:
        raise Refused([Problem(name, "allocate-empty")])
    return losses


def amounts_of(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Where each amount of a CSV file's text stands, and as it is typed."""
    for _, where, row in lines_of(text, name, ("claim", "subgroup", "amount")):
        if not isinstance(row, Problem):
            yield where, row["amount"]


def must_be_one_currency(amounts: Iterable[tuple[str, str]]) -> None:
    """Raises Refused with the first amount that bears the sign of another currency than one before;
    those without a sign are of either. amounts: where each stands, and as it is typed."""
    first = ""
    for where, typed in amounts:
        if sign := currency_of(typed):
            if first and sign != currency_of(first):
                told: dict[str, Value] = {"typed": shown(typed), "other": shown(first)}
                raise Refused([Problem(where, "allocate-currencies", told)])
            first = first or typed


def _loss(row: Cells, where: str, lines: Mapping[str, int]) -> Loss | Problem:
    claim = row["claim"]
    if not claim:
        return Problem(where, "allocate-claim-missing")
    if claim in lines:
        told: dict[str, Value] = {"name": shown(claim), "line": lines[claim]}
        return Problem(where, "allocate-claim-twice", told)
    cents = read_amount(row["amount"], where, allow_zero=True)
    if isinstance(cents, Problem):
        if cents.code == "amount-sign":
            return Problem(where, "allocate-negative", {"typed": shown(row["amount"])})
        return cents
    return claim, row["subgroup"], cents


def read_weights(text: str, name: str) -> dict[str, int]:
    """Subgroup → its weight, in parts of UNIT, of a CSV file's text. Raises Refused."""
    weights: dict[str, int] = {}
    problems: list[Problem] = []
    for _, where, row in lines_of(text, name, ("subgroup", "weight")):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        weight = read_weight(row["weight"], where)
        if isinstance(weight, Problem):
            problems.append(weight)
        elif row["subgroup"] in weights:
            told = {"name": shown(row["subgroup"])}
            problems.append(Problem(where, "allocate-weight-twice", told))
        else:
            weights[row["subgroup"]] = weight
    refuse(problems, name)
    if not weights:
        raise Refused([Problem(name, "allocate-weights-empty")])
    return weights


def read_weight(typed: str, where: str) -> int | Problem:
    """A weight in parts of UNIT: "1", "0,5", "1.25"; never zero or below."""
    match = WEIGHT.fullmatch(typed.strip())
    weight = int(Decimal(f"{match[1]}.{match[2] or 0}") * UNIT) if match else 0
    return weight or Problem(where, "allocate-weight", {"typed": shown(typed)})
