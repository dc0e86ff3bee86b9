"""What goes out, and the demonstration: `export`, `verify`, `demo`."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claims.claim.redaction import Set
from claims.cli.parsing import Command
from claims.cli.screen import one_line
from claims.cli.terminal import (
    Lang,
    MatterId,
    err,
    house_of,
    language_of,
    must_be_files,
    note,
    now,
    one_of,
    opened,
    operator,
    out,
    refuse,
    speaking,
)
from claims.documents.verify import FAULTS, BundleError, check, reserves
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, moment, money
from claims.i18n.refusals import reason_of
from claims.i18n.sentences import said_of, sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.office.exporting import Kind
    from claims.office.house import House
    from claims.office.made_from import Source
    from claims.office.totalling import Standing
    from claims.store.exports import Export

Folder = Annotated[Path | None, typer.Option("--out", metavar="RÉPERTOIRE · DIR", file_okay=False)]
KINDS: tuple["Kind", ...] = ("workbook", "report", "bundle")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("export", cls=Command)(export_command)
    app.command("verify", cls=Command)(verify)
    app.command("demo", cls=Command)(demo)


@contextmanager
def counting(said: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, so many of so many; silent when nobody looks."""
    told = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*told, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(said)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def export_command(
    name: MatterId,
    kind: Annotated[str, typer.Argument(metavar="|".join(KINDS))],
    out_dir: Folder = None,
    given: Annotated[str, typer.Option("--set", metavar="|".join(Set))] = Set.CONFIDENTIAL,
    lang: Lang = "fr",
) -> None:
    """Un chiffrier, un sommaire ou un dossier de preuve · A workbook, a summary or a bundle."""
    from claims.office.exporting import export

    one_of(kind, "", KINDS, lang)
    one_of(given, "--set", tuple(Set), lang)
    _must_take(out_dir, lang)
    with speaking(lang), counting(say("Préparation", language_of(lang))) as progress:
        house, matter = opened(name)
        made = export(
            house,
            operator(house),
            matter.id,
            cast("Kind", kind),
            language_of(lang),
            now=now(),
            entropy=secrets.token_bytes,
            folder=out_dir,
            progress=progress,
            set=Set(given),
        )
    out.print(str(made.path), markup=False)
    out.print(f"SHA-256 {made.export.sha256}", style="dim", markup=False)
    for reserve in made.reserves:
        err.print(sentence(reserve, language_of(lang)), style="yellow", markup=False)


def _must_take(folder: Path | None, language: str) -> None:
    """Refuse a folder nothing can be written into, before an hour is spent on what goes there."""
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as fault:
        told = {"folder": str(folder), **reason_of(fault)}
        refuse((Problem("--out", "folder-closed", told),), language)


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="PREUVE.zip|RÉPERTOIRE · BUNDLE.zip|DIR")],
    head: Annotated[str, typer.Option("--head", metavar="EMPREINTE · HASH")] = "",
    lang: Lang = "fr",
) -> None:
    """Un dossier de preuve, hors ligne · An evidence bundle, offline."""
    if not bundle.is_dir():
        must_be_files([bundle], lang)
    try:
        found = check(str(bundle), head or None)
    except BundleError as fault:
        for where, code in ((fault.where, fault.code), *fault.also):
            told = said_of(where, _curled(FAULTS[code][lang == "en"]), language_of(lang))
            err.print(one_line(told), style="red", markup=False)
        raise typer.Exit(1) from None
    note(
        N_("Le dossier est intact. Fichiers : {files}; entrées du journal : {entries}."),
        lang,
        files=found["files"],
        entries=found["entries"],
    )
    for told in reserves(found, english=lang == "en"):
        err.print(_curled(told), style="yellow", markup=False)


def _curled(said: str) -> str:
    """What the verifier says, which is printed on any terminal, with our apostrophe."""
    return said.replace("'", "’")


def demo(
    out_dir: Folder = None,
    lang: Lang = "fr",
) -> None:
    """Charger les dossiers de démonstration, tout exporter · Load the demo, write every export."""
    from claims.cli.totals_said import print_doubts
    from claims.office.totalling import totals

    language = language_of(lang)
    _must_take(out_dir, lang)
    with speaking(lang):
        house = house_of()
        changed = load(house, language)
        for matter in house.matters.values():
            export_all(house, matter, language, out_dir, anew=changed)
            say_if_overtaken(house, matter, language)
            standing = totals(house, operator(house), matter.id)
            _print_totals(standing, matter, language)
            print_doubts(standing, matter, house.rates, language)


def load(house: "House", language: Language) -> bool:
    """Load what the demonstration lacks; whether anything was."""
    from claims.demo import load_demo

    with counting(say("Chargement de la démonstration", language)) as progress:
        loaded = load_demo(house, now=now(), progress=progress)
    note(
        N_("Démonstration prête. Réclamations : {claims}."),
        language,
        claims=count(loaded.claims, language),
    )
    for visit in loaded.visits:
        out.print(f"  {visit.number}  {visit.code}  {say(visit.title, language)}", markup=False)
    return loaded.changed


def export_all(
    house: "House", matter: Matter, language: Language, folder: Path | None, *, anew: bool
) -> None:
    """Every kind of document of a matter, under the snapshot it was made from; those already there
    are left as they are."""
    from claims.office.exporting import export, exported
    from claims.office.made_from import sources

    actor = operator(house)
    kept = {
        row.kind: (row, path)
        for row in reversed(exported(house, actor, matter.id))
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
            kept[kind] = made.export, made.path
    told = sources(house, actor, matter.id)
    last = None
    for row, path in (kept[kind] for kind in KINDS):
        if last != (last := told[row.id]):
            out.print(_headed(last, matter, language), markup=False)
        out.print(str(path), markup=False)


def _headed(source: "Source", matter: Matter, language: Language) -> str:
    """The snapshot that documents were made from, before their list."""
    earlier = N_("Instantané {number}, pris le {when}, antérieur au dernier ({newest}) :")
    said = earlier if source.earlier else N_("Instantané {number}, le dernier, pris le {when} :")
    return say(
        said,
        language,
        number=count(source.number, language),
        newest=count(source.newest, language),
        when=moment(source.at, matter.timezone, language),
    )


def say_if_overtaken(house: "House", matter: Matter, language: Language) -> None:
    """That the totals which follow are no longer those of the documents."""
    from claims.office.snapshots import is_stale, taken

    last = taken(house, operator(house), matter.id)[0]
    if is_stale(house, operator(house), last, now=now()):
        told = say(
            "Les chiffres ont changé depuis le dernier instantané ({number}) : les totaux qui "
            "suivent sont ceux d’aujourd’hui, non ceux de ces documents.",
            language,
            number=count(last.number, language),
        )
        out.print(told, style="yellow", markup=False)


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
            "{matter} — réclamations : {claims}; déclaré {declared}, étayé {supported}, admis "
            "{admitted}"
        ),
        language,
        matter=matter.id,
        claims=count(total.claims, language),
        declared=said[0],
        supported=said[1],
        admitted=said[2],
    )
