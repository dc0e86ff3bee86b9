"""Messages between a claimant and counsel: about one claim, both ways, kept for good.

Counsel speaks as one: any lawyer of the matter reads and answers. A draft is its claimant's alone,
so the conversation begins when the claim is filed. Counsel's privileged notes are elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.access import Actor, Role
from claims.claim.canonical import canonical, digest
from claims.i18n.amounts import read_text
from claims.office.blinding import must_not_be_blinded
from claims.office.house import House
from claims.office.posting import post_to_claimant
from claims.problems import NotFound, Problem, Refused, TooMany
from claims.store.claims import ClaimRow
from claims.store.messages import Message, Side

LONGEST = 5_000
"""Longest message, in characters."""
MOST = 20
"""Messages a claimant may send in a day: a person has that much to say, a script has more."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages about one claim, oldest first; new: how many the reader had not read yet."""

    row: ClaimRow
    side: Side
    messages: tuple[Message, ...]
    new: int

    def is_new(self, message: Message) -> bool:
        """Whether it came from the other side and was never shown to this one."""
        theirs = [m.place for m in self.messages if m.side != self.side]
        return message.place in theirs[len(theirs) - self.new :]


def read(house: House, actor: Actor, number: str, *, now: datetime) -> Conversation:
    """The conversation, for whoever has it before their eyes: it is noted as read.

    Raises NotAllowed, and NotFound for another's claim as for one that is missing or not filed.
    """
    row = filed_claim(house, actor, "read messages", number)
    side, messages = side_of(actor), house.store.messages.of(number)
    new = house.store.messages.unread(number, side)
    if new:
        place = messages[-1].place
        house.store.messages.mark_read(number, side, place, at=now, by=actor.name)
    return Conversation(row, side, messages, new)


def unread(house: House, actor: Actor, number: str) -> int:
    """How many messages wait for this reader; nothing is noted as read."""
    filed_claim(house, actor, "read messages", number)
    return house.store.messages.unread(number, side_of(actor))


def write(
    house: House, actor: Actor, number: str, text: str, *, seen: int, now: datetime
) -> Message:
    """Send a message. seen: how many stood on the page, so that a second click sends nothing more.

    Raises Refused with what to mend, TooMany when a claimant sent as many as a day allows.
    """
    filed_claim(house, actor, "write message", number)
    side = side_of(actor)
    said = said_in_full(text, "message")
    sent_today = house.store.messages.since(number, side, now - DAY)
    if side == "claimant" and sent_today >= MOST:
        raise TooMany(f"claim {number} sent {sent_today} messages since yesterday")
    key = digest(canonical([actor.name, seen, said]))
    with house.store.database.together():
        sent = house.store.messages.send(number, side, said, key=key, at=now, by=actor.name)
        if side == "counsel":
            _tell(house, number, now)
    return sent


def _tell(house: House, number: str, now: datetime) -> None:
    """One e-mail for all that is unread, so that three messages in a row are told once."""
    first = house.store.messages.first_unread(number, "claimant")
    post_to_claimant(house, number, "message", key=f"message {number} {first}", now=now)


def said_in_full(text: str, where: str) -> str:
    """Words of several lines, as typed. Raises Refused when blank, too long or not plain text."""
    said = read_text(text.replace("\r\n", "\n"), where, longest=LONGEST, lines=True)
    if isinstance(said, Problem):
        raise Refused([said])
    if not said:
        raise Refused([Problem(where, "nothing-written")])
    return said


def side_of(actor: Actor) -> Side:
    """Which side someone speaks for."""
    return "claimant" if actor.role is Role.CLAIMANT else "counsel"


def filed_claim(house: House, actor: Actor, action: str, number: str) -> ClaimRow:
    """A claim that was filed and that the actor may act on. Raises NotAllowed and NotFound."""
    actor.must(action)
    row = house.store.claims.find(number)
    if row is None or not row.revision or not actor.may(action, row):
        raise NotFound(f"no claim {number}")
    must_not_be_blinded(house, actor, row)
    return row
