"""From the form to a Claim, or to every Problem at once. The only reader, for every door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar, get_args

from claims.claim.form import ClaimForm, CreditForm, LossForm, ServiceForm
from claims.claim.identifiers import read_domain, read_email, read_phone, read_registration
from claims.claim.model import Capacity, Claim, Claimant, Contact, Credit, Entry, Exhibit, Loss
from claims.claim.model import Service as ServiceRead
from claims.i18n.amounts import read_amount, read_day, read_history, read_quantity, read_text
from claims.matter.model import Head, Input, Matter
from claims.problems import Problem

T = TypeVar("T")
NAME, LINE, PARAGRAPH = 200, 500, 5000
"""Longest texts, in characters."""
PLACES = tuple(place for place in get_args(Contact.model_fields["place"].annotation) if place)


@dataclass(slots=True)
class Findings:
    """Problems met on the way; `take` keeps reading after a fault so that all are told."""

    problems: list[Problem] = field(default_factory=list)

    def take(self, read: T | Problem) -> T | None:
        """The value read, or None once its problem is noted."""
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        return read

    def fault(self, where: str, code: str, **values: str | int) -> None:
        """Note a problem."""
        self.problems.append(Problem(where, code, values))

    def one_of(self, typed: str, where: str, known: Iterable[str], code: str = "choose") -> str:
        """A word among those known; blank when it is not, and the problem is noted."""
        known = tuple(known)
        if typed in known:
            return typed
        self.fault(where, code, name=typed[:80], near=", ".join(known)) if typed else self.fault(
            where, "required"
        )
        return ""

    def text(self, typed: str, where: str, longest: int, *, required: bool = False) -> str:
        """A clean text; blank after a fault."""
        if required and not typed.strip():
            self.fault(where, "required")
            return ""
        return self.take(read_text(typed, where, longest=longest)) or ""


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
    found = Findings()
    services = _services(form, matter, found, today)
    parts = {
        "claimant": _claimant(form, found),
        "contact": _contact(form, found),
        "answers": _answers(form.answers, "answers", "claimant", matter, found),
        "services": services,
        "losses": _losses(form, matter, found, today),
        "credits": _credits(form, matter, found, today),
    }
    _exhibits(exhibits, form, matter, found)
    if found.problems:
        return None, tuple(found.problems)
    language = "en" if form.language == "en" else "fr"
    claim = Claim.model_validate({"number": number, "matter": matter.id, "language": language,
                                  "exhibits": exhibits, "fictional": form.fictional,
                                  "source": form.source, **parts})
    return claim, ()


def _claimant(form: ClaimForm, found: Findings) -> Claimant | None:
    typed, here = form.claimant, "claimant"
    kind = found.one_of(typed.kind, f"{here}.kind", ("person", "business"))
    capacity = found.one_of(typed.capacity, f"{here}.capacity", get_args(Capacity))
    name = found.text(typed.name, f"{here}.name", NAME, required=True)
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
    address = found.text(typed.address, f"{here}.address", LINE)
    if email is None:
        return None
    return Contact.model_validate(
        {"email": email, "phone": phone, "address": address, "place": place})  # fmt: skip


def _answers(
    typed: Mapping[str, str], where: str, per: str, matter: Matter, found: Findings
) -> dict[str, str]:
    asked = {key: q for key, q in matter.questions.items() if q.per == per}
    for key in typed:
        if key not in asked:
            found.fault(f"{where}.{key}", "unknown-question", name=key, near=", ".join(asked))
    known = {key: value for key, value in typed.items() if key in asked and value}
    return {
        key: found.one_of(value, f"{where}.{key}", asked[key].answers)
        for key, value in known.items()
    }


def _services(
    form: ClaimForm, matter: Matter, found: Findings, today: date
) -> tuple[ServiceRead, ...]:
    if not form.services:
        found.fault("services", "no-service")
    read = [_service(s, f"services.{i}", matter, found, today) for i, s in enumerate(form.services)]
    first: dict[str, int] = {}
    for i, service in enumerate(read):
        key = f"{service.domain} {service.type}" if service else ""
        if service and first.setdefault(key, i) != i:
            found.fault(f"services.{i}.domain", "domain-twice", domain=service.domain,
                        first=first[key] + 1)
    _unique_ids("services", [s.id for s in form.services], found)
    return tuple(service for service in read if service)


def _service(
    typed: ServiceForm, where: str, matter: Matter, found: Findings, today: date
) -> ServiceRead | None:
    kind = found.one_of(typed.type, f"{where}.type", matter.service_types)
    domain = None
    if typed.domain.strip():
        mail = bool(kind) and matter.service_types[kind].mail
        domain = found.take(read_domain(typed.domain, f"{where}.domain", mail=mail))
    else:
        found.fault(f"{where}.domain", "required")
    subgroup = typed.subgroup
    if subgroup:
        subgroup = found.one_of(subgroup, f"{where}.subgroup", matter.subgroups, "unknown-subgroup")
    restored = _day(typed.restored, f"{where}.restored", found)
    if restored and not matter.period_start <= restored <= today:
        found.fault(f"{where}.restored", "day-outside", start_day=str(matter.period_start),
                    end_day=str(today))
    answers = _answers(typed.answers, f"{where}.answers", "service", matter, found)
    owner = found.text(typed.owner, f"{where}.owner", NAME)
    if domain is None or not kind:
        return None
    return ServiceRead(id=typed.id, typed=typed.domain, domain=domain, type=kind, answers=answers,
                       subgroup=subgroup, restored=restored, owner=owner)


def _day(typed: str, where: str, found: Findings) -> date | None:
    return found.take(read_day(typed, where)) if typed.strip() else None


def _unique_ids(where: str, ids: list[str], found: Findings) -> None:
    for name in sorted({i for i in ids if ids.count(i) > 1}):
        found.fault(where, "id-twice", name=name[:80])


def _losses(form: ClaimForm, matter: Matter, found: Findings, today: date) -> tuple[Loss, ...]:
    if not form.losses:
        found.fault("losses", "no-loss")
    read = [_loss(t, f"losses.{i}", form, matter, found, today) for i, t in enumerate(form.losses)]
    _unique_ids("losses", [loss.id for loss in form.losses], found)
    for i, loss in enumerate(read):
        for j in range(i if loss else 0):
            if (other := read[j]) and _overlap(loss, other):
                found.fault(f"losses.{i}.start", "loss-twice", first=j + 1)
    return tuple(loss for loss in read if loss)


def _overlap(one: Loss | None, other: Loss) -> bool:
    """The same head for the same service over common days is the same loss said twice."""
    return (
        one is not None
        and (one.head, one.service) == (other.head, other.service)
        and one.start <= other.end
        and other.start <= one.end
    )


def _loss(
    typed: LossForm, where: str, form: ClaimForm, matter: Matter, found: Findings, today: date
) -> Loss | None:
    name = found.one_of(typed.head, f"{where}.head", matter.heads, "unknown-head")
    start, end = _period(typed, where, matter, found, today)
    note = found.text(typed.note, f"{where}.note", PARAGRAPH)
    if not name:
        return None
    head = matter.heads[name]
    _service_fits(typed, where, head, form, matter, found)
    inputs = _inputs(typed, where, head, found)
    if start is None or end is None:
        return None
    return Loss(id=typed.id, head=name, service=typed.service, start=start, end=end,
                inputs=inputs, note=note)


def _period(
    typed: LossForm, where: str, matter: Matter, found: Findings, today: date
) -> tuple[date | None, date | None]:
    """The first and last day of a loss, inside the matter's period and not in the future."""
    days = []
    for key, text in (("start", typed.start), ("end", typed.end)):
        if not text.strip():
            found.fault(f"{where}.{key}", "required")
        day = _day(text, f"{where}.{key}", found)
        last = min(matter.period_end, today)
        if day and not matter.period_start <= day <= last:
            found.fault(f"{where}.{key}", "day-outside", start_day=str(matter.period_start),
                        end_day=str(last))
            day = None
        days.append(day)
    start, end = days
    if start and end and end < start:
        found.fault(f"{where}.end", "end-before-start", start_day=str(start))
        return None, None
    return start, end


