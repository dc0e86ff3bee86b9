"""Many lines decided alike: which they are, which are left out and why, what it would come to.

Nothing is decided here. Only lines that nobody decided yet are taken, of claims open to decisions;
a loss that two claim, or a site whose owner is contested, is judged by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.access import Actor
from claims.claim.states import Status
from claims.matter.model import Matter
from claims.office.blinding import as_unread, search_unread
from claims.office.curing import expired
from claims.office.disputes import disputed_of
from claims.office.house import House
from claims.office.recounting import Sums
from claims.office.verdicts import OPEN, wrong_words
from claims.problems import Problem, Refused
from claims.store.batches import Planned
from claims.store.lines import LineColumns
from claims.store.search import Search

OUTCOMES = ("accepted", "supported", "refused")
"""Admit what is declared, reduce to what the exhibits support, or refuse."""
NAMED = 200
"""Claims at most of which it is looked up who decided a line that is left out."""
BLIND = "blind"
"""Why a line or a claim is left: who decides the batch must first read it a second time."""
Why = str
"""Why a line is left out; a code."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of every line: one of OUTCOMES, a key of the matter's reasons, a privileged
    note, and a sentence to the claimant."""

    outcome: str = ""
    reason: str = ""
    note: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that the batch leaves as it is. by: who decided it, when that is why."""

    number: str
    loss: str
    head: str
    why: Why
    by: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch would do. found: claims that the search finds; complete: those whose last lines
    it decides; before, after: of the lines it decides; whole: admitted in the whole matter before.
    """

    id: str
    search: Search
    word: Word
    found: int
    claims: tuple[Planned, ...]
    complete: int
    left: tuple[LeftOut, ...]
    before: Sums
    after: Sums
    whole: int

    @property
    def lines(self) -> int:
        """How many lines it decides."""
        return sum(len(each.losses) for each in self.claims)

    @property
    def why(self) -> Mapping[Why, int]:
        """Why → how many lines are left out for it, the most first."""
        return dict(Counter(each.why for each in self.left).most_common())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the store's columns, with whether another claim disputes it."""

    number: str
    loss: str
    status: Status
    head: str
    subgroup: str
    grade: str
    declared: int
    supported: int
    admitted: int
    decided: bool
    disputed: bool


COLUMNS = tuple(name for name in Line.__slots__ if name != "disputed")


def plan(
    house: House,
    actor: Actor,
    search: Search,
    word: Word,
    *,
    now: datetime,
    entropy: Callable[[int], bytes],
) -> Plan:
    """What deciding so the lines of the claims a search finds would do, those of its heads, grades
    and subgroups alone. Raises NotAllowed, and Refused with all that is wrong with the word."""
    actor.must_work_on("decide line", search.matter)
    matter = house.matter(search.matter)
    if problems := list(_wrong(word, matter)):
        raise Refused(problems)
    with house.store.database.moment():
        search = search_unread(house, actor, search)
        versions = house.store.finder.versions(search)
        lines = _lines(as_unread(house, actor, matter.id, house.store.lines.as_columns(matter.id)),
                       matter)  # fmt: skip
        late = expired(house, matter.id, now=now)
        contested = {each.number for each in house.store.ownership.contested(matter.id)}
    chosen = [line for line in lines if line.number in versions and _asked(line, search)]
    why = {
        (line.number, line.loss): BLIND
        if line.number in search.unread
        else _left(line, word, line.number in late, line.number in contested)
        for line in chosen
    }
    taken = [line for line in chosen if not why[line.number, line.loss]]
    left = [
        LeftOut(line.number, line.loss, line.head, told)
        for line in chosen
        if (told := why[line.number, line.loss])
    ]
    return Plan(
        entropy(16).hex(), search, word, len(versions),
        tuple(_by_claim(taken, versions)), _complete(taken, lines),
        tuple(_named(house, left)), _sums(taken),
        replace(_sums(taken), admitted=sum(admits(line, word) for line in taken)),
        sum(line.admitted for line in lines),
    )  # fmt: skip


def admits(line: Line, word: Word) -> int:
    """Cents that the word admits of a line."""
    cents = {"accepted": line.declared, "supported": line.supported, "refused": 0}
    return cents[word.outcome]


def _wrong(word: Word, matter: Matter) -> Iterator[Problem]:
    if word.outcome not in OUTCOMES:
        yield Problem("outcome", "batch-outcome")
    if word.reason not in matter.reasons:
        yield Problem("reason", "reason-missing")
    yield from wrong_words(word.note, word.sentence)


def _lines(kept_lines: LineColumns, matter: Matter) -> list[Line]:
    columns = kept_lines.columns
    disputed = disputed_of(columns, matter.timed).tolist()
    kept = (columns[name] for name in COLUMNS)
    return [Line(*values) for values in zip(*kept, disputed, strict=True)]


def _asked(line: Line, search: Search) -> bool:
    """Whether a line is itself of the heads, grades and subgroups that were asked."""
    of = line.head, line.grade, line.subgroup
    asked = search.heads, search.grades, search.subgroups
    return all(not among or value in among for value, among in zip(of, asked, strict=True))


def _left(line: Line, word: Word, late: bool, contested: bool) -> Why:
    """Why a line is left out, the first reason that holds; empty when none does."""
    to_support = word.outcome == "supported"
    holds = {
        "decided": line.decided,
        "closed": line.status not in OPEN,
        "waiting": line.status == Status.DEFICIENT and not late,
        "disputed": line.disputed,
        "contested": contested,
        "supported-whole": to_support and line.supported >= line.declared,
        "unsupported": to_support and not line.supported,
    }
    return next((why for why, so in holds.items() if so), "")


def _by_claim(taken: Sequence[Line], versions: Mapping[str, int]) -> Iterator[Planned]:
    losses: defaultdict[str, list[str]] = defaultdict(list)
    for line in taken:
        losses[line.number].append(line.loss)
    for number in sorted(losses):
        yield Planned(number, versions[number], tuple(losses[number]))


def _complete(taken: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many claims have no line to decide any more."""
    mine = Counter(line.number for line in taken)
    waiting = Counter(line.number for line in lines if not line.decided)
    return sum(waiting[number] == count for number, count in mine.items())


def _sums(lines: Sequence[Line]) -> Sums:
    return Sums(
        sum(line.declared for line in lines),
        sum(line.supported for line in lines),
        sum(line.admitted for line in lines),
    )


def _named(house: House, left: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """The same, with who decided the lines that are decided."""
    numbers = sorted({each.number for each in left if each.why in ("decided", "closed")})[:NAMED]
    by = {
        (number, decision.loss): decision.by
        for number in numbers
        for decision in house.store.claims.body(number).decisions
    }
    for each in left:
        yield replace(each, by=by.get((each.number, each.loss), ""))
