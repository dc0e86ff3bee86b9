"""What every command shares: options, the house, and how a refusal is said."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from pydantic import ValidationError

from claims.access import Actor, Role
from claims.cli.parsing import WRONG_WORD
from claims.cli.screen import Screen, harmless, one_line
from claims.i18n.amounts import read_day
from claims.i18n.catalogue import say
from claims.i18n.refusals import problems_of
from claims.i18n.sentences import placed
from claims.i18n.text import LANGUAGES, Language
from claims.matter.model import Matter
from claims.matter.reading import matter_ids
from claims.problems import ClaimsError, Problem
from claims.settings import Settings

if TYPE_CHECKING:
    from claims.office.house import House

REFUSED = 1
WIDE = 110
"""Columns of a table when no terminal says how many there are."""
out = Screen(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
err = Screen(stderr=True, highlight=False, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="JSON")]


def language_of(typed: str) -> Language:
    """The language asked for; anything else is a fault of the command."""
    for language in LANGUAGES:
        if typed == language:
            return language
    raise typer.BadParameter("fr | en")


def _asked_in(context: typer.Context, typed: str) -> str:
    """The language of the whole line, wherever in it the word stands."""
    language = language_of(typed)
    return str(context.find_root().obj or language)


Lang = Annotated[
    str,
    typer.Option("--lang", envvar="CLAIMS_LANG", callback=_asked_in, help="fr | en"),
]


def existing(context: typer.Context, name: str) -> str:
    """The name of a matter; one that none bears is refused before anything slow is loaded, with the
    names that are borne."""
    language = context.find_root().obj or "fr"
    with speaking(language):
        known = matter_ids(Settings().matters_dir)
    if name and known and name not in known:
        told = {"name": name[:80], "near": ", ".join(known)}
        refuse((Problem("", "unknown-matter", told),), language)
    return name


MATTER = "DOSSIER · MATTER"
MatterId = Annotated[
    str,
    typer.Argument(metavar=MATTER, help="whc-2021, ovh-2021, telus-2019…", callback=existing),
]


def spoken(lang: Lang = "fr") -> None:
    """Let a group of commands be told its language: `claims --lang en totals …`."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say a refusal in one sentence per fault and leave with 1; never a traceback."""
    try:
        yield
    except ClaimsError as refusal:
        refuse(problems_of(refusal), language)
    except (ValidationError, OSError) as fault:
        from claims.office.opening import why_shut  # only once something is wrong: it is slow

        err.print(why_shut(fault, language_of(language)), markup=False)
        raise typer.Exit(REFUSED) from None


def refuse(problems: tuple[Problem, ...], language: str, *, code: int = REFUSED) -> NoReturn:
    """One line per fault: where, then what and what to do."""
    for problem in problems:
        err.print(one_line(placed(problem, language_of(language))), markup=False)
    raise typer.Exit(code)


def one_of(typed: str, where: str, known: Iterable[str], language: str) -> None:
    """Refuse a word that is none of those a command takes: the command itself is off."""
    known = tuple(known)
    if typed not in known:
        told = {"name": typed[:80], "near": ", ".join(known)}
        refuse((Problem(where, "choose", told),), language, code=WRONG_WORD)


def house_of() -> "House":
    """The house of the settings in force."""
    from claims.office.house import open_house

    return open_house(Settings())


def operator(house: "House", role: Role = Role.LAWYER, *, matter: str = "") -> Actor:
    """Whoever holds the machine; on every matter, or on the one named only.

    The journal says it was the terminal.
    """
    return Actor(role, name="terminal", matters=(matter,) if matter else tuple(house.matters))


def opened(name: str) -> tuple["House", Matter]:
    """The house, and the matter of that name in it, which `existing` found."""
    house = house_of()
    return house, house.matter(name)


def must_be_files(paths: Sequence[Path], language: str) -> None:
    """Refuse every path that is not a file one can read."""
    missing = tuple(path for path in paths if not (path.is_file() and os.access(path, os.R_OK)))
    if missing:
        values = [(str(path), {"name": path.name}) for path in missing]
        refuse(tuple(Problem(where, "file-missing", told) for where, told in values), language)


def day_of(typed: str, where: str, language: str) -> date:
    """A day of the command line."""
    day = read_day(typed, where)
    if isinstance(day, Problem):
        refuse((day,), language)
    return day


def now() -> datetime:
    """This moment in UTC: the terminal is where the clock comes in."""
    return datetime.now(UTC)


def write_json(value: object) -> None:
    """One JSON document, as it stands, for another program."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(value):
        sys.stdout.write(harmless(piece))
    sys.stdout.write("\n")


def note(msgid: str, language: str, **values: object) -> None:
    """A sentence on standard output."""
    out.print(say(msgid, language_of(language), **values), markup=False)
