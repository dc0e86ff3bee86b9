"""A draft addressed by path: "claimant.name", "services.s3.domain", "losses.l5.inputs.hours".

Parts of a list are named by their id, never by their place: another tab may have added or removed
one above. Values here are the form as typed; nothing is read or judged.
"""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from typing import Any

from claims.claim.form import ClaimForm, ServiceForm
from claims.claim.model import Claim, Entry
from claims.problems import NotFound, Problem

Form = dict[str, Any]
LISTS = ("services", "losses", "credits", "exhibits")
LETTERS = {"services": "s", "losses": "l", "credits": "c"}
REOPENED = "reopened"
"""Key of a draft, beside the form: the reason of a correction, and after how many filings."""
WAITING = "waiting"
"""Key of a draft, beside the form: rows of a list of sites that are still to be corrected."""
BESIDE = frozenset({REOPENED, WAITING})


def value_at(form: Form, path: str) -> str:
    """What stands at a path; blank when nothing was ever typed there. Raises NotFound."""
    holder, name = _holder(form, path)
    return str(holder.get(name, ""))


def with_value(form: Form, path: str, value: str) -> Form:
    """The form with one value changed. Raises NotFound when the part it belongs to is gone."""
    changed = deepcopy(form)
    holder, name = _holder(changed, path)
    holder[name] = value
    return changed


def with_part(form: Form, into: str, part: Mapping[str, Any]) -> Form:
    """The form with one service, loss, credit or exhibit more."""
    changed = deepcopy(form)
    changed.setdefault(into, []).append(dict(part))
    return changed


def without_part(form: Form, out_of: str, part: str) -> Form:
    """The form without that part, nor what stood only on it: a site takes its losses along."""
    changed = deepcopy(form)
    parts = changed.get(out_of, [])
    changed[out_of] = [other for other in parts if other["id"] != part]
    if out_of == "services":
        for loss in [loss for loss in changed.get("losses", []) if loss.get("service") == part]:
            changed = without_part(changed, "losses", loss["id"])
        for credit in changed.get("credits", []):
            credit["service"] = "" if credit.get("service") == part else credit.get("service", "")
    if out_of == "losses":
        for exhibit in changed.get("exhibits", []):
            exhibit["losses"] = [loss for loss in exhibit.get("losses", []) if loss != part]
    return changed


def new_id(into: str, version: int, taken: Collection[str], place: int = 0) -> str:
    """An id no part of this claim ever had, if `taken` holds those of its draft and its filings.

    It carries the version of the draft that adds it, so a part removed before it was ever filed
    leaves its id to nobody; an import names parts as it likes, hence `taken`.
    """
    name = f"{LETTERS[into]}{version + 1}" + (f"-{place}" if place else "")
    while name in taken:
        name += "n"
    return name


def ids_in(form: Form, into: str) -> set[str]:
    """The ids of one list of a draft."""
    return {part["id"] for part in form.get(into, [])}


def part_of(form: ClaimForm, path: str) -> tuple[str, int, str]:
    """A path by place ("services.0.domain") as list, place and the rest; ("", 0, path) if none."""
    head, _, rest = path.partition(".")
    place, _, leaf = rest.partition(".")
    if head in LISTS and place.isdigit() and int(place) < len(getattr(form, head)):
        return head, int(place), leaf
    return "", 0, path


def by_id(form: ClaimForm, path: str) -> str:
    """A path as a Problem tells it, by place, turned into the path of a field, by id."""
    head, place, leaf = part_of(form, path)
    if not head:
        return path
    return ".".join(filter(None, (head, getattr(form, head)[place].id, leaf)))


def readable(form: ClaimForm, problems: Iterable[Problem], kind: str) -> ClaimForm:
    """The form without the parts that have problems, so that the rest can be counted.

    kind: any type of service, for a service that stands in when none can be read.
    """
    wrong: dict[str, set[int]] = {name: set() for name in LISTS}
    for problem in problems:
        head, place, _ = part_of(form, problem.where)
        if head:
            wrong[head].add(place)
    kept = {
        name: [part for i, part in enumerate(getattr(form, name)) if i not in wrong[name]]
        for name in ("services", "losses", "credits")
    }
    left = {service.id for service in kept["services"]}
    kept["losses"] = [loss for loss in kept["losses"] if not loss.service or loss.service in left]
    kept["credits"] = [c for c in kept["credits"] if not c.service or c.service in left]
    if not kept["services"]:
        kept["services"] = [ServiceForm(id="stand-in", domain="stand-in.example", type=kind)]
    return form.model_copy(update=kept | _stand_ins(form, problems))


def _stand_ins(form: ClaimForm, problems: Iterable[Problem]) -> dict[str, object]:
    """What a computation needs of a claimant whose particulars are not complete yet."""
    faults = {problem.where for problem in problems}
    claimant = form.claimant.model_copy(
        update={
            "kind": form.claimant.kind if "claimant.kind" not in faults else "business",
            "capacity": form.claimant.capacity if "claimant.capacity" not in faults else "owner",
            "name": "—",
            "registration": "",
        }
    )
    place = form.contact.place if "contact.place" not in faults else ""
    contact = form.contact.model_copy(
        update={"email": "a@example.com", "phone": "", "address": "", "place": place}
    )
    return {"claimant": claimant, "contact": contact, "answers": {}}


def form_of(claim: Claim, key: str = "") -> Form:
    """The form that gives this claim back when read again: where a correction begins."""
    return {
        "key": key,
        "language": claim.language,
        "claimant": _claimant(claim),
        "contact": claim.contact.model_dump(),
        "answers": dict(claim.answers),
        "services": [
            {"id": s.id, "domain": s.typed, "type": s.type, "answers": dict(s.answers)}
            | {"subgroup": s.subgroup, "restored": _day(s.restored), "owner": s.owner}
            | {"owner_email": s.owner_email, "authority": s.authority, "server": s.server}
            for s in claim.services
        ],
        "losses": [
            {"id": o.id, "head": o.head, "service": o.service, "start": _day(o.start)}
            | {"end": _day(o.end), "inputs": _typed(o.inputs), "note": o.note}
            for o in claim.losses
        ],
        "credits": [
            {"id": c.id, "kind": c.kind, "amount": c.typed or _amount(c.cents), "head": c.head}
            | {"service": c.service, "accepted": "yes" if c.accepted else "no"}
            | {"received": _day(c.received)}
            for c in claim.credits
        ],
        "exhibits": [
            {"id": e.id, "kind": e.kind, "losses": list(e.losses)} for e in claim.exhibits
        ],
        "fictional": claim.fictional,
        "source": claim.source,
    }


def _claimant(claim: Claim) -> dict[str, str]:
    who = claim.claimant
    return {
        "kind": who.kind,
        "name": who.name,
        "capacity": who.capacity,
        "registrant": "yes" if who.registrant else "no",
        "registration": who.registration,
    }


def _typed(inputs: Mapping[str, Entry]) -> dict[str, str]:
    return {name: entry.typed for name, entry in inputs.items()}


def _day(day: object) -> str:
    return str(day) if day else ""


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _holder(form: Form, path: str) -> tuple[dict[str, Any], str]:
    """The dictionary that holds the last name of a path."""
    *before, name = path.split(".")
    holder: Any = form
    for step in before:
        if isinstance(holder, list):
            holder = next((part for part in holder if part["id"] == step), None)
        else:
            holder = holder.setdefault(step, [] if step in LISTS else {})
        if holder is None:
            raise NotFound(f"{path}: {step} is not in the draft any more")
    return holder, name
