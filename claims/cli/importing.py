"""What comes in: `import`. The codes it draws are told once, here or in a file, and never again."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from claims.cli.exchange import counting
from claims.cli.parsing import Command
from claims.cli.screen import one_line
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    err,
    house_of,
    language_of,
    must_be_files,
    now,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import count
from claims.i18n.refusals import reason_of
from claims.i18n.sentences import said_of, sentence
from claims.i18n.text import Language
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.office.importing import Accepted, Report

THEIRS_ALONE = 0o600
"""A file of codes is read by whoever asked for it, and by nobody else."""


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("import", cls=Command)(import_command)


def import_command(
    name: MatterId,
    files: Annotated[list[Path], typer.Argument(metavar="FICHIER… · FILE…")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Lire sans garder · Read only")
    ] = False,
    codes: Annotated[
        Path | None,
        typer.Option(
            "--codes",
            metavar="FICHIER · FILE",
            help="Où écrire les codes secrets · Where secret codes go",
        ),
    ] = None,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Des réclamations en .jsonl, toutes ou aucune · Claims from .jsonl, all or none."""
    language = language_of(lang)
    must_be_files(files, lang)
    with _reserved(None if dry_run else codes, lang) as file:
        report = _imported(name, files, dry_run, lang)
        hidden = file if file and _written(report.accepted, file, language) else None
    if as_json:
        write_json(_as_json(report, language))
    if report.refused:
        _tell_refused(report, language)
        raise typer.Exit(1)
    if not as_json:
        _tell_accepted(report.accepted, language, dry_run=dry_run, coded=hidden is None)
    if not dry_run:
        _tell_codes(report.accepted, err if as_json else out, language, hidden)


def _imported(name: str, files: Sequence[Path], dry_run: bool, lang: str) -> "Report":
    from claims.office.importing import import_claims

    with speaking(lang), counting(say("Lecture", language_of(lang))) as progress:
        house = house_of()
        return import_claims(
            house,
            operator(house),
            name,
            files,
            now=now(),
            entropy=secrets.token_bytes,
            dry_run=dry_run,
            progress=progress,
        )


@contextmanager
def _reserved(path: Path | None, language: str) -> Iterator[Path | None]:
    """A new file of its owner's alone, made before anything is imported; gone again if unused."""
    if path is None:
        yield None
        return
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, THEIRS_ALONE))
    except OSError as fault:
        told = {"name": str(path), **reason_of(fault)}
        refuse((Problem("--codes", "codes-file", told),), language)
    try:
        yield path
    finally:
        if not path.stat().st_size:
            path.unlink()


def _written(accepted: "Sequence[Accepted]", path: Path, language: Language) -> bool:
    """Whether the new codes stand in the file; what the disk refuses is told, and shown instead."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{each.number}  {each.code}  {each.key}\n" for each in _new(accepted))
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        told = {"name": str(path), **reason_of(fault)}
        err.print(sentence(Problem("--codes", "codes-unwritten", told), language), markup=False)
        return False
    return True


def _new(accepted: "Sequence[Accepted]") -> "list[Accepted]":
    """Those that were not there before: a code is drawn once."""
    return [each for each in accepted if each.code]


def _as_json(report: "Report", language: Language) -> dict[str, object]:
    accepted = [
        {"line": a.line, "key": a.key, "number": a.number, "code": a.code} for a in report.accepted
    ]
    refused = [
        {
            "file": r.file,
            "line": r.line,
            "field": p.where,
            "reason": p.code,
            "remedy": sentence(p, language),
        }
        for r in report.refused
        for p in r.problems
    ]
    return {"accepted": accepted, "refused": refused}


def _tell_refused(report: "Report", language: Language) -> None:
    for refused in report.refused:
        for problem in refused.problems:
            place = ", ".join(
                part for part in (f"{refused.file}:{refused.line}", problem.where) if part
            )
            told = said_of(place, sentence(problem, language), language)
            err.print(one_line(told), markup=False)
    told = say_n(
        "{n} ligne refusée; rien n’a été gardé.",
        "{n} lignes refusées; rien n’a été gardé.",
        len(report.refused),
        language,
    )
    err.print(told, style="red", markup=False)


def _tell_accepted(
    accepted: "Sequence[Accepted]", language: Language, *, dry_run: bool, coded: bool
) -> None:
    """How many, then each by its number and its code; coded: whether the codes are shown here."""
    told = (
        say_n("{n} réclamation acceptable; rien n’a été gardé.",
              "{n} réclamations acceptables; rien n’a été gardé.", len(accepted), language)
        if dry_run
        else say_n("{n} réclamation acceptée.", "{n} réclamations acceptées.",
                   len(accepted), language)
    )  # fmt: skip
    out.print(told, markup=False)
    for each in () if dry_run else accepted:
        parts = (each.number, each.code if coded else "", each.key)
        out.print("  " + "  ".join(part for part in parts if part), markup=False)


def _tell_codes(
    accepted: "Sequence[Accepted]", screen: Console, language: Language, file: Path | None
) -> None:
    """Where the new codes are, and what whoever lost a former one can do."""
    new, lines = _new(accepted), []
    if new and file:
        lines.append(
            say(
                "Codes secrets dans {file}, que vous seul pouvez lire. "
                "Remettez à chacun le sien, puis détruisez le fichier.",
                language,
                file=file,
            )
        )
    elif new:
        lines.append(
            say(
                "Les codes secrets ne seront plus jamais montrés : remettez à chacun le sien.",
                language,
            )
        )
    if before := len(accepted) - len(new):
        lines.append(
            say(
                "Déjà importées, dont le code ne se relit pas : {n}. Qui n’a plus le sien demande "
                "un lien par courriel, à l’adresse /reprendre, ou un code neuf à l’administration.",
                language,
                n=count(before, language),
            )
        )
    for line in lines:
        screen.print(line, markup=False)
