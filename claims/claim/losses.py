"""Losses and credits as typed: each head asks its own inputs, inside the matter's period."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import get_args

from claims.claim.absent import read_absent
from claims.claim.calls import hours_of, read_calls
from claims.claim.findings import PARAGRAPH, Findings, nearest
from claims.claim.form import ClaimForm, CreditForm, LossForm, ServiceForm
from claims.claim.identifiers import read_service
from claims.claim.model import Credit, Entry, Loss
from claims.i18n.amounts import (
    read_amount,
    read_day,
    read_quantity,
)
from claims.i18n.histories import history_faults, read_history
from claims.matter.model import Head, Input, Matter, Unit
from claims.problems import Problem


def read_losses(form: ClaimForm, matter: Matter, found: Findings, today: date) -> tuple[Loss, ...]:
    """Every loss that can be read, in order; the same loss said twice is a fault."""
    if not form.losses:
        found.fault("losses", "no-loss")
    services = {service.id: service for service in reversed(form.services)}
    read = [
        _loss(t, f"losses.{i}", form, services, matter, found, today)
        for i, t in enumerate(form.losses)
    ]
    found.unique("losses", [loss.id for loss in form.losses])
    domains = {name: _key(service, matter) for name, service in services.items()}
    alike: dict[tuple[str, str | None], list[tuple[int, Loss]]] = {}
    for i, loss in enumerate(read):
        if loss is None:
            continue
        before = alike.setdefault((loss.head, domains.get(loss.service)), [])
        first = next((j for j, other in before if _overlap(loss, other)), None)
        if first is not None:
            found.fault(f"losses.{i}.start", "loss-twice", first=first + 1)
        before.append((i, loss))
    return tuple(loss for loss in read if loss)


def _key(service: ServiceForm, matter: Matter) -> str:
    """What a service is known by: its key, or its id while that cannot be read."""
    read = read_service(service.domain, "", matter.service_types.get(service.type))
    return service.id if isinstance(read, Problem) else read


def _overlap(one: Loss, other: Loss) -> bool:
    """The same head for the same domain over common days is the same loss said twice."""
    return one.start <= other.end and other.start <= one.end


def _loss(
    typed: LossForm,
    where: str,
    form: ClaimForm,
    services: Mapping[str, ServiceForm],
    matter: Matter,
    found: Findings,
    today: date,
) -> Loss | None:
    name = found.one_of(typed.head, f"{where}.head", matter.heads, "unknown-head")
    start, end = _period(typed, where, matter, found, today)
    note = found.text(typed.note, f"{where}.note", PARAGRAPH, lines=True)
    if not name:
        return None
    head = matter.heads[name]
    _service_fits(typed, where, head, form, services, matter, found)
    inputs = _inputs(typed, where, head, matter, found, today)
    if start is None or end is None:
        return None
    return Loss(
        id=typed.id,
        head=name,
        service=typed.service,
        start=start,
        end=end,
        inputs=inputs,
        note=note,
    )


def _period(
    typed: LossForm, where: str, matter: Matter, found: Findings, today: date
) -> tuple[date | None, date | None]:
    """The first and last day of a loss, inside the matter's period and not in the future."""
    days = []
    for key, text in (("start", typed.start), ("end", typed.end)):
        if not text.strip():
            found.fault(f"{where}.{key}", "required")
        day = found.day(text, f"{where}.{key}")
        last = min(matter.period_end, today)
        if day and not matter.period_start <= day <= last:
            found.fault(
                f"{where}.{key}",
                "day-outside",
                start_day=str(matter.period_start),
                end_day=str(last),
            )
            day = None
        days.append(day)
    start, end = days
    if start and end and end < start:
        found.fault(f"{where}.end", "end-before-start", start_day=str(start))
        return None, None
    return start, end


