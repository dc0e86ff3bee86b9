"""Many decisions told at once: which letters would leave, which stay and why, then one by one.

The claims of one contact share a letter, as `consolidating` writes it; every other has its own.
Nothing is kept of what is under way but the letters themselves: sent again after a cut, it sends
what no letter tells yet.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.access import Actor
from claims.claim.deficiency import Consolidated, Notice
from claims.claim.identifiers import masked
from claims.i18n.text import Language
from claims.matter.letters import LetterKind
from claims.office import announcing, consolidating
from claims.office.announcing import Telling
from claims.office.blinding import owed, search_unread
from claims.office.consolidating import MOST
from claims.office.conversing import filed_claim
from claims.office.house import House
from claims.office.issuing import seal, sentence_read
from claims.office.posting import address_of
from claims.office.seen import must_stand
from claims.problems import Conflict, NotAllowed, NotFound, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.search import Page, Search

Letter = Notice | Consolidated
CHANGED, TOLD, BLIND, POST, CLOCK = "changed", "told", "blind", "post", "clock"
"""Why a claim is left: changed since it was seen; told by a letter meanwhile; to be read blind
first; no e-mail, so that counsel prints it; decided at a moment that has not come."""
REFUSED = {"nothing-to-tell": TOLD, "clock-behind": CLOCK}
"""Code of what keeps a letter from leaving once it was seen → why its claims are left."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One letter that would leave. versions: claim → version seen, in the order of the letter;
    to: its address, masked, empty where nobody is written to about a fictional claim."""

    versions: Mapping[str, int]
    kind: LetterKind
    language: Language
    to: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """The claims it covers."""
        return tuple(self.versions)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim whose letter stays, and why; a code."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Sending:
    """What would leave. telling: what counsel adds to every letter."""

    matter: str
    telling: Telling
    envelopes: tuple[Envelope, ...]
    left: tuple[LeftOut, ...]

    @property
    def claims(self) -> int:
        """How many claims would be told."""
        return sum(len(each.versions) for each in self.envelopes)

    @property
    def counts(self) -> Mapping[tuple[LetterKind, Language], int]:
        """Kind and language → letters."""
        return dict(sorted(Counter((e.kind, e.language) for e in self.envelopes).items()))

    @property
    def why(self) -> Mapping[str, int]:
        """Why → claims whose letter stays, the most first."""
        return dict(Counter(each.why for each in self.left).most_common())


def waiting(house: House, actor: Actor, search: Search) -> Page:
    """One page of the claims a search finds whose decision no letter tells."""
    return house.store.finder.page(_untold(house, actor, search))


def planned(
    house: House, actor: Actor, search: Search, sentence: str, *, now: datetime,
    chosen: Collection[str] = (),
) -> Sending:  # fmt: skip
    """What sending the letters of the claims a search finds would do, of those chosen alone where
    any is. Raises NotAllowed, and Refused when the sentence cannot be read."""
    telling = Telling(sentence_read(sentence))
    asked = _untold(house, actor, search)
    with house.store.database.moment():
        found = [n for n in house.store.finder.versions(asked) if not chosen or n in chosen]
        unread = owed(house, actor, search.matter)
        rows = [row for number in found if (row := house.store.claims.find(number))]
        to = {row.number: address_of(house, row.number) for row in rows}
        why = {row.number: _left(row, to[row.number], unread, now) for row in rows}
        going = [row for row in rows if not why[row.number]]
        envelopes = tuple(_envelopes(house, going, to))
    left = tuple(LeftOut(number, told) for number, told in why.items() if told)
    return Sending(search.matter, telling, envelopes, left)


def _untold(house: House, actor: Actor, search: Search) -> Search:
    """The same search, among the claims whose decision no letter tells."""
    actor.must_work_on("issue notice", search.matter)
    untold = set(house.store.notices.untold(search.matter))
    among = untold if search.numbers is None else untold.intersection(search.numbers)
    return search_unread(house, actor, replace(search, numbers=tuple(sorted(among))))


def _left(row: ClaimRow, address: str, unread: Collection[str], now: datetime) -> str:
    """Why the letter of a claim stays; empty when it may leave."""
    if row.number in unread:
        return BLIND
    if announcing.too_early(row, now):
        return CLOCK
    return "" if address or row.fictional else POST


def _envelopes(house: House, rows: Sequence[ClaimRow], to: Mapping[str, str]) -> Iterator[Envelope]:
    """One a contact and language, of so many claims at most; one a claim without an address."""
    together: defaultdict[tuple[str, str, bool], list[ClaimRow]] = defaultdict(list)
    for row in rows:
        alone = to[row.number].casefold() or row.number
        together[alone, row.language, row.fictional].append(row)
    for same in together.values():
        for first in range(0, len(same), MOST):
            yield _envelope(house, same[first : first + MOST], to)


def _envelope(house: House, rows: Sequence[ClaimRow], to: Mapping[str, str]) -> Envelope:
    first = rows[0]
    kind = "decisions" if len(rows) > 1 else announcing.kind_for(house, first)
    address = "" if first.fictional else masked(to[first.number])
    return Envelope({row.number: row.version for row in rows}, kind, first.language, address)


def letter(house: House, actor: Actor, of: Sending, place: int, *, now: datetime) -> Letter:
    """One of the letters, as it would leave now. Raises Refused when it cannot any more."""
    actor.must_work_on("issue notice", of.matter)
    return _drafted(house, actor, of.envelopes[place], of.telling, now)


def _drafted(
    house: House, actor: Actor, envelope: Envelope, telling: Telling, now: datetime
) -> Letter:
    numbers, language = envelope.numbers, envelope.language
    if len(numbers) > 1:
        return consolidating.drafted(house, actor, numbers, telling, now=now)[language]
    return announcing.drafted(house, actor, numbers[0], telling, now=now)[language]


def begin(house: House, actor: Actor, of: Sending, *, now: datetime) -> None:
    """Note in the journal that so many letters are sent at once, before the first one leaves.

    Raises NotAllowed, ProofIsOld, and Refused when there is none.
    """
    actor.must_work_on("issue notice", of.matter)
    actor.must_have_proved(now=now)
    if not of.envelopes:
        raise Refused([Problem("letters", "letters-none")])
    told = {"letters": len(of.envelopes), "claims": of.claims, "left": len(of.left)}
    house.store.journal.note("send letters", of.matter, told, at=now, by=actor.name)


def send(
    house: House, actor: Actor, of: Sending, place: int, *, now: datetime
) -> tuple[LeftOut, ...]:
    """Issue one of the letters, whole or not at all; the claims it left, with why: all of them, or
    none. One that left already is no fault and is not sent again.

    Raises ProofIsOld and NotSaved: letters sent before stay sent.
    """
    actor.must_work_on("issue notice", of.matter)
    actor.must_have_proved(now=now)
    envelope = of.envelopes[place]
    try:
        with house.store.database.together():
            _issue(house, actor, envelope, of.telling, now)
    except Conflict:
        why = CHANGED
    except (NotAllowed, NotFound):  # who sends may: this claim waits to be read blind, or left
        why = BLIND
    except Refused as refusal:
        code = refusal.problems[0].code
        why = REFUSED.get(code, code)
    else:
        return ()
    return tuple(LeftOut(number, why) for number in envelope.numbers)


def _issue(house: House, actor: Actor, envelope: Envelope, telling: Telling, now: datetime) -> None:
    """Counsel read the claims at a version and the sentence; the words are those of this moment."""
    rows = [filed_claim(house, actor, "issue notice", number) for number in envelope.numbers]
    must_stand(rows, envelope.versions)
    shown = seal(_drafted(house, actor, envelope, telling, now))
    if len(envelope.versions) > 1:
        consolidating.issue(
            house, actor, envelope.numbers, telling, seen=envelope.versions, shown=shown, now=now
        )
        return
    [(number, version)] = envelope.versions.items()
    announcing.issue(house, actor, number, telling, seen=version, shown=shown, now=now)
