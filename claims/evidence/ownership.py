"""Who owns a service claimed by someone else: what was asked, tried and answered, and what follows.

The procedure is a hosting provider's published one: a service held in another person's account
passes only on papers, after that person was contacted every day for at least seven days by every
known channel, and never before ten days from the request with its papers. The state is not kept:
it is computed by replaying the events, so that no row can say "accepted" before its time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from claims.access import Role
from claims.i18n.catalogue import N_


class Kind(StrEnum):
    """What happens in an inquiry."""

    ASKED = "asked"
    INVITED = "invited"
    ATTEMPTED = "attempted"
    ANSWERED = "answered"
    RECEIVED = "received"
    MISMATCHED = "mismatched"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REOPENED = "reopened"


class Stage(StrEnum):
    """Where an inquiry stands."""

    NOTHING = "nothing"
    UNPAPERED = "unpapered"
    OPEN = "open"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Answer(StrEnum):
    """What the holder of the account, or the owner, said."""

    CONFIRMS = "confirms"
    CONTESTS = "contests"
    STRANGER = "stranger"
    """Says to be someone else: the address was wrong, and nothing was answered."""


CHANNELS: Mapping[str, str] = {
    "email": N_("Courriel"),
    "phone": N_("Téléphone"),
    "text": N_("Message texte"),
    "form": N_("Formulaire du site"),
    "social": N_("Réseau social"),
    "post": N_("Poste"),
}
"""Ways to reach someone, and what each is called."""
DAILY = tuple(channel for channel in CHANNELS if channel != "post")
"""The post does not go every day: it is logged and counts for nothing."""
RESULTS: Mapping[str, str] = {
    "reached": N_("Titulaire joint"),
    "left": N_("Message laissé ou envoyé"),
    "silence": N_("Sans réponse"),
    "returned": N_("Adresse ou numéro hors service"),
}
ANSWERS: Mapping[Answer, str] = {
    Answer.CONFIRMS: N_("Confirme"),
    Answer.CONTESTS: N_("Conteste"),
    Answer.STRANGER: N_("N’est pas le propriétaire"),
}
HAPPENED: Mapping[Kind, str] = {
    Kind.ASKED: N_("Demande de reconnaissance"),
    Kind.INVITED: N_("Propriétaire invité à répondre"),
    Kind.ATTEMPTED: N_("Tentative de joindre le titulaire"),
    Kind.ANSWERED: N_("Réponse"),
    Kind.RECEIVED: N_("Justificatif reçu"),
    Kind.MISMATCHED: N_("Justificatif non concordant"),
    Kind.ACCEPTED: N_("Propriété reconnue"),
    Kind.REFUSED: N_("Demande refusée"),
    Kind.REOPENED: N_("Demande rouverte"),
}

CLAIMANT, LAWYER, OWNER = (frozenset({r}) for r in (Role.CLAIMANT, Role.LAWYER, Role.ANONYMOUS))
EITHER = CLAIMANT | LAWYER
SAID = OWNER | LAWYER
"""An answer comes by the link sent to its author, or to counsel who writes it down."""

_ALWAYS = {Kind.ANSWERED: SAID, Kind.INVITED: EITHER}
_RUNNING = {
    **_ALWAYS,
    Kind.ATTEMPTED: LAWYER,
    Kind.RECEIVED: EITHER,
    Kind.MISMATCHED: LAWYER,
    Kind.REFUSED: LAWYER,
}
_DECIDABLE = {**_RUNNING, Kind.ACCEPTED: LAWYER}

MOVES: Mapping[Stage, Mapping[Kind, frozenset[Role]]] = {
    Stage.NOTHING: {**_ALWAYS, Kind.ASKED: EITHER},
    Stage.UNPAPERED: _RUNNING,
    Stage.OPEN: _DECIDABLE,
    Stage.CONFIRMED: _DECIDABLE,
    Stage.CONTESTED: _DECIDABLE,
    Stage.ACCEPTED: {**_ALWAYS, Kind.REOPENED: LAWYER},
    Stage.REFUSED: {**_ALWAYS, Kind.ASKED: EITHER, Kind.REOPENED: LAWYER},
}
"""Stage → event → roles that may bring it. That it is time to accept is asked of the clock."""

RUNNING = frozenset(stage for stage, moves in MOVES.items() if Kind.REFUSED in moves)
"""Stages in which counsel still contacts the holder."""

LABELS: Mapping[Stage, str] = {
    Stage.NOTHING: N_("Rien n’est demandé"),
    Stage.UNPAPERED: N_("En attente de justificatifs"),
    Stage.OPEN: N_("Titulaire à joindre"),
    Stage.CONFIRMED: N_("Confirmée par le titulaire"),
    Stage.CONTESTED: N_("Contestée"),
    Stage.ACCEPTED: N_("Propriété reconnue"),
    Stage.REFUSED: N_("Demande refusée"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; which fields it fills depends on its kind.

    papers: paper → exhibit that shows it, empty for one seen on paper (asked, received); paper: the
    one found not to match; words: a name read, a reason, an answer in its author's words.
    """

    kind: Kind
    at: datetime
    by: str
    role: Role
    papers: Mapping[str, str] = field(default_factory=dict)
    paper: str = ""
    channels: tuple[str, ...] = ()
    channel: str = ""
    result: str = ""
    answer: Answer | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach the holder."""

    at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the events of one service come to.

    at: of the last event, read so that time never goes back; asked: when contacts began to count;
    since: when the request had its papers and the wait began, None while it has none.
    """

    events: tuple[Event, ...] = ()
    at: datetime | None = None
    asked: datetime | None = None
    since: datetime | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    answer: Answer | None = None
    outcome: Stage | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.outcome:
            return self.outcome
        if self.asked is None:
            return Stage.NOTHING
        if self.answer is Answer.CONTESTS:
            return Stage.CONTESTED
        if not self.papers:
            return Stage.UNPAPERED
        return Stage.CONFIRMED if self.answer is Answer.CONFIRMS else Stage.OPEN

    @property
    def contested(self) -> bool:
        """Whether someone says the service is theirs, whatever was asked or decided."""
        return self.answer is Answer.CONTESTS

    def may(self, kind: Kind, role: Role) -> bool:
        """Whether someone in that role may bring such an event now."""
        return role in MOVES[self.stage].get(kind, frozenset())

    def after(self, event: Event) -> "Inquiry":
        """The inquiry with one event more. Raises ValueError for one the table does not hold."""
        if not self.may(event.kind, event.role):
            raise ValueError(f"{event.kind} by {event.role} cannot follow {self.stage}")
        at = max(event.at, self.at) if self.at else event.at
        return STEPS[event.kind](replace(self, events=(*self.events, event), at=at), event)


