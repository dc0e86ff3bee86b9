"""What a claimant does with their own claim: type it, add proof, file it, follow it.

A field is saved alone, against the value the page showed: another tab's other fields stay, and a
field changed in both is told, never overwritten.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from claims.access import Actor
from claims.claim.form import MOST, CreditForm, LossForm, Part, ServiceForm
from claims.claim.leaves import LONGEST_LIST, lists_of
from claims.claim.model import Exhibit
from claims.claim.numbers import RandomBytes
from claims.i18n.amounts import LONGEST_TEXT
from claims.office.alike import ever_filed
from claims.office.bringing import Brought, bring
from claims.office.changing import change_draft as _change
from claims.office.changing import draft_of, filed_ids
from claims.office.changing import open_to_write as _open
from claims.office.drafting import (
    LISTS,
    Form,
    ids_in,
    new_id,
    value_at,
    with_part,
    with_value,
    without_part,
)
from claims.office.filing import amend, give_up, submit, withdraw
from claims.office.folder import Folder, open_folder
from claims.office.house import House
from claims.office.keeping import drop_unnamed
from claims.office.looking import forget_pictures
from claims.office.placing import proposed
from claims.office.standing import my_claim
from claims.problems import Conflict, NotFound, Problem, Refused, TooMany

__all__ = [
    "add_exhibit",
    "add_parts",
    "amend",
    "answer_alike",
    "describe_exhibit",
    "give_up",
    "my_claim",
    "my_draft",
    "remove_exhibit",
    "remove_part",
    "remove_parts",
    "save_field",
    "submit",
    "withdraw",
]

PARTS: Mapping[str, type[Part]] = {
    "services": ServiceForm,
    "losses": LossForm,
    "credits": CreditForm,
}


def my_draft(house: House, actor: Actor, *, now: datetime) -> Folder:
    """Everything the claimant's pages show, in one reading."""
    return open_folder(house, actor, now=now)


def save_field(house: House, actor: Actor, path: str, old: str, new: str, *, now: datetime) -> None:
    """Keep one field, if it still holds what the page showed.

    Raises Conflict, `theirs` carrying what stands now; Refused when it is too long to be kept;
    NotFound when its part was removed; NotAllowed when the claim is filed.
    """
    actor.must("write own draft")
    folder = _open(house, actor, now)
    if len(new) > (longest := _longest(path, folder)):
        limit = {"length": len(new), "longest": longest}
        raise Refused([Problem(path, "text-too-long", limit)])

    def change(form: Form, version: int) -> Form:
        stands = value_at(form, path)
        if stands not in (old, new):
            raise Conflict(f"{path} was changed elsewhere", theirs=stands)
        return _placed(with_value(form, path, new), path, folder)

    _change(house, actor, change, now)


def add_parts(
    house: House, actor: Actor, into: str, parts: Sequence[Mapping[str, Any]], *, now: datetime
) -> tuple[str, ...]:
    """Add services, losses or credits; their new ids. Raises TooMany past what a claim may list."""
    actor.must("write own draft")
    _open(house, actor, now)
    ids, filed = list[str](), filed_ids(house, actor.claim)

    def change(form: Form, version: int) -> Form:
        if len(form.get(into, [])) + len(parts) > MOST[into]:
            raise TooMany(f"a claim lists at most {MOST[into]} {into}")
        several = len(parts) > 1
        taken = ids_in(form, into) | filed
        places = range(1, len(parts) + 1) if several else (0,) * len(parts)
        ids[:] = [new_id(into, version, taken, place) for place in places]
        added = [
            PARTS[into].model_validate({**part, "id": name}).model_dump()
            for name, part in zip(ids, parts, strict=True)
        ]
        return {**form, into: [*form.get(into, []), *added]}

    _change(house, actor, change, now)
    return tuple(ids)


def remove_part(house: House, actor: Actor, out_of: str, part: str, *, now: datetime) -> None:
    """Remove a service, loss or credit; one removed already stays so."""
    remove_parts(house, actor, out_of, (part,), now=now)