def _service_fits(
    typed: LossForm, where: str, head: Head, form: ClaimForm, matter: Matter, found: Findings
) -> None:
    """A head counted per service names one that admits it; one per claimant names none."""
    place = f"{where}.service"
    if head.persons_only and form.claimant.kind == "business":
        found.fault(f"{where}.head", "persons-only")
    if head.per == "claimant":
        if typed.service:
            found.fault(place, "head-per-claimant")
        return
    service = next((s for s in form.services if s.id == typed.service), None)
    if service is None:
        found.fault(place, "unknown-service") if typed.service else found.fault(place, "required")
    elif service.subgroup in matter.subgroups:
        admits = matter.subgroups[service.subgroup].heads
        if typed.head not in admits:
            found.fault(f"{where}.head", "head-not-for-subgroup", subgroup=service.subgroup,
                        near=", ".join(admits))


def _inputs(typed: LossForm, where: str, head: Head, found: Findings) -> dict[str, Entry]:
    read: dict[str, Entry] = {}
    for name in typed.inputs:
        if name not in head.inputs:
            found.fault(f"{where}.inputs.{name}", "unknown-input", name=name[:80],
                        near=", ".join(head.inputs))
    for name, asked in head.inputs.items():
        text, place = typed.inputs.get(name, ""), f"{where}.inputs.{name}"
        if text.strip():
            entry = found.take(_entry(text, asked, place))
            if entry is not None:
                read[name] = entry
        elif asked.required:
            found.fault(place, "required")
    if not any(text.strip() for text in typed.inputs.values()) and head.inputs:
        found.fault(f"{where}.inputs", "nothing-claimed")
    return read