def _service_fits(
    typed: LossForm,
    where: str,
    head: Head,
    form: ClaimForm,
    services: Mapping[str, ServiceForm],
    matter: Matter,
    found: Findings,
) -> None:
    """A head counted per service names one that admits it; one per claimant names none."""
    place = f"{where}.service"
    if head.persons_only and form.claimant.kind == "business":
        found.fault(f"{where}.head", "persons-only")
    if head.per == "claimant":
        _claimant_fits(typed, where, services, matter, found)
        return
    service = services.get(typed.service)
    if service is None:
        found.fault(place, "unknown-service") if typed.service else found.fault(place, "required")
    elif service.subgroup in matter.subgroups:
        admits = matter.subgroups[service.subgroup].heads
        if typed.head not in admits:
            found.fault(
                f"{where}.head",
                "head-not-for-subgroup",
                subgroup=service.subgroup,
                near=", ".join(admits),
            )


def _claimant_fits(
    typed: LossForm,
    where: str,
    services: Mapping[str, ServiceForm],
    matter: Matter,
    found: Findings,
) -> None:
    """It names no service, and one of them opens the head to the claimant, or may once placed."""
    placed = [matter.subgroups.get(service.subgroup) for service in services.values()]
    if typed.service:
        found.fault(f"{where}.service", "head-per-claimant")
    elif placed and all(each and typed.head not in each.heads for each in placed):
        found.fault(f"{where}.head", "head-for-no-subgroup")


def _inputs(
    typed: LossForm, where: str, head: Head, matter: Matter, found: Findings, today: date
) -> dict[str, Entry]:
    claimed = _claimed(typed, where, head, found)
    read: dict[str, Entry] = {}
    for name, asked in head.inputs.items():
        text, place = typed.inputs.get(name, ""), f"{where}.inputs.{name}"
        if text.strip():
            entry = found.take(_entry(text, asked, place, matter, today))
            if entry is not None:
                read[name] = entry
            elif asked.unit == "history":
                told = history_faults(text, place, currency=matter.currency)
                found.problems.extend(told[1:])
        elif asked.required and claimed:  # an empty loss is told once, as a whole
            found.fault(place, "required")
    _taxes_within(read, where, matter.currency, found)
    return read


def _taxes_within(read: Mapping[str, Entry], where: str, currency: str, found: Findings) -> None:
    """The taxes of an amount are a part of it."""
    for name, entry in read.items():
        whole = read.get(name.removesuffix("_tax"))
        if name.endswith("_tax") and whole and (entry.cents or 0) > (whole.cents or 0):
            place, cents = f"{where}.inputs.{name}", whole.cents or 0
            found.fault(place, "tax-above-amount", whole_cents=cents, currency=currency)


def _claimed(typed: LossForm, where: str, head: Head, found: Findings) -> bool:
    """Whether anything is claimed: only the head's own questions, and one of them answered."""
    for name in typed.inputs:
        if name not in head.inputs:
            near = nearest(name, head.inputs, "unknown-input")
            found.fault(f"{where}.inputs.{name[:80]}", "unknown-input", name=name[:80], near=near)
    claimed = any(_counts(name, head) for name, t in typed.inputs.items() if t)
    if head.inputs and not claimed:
        found.fault(f"{where}.inputs", "nothing-claimed")
    return claimed


def _counts(name: str, head: Head) -> bool:
    """Whether an amount can come of an input: a date or a share of tax only says more of one."""
    asked = head.inputs.get(name)
    return asked is None or not (asked.unit == "date" or name.endswith("_tax"))


def _day(typed: str, asked: Input, where: str, matter: Matter, today: date) -> date | Problem:
    """A day that has come, and of what follows the event, one that does."""
    day = read_day(typed, where)
    if isinstance(day, Problem):
        return day
    first = matter.period_start if asked.since_event else day
    return _come(day, where, first, today) or day


def _come(day: date, where: str, first: date, today: date) -> Problem | None:
    """What is wrong with a day before the first it can be, or after today."""
    if day > today:
        return Problem(where, "day-in-future", {"typed_day": str(day)})
    if day < first:
        told = {"typed_day": str(day), "start_day": str(first)}
        return Problem(where, "day-before-event", told)
    return None


