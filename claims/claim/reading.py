"""From the form to a Claim, or to every Problem at once. The only reader, for every door."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from claims.claim.findings import LINE, NAME, SOURCE, Findings
from claims.claim.form import MOST, ClaimForm, ServiceForm, without_blanks
from claims.claim.identifiers import read_email, read_phone, read_registration, read_service
from claims.claim.leaves import faults_of
from claims.claim.losses import read_credits, read_losses
from claims.claim.model import Authority, Capacity, Claim, Claimant, Contact, Exhibit, Service
from claims.i18n.text import LANGUAGES
from claims.matter.eligibility import excluding, placed, uncovered, unmet
from claims.matter.model import Matter
from claims.problems import Problem, Value

PLACES = tuple(place for place in get_args(Contact.model_fields["place"].annotation) if place)
YES_NO = ("yes", "no")


def read_claim(
    form: ClaimForm,
    matter: Matter,
    *,
    number: str,
    exhibits: tuple[Exhibit, ...],
    today: date,
) -> tuple[Claim | None, tuple[Problem, ...]]:
    """A claim without attestation or decisions, or every problem of the form.

    exhibits: those already in the vault, with their kind and losses.
    """
    found, form = Findings(), without_blanks(form)
    _count(form, found)
    services = _services(form, matter, found, today)
    parts = {
        "claimant": _claimant(form, found),
        "contact": _contact(form, found),
        "answers": found.answers(form.answers, "answers", "claimant", matter),
        "services": services,
        "losses": read_losses(form, matter, found, today),
        "credits": read_credits(form, matter, found, today),
    }
    _exhibits(exhibits, form, matter, found)
    for question in excluding(form.answers):
        found.fault(f"answers.{question}", "own-action")
    language = found.one_of(form.language, "language", LANGUAGES)
    found.text(form.key, "key", NAME)
    source = found.text(form.source, "source", SOURCE)
    found.prefer(faults_of(form, matter))
    if found.problems:
        return None, tuple(found.problems)
    claim = Claim.model_validate(
        {
            "number": number,
            "matter": matter.id,
            "language": language,
            "exhibits": exhibits,
            "fictional": form.fictional,
            "source": source,
            **parts,
        }
    )
    return claim, ()


def _count(form: ClaimForm, found: Findings) -> None:
    """A claim lists so many parts, by whatever door it comes."""
    for name, most in MOST.items():
        if (many := len(getattr(form, name))) > most:
            found.fault(name, "list-too-long", many=many, most=most)


def _claimant(form: ClaimForm, found: Findings) -> Claimant | None:
    typed, here = form.claimant, "claimant"
    kind = found.one_of(typed.kind, f"{here}.kind", ("person", "business"))
    capacity = found.one_of(typed.capacity, f"{here}.capacity", get_args(Capacity))
    name = found.text(typed.name, f"{here}.name", NAME, required=True)
    if typed.registrant:
        found.one_of(typed.registrant, f"{here}.registrant", YES_NO)
    number = ""
    if typed.registration.strip():
        number = found.take(read_registration(typed.registration, f"{here}.registration")) or ""
    if not (kind and capacity and name):
        return None
    return Claimant.model_validate(
        {"kind": kind, "name": name, "capacity": capacity, "registration": number,
         "registrant": typed.registrant == "yes"})  # fmt: skip


def _contact(form: ClaimForm, found: Findings) -> Contact | None:
    typed, here = form.contact, "contact"
    if not typed.email.strip():
        found.fault(f"{here}.email", "required")
    email = found.take(read_email(typed.email, f"{here}.email")) if typed.email.strip() else None
    place = found.one_of(typed.place, f"{here}.place", PLACES) if typed.place else ""
    region = "FR" if place == "FR" else "CA"
    phone = ""
    if typed.phone.strip():
        phone = found.take(read_phone(typed.phone, f"{here}.phone", region)) or ""
    address = found.text(typed.address, f"{here}.address", LINE, lines=True)
    if email is None:
        return None
    return Contact.model_validate(
        {"email": email, "phone": phone, "address": address, "place": place})  # fmt: skip


def _services(form: ClaimForm, matter: Matter, found: Findings, today: date) -> tuple[Service, ...]:
    if not form.services:
        found.fault("services", "no-service")
    read = [_service(s, f"services.{i}", matter, found, today) for i, s in enumerate(form.services)]
    first: dict[str, int] = {}
    for i, service in enumerate(read):
        key = f"{service.domain} {service.type}" if service else ""
        if service and first.setdefault(key, i) != i:
            found.fault(
                f"services.{i}.domain", "domain-twice", domain=service.domain, first=first[key] + 1
            )
    found.unique("services", [s.id for s in form.services])
    return tuple(service for service in read if service)


def _service(
    typed: ServiceForm, where: str, matter: Matter, found: Findings, today: date
) -> Service | None:
    kind = found.one_of(typed.type, f"{where}.type", matter.service_types)
    domain = None
    if typed.domain.strip():
        of = matter.service_types.get(kind or "")
        domain = found.take(read_service(typed.domain, f"{where}.domain", of))
    else:
        found.fault(f"{where}.domain", "required")
    subgroup = typed.subgroup
    if subgroup:
        subgroup = found.one_of(subgroup, f"{where}.subgroup", matter.subgroups, "unknown-subgroup")
    restored = found.day(typed.restored, f"{where}.restored")
    if restored and not matter.period_start <= restored <= today:
        found.fault(
            f"{where}.restored",
            "day-outside",
            start_day=str(matter.period_start),
            end_day=str(today),
        )
    answers = found.answers(typed.answers, f"{where}.answers", "service", matter)
    _answers_fit(subgroup, answers, where, matter, found)
    owner = _owner(typed, where, found)
    known = {outage.server for outage in matter.outages}
    server = found.one_of(typed.server, f"{where}.server", known) if typed.server else ""
    if domain is None or not kind:
        return None
    return Service(
        id=typed.id,
        typed=typed.domain,
        domain=domain,
        type=kind,
        answers=answers,
        subgroup=subgroup,
        restored=restored,
        server=server,
        **owner,
    )


def _answers_fit(
    subgroup: str, answers: Mapping[str, str], where: str, matter: Matter, found: Findings
) -> None:
    """A subgroup that was typed agrees with every answer that was given."""
    nowhere = uncovered(matter, answers)
    for question in unmet(matter, subgroup, answers) if subgroup else ():
        if question in nowhere:
            found.problems.append(not_covered(matter, question, answers, where))
        else:
            found.problems.append(_leads_elsewhere(subgroup, question, answers, where, matter))


def not_covered(matter: Matter, question: str, answers: Mapping[str, str], where: str) -> Problem:
    """An answer that no subgroup takes, at its place in a service."""
    told = _worded(matter, question, answers[question])
    return Problem(f"{where}.answers.{question}", "answer-not-covered", told)


def _leads_elsewhere(
    subgroup: str, question: str, answers: Mapping[str, str], where: str, matter: Matter
) -> Problem:
    told = _worded(matter, question, answers[question]) | {"subgroup": subgroup}
    if near := ", ".join(placed(matter, answers)):
        return Problem(f"{where}.subgroup", "subgroup-differs", told | {"near": near})
    return Problem(f"{where}.subgroup", "subgroup-unmet", told)


def _worded(matter: Matter, question: str, answer: str) -> dict[str, Value]:
    """A question and its answer, as the matter words them."""
    asked = matter.questions[question]
    told = asked.answers[answer]
    return {
        "question_fr": asked.text.fr,
        "question_en": asked.text.en,
        "answer_fr": told.fr,
        "answer_en": told.en,
    }


def _owner(typed: ServiceForm, where: str, found: Findings) -> dict[str, Any]:
    """Whose service it is, where to reach them, and by what right the claimant claims."""
    email = authority = ""
    if typed.owner_email.strip():
        email = found.take(read_email(typed.owner_email, f"{where}.owner_email")) or ""
    if typed.authority:
        place, known = f"{where}.authority", get_args(Authority)
        authority = found.one_of(typed.authority, place, known, "unknown-authority")
    owner = found.text(typed.owner, f"{where}.owner", NAME)
    return {"owner": owner, "owner_email": email, "authority": authority}


def _exhibits(
    exhibits: tuple[Exhibit, ...], form: ClaimForm, matter: Matter, found: Findings
) -> None:
    found.unique("exhibits", [exhibit.id for exhibit in form.exhibits])
    losses = {loss.id for loss in form.losses}
    for i, exhibit in enumerate(exhibits):
        if exhibit.kind not in matter.exhibit_kinds:
            found.one_of(
                exhibit.kind, f"exhibits.{i}.kind", matter.exhibit_kinds, "unknown-exhibit-kind"
            )
        for loss in exhibit.losses:
            if loss not in losses:
                found.fault(f"exhibits.{i}.losses", "unknown-loss")
