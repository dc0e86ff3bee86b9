"""How many claims one person opens: past what anyone reads, they prove anew who they are.

Nobody reads fifty claims in five minutes; who copies them out by somebody's open session does. The
alert stands in the journal and on the administrators' page, and is mailed to each of them.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from claims.access import Actor
from claims.claim.canonical import Json
from claims.i18n import Language, moment
from claims.office.house import MONTREAL, House
from claims.office.posting import post_to_administrators
from claims.problems import ProofIsOld

MOST, WITHIN = 50, timedelta(minutes=5)
"""Claims that one person may open within a time, on one proof of who they are."""
ALERT, DESK = "alert: many claims opened", "staff"
"""Action of the journal, and its subject."""
TOLD_FOR = timedelta(days=7)
"""For how long administrators are told of an alert."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Someone of the staff opened many claims at once. who: their e-mail."""

    who: str
    claims: int
    at: datetime


def must_keep_pace(house: House, actor: Actor, number: str, *, now: datetime) -> None:
    """Before a claim is opened: refuse one too many since the last proof, and say so to the
    administrators. Raises ProofIsOld. The terminal has no session to prove."""
    if actor.proved_at is None:
        return
    since = max(now - WITHIN, actor.proved_at)
    opened = house.store.journal.subjects("read claim", since=since, by=actor.name)
    if len(opened) < MOST or number in opened:
        return
    if not any(each.who == actor.name and each.at >= since for each in _alerts(house)):
        _alert(house, actor.name, len(opened), now)
    raise ProofIsOld(f"{actor.name} opened {len(opened)} claims since {since}")


def _alert(house: House, who: str, claims: int, now: datetime) -> None:
    """Note it and write to every administrator, once."""
    told: dict[str, Json] = {"who": who, "claims": claims}
    with house.store.database.together():
        house.store.journal.note(ALERT, DESK, told, at=now, by="system")
        post_to_administrators(
            house, "many_opened", key=f"many_opened {house.store.journal.head().seq}", now=now,
            values=partial(_when, now),
        )  # fmt: skip


def _when(now: datetime, language: Language) -> dict[str, str]:
    return {"when": moment(now, MONTREAL, language)}


def alerts(house: House, actor: Actor, *, now: datetime) -> tuple[Alert, ...]:
    """The alerts of the last days, newest first."""
    actor.must("manage staff")
    return tuple(each for each in _alerts(house) if now - each.at <= TOLD_FOR)


def _alerts(house: House) -> tuple[Alert, ...]:
    latest = house.store.journal.latest(20, subject=DESK)
    told = ((json.loads(each.body), each.at) for each in latest if each.action == ALERT)
    return tuple(Alert(body["who"], body["claims"], at) for body, at in told)
