"""What counsel's list shows, as its address says it: a view can be sent, kept and gone back to.

A view kept belongs to whoever kept it, under a name of their own; it is no evidence, and deletes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.access import Actor
from claims.claim.states import Status
from claims.i18n.amounts import read_text
from claims.matter.model import Matter
from claims.office import worklist
from claims.office.blinding import search_unread
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.search import Order, Search
from claims.store.views import Address, SavedView

STATES = tuple(status for status in Status if status is not Status.DRAFT)
GRADES = ("A", "B", "C", "D")
ORDERS: Mapping[str, tuple[Order, bool]] = {
    "recent": ("submitted", True),
    "oldest": ("submitted", False),
    "declared": ("declared", True),
    "updated": ("updated", True),
    "name": ("name", False),
}
"""What an address calls an order → the column, and whether the greatest come first."""
WORDS, TASK, ORDER, PAGE, WHOSE = "mots", "tache", "ordre", "page", "a"
MINE, NOBODY = "moi", "personne"
"""Whose claims an address asks for, besides an account: the reader's, or nobody's."""
CHOICES = {"states": "etat", "subgroups": "sous-groupe", "heads": "chef", "grades": "preuve"}
"""Field of which several may be chosen → what an address calls it."""
SIZE = 25
"""Claims on a page of the list."""
NAME, MOST = 80, 50
"""Longest name of a view kept, in characters; most that one person keeps in a matter."""
LONGEST = 200
"""Longest words that are looked for."""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked for, in which order, on which page, which counts from 1; empty for all.

    task: code of the queue's; heads, grades: of one line at least; whose: MINE, NOBODY or an
    account.
    """

    words: str = ""
    task: str = ""
    states: tuple[Status, ...] = ()
    subgroups: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    order: str = "recent"
    page: int = 1
    whose: str = ""

    @property
    def address(self) -> Address:
        """What an address says of it; nothing of what is not asked."""
        chosen = {called: list(getattr(self, name)) for name, called in CHOICES.items()}
        once = {WORDS: self.words, TASK: self.task, ORDER: self.order.replace(FIRST, "")}
        once |= {PAGE: str(self.page) if self.page > 1 else "", WHOSE: self.whose}
        said = chosen | {name: [text] for name, text in once.items() if text}
        return {name: texts for name, texts in said.items() if texts}


FIRST = next(iter(ORDERS))


def read_view(address: Mapping[str, Sequence[str]], matter: Matter) -> tuple[View, tuple[str, ...]]:
    """The view of an address, and what it names that nobody knows, which is left aside."""
    known: dict[str, Collection[str]] = {
        "states": STATES, "subgroups": matter.subgroups, "heads": matter.heads, "grades": GRADES
    }  # fmt: skip
    asked = {name: address.get(called, ()) for name, called in CHOICES.items()}
    chosen = {name: tuple(each for each in known[name] if each in asked[name]) for name in CHOICES}
    strange = [text for name in CHOICES for text in asked[name] if text not in known[name]]
    task, order, page = (last_of(address, name) for name in (TASK, ORDER, PAGE))
    strange += [task] * (task not in ("", *worklist.TASKS))
    strange += [order] * (order not in ("", *ORDERS))
    strange += [page] * bool(page and not is_page(page))
    view = View(
        words=last_of(address, WORDS)[:LONGEST],
        task=task if task in worklist.TASKS else "",
        order=order if order in ORDERS else FIRST,
        page=int(page) if is_page(page) else 1,
        whose=last_of(address, WHOSE)[:LONGEST],
        **chosen,  # type: ignore[arg-type]
    )
    return view, tuple(text[:LONGEST] for text in strange)


def last_of(address: Mapping[str, Sequence[str]], name: str) -> str:
    """What an address says last under a name; empty when nothing."""
    return next(reversed(address.get(name, ())), "")


def is_page(text: str) -> bool:
    """Whether an address can mean a page by it, which counts from 1."""
    return text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0


def search_of(
    house: House, actor: Actor, matter: str, view: View, *, now: datetime
) -> tuple[Search, worklist.Task | None]:
    """What to ask the store for a view, and the task whose claims alone it shows."""
    task = None
    if view.task:
        task = worklist.task(house, actor, matter, view.task, now=now)
    by, descending = ORDERS[view.order]
    search = Search(
        matter, view.states, view.subgroups, view.words, task.numbers if task else None, by,
        descending, view.page, SIZE, view.heads, view.grades, _person(view.whose, actor),
    )  # fmt: skip
    return search, task


def _person(whose: str, actor: Actor) -> str | None:
    """The account whose claims alone are asked for; empty for nobody's, None for all."""
    return {"": None, MINE: actor.name, NOBODY: ""}.get(whose, whose)


def beside(
    house: House, actor: Actor, matter: str, view: View, number: str, *, now: datetime
) -> tuple[str, str]:
    """The claims before and after one in a view; empty at its ends, and when it is not in it."""
    actor.must_work_on("list claims", matter)
    search, _ = search_of(house, actor, matter, view, now=now)
    numbers = house.store.finder.ordered(search_unread(house, actor, search))
    if number not in numbers:
        return "", ""
    place = numbers.index(number)
    before, after = numbers[max(place - 1, 0) : place], numbers[place + 1 : place + 2]
    return "".join(before), "".join(after)


def saved(house: House, actor: Actor, matter: str) -> tuple[SavedView, ...]:
    """The views this person kept in a matter, by name."""
    actor.must_work_on("list claims", matter)
    return house.store.views.of(actor.name, matter)


def save(house: House, actor: Actor, matter: str, name: str, view: View, *, now: datetime) -> None:
    """Keep a view under a name, in place of one of the same name. Raises Refused."""
    kept = saved(house, actor, matter)
    said = read_text(name, "name", longest=NAME)
    if isinstance(said, Problem):
        raise Refused([said])
    if not (said := said.strip()):
        raise Refused([Problem("name", "view-without-name")])
    if len(kept) >= MOST and said not in {each.name for each in kept}:
        raise Refused([Problem("name", "too-many-views", {"most": MOST})])
    first = replace(view, page=1).address
    house.store.views.keep(actor.name, matter, said, first, at=now)


def forget(house: House, actor: Actor, matter: str, name: str) -> None:
    """Delete a view this person kept; one that is gone already is no fault."""
    actor.must_work_on("list claims", matter)
    house.store.views.forget(actor.name, matter, name)