def _entry(typed: str, asked: Input, where: str, matter: Matter, today: date) -> Entry | Problem:
    """One input read by its unit; refused above what is believable."""
    currency = matter.currency
    if asked.unit == "date":
        day = _day(typed, asked, where, matter, today)
        return day if isinstance(day, Problem) else Entry(typed=typed, day=day)
    if asked.unit in UNCOUNTED:
        return UNCOUNTED[asked.unit](typed, where, currency)
    if asked.unit == "money":
        cents = read_amount(typed, where, currency=currency, allow_zero=True)
        if isinstance(cents, Problem):
            return cents
        return _believable(asked, Decimal(cents) / 100, where) or Entry(typed=typed, cents=cents)
    quantity = (
        _hours(typed, where)
        if asked.unit == "call_log"
        else read_quantity(typed, where, asked.unit)
    )
    if isinstance(quantity, Problem):
        return quantity
    return _believable(asked, quantity, where) or Entry(typed=typed, quantity=quantity)


def _history(typed: str, where: str, currency: str) -> Entry | Problem:
    history = read_history(typed, where, currency=currency)
    return history if isinstance(history, Problem) else Entry(typed=typed, history=history)


def _absent(typed: str, where: str, currency: str) -> Entry | Problem:
    absent = read_absent(typed, where)
    return absent if isinstance(absent, Problem) else Entry(typed=typed, absent=absent)


UNCOUNTED: Mapping[Unit, Callable[[str, str, str], Entry | Problem]] = {
    "history": _history, "absent_days": _absent
}  # fmt: skip
"""Unit → what reads it, for what is neither an amount nor a quantity."""


def _hours(typed: str, where: str) -> Decimal | Problem:
    calls = read_calls(typed, where)
    return calls if isinstance(calls, Problem) else hours_of(calls)


def _believable(asked: Input, value: Decimal, where: str) -> Problem | None:
    if asked.least is not None and value < asked.least:
        return Problem(where, "below-least", {"least": f"{asked.least:f}"})
    if asked.most is not None and value > asked.most:
        return Problem(where, "above-most", {"most": f"{asked.most:f}"})
    return None


def read_credits(
    form: ClaimForm, matter: Matter, found: Findings, today: date
) -> tuple[Credit, ...]:
    """Every sum received or offered that can be read, in order."""
    read = [
        _credit(c, f"credits.{i}", form, matter, found, today) for i, c in enumerate(form.credits)
    ]
    found.unique("credits", [credit.id for credit in form.credits])
    return tuple(credit for credit in read if credit)


def _credit(
    typed: CreditForm, where: str, form: ClaimForm, matter: Matter, found: Findings, today: date
) -> Credit | None:
    kinds = get_args(Credit.model_fields["kind"].annotation)
    kind = found.one_of(typed.kind, f"{where}.kind", kinds)
    head = found.one_of(typed.head, f"{where}.head", matter.credited(), "unknown-head")
    cents = None
    if typed.amount.strip():
        cents = found.take(read_amount(typed.amount, f"{where}.amount", currency=matter.currency))
    else:
        found.fault(f"{where}.amount", "required")
    if typed.service and typed.service not in {s.id for s in form.services}:
        found.fault(f"{where}.service", "credit-unknown-service")
    accepted = found.one_of(typed.accepted or "yes", f"{where}.accepted", ("yes", "no"))
    received = found.day(typed.received, f"{where}.received")
    if received and (fault := _come(received, f"{where}.received", matter.period_start, today)):
        found.problems.append(fault)
    if not (kind and head and cents):
        return None
    return Credit.model_validate(
        {
            "id": typed.id,
            "kind": kind,
            "cents": cents,
            "head": head,
            "service": typed.service,
            "accepted": accepted != "no",
            "typed": typed.amount,
            "received": received,
        }
    )
