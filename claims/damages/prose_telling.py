"""What the articles of the rules are told with: the matter, the rates, the language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claims.damages.explain import listed
from claims.damages.rates import Rates
from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.text import Language, Text
from claims.matter.model import Matter

ARTICLE = "\x1a(.+?)\x1a"
"""Where the number of an article will stand; a sign that no matter file can hold."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One reading of the rules, in one language."""

    matter: Matter
    rates: Rates
    language: Language

    def say(self, msgid: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return say(msgid, self.language, **values)

    def of(self, text: Text) -> str:
        """A text of the matter in the reader's language, without what only helps to type."""
        return text.bare.in_(self.language)

    def quoted(self, text: Text) -> str:
        """A label as the form shows it, inside a sentence."""
        return self.say("« {label} »", label=self.of(text))

    def day(self, when: date) -> str:
        """A day in words."""
        return day(when, self.language)

    def article(self, key: str) -> str:
        """Where another rule stands."""
        return self.say("article {number}", number=f"\x1a{key}\x1a")

    def all_of(self, names: Iterable[str]) -> str:
        """Names in one breath: "a, b et c"."""
        return listed(list(names), self.language)

    def one_of(self, names: Sequence[str]) -> str:
        """Choices in one breath: "a, b ou c"."""
        if len(names) < 2:
            return "".join(names)
        return self.say("{names} ou {last}", names=", ".join(names[:-1]), last=names[-1])

    def sure(self, verified: bool) -> str:
        """The mark of what nobody has confirmed, to stand after a sentence."""
        return "" if verified else " " + self.say("[À CONFIRMER]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article not numbered yet; `key` is how others refer to it."""

    key: str
    title: str
    clauses: tuple[str, ...]


def sentence(text: str) -> str:
    """With a capital first and one stop last."""
    stop = "" if text.endswith((".", "?", "!", "…")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"
