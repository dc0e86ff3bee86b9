"""A contested decision decided anew: by another person when there is one, line by line.

What was decided stands meanwhile; a line counts as decided anew once it is since the contest.
"""

from claims.access import Actor, Role
from claims.claim.states import DECIDED
from claims.office.conversing import filed_claim
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.contests import Contest


def under_review(house: House, row: ClaimRow) -> Contest | None:
    """The contest that waits for a new decision; None where the claim stands as it was decided."""
    contest = house.store.contests.open_of(row.number)
    return None if contest is None or row.status in DECIDED else contest


def late_waiting(house: House, matter: str) -> frozenset[str]:
    """Claims contested past a confirmed limit, that counsel has neither taken up nor answered."""
    shut = {n for n, contest in house.store.contests.waiting(matter).items() if contest.told.shut}
    if not shut:
        return frozenset()
    return frozenset(shut.intersection(house.store.messages.unanswered(matter)))


def reasons(house: House, actor: Actor, contest: Contest) -> str:
    """What its claimant wrote. Raises NotAllowed and NotFound."""
    filed_claim(house, actor, "read messages", contest.number)
    said = house.store.messages.of(contest.number)
    return next((each.text for each in said if each.place == contest.told.message), "")


def deciders(house: House, contest: Contest) -> frozenset[str]:
    """Who decided what is contested."""
    claim = house.store.claims.body(contest.number, contest.told.revision)
    return frozenset(decision.by for decision in claim.decisions)


def barred(house: House, actor: Actor, row: ClaimRow) -> bool:
    """Whether another must decide: the actor decided what is contested, and is not alone."""
    contest = under_review(house, row)
    if contest is None:
        return False
    first = deciders(house, contest)
    return actor.name in first and _another(house, row.matter, first)


def must_be_another(house: House, actor: Actor, row: ClaimRow) -> None:
    """Refuse the first decider when someone else may decide. Raises Refused."""
    if barred(house, actor, row):
        raise Refused([Problem("reviewer", "another-decides")])


def _another(house: House, matter: str, first: frozenset[str]) -> bool:
    """Whether a lawyer of the matter took no part in what is contested."""
    return any(
        account.active and account.role is Role.LAWYER and matter in account.matters
        for account in house.store.accounts.all()
        if account.email not in first
    )
