"""What the command line says of itself, help and faults alike, in one language: the reader's.

Typer writes English only. A text of help stands in the code as "français · English", and the half
shown is chosen here, and so is the name of what stands for a word; the language is that of --lang
or CLAIMS_LANG, else French.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import typer
from typer._click.exceptions import (  # the Click inside Typer; it offers no other way to these
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup

from claims.cli.screen import Screen, one_line
from claims.i18n.catalogue import N_, say
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES, Language
from claims.problems import Problem

BETWEEN = " · "
LANG, LANG_VARIABLE = "--lang", "CLAIMS_LANG"
WRONG_WORD = 2
DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
OPTIONS, COMMANDS = N_("Options :"), N_("Commandes :")


class Command(TyperCommand):
    """A command whose help is in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """How it is used, what it does, each word it takes."""
        write_help(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands, and the parser that says its faults in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """How it is used, what it does, each command it has."""
        language = write_help(self, ctx, formatter)
        told = [(name, half(c.help, language)) for name, c in self.commands.items()]
        _section(formatter, COMMANDS, told, language)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words of the group; with no other than its language, its help."""
        silent = self.no_args_is_help and not without_language(args)
        return list(super().parse_args(ctx, [] if silent else args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named; one unknown is told with the nearest."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands) or list(self.commands)
            raise UnknownCommandError(args[0], ", ".join(near), ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *others: Any, **more: Any) -> Any:
        """Run the words of the command line; leave with 2 when one of them is off."""
        words = sys.argv[1:] if args is None else list(args)
        language = language_among(words)
        try:
            code = super().main(
                words, *others, **more | {"standalone_mode": False, "obj": language}
            )
        except NoArgsIsHelpError as help_wanted:
            typer.echo(help_wanted.message)
            raise SystemExit(WRONG_WORD) from None
        except UsageError as fault:
            _tell(fault, language)
            raise SystemExit(WRONG_WORD) from None
        except typer.Abort:
            raise SystemExit(1) from None
        raise SystemExit(code if isinstance(code, int) else 0)


class UnknownCommandError(UsageError):
    """No command has that name; near: those it could have meant."""

    def __init__(self, name: str, near: str, ctx: Any) -> None:
        super().__init__(name, ctx)
        self.near = near


def language_among(words: Sequence[str]) -> Language:
    """The language the words of a command ask for, before any is understood."""
    asked = [os.environ.get(LANG_VARIABLE)]
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == LANG:
            asked += [value] if value else words[place + 1 : place + 2]
    known = [language for word in asked for language in LANGUAGES if word == language]
    return known[-1] if known else "fr"


def without_language(words: Sequence[str]) -> list[str]:
    """The words of a command, less those that choose its language."""
    left: list[str] = []
    for before, word in pairwise(["", *words]):
        if LANG not in (before, word.partition("=")[0]):
            left.append(word)
    return left


def half(text: str | None, language: Language) -> str:
    """The half of "français · English" that the reader reads; a text with one half is for all."""
    french, _, english = (text or "").strip().removesuffix(".").rpartition(BETWEEN)
    return english if language == "en" or not french else french


def write_help(command: Any, ctx: Any, formatter: Any) -> Language:
    """How a command is used, what it does and the words it takes; the language it was said in."""
    language: Language = ctx.find_root().obj or "fr"
    pieces = _pieces(command, ctx, language)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("Emploi : ", language))
    formatter.write("\n")
    formatter.write_text(half(command.help, language))
    words = [_word(word, language) for word in command.get_params(ctx)]
    _section(formatter, OPTIONS, words, language)
    return language


def _pieces(command: Any, ctx: Any, language: Language) -> Iterator[str]:
    """What is written after a command, each in its turn; between brackets what may be left out."""
    yield say("[OPTIONS]", language)
    for word in command.get_params(ctx):
        if word.param_type_name == "argument":
            name = half(word.metavar, language)
            yield name if word.required else f"[{name}]"
    if isinstance(command, Group):
        yield say("COMMANDE…", language)


def _section(formatter: Any, heading: str, rows: list[tuple[str, str]], language: Language) -> None:
    """A list under its name; the formatter adds the colon, French the space before it."""
    if rows:
        with formatter.section(say(heading, language).removesuffix(":")):
            formatter.write_dl(rows)


def _word(word: Any, language: Language) -> tuple[str, str]:
    """A word of a command, and what is said of it."""
    if "--help" in word.opts:
        return "--help", say("Montrer cette aide.", language)
    said = [half(word.help, language)]
    if word.required:
        said.append(say("obligatoire", language))
    elif word.default not in (None, "", False, True):
        default = _decimal(str(word.default), language)
        said.append(say("au départ : {value}", language, value=default))
    written = [", ".join(_names(word, language)), *_worth(word, language)]
    return " ".join(written), "; ".join(part for part in said if part)


def _decimal(default: str, language: Language) -> str:
    """What a word is worth unsaid, a number under the sign its reader parts decimals with."""
    is_number = language == "fr" and DECIMAL.fullmatch(default)
    return default.replace(".", ",") if is_number else default


def _names(word: Any, language: Language) -> list[str]:
    """How a word of a command is written: its options, or the name of its place."""
    if word.param_type_name == "option":
        return [*word.opts, *word.secondary_opts]
    return [half(word.metavar, language)]


def _worth(word: Any, language: Language) -> list[str]:
    """What is written after an option, where its name alone does not tell."""
    told = word.param_type_name == "option" and word.metavar
    return [half(word.metavar, language)] if told else []


def _tell(fault: UsageError, language: Language) -> None:
    """One sentence, and where the help is."""
    err = Screen(stderr=True, highlight=False, soft_wrap=True)
    err.print(one_line(sentence(_problem(fault, language), language)), markup=False)
    if fault.ctx is not None:
        command = f"{fault.ctx.command_path} --help"
        err.print(say("Pour l’aide : {command}", language, command=command), markup=False)


def _problem(fault: UsageError, language: Language) -> Problem:
    match fault:
        case UnknownCommandError():
            return Problem("", "cli-command", {"name": fault.message[:80], "near": fault.near})
        case NoSuchOption():
            near = ", ".join(fault.possibilities or ()) or "--help"
            return Problem("", "cli-option", {"name": fault.option_name[:80], "near": near})
        case BadOptionUsage():
            return Problem("", "cli-option-value", {"name": fault.option_name[:80]})
        case MissingParameter():
            return Problem("", "cli-missing", {"name": _names(fault.param, language)[0]})
        case BadParameter():
            return Problem("", "cli-value", {"name": _names(fault.param, language)[0]})
    return Problem("", "cli-words")
