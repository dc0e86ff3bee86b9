"""Reading what people typed: keep going after a fault, so that all of them are told at once."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from claims.i18n.amounts import read_day, read_text, shown
from claims.matter.model import Matter
from claims.problems import Problem

T = TypeVar("T")
NAME, LINE, SOURCE, PARAGRAPH = 200, 500, 2000, 5000
"""Longest texts, in characters."""
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What names a part of a form: it stands in cells, addresses and the names of files."""


LISTED = frozenset({"choose", "unknown-authority", "unknown-input"})
"""Problems whose sentence lists every choice; the others ask whether one was meant."""


def nearest(typed: str, known: Iterable[str], code: str) -> str:
    """The word most like the one typed; every word, nearest first, where none is or all are due."""
    words = tuple(known)
    close = get_close_matches(typed, words, n=1)
    if close and code not in LISTED:
        return close[0]
    first = close or get_close_matches(typed, words, n=1, cutoff=0)
    return ", ".join(dict.fromkeys((*first, *words)))


@dataclass(slots=True)
class Findings:
    """Problems met on the way; `take` keeps reading after a fault so that all are told."""

    problems: list[Problem] = field(default_factory=list)

    def take(self, read: T | Problem) -> T | None:
        """The value read, or None once its problem is noted."""
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        return read

    def fault(self, where: str, code: str, **values: str | int) -> None:
        """Note a problem."""
        self.problems.append(Problem(where, code, values))

    def prefer(self, faults: Mapping[str, Problem]) -> None:
        """Tell these faults of texts, each alone at its place: they explain the others there."""
        others = [problem for problem in self.problems if problem.where not in faults]
        self.problems = [*faults.values(), *others]

    def one_of(self, typed: str, where: str, known: Iterable[str], code: str = "choose") -> str:
        """A word among those known; blank when it is not, and the problem is noted."""
        known = tuple(known)
        if typed in known:
            return typed
        if typed:
            self.fault(where, code, name=typed[:80], near=nearest(typed, known, code))
        else:
            self.fault(where, "required")
        return ""

    def text(
        self, typed: str, where: str, longest: int, *, required: bool = False, lines: bool = False
    ) -> str:
        """A clean text, on several lines if they are allowed; blank after a fault."""
        text = self.take(read_text(typed, where, longest=longest, lines=lines))
        if required and text == "":
            self.fault(where, "required")
        return text or ""

    def day(self, typed: str, where: str) -> date | None:
        """A day, or None when the field is blank or faulty."""
        return self.take(read_day(typed, where)) if typed.strip() else None

    def unique(self, where: str, ids: list[str]) -> None:
        """Every item has an id of its own, in plain letters."""
        for i, name in enumerate(ids):
            if not ID.fullmatch(name):
                self.fault(f"{where}.{i}.id", "id-shape", name=shown(name))
        for name in sorted(name for name, times in Counter(ids).items() if times > 1):
            self.fault(where, "id-twice", name=shown(name))

    def answers(
        self, typed: Mapping[str, str], where: str, per: str, matter: Matter
    ) -> dict[str, str]:
        """Answers to the matter's questions, asked per service or once per claimant."""
        asked = {key: q for key, q in matter.questions.items() if q.per == per}
        for key in typed:
            if key not in asked:
                near = nearest(key, asked, "unknown-question")
                self.fault(f"{where}.{key[:80]}", "unknown-question", name=key[:80], near=near)
        known = {key: value for key, value in typed.items() if key in asked and value}
        return {
            key: self.one_of(value, f"{where}.{key}", asked[key].answers)
            for key, value in known.items()
        }
