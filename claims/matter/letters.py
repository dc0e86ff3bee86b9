"""The wording of counsel's letters: templates in both languages, for all matters or for one.

They stand in data/letters/<kind>.<language>.txt; a matter that words one otherwise has both of its
own in its folder, under letters/. The first line is the subject. They are Jinja2 in a sandbox: a
template fills places and repeats lists, and reaches nothing else. One that names what no letter has
is refused as it is read. Its version is the SHA-256 of its text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from claims.i18n.text import LANGUAGES, Language
from claims.problems import Problem, Refused, Value

LetterKind = Literal[
    "deficiency", "reminder", "decision", "reconsideration",
    "deficiencies", "reminders", "decisions",
]  # fmt: skip
"""The last three cover several claims of one contact."""
KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
FOR_ALL = ""
"""Stands for the id of a matter in the wording that all of them share."""
WORDS = (
    "number", "claimant", "matter", "provider", "filing", "the_filing", "numbered", "today",
    "told_on", "last_day", "until", "registry", "sentence", "declared", "admitted",
    "contested_on", "filings",
)  # fmt: skip
LACK = {"what": "x", "instead": "x"}
LINE = dict.fromkeys(
    ("what", "declared", "outcome", "admitted", "before", "reason", "sentence"), "x"
)
SITES = [{"name": "x", "lacks": [LACK], "lines": [LINE]}]
OF_CLAIM = ("number", "claimant", "last_day", "until", "declared", "admitted")
SAMPLE: Mapping[str, Any] = {
    **dict.fromkeys(WORDS, "x"),
    **dict.fromkeys(("confirmed", "by_post", "whole", "late", "maintained"), True),
    "post_days": 3,
    "many": 2,
    "sites": SITES,
    "claims": [{**dict.fromkeys(OF_CLAIM, "x"), "whole": True, "sites": SITES}],
}
"""Everything a letter is filled with. until: the last minute, with the clock it is read on; sites:
by site, what lacks and what is accepted instead, or each loss decided; the name of the part about
the claim as a whole, `instead` where nothing else is, `before` where nothing changed and `sentence`
where counsel wrote none to the claimant, are blank; whole: whether all was admitted; claims: each
of those that a letter covers."""
BLANK = {
    **SAMPLE,
    **dict.fromkeys(("sentence", "declared", "admitted", "contested_on"), ""),
    **dict.fromkeys(("confirmed", "by_post", "whole", "late", "maintained"), False),
    "sites": [],
    "claims": [],
}
GAP = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Wording:
    """One template. place: its file, for whoever must mend it; version: SHA-256 of its source."""

    kind: LetterKind
    language: Language
    source: str
    place: str

    @cached_property
    def version(self) -> str:
        """What tells this wording from any other."""
        return sha256(self.source.encode()).hexdigest()

    def write(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Subject and text of a letter filled with the values of SAMPLE."""
        told = self._template.render(values).strip()
        subject, _, text = told.partition("\n")
        return subject.strip(), GAP.sub("\n\n", text).strip() + "\n"

    @cached_property
    def _template(self) -> Template:
        return _environment().from_string(self.source)


Wordings = Mapping[tuple[str, LetterKind, Language], Wording]
"""(matter, or FOR_ALL), kind, language → template."""


def wording_of(wordings: Wordings, matter: str, kind: LetterKind, language: Language) -> Wording:
    """The matter's own wording, else that of all matters."""
    own = wordings.get((matter, kind, language))
    return own or wordings[FOR_ALL, kind, language]


def read_letters(folder: Path, matters_dir: Path, matters: Iterable[str]) -> Wordings:
    """Every template, checked; raises Refused with the problems of all of them."""
    found: dict[tuple[str, LetterKind, Language], Wording] = {}
    problems: list[Problem] = []
    places = {FOR_ALL: folder, **{each: matters_dir / each / "letters" for each in matters}}
    for matter, place in places.items():
        for kind in KINDS:
            both = [place / f"{kind}.{language}.txt" for language in LANGUAGES]
            if matter == FOR_ALL or any(path.is_file() for path in both):
                for path, language in zip(both, LANGUAGES, strict=True):
                    read = _read(path, matter, kind, language)
                    if isinstance(read, Wording):
                        found[matter, kind, language] = read
                        problems.extend(_faults(read))
                    else:
                        problems.append(read)
    if problems:
        raise Refused(problems)
    return found


def _read(path: Path, matter: str, kind: LetterKind, language: Language) -> Wording | Problem:
    place = "/".join(path.parts[-3 if matter else -2 :])
    try:
        return Wording(kind, language, path.read_text(encoding="utf-8"), place)
    except FileNotFoundError:
        return Problem(place, "letter-missing", {"name": path.name})
    except UnicodeDecodeError:
        return Problem(place, "letter-not-utf8")


def _faults(wording: Wording) -> Iterator[Problem]:
    """What keeps a template from being filled, with its line where it can be told."""
    try:
        parsed = _environment().parse(wording.source)
    except TemplateSyntaxError as fault:
        told: dict[str, Value] = {"line": fault.lineno, "fault": str(fault.message)}
        yield Problem(f"{wording.place}:{fault.lineno}", "letter-syntax", told)
        return
    unknown = sorted(find_undeclared_variables(parsed) - SAMPLE.keys())
    for name in unknown:
        line = _line_of(parsed, name)
        near = get_close_matches(name, SAMPLE, n=1) or sorted(SAMPLE)
        told = {"line": line, "name": name, "near": ", ".join(near)}
        yield Problem(f"{wording.place}:{line}", "letter-unknown-name", told)
    if not unknown:
        yield from _tried(wording)


def _tried(wording: Wording) -> Iterator[Problem]:
    """Filled with everything, then with as little as may be: parts of a name show only then."""
    for values in (SAMPLE, BLANK):
        try:
            subject, text = wording.write(values)
        except (UndefinedError, SecurityError, TypeError, ValueError, ArithmeticError) as fault:
            yield Problem(wording.place, "letter-cannot-fill", {"fault": str(fault)})
            return
        if not subject or not text.strip():
            yield Problem(wording.place, "letter-empty")
            return


def _line_of(parsed: nodes.Template, name: str) -> int:
    return next((n.lineno for n in parsed.find_all(nodes.Name) if n.name == name), 1)


def _environment() -> SandboxedEnvironment:
    """Plain text, so nothing is escaped; a name a letter was not given is an error."""
    return SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
