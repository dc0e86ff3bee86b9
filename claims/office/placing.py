"""Which subgroup a service is proposed for, and what is still to be asked about it."""

from collections.abc import Mapping

from claims.matter.eligibility import placed
from claims.matter.model import Matter


def proposed(answers: Mapping[str, str], matter: Matter) -> str:
    """The first subgroup the answers point to; empty when they point to none."""
    return next(iter(placed(matter, answers)), "")


def unanswered(answers: Mapping[str, str], matter: Matter) -> tuple[str, ...]:
    """Questions about a service still without an answer; "I don't know" is an answer."""
    return tuple(
        key for key, q in matter.questions.items() if q.per == "service" and not answers.get(key)
    )
