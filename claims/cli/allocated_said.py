"""A fund as it was shared: for other programs, and as tables on a terminal."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from rich.table import Table
from rich.text import Text

from claims.cli.terminal import out
from claims.i18n.amounts import shown
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money, percent
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.problems import Problem
from claims.totals.allocate import BEFORE, Outcome, Round
from claims.totals.allocated import (
    OUTCOMES,
    PAID,
    RESIDUE_LEVY,
    SHARE_LEVY,
    Shared,
    SubgroupShare,
    by_subgroup,
    paid_lines,
    parts,
    residue_said,
    round_lines,
    told_parts,
    without_loss,
)

WHY = {
    Outcome.PRO_RATA: "pro-rata",
    Outcome.CAP: "cap",
    Outcome.WHOLE: "whole-loss",
    Outcome.BELOW: "below-minimum",
    Outcome.NO_LOSS: "no-loss",
    Outcome.CENT: "under-a-cent",
}
MOST_SHOWN = 20
"""Claims, and rounds, on a terminal; --json tells all."""


def as_contract(
    shared: Shared, remarks: Sequence[Problem], language: Language
) -> dict[str, object]:
    """The agreed JSON. share_cents and residue_cents are before any levy, so that with fees and
    costs they are the fund; residue_after_levy_cents is what the levy leaves of the residue. Rounds
    count from 1; claims without loss stand in none, and settled_in_round is null for them."""
    terms, of = shared.made.terms, parts(shared)
    return {
        "fund_cents": terms.fund,
        "fees_cents": terms.fees,
        "costs_cents": terms.costs,
        "shared_cents": terms.shared,
        "cap_cents": terms.cap,
        "minimum_cents": terms.minimum,
        "claims_without_loss": without_loss(shared.made),
        "rounds": [_round(number, told) for number, told in enumerate(shared.made.rounds, 1)],
        "subgroups": [_subgroup(row) for row in by_subgroup(shared)[:-1]],
        "shares": list(_shares(shared)),
        "residue_cents": shared.made.residue,
        "residue_levy_cents": of[RESIDUE_LEVY],
        "residue_after_levy_cents": shared.made.residue - of[RESIDUE_LEVY],
        "share_levies_cents": of[SHARE_LEVY],
        "paid_cents": of[PAID],
        "warnings": [sentence(problem, language) for problem in remarks],
    }


def _round(number: int, told: Round) -> dict[str, int]:
    return {
        "round": number,
        "pot_cents": told.pot,
        "claims": told.claims,
        "weighted_losses": told.weighted,
        "reached": told.reached,
        "reached_cents": told.paid,
        "below_minimum": told.below,
        "left": told.left,
        "left_over_cents": told.respread,
    }


def _subgroup(row: SubgroupShare) -> dict[str, Any]:
    return {
        "subgroup": row.subgroup,
        "claims": row.claims,
        "paid": row.paid,
        "loss_cents": row.losses,
        "share_cents": row.shares,
        "levy_cents": row.levies,
        "rounds_cents": list(row.rounds),
    }


def _shares(shared: Shared) -> Iterator[dict[str, Any]]:
    made = shared.made
    columns = (
        made.owed.claims, made.owed.subgroups, made.owed.losses.tolist(), made.shares.tolist(),
        shared.taken.shares.tolist(), made.outcomes.tolist(), made.settled.tolist(),
    )  # fmt: skip
    for claim, subgroup, loss, share, levy, outcome, settled in zip(*columns, strict=True):
        yield {
            "claim": claim,
            "subgroup": subgroup,
            "loss_cents": loss,
            "share_cents": share,
            "levy_cents": levy,
            "paid_cents": share - levy,
            "why": WHY[Outcome(outcome)],
            "settled_in_round": None if settled == BEFORE else settled + 1,
        }


def print_shared(
    shared: Shared, remarks: Sequence[Problem], currency: str, language: Language
) -> None:
    """Where the fund goes, the rounds side by side, the first claims, and what to know of them."""
    for title, cents in told_parts(shared).items():
        said = say(
            "  {what} : {amount}", language, what=say(title, language),
            amount=money(cents, currency, language),
        )  # fmt: skip
        out.print(said, markup=False)
    if residue := residue_said(shared, currency, language):
        out.print(residue, markup=False)
    out.print(_rounds(shared, currency, language))
    out.print(_claims(shared, currency, language))
    for problem in remarks:
        out.print(sentence(problem.in_currency(currency), language), style="yellow", markup=False)


def _rounds(shared: Shared, currency: str, language: Language) -> Table:
    """One column a round: what happened in it, then what each subgroup is paid so far."""
    table = Table(box=None, header_style="bold")
    table.add_column(say("Tour", language), overflow="fold")
    for number in range(1, len(shared.made.rounds[:MOST_SHOWN]) + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    for line in round_lines(shared.made):
        values = [_written(line.kind, v, currency, language) for v in line.values[:MOST_SHOWN]]
        table.add_row(say(line.title, language), *values)
    for title, cents in paid_lines(shared, partial(_named, language=language), language):
        said = [money(each, currency, language) for each in cents[:MOST_SHOWN]]
        table.add_row(Text(title), *said)
    return table


def _named(row: SubgroupShare, language: Language) -> str:
    return shown(row.subgroup) or say("à classer", language)


def _claims(shared: Shared, currency: str, language: Language) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column(say("Réclamation", language), overflow="fold")
    for title in (N_("Perte"), N_("Part"), N_("Prélèvement"), N_("Net")):
        table.add_column(say(title, language), justify="right", no_wrap=True)
    table.add_column("")
    made = shared.made
    for place, claim in enumerate(made.owed.claims[:MOST_SHOWN]):
        share, levy = int(made.shares[place]), int(shared.taken.shares[place])
        amounts = (int(made.owed.losses[place]), share, levy, share - levy)
        said = [money(cents, currency, language) for cents in amounts]
        table.add_row(
            Text(shown(claim)), *said, say(OUTCOMES[Outcome(made.outcomes[place])], language)
        )
    if len(made.owed.claims) > MOST_SHOWN:
        table.add_row("…")
    return table


def _written(kind: str, value: int | Decimal, currency: str, language: Language) -> str:
    if isinstance(value, Decimal):
        return percent(value, language)
    return money(value, currency, language) if kind == "money" else count(value, language)
