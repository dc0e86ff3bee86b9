"""What is said of a service and does not hold together: told, and nothing is changed."""

from collections.abc import Iterator

from claims.claim.model import Service
from claims.i18n.text import LANGUAGES
from claims.matter.model import Matter
from claims.problems import Problem

USE = "use"
"""The question of what a service was for; an answer named as a type of service is that type."""


def misfits(service: Service, matter: Matter) -> Iterator[Problem]:
    """A type that contradicts the use that was told."""
    asked, answer = matter.questions.get(USE), service.answers.get(USE, "")
    if asked is None or answer not in asked.answers or answer not in matter.service_types:
        return
    if service.type != answer and service.type in asked.answers:
        said = {"type": matter.service_types[service.type].label,
                "answer": asked.answers[answer], "question": asked.text}  # fmt: skip
        told = {f"{name}_{language}": text.in_(language)
                for name, text in said.items() for language in LANGUAGES}  # fmt: skip
        yield Problem(f"services.{service.id}", "type-against-use", told)
