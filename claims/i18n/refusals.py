"""Refusals as problems, so that each has a sentence in both languages and none shows its own words.

The words of an exception are for the log: they are in English, and may hold a name or a path.
"""

from collections.abc import Mapping

from claims import problems
from claims.problems import ClaimsError, Problem, Refused

CODES: Mapping[type[ClaimsError], str] = {
    problems.NotAllowed: "refused-not-allowed",
    problems.NotFound: "refused-not-found",
    problems.Conflict: "refused-conflict",
    problems.NotSaved: "refused-not-saved",
    problems.TooMany: "refused-too-many",
    problems.BrokenChain: "refused-broken-chain",
    problems.DoesNotReconcile: "refused-does-not-reconcile",
    problems.KeyLost: "refused-key-lost",
    problems.Erased: "refused-erased",
    problems.Quarantined: "refused-quarantined",
    problems.DamagedStore: "database-damaged",
    problems.NewerSchema: "database-newer",
}
"""Kind of refusal → code of its sentence."""


def problems_of(refusal: ClaimsError) -> tuple[Problem, ...]:
    """What a refusal says to a person."""
    if isinstance(refusal, Refused):
        return refusal.problems
    return (Problem("", CODES[type(refusal)]),)
