"""What a correction changes: the old and new value of every field, as typed, and the totals.

A correction is compared with what is filed before it is filed again; a revision, with the one
before it. Parts are named by their id, so a site added above moves nothing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from claims.access import Actor
from claims.claim.form import ClaimForm
from claims.claim.model import Claim, Exhibit
from claims.office.conversing import filed_claim
from claims.office.drafting import Form, form_of
from claims.office.folder import Folder
from claims.office.house import House
from claims.office.rulebook import Rules
from claims.store.claims import ClaimRow, Revision

NOT_SAID = frozenset({"key", "id", "file", "fictional", "source", "attestation"})
"""What nobody answers in a form."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its path by id ("losses.l1.inputs.hours"), before and after; blank: nothing."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Declared and supported, in cents; supported is what the exhibits filed back up."""

    declared: int
    supported: int


@dataclass(frozen=True, slots=True)
class Revised:
    """One correction. forms: the claim before and after, to name its parts; totals likewise.

    revision: 0 while it is not filed; files: exhibit id → the name of its file.
    """

    revision: int
    at: datetime
    reason: str
    changes: tuple[Change, ...]
    forms: tuple[ClaimForm, ClaimForm]
    totals: tuple[Totals, Totals]
    files: Mapping[str, str]


def between(before: Form, after: Form) -> tuple[Change, ...]:
    """Every field that differs, those of the form after in its order, then what it dropped."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    paths = [*new, *(path for path in old if path not in new)]
    return tuple(
        Change(path, old.get(path, ""), new.get(path, ""))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )


def under_way(house: House, folder: Folder) -> Revised | None:
    """What the correction the claimant is making would change; None when there is none."""
    if folder.reopened is None:
        return None
    filed = house.store.claims.body(folder.number)
    now = folder.form.model_dump()
    return Revised(
        revision=0,
        at=folder.saved_at,
        reason=folder.reopened,
        changes=between(form_of(filed), now),
        forms=(_form(form_of(filed)), folder.form),
        totals=(
            _totals(filed, house.rules_of(folder.row)),
            Totals(folder.declared, folder.supported),
        ),
        files=_files((*filed.exhibits, *folder.exhibits)),
    )


def corrections(house: House, actor: Actor, number: str) -> tuple[Revised, ...]:
    """Every correction filed, newest first, for its claimant and for counsel.

    Raises NotAllowed and NotFound. Counsel's decisions change no field and are not among them.
    """
    row = filed_claim(house, actor, "read claim", number)
    past = house.store.claims.revisions(number)
    stood = [house.store.claims.body(number, each.revision) for each in past]
    came_to = cache(lambda place: _totals(stood[place], _rules(house, row, past[place])))
    found = []
    for place, (before, after) in enumerate(pairwise(stood)):
        if changes := between(form_of(before), form_of(after)):
            filed = past[place + 1]
            found.append(Revised(
                revision=filed.revision,
                at=filed.at,
                reason=filed.reason,
                changes=changes,
                forms=(_form(form_of(before)), _form(form_of(after))),
                totals=(came_to(place), came_to(place + 1)),
                files=_files((*before.exhibits, *after.exhibits)),
            ))  # fmt: skip
    return tuple(reversed(found))


def _rules(house: House, row: ClaimRow, revision: Revision) -> Rules:
    """Those that a revision was filed under."""
    [entry] = house.store.journal.entries(after=revision.journal_seq - 1, limit=1)
    return house.rules(row.matter, json.loads(entry.body).get("rules", ""))


def _totals(claim: Claim, rules: Rules) -> Totals:
    counted = rules.assess(claim)
    return Totals(counted.declared, counted.supported)


def _form(form: Form) -> ClaimForm:
    return ClaimForm.model_validate(form)


def _files(exhibits: tuple[Exhibit, ...]) -> dict[str, str]:
    return {exhibit.id: exhibit.name for exhibit in exhibits}


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path → what is typed there; what an exhibit proves is one value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in NOT_SAID:
                yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and not path.endswith(".losses"):
        yield from _parts(value, path)
    elif typed := ", ".join(value) if isinstance(value, list) else str(value):
        yield path, typed


def _parts(parts: list[dict[str, Any]], path: str) -> Iterator[tuple[str, str]]:
    """The parts of a list, each under its id; an exhibit is a value in itself."""
    for part in parts:
        here = f"{path}.{part['id']}"
        if path == "exhibits":
            yield here, part["id"]
        yield from _leaves(part, here)