def _entry(typed: str, asked: Input, where: str) -> Entry | Problem:
    """One input read by its unit; above what is believable the person is asked to check."""
    if asked.unit == "date":
        day = read_day(typed, where)
        return day if isinstance(day, Problem) else Entry(typed=typed, day=day)
    if asked.unit == "history":
        history = read_history(typed, where)
        if isinstance(history, Problem):
            return history
        return Entry(typed=typed, history=history)
    if asked.unit == "money":
        cents = read_amount(typed, where, allow_zero=True)
        if isinstance(cents, Problem):
            return cents
        return _believable(asked, Decimal(cents) / 100, where) or Entry(typed=typed, cents=cents)
    quantity = read_quantity(typed, where)
    if isinstance(quantity, Problem):
        return quantity
    return _believable(asked, quantity, where) or Entry(typed=typed, quantity=quantity)


def _believable(asked: Input, value: Decimal, where: str) -> Problem | None:
    if asked.most is not None and value > asked.most:
        return Problem(where, "above-most", {"most": f"{asked.most:f}"})
    return None


def _credits(form: ClaimForm, matter: Matter, found: Findings, today: date) -> tuple[Credit, ...]:
    read = [_credit(c, f"credits.{i}", form, matter, found, today)
            for i, c in enumerate(form.credits)]  # fmt: skip
    _unique_ids("credits", [credit.id for credit in form.credits], found)
    return tuple(credit for credit in read if credit)


def _credit(
    typed: CreditForm, where: str, form: ClaimForm, matter: Matter, found: Findings, today: date
) -> Credit | None:
    kinds = get_args(Credit.model_fields["kind"].annotation)
    kind = found.one_of(typed.kind, f"{where}.kind", kinds)
    head = found.one_of(typed.head, f"{where}.head", matter.heads, "unknown-head")
    cents = None
    if typed.amount.strip():
        cents = found.take(read_amount(typed.amount, f"{where}.amount"))
    else:
        found.fault(f"{where}.amount", "required")
    if typed.service and typed.service not in {s.id for s in form.services}:
        found.fault(f"{where}.service", "unknown-service")
    received = _day(typed.received, f"{where}.received", found)
    if received and received > today:
        found.fault(f"{where}.received", "day-in-future", typed_day=str(received))
    if not (kind and head and cents):
        return None
    return Credit.model_validate(
        {"id": typed.id, "kind": kind, "cents": cents, "head": head, "service": typed.service,
         "accepted": typed.accepted != "no", "typed": typed.amount, "received": received})  # fmt: skip


def _exhibits(
    exhibits: tuple[Exhibit, ...], form: ClaimForm, matter: Matter, found: Findings
) -> None:
    losses = {loss.id for loss in form.losses}
    for i, exhibit in enumerate(exhibits):
        if exhibit.kind not in matter.exhibit_kinds:
            found.one_of(exhibit.kind, f"exhibits.{i}.kind", matter.exhibit_kinds,
                         "unknown-exhibit-kind")
        for loss in exhibit.losses:
            if loss not in losses:
                found.fault(f"exhibits.{i}.losses", "unknown-loss")