def of(events: Sequence[Event]) -> Inquiry:
    """The inquiry these events make, in their order; their clock may have gone back."""
    inquiry = Inquiry()
    for event in events:
        inquiry = inquiry.after(event)
    return inquiry


def _asked(now: Inquiry, event: Event) -> Inquiry:
    """A new request: nothing of a former one counts, but what the owner answered stays said."""
    if not set(event.channels) & set(DAILY):
        raise ValueError("a request names at least one channel that can be tried every day")
    return _afresh(replace(now, channels=event.channels), event.papers)


def _reopened(now: Inquiry, _event: Event) -> Inquiry:
    return _afresh(now, now.papers)


def _afresh(now: Inquiry, papers: Mapping[str, str]) -> Inquiry:
    since = now.at if papers else None
    return replace(now, asked=now.at, since=since, papers=dict(papers), attempts=(), outcome=None)


def _invited(now: Inquiry, _event: Event) -> Inquiry:
    return now


def _attempted(now: Inquiry, event: Event) -> Inquiry:
    if event.channel not in CHANNELS or now.at is None:
        raise ValueError(f"no channel {event.channel!r}")
    return replace(now, attempts=(*now.attempts, Attempt(now.at, event.channel)))


def _answered(now: Inquiry, event: Event) -> Inquiry:
    if event.answer is None:
        raise ValueError("an answer says what it answers")
    said = now.answer if event.answer is Answer.STRANGER else event.answer
    return replace(now, answer=said)


def _received(now: Inquiry, event: Event) -> Inquiry:
    """The wait begins with the first paper; more papers do not make it begin again."""
    papers = {**now.papers, **event.papers}
    return replace(now, papers=papers, since=now.since or (now.at if papers else None))


def _mismatched(now: Inquiry, event: Event) -> Inquiry:
    """A request left without a paper waits for one, and its ten days begin again."""
    papers = {name: shown for name, shown in now.papers.items() if name != event.paper}
    return replace(now, papers=papers, since=now.since if papers else None)


def _accepted(now: Inquiry, _event: Event) -> Inquiry:
    return replace(now, outcome=Stage.ACCEPTED)


def _refused(now: Inquiry, _event: Event) -> Inquiry:
    return replace(now, outcome=Stage.REFUSED)


STEPS = {
    Kind.ASKED: _asked,
    Kind.INVITED: _invited,
    Kind.ATTEMPTED: _attempted,
    Kind.ANSWERED: _answered,
    Kind.RECEIVED: _received,
    Kind.MISMATCHED: _mismatched,
    Kind.ACCEPTED: _accepted,
    Kind.REFUSED: _refused,
    Kind.REOPENED: _reopened,
}