def remove_parts(
    house: House, actor: Actor, out_of: str, parts: Sequence[str], *, now: datetime
) -> None:
    """Remove several at once, in one saving of the draft."""
    actor.must("write own draft")
    _open(house, actor, now)

    def change(form: Form, _: int) -> Form:
        for part in parts:
            form = without_part(form, out_of, part)
        return form

    _change(house, actor, change, now)


def add_exhibit(
    house: House,
    actor: Actor,
    *,
    name: str,
    content: bytes,
    kind: str,
    losses: Sequence[str],
    draw: RandomBytes,
    now: datetime,
) -> Exhibit:
    """Let a file in, keep it in the vault, list it.

    Raises Refused with the reason, TooMany, NotSaved, and KeyLost.
    """
    received = bring(
        house, actor, [Brought(name, content, kind, tuple(losses))], draw=draw, now=now
    )
    if received.refused:
        raise Refused(received.refused)
    return received.kept[0]


def describe_exhibit(
    house: House, actor: Actor, exhibit: str, kind: str, losses: Sequence[str], *, now: datetime
) -> None:
    """Say what an exhibit is and which losses it proves. Raises NotFound."""
    actor.must("add exhibit")
    if exhibit not in {kept.id for kept in _open(house, actor, now).exhibits}:
        raise NotFound(f"claim {actor.claim} has no exhibit {exhibit}")
    described = {"id": exhibit, "kind": kind, "losses": list(losses)}

    def change(form: Form, version: int) -> Form:
        listed = form.get("exhibits", [])
        places = {part["id"]: i for i, part in enumerate(listed)}
        if exhibit not in places:
            return with_part(form, "exhibits", described)
        replaced = [described if part["id"] == exhibit else part for part in listed]
        return {**form, "exhibits": replaced}

    _change(house, actor, change, now)


def remove_exhibit(house: House, actor: Actor, exhibit: str, *, now: datetime) -> None:
    """Take an exhibit back: what a filed claim cites stays in the vault, the rest is forgotten."""
    actor.must("remove exhibit")
    _open(house, actor, now)
    with house.store.database.together():
        cited = exhibit in ever_filed(house, actor.claim)
        read = house.store.looks.find(exhibit).optical
        gone = house.store.exhibits.remove(actor.claim, exhibit, cited=cited, at=now, by=actor.name)
        draft = draft_of(house, actor)  # saved in any case: a filing reviewed before is too late
        form = without_part(draft.form, "exhibits", exhibit)
        house.store.drafts.save(actor.claim, form, seen=draft.version, at=now, by=actor.name)
    if not cited:
        forget_pictures([gone.sha256])
        _drop(house, actor.claim, *filter(None, (gone.sha256, read)))


def _drop(house: House, number: str, *digests: str) -> None:
    kept = house.store.keys.find(number)
    if kept and kept.key:
        drop_unnamed(house, kept.key, digests)


def answer_alike(house: House, actor: Actor, service: str, *, now: datetime) -> int:
    """Give every service not answered for yet the answers of this one; how many it was done for."""
    actor.must("write own draft")
    folder = _open(house, actor, now)
    answers = next((s.answers for s in folder.form.services if s.id == service), {})
    done: list[str] = []

    def change(form: Form, version: int) -> Form:
        done[:] = [s["id"] for s in form["services"] if not any(s["answers"].values())]
        alike = {"answers": answers, "subgroup": proposed(answers, folder.matter)}
        services = [s | alike if s["id"] in done else s for s in form["services"]]
        return {**form, "services": services}

    _change(house, actor, change, now)
    return len(done)


def _longest(path: str, folder: Folder) -> int:
    """Characters a field may hold in a draft: beside a list, what a cell of a spreadsheet can."""
    listed = path.rpartition(".")[2] in lists_of(folder.matter)
    return LONGEST_LIST if listed else LONGEST_TEXT


def _placed(form: Form, path: str, folder: Folder) -> Form:
    """After an answer about a service, the subgroup its answers propose."""
    parts = path.split(".")
    if parts[0] != LISTS[0] or parts[2:3] != ["answers"]:
        return form
    service = next(s for s in form["services"] if s["id"] == parts[1])
    subgroup = proposed(service["answers"], folder.matter)
    return with_value(form, f"services.{parts[1]}.subgroup", subgroup)
