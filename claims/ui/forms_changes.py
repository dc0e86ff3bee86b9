"""A correction in words: what each field is called, what it said and what it says. No Streamlit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from claims.claim.absent import read_absent
from claims.claim.authority import CHOICES as AUTHORITIES
from claims.claim.form import ClaimForm
from claims.i18n import Language, count, day, money, say
from claims.matter.model import Matter
from claims.office.changes import Change, Revised
from claims.problems import Problem
from claims.ui.forms import (
    ACCEPTED,
    CAPACITIES,
    CREDIT_KINDS,
    KINDS,
    NUMBERED,
    PLACES,
    TONGUES,
    YES_NO,
    label_of,
    options,
)
from claims.ui.forms_sales import ABSENT

LONGEST = 300
"""A value longer than this is cut where it is shown; the claim holds it whole."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "language": TONGUES,
    "claimant.kind": KINDS,
    "claimant.capacity": CAPACITIES,
    "claimant.registrant": YES_NO,
    "contact.place": PLACES,
    "services.authority": AUTHORITIES,
    "credits.kind": CREDIT_KINDS,
    "credits.accepted": ACCEPTED,
}


class Row(NamedTuple):
    """One field, in words: what it is called, its old value, its new one."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a correction, with what its codes are called."""

    form: ClaimForm
    matter: Matter
    files: Mapping[str, str]


def rows_of(revised: Revised, matter: Matter, language: Language) -> list[Row]:
    """Every field that changes, then what the totals become when they do."""
    before, after = (Told(form, matter, revised.files) for form in revised.forms)
    rows = [_row(change, before, after, language) for change in revised.changes]
    for name, cents in (
        (say("Total déclaré", language), [totals.declared for totals in revised.totals]),
        (
            say("Total étayé, par vos pièces ou par votre déclaration", language),
            [t.supported for t in revised.totals],
        ),
    ):
        old, new = (money(amount, matter.currency, language) for amount in cents)
        if old != new:
            rows.append(Row(name, old, new))
    return rows


def _row(change: Change, before: Told, after: Told, language: Language) -> Row:
    named = after if _stands_in(change.path, after.form) else before
    nothing = say("(rien)", language)
    return Row(
        label_of(change.path, named, language),
        value_said(change.path, change.before, before, language) or nothing,
        value_said(change.path, change.after, after, language) or nothing,
    )


def _stands_in(path: str, form: ClaimForm) -> bool:
    """Whether a form has the part a path is about; what is not in a list always stands."""
    head, _, rest = path.partition(".")
    parts = getattr(form, head, None)
    return not isinstance(parts, list) or rest.split(".")[0] in {part.id for part in parts}


def value_said(path: str, typed: str, told: Told, language: Language) -> str:
    """A value as the reader knows it: a choice by its words, anything else as it was typed."""
    if not typed:
        return ""
    kind = _without_id(path)
    if kind in CHOICES:
        return options(CHOICES[kind], language).get(typed, typed)
    for known, say_it in NAMED.items():
        if kind == known or kind.startswith(f"{known}."):
            return _cut(say_it(path, typed, told, language), language)
    return _cut(typed, language)


def _cut(typed: str, language: Language) -> str:
    if len(typed) <= LONGEST:
        return typed
    length = count(len(typed), language)
    return say("{start}… ({length} caractères)", language, start=typed[:LONGEST], length=length)


def _without_id(path: str) -> str:
    """services.s4.type is services.type."""
    parts = path.split(".")
    return ".".join(parts if parts[0] not in NUMBERED else [parts[0], *parts[2:]])


def _answer(path: str, typed: str, told: Told, language: Language) -> str:
    question = told.matter.questions.get(path.rpartition(".")[2])
    known = question.answers if question else {}
    return known[typed].in_(language) if typed in known else typed


def _type(_path: str, typed: str, told: Told, language: Language) -> str:
    known = told.matter.service_types
    return known[typed].label.in_(language) if typed in known else typed


def _subgroup(_path: str, typed: str, told: Told, language: Language) -> str:
    known = told.matter.subgroups
    return f"{typed} – {known[typed].label.in_(language)}" if typed in known else typed


def _head(_path: str, typed: str, told: Told, language: Language) -> str:
    known = told.matter.credited()
    return known[typed].in_(language) if typed in known else typed


def _input(path: str, typed: str, told: Told, language: Language) -> str:
    """Days without a line by what is said of them; anything else as typed."""
    _, part, _, name = path.split(".", 3)
    head = next((loss.head for loss in told.form.losses if loss.id == part), "")
    asked = told.matter.heads[head].inputs.get(name) if head in told.matter.heads else None
    if asked is None or asked.unit != "absent_days":
        return typed
    read = read_absent(typed, path)
    if isinstance(read, Problem):
        return typed
    return "\n".join(
        say("Du {start} au {end} : {said}", language, start=day(run.first, language),
            end=day(run.last, language), said=say(ABSENT[run.answer], language))
        for run in read
    )  # fmt: skip


def _kind(_path: str, typed: str, told: Told, language: Language) -> str:
    known = told.matter.exhibit_kinds
    return known[typed].in_(language) if typed in known else typed


def _domain(_path: str, typed: str, told: Told, _language: Language) -> str:
    return next((s.domain for s in told.form.services if s.id == typed), typed)


def _losses(_path: str, typed: str, told: Told, language: Language) -> str:
    places = {loss.id: n for n, loss in enumerate(told.form.losses, 1)}
    named = (
        say(NUMBERED["losses"], language, n=places[loss]) if loss in places else loss
        for loss in typed.split(", ")
    )
    return ", ".join(named)


def _file(_path: str, typed: str, told: Told, _language: Language) -> str:
    return told.files.get(typed, typed)


NAMED: Mapping[str, Callable[[str, str, Told, Language], str]] = {
    "answers": _answer,
    "services.answers": _answer,
    "services.type": _type,
    "services.subgroup": _subgroup,
    "losses.inputs": _input,
    "losses.head": _head,
    "credits.head": _head,
    "losses.service": _domain,
    "credits.service": _domain,
    "exhibits.kind": _kind,
    "exhibits.losses": _losses,
    "exhibits": _file,
}
"""Path without ids → how its value is named; the first that fits."""
