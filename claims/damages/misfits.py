"""What is said of a service and does not hold together: told, and nothing is changed."""

from collections.abc import Iterator

from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim, Service
from claims.damages.explain import listed
from claims.i18n.text import LANGUAGES
from claims.matter.model import Matter
from claims.problems import Problem

USE = "use"
"""The question of what a service was for; an answer named as a type of service is that type."""


def misfits(service: Service, claim: Claim, matter: Matter) -> Iterator[Problem]:
    """A domain declared under several types, and a type that contradicts the use that was told."""
    if service.id:
        yield from _several_types(service, claim, matter)
        yield from _another_use(service, matter)


def _several_types(service: Service, claim: Claim, matter: Matter) -> Iterator[Problem]:
    types = [s.type for s in claim.services
             if s.domain == service.domain and not matter.service_types[s.type].mail]  # fmt: skip
    if service.type in types and len(types) > 1:
        labels = [matter.service_types[each].label for each in types]
        told = {f"types_{language}": listed([label.in_(language) for label in labels], language)
                for language in LANGUAGES}  # fmt: skip
        domain = domain_in_full(service.domain)
        yield Problem(f"services.{service.id}", "domain-several-types", {"domain": domain, **told})


def _another_use(service: Service, matter: Matter) -> Iterator[Problem]:
    asked, answer = matter.questions.get(USE), service.answers.get(USE, "")
    if asked is None or answer not in asked.answers or answer not in matter.service_types:
        return
    if service.type != answer and service.type in asked.answers:
        said = {"type": matter.service_types[service.type].label,
                "answer": asked.answers[answer], "question": asked.text}  # fmt: skip
        told = {f"{name}_{language}": text.in_(language)
                for name, text in said.items() for language in LANGUAGES}  # fmt: skip
        yield Problem(f"services.{service.id}", "type-against-use", told)
