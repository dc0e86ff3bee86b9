"""Changing a draft: opened to be written, changed as it stands, again if another tab saved."""

from collections.abc import Callable
from datetime import datetime

from claims.access import Actor
from claims.office.drafting import Form
from claims.office.folder import Folder, open_folder
from claims.office.house import House
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved
from claims.store.drafts import Draft

TRIES = 20

Change = Callable[[Form, int], Form]
"""The form and the version of the draft, changed into another form."""


def open_to_write(house: House, actor: Actor, now: datetime) -> Folder:
    """The folder, if it may still be written."""
    folder = open_folder(house, actor, now=now)
    actor.must("write own draft", folder.row)
    if folder.locked:
        raise NotAllowed(f"claim {folder.number} is filed; ask for a correction first")
    return folder


def filed_ids(house: House, number: str) -> frozenset[str]:
    """Every id a service, a loss or a credit had in some filing of a claim: never given again."""
    claims, ids = house.store.claims, set[str]()
    for past in claims.revisions(number):
        claim = claims.body(number, past.revision)
        ids |= {s.id for s in claim.services} | {o.id for o in claim.losses}
        ids |= {c.id for c in claim.credits}
    return frozenset(ids)


def change_draft(house: House, actor: Actor, change: Change, now: datetime) -> None:
    """Apply a change to the draft as it stands; one that changes nothing is not saved.

    Raises NotFound when it was erased meanwhile, NotSaved.
    """
    for _ in range(TRIES):
        draft = draft_of(house, actor)
        form = change(draft.form, draft.version)
        if form == draft.form:
            return
        try:
            house.store.drafts.save(actor.claim, form, seen=draft.version, at=now, by=actor.name)
        except Conflict:
            continue
        return
    raise NotSaved("the draft kept changing elsewhere; try again")


def draft_of(house: House, actor: Actor) -> Draft:
    """The draft as it stands. Raises NotFound when it was erased."""
    draft = house.store.drafts.read(actor.claim)
    if draft is None:  # erased in another window since it was opened
        raise NotFound(f"no draft {actor.claim}")
    return draft
