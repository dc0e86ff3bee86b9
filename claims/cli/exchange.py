"""What comes in and goes out: `import`, `export`, `verify`, `demo`."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    err,
    house_of,
    language_of,
    matter_of,
    must_be_files,
    note,
    now,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.documents.verify import FAULTS, BundleError, check
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.office.exporting import Kind
    from claims.office.house import House
    from claims.office.importing import Report
    from claims.office.totalling import Standing
    from claims.store.exports import Export

KINDS: tuple["Kind", ...] = ("workbook", "report", "bundle")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("import", cls=Command)(import_command)
    app.command("export", cls=Command)(export_command)
    app.command("verify", cls=Command)(verify)
    app.command("demo", cls=Command)(demo)


@contextmanager
def counting(said: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error; silent when nobody looks."""
    with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(said)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def import_command(
    name: MatterId,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Lire sans garder · Read only")
    ] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Des réclamations en .jsonl, toutes ou aucune · Claims from .jsonl, all or none."""
    from claims.office.importing import import_claims

    language = language_of(lang)
    must_be_files(files, lang)
    with speaking(lang), counting(say("Lecture", language)) as progress:
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        report = import_claims(
            house,
            operator(house),
            matter.id,
            files,
            now=now(),
            entropy=secrets.token_bytes,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        write_json(_as_json(report, language))
    else:
        _print_report(report, language)
    if report.refused:
        raise typer.Exit(1)


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


def _print_report(report: "Report", language: Language) -> None:
    for refused in report.refused:
        for problem in refused.problems:
            place = ", ".join(
                part for part in (f"{refused.file}:{refused.line}", problem.where) if part
            )
            err.print(f"{place}: {sentence(problem, language)}", markup=False)
    if report.refused:
        err.print(
            say_n(
                "{n} ligne refusée; rien n’a été gardé.",
                "{n} lignes refusées; rien n’a été gardé.",
                len(report.refused),
                language,
            ),
            style="red",
            markup=False,
        )
    else:
        out.print(
            say_n(
                "{n} réclamation acceptée.",
                "{n} réclamations acceptées.",
                len(report.accepted),
                language,
            ),
            markup=False,
        )


def export_command(
    name: MatterId,
    kind: Annotated[str, typer.Argument(metavar="|".join(KINDS))],
    out_dir: Annotated[Path | None, typer.Option("--out", metavar="DIR", file_okay=False)] = None,
    lang: Lang = "fr",
) -> None:
    """Un chiffrier, un sommaire ou un dossier de preuve · A workbook, a summary or a bundle."""
    from claims.office.exporting import export

    wanted = _kind(kind, lang)
    with speaking(lang), counting(say("Préparation", language_of(lang))) as progress:
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        made = export(
            house,
            operator(house),
            matter.id,
            wanted,
            language_of(lang),
            now=now(),
            entropy=secrets.token_bytes,
            folder=out_dir,
            progress=progress,
        )
    out.print(str(made.path), markup=False)
    out.print(f"SHA-256 {made.export.sha256}", style="dim", markup=False)


def _kind(typed: str, lang: str) -> "Kind":
    known = next((kind for kind in KINDS if kind == typed), None)
    if known is None:
        refuse((Problem("", "choose", {"name": typed[:80], "near": ", ".join(KINDS)}),), lang)
    return known


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE.zip")],
    head: Annotated[str, typer.Option("--head", metavar="HASH")] = "",
    lang: Lang = "fr",
) -> None:
    """Un dossier de preuve, hors ligne · An evidence bundle, offline."""
    must_be_files([bundle], lang)
    try:
        found = check(str(bundle), head or None)
    except BundleError as fault:
        told = FAULTS[fault.code][lang == "en"].replace("'", "’")
        err.print(f"{fault.where}: {told}", style="red", markup=False)
        raise typer.Exit(1) from None
    note(
        N_("Le dossier est intact : {files} fichiers, {entries} inscriptions au journal."),
        lang,
        files=found["files"],
        entries=found["entries"],
    )


def demo(
    out_dir: Annotated[Path | None, typer.Option("--out", metavar="DIR", file_okay=False)] = None,
    lang: Lang = "fr",
) -> None:
    """Charger les dossiers de démonstration, tout exporter · Load the demo, write every export."""
    from claims.cli.totals_said import print_doubts
    from claims.office.totalling import totals

    language = language_of(lang)
    with speaking(lang):
        house = house_of()
        changed = load(house, language)
        for matter in house.matters.values():
            _export_all(house, matter, language, out_dir, anew=changed)
            standing = totals(house, operator(house), matter.id)
            _print_totals(standing, matter, language)
            print_doubts(standing, matter, house.rates, language)


def load(house: "House", language: Language) -> bool:
    """Load what the demonstration lacks; whether anything was."""
    from claims.demo import load_demo

    with counting(say("Chargement de la démonstration", language)) as progress:
        loaded = load_demo(house, now=now(), progress=progress)
    note(
        N_("Démonstration prête : {claims} réclamations."),
        language,
        claims=count(loaded.claims, language),
    )
    for visit in loaded.visits:
        out.print(f"  {visit.number}  {visit.code}  {say(visit.title, language)}", markup=False)
    return loaded.changed


def _export_all(
    house: "House", matter: Matter, language: Language, folder: Path | None, *, anew: bool
) -> None:
    """Every kind of document of a matter; those already there are left as they are."""
    from claims.office.exporting import export, exported

    actor = operator(house)
    kept = {
        row.kind: path
        for row in exported(house, actor, matter.id)
        if f"-{language}-" in row.name and (path := _where(house, row, folder)).exists()
    }
    for kind in KINDS:
        if anew or kind not in kept:
            made = export(
                house,
                actor,
                matter.id,
                kind,
                language,
                now=now(),
                entropy=secrets.token_bytes,
                folder=folder,
            )
            kept[kind] = made.path
        out.print(str(kept[kind]), markup=False)


def _where(house: "House", row: "Export", folder: Path | None) -> Path:
    from claims.office.handing import export_path

    return folder / row.name if folder else export_path(house, row)


def _print_totals(standing: "Standing", matter: Matter, language: Language) -> None:
    total = standing.table.total
    said = [
        money(c, matter.currency, language)
        for c in (total.declared, total.supported, total.admitted)
    ]
    note(
        N_(
            "{matter} : {claims} réclamations; "
            "déclaré {declared}, étayé {supported}, admis {admitted}"
        ),
        language,
        matter=matter.id,
        claims=count(total.claims, language),
        declared=said[0],
        supported=said[1],
        admitted=said[2],
    )
