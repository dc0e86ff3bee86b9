"""Which subgroup a service belongs to, from the answers given about it: proposed, never decided."""

from collections.abc import Mapping

from claims.matter.model import Matter


def proposed(answers: Mapping[str, str], matter: Matter) -> str:
    """The first subgroup whose every condition the answers meet; empty when none is."""
    return next(
        (
            key
            for key, subgroup in matter.subgroups.items()
            if all(answers.get(question) in among for question, among in subgroup.when.items())
        ),
        "",
    )


def unanswered(answers: Mapping[str, str], matter: Matter) -> tuple[str, ...]:
    """Questions about a service still without an answer; "I don't know" is an answer."""
    return tuple(
        key for key, q in matter.questions.items() if q.per == "service" and not answers.get(key)
    )
