"""What the claims come to: `totals`, and `assess` for one of them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    day_of,
    house_of,
    language_of,
    matter_of,
    now,
    operator,
    out,
    speaking,
    write_json,
)
from claims.damages.accrual import accrued
from claims.damages.assessment import Assessment, InterestLine, Line
from claims.damages.explain import GRADES, Told, explain, gain_of, warnings_of
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter

if TYPE_CHECKING:
    from claims.office.totalling import Standing
    from claims.totals.by_subgroup import Row


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("totals")(totals_command)
    app.command("assess")(assess)


def totals_command(
    name: MatterId,
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="2026-11-22")] = "",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Les totaux, par groupe, sous-groupe et chef · Totals by group, subgroup and head."""
    from claims.office.folder import local_day
    from claims.office.totalling import totals
    from claims.totals.contract import as_contract

    day = day_of(as_of, "--as-of", lang) if as_of else None
    with speaking(lang):
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        standing = totals(house, operator(house), matter.id, as_of=day)
    if as_json:
        write_json(
            as_contract(
                standing.table,
                matter=matter.id,
                currency=matter.currency,
                as_of=day or local_day(now(), matter),
                head=standing.head,
            )
        )
    else:
        _print_totals(standing, matter, language_of(lang))


def _print_totals(standing: "Standing", matter: Matter, language: Language) -> None:
    table = Table(box=None, header_style="bold")
    table.add_column(say("Groupe", language), no_wrap=True)
    table.add_column(say("Sous-groupe", language), no_wrap=True)
    table.add_column(say("Chef", language), overflow="fold", min_width=24)
    for title in (N_("Réclamations"), N_("Déclaré"), N_("Étayé"), N_("Admis")):
        table.add_column(say(title, language), justify="right", no_wrap=True)
    for row in standing.table.rows:
        table.add_row(*_names(row, matter, language), *_figures(row, matter, language))
    out.print(table)
    head = standing.head
    out.print(
        say("Tête du journal : {seq} {hash}", language, seq=head.seq, hash=head.hash),
        style="dim",
        markup=False,
    )


def _names(row: "Row", matter: Matter, language: Language) -> tuple[str, ...]:
    """The three names of a row; a subtotal leaves the deeper ones blank."""
    head = matter.heads.get(row.key[2]) if len(row.key) > 2 and row.key[2] else None
    blank = say("à classer", language)
    named = [part or blank for part in row.key[:2]] + [""] * (2 - len(row.key[:2]))
    return (*named, head.label.in_(language) if head else "")


def _figures(row: "Row", matter: Matter, language: Language) -> tuple[str, ...]:
    amounts = (row.declared, row.supported, row.admitted)
    return count(row.claims, language), *(money(c, matter.currency, language) for c in amounts)


def assess(
    name: MatterId,
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    explain_steps: Annotated[bool, typer.Option("--explain", help="Ruban · Tape")] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Une réclamation, calculée de nouveau · One claim, computed anew."""
    from claims.office import lawyer
    from claims.office.folder import local_day

    with speaking(lang):
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        opened = lawyer.open_claim(house, operator(house), number, now=now())
        today = local_day(now(), matter)
        interest = accrued(opened.assessment, opened.claim, matter, house.rates, as_of=today)
    if as_json:
        return write_json(_as_json(opened.assessment, interest, matter, today, language_of(lang)))
    for line in opened.assessment.lines:
        _print_line(line, matter, language_of(lang), explain_steps)
    return _print_sums(opened.assessment, matter, language_of(lang))


def _print_line(line: Line, matter: Matter, language: Language, steps: bool) -> None:
    head = matter.heads[line.head].label.in_(language)
    out.print(f"{head}  {line.service}".rstrip(), style="bold", markup=False)
    for told in explain(line, matter, language) if steps else ():
        _print_step(told)
    amounts = [
        money(c, matter.currency, language) for c in (line.declared, line.supported, line.admitted)
    ]
    out.print(
        say(
            "  déclaré {declared} · étayé {supported} (cote {grade}, {meaning}) · admis {admitted}",
            language,
            declared=amounts[0],
            supported=amounts[1],
            admitted=amounts[2],
            grade=line.grade,
            meaning=GRADES[line.grade].in_(language),
        ),
        markup=False,
    )
    for said in (*warnings_of(line, language), gain_of(line, matter, language)):
        if said:
            out.print(f"  {said}", style="yellow", markup=False)


def _print_step(told: Told) -> None:
    indent = "  " * (told.depth + 1)
    source = ". ".join(part for part in (told.origin, told.authority) if part)
    reached = f" → {told.running}" if told.running else ""
    out.print(f"{indent}{told.text}  {told.sign} {told.operand}{reached}", markup=False)
    if source:
        out.print(f"{indent}  {source}", style="dim", markup=False)


def _print_sums(assessment: Assessment, matter: Matter, language: Language) -> None:
    sums = (assessment.declared, assessment.supported, assessment.admitted)
    said = dict(
        zip(
            ("declared", "supported", "admitted"),
            (money(c, matter.currency, language) for c in sums),
            strict=True,
        )
    )
    out.print(
        say("Total déclaré {declared} · étayé {supported} · admis {admitted}", language, **said),
        style="bold",
        markup=False,
    )


def _as_json(
    assessment: Assessment,
    interest: tuple[InterestLine, ...],
    matter: Matter,
    as_of: date,
    language: Language,
) -> dict[str, object]:
    lines = [
        _line_json(line, due, matter, language)
        for line, due in zip(assessment.lines, interest, strict=True)
    ]
    total = {
        "declared_cents": assessment.declared,
        "supported_cents": assessment.supported,
        "admitted_cents": assessment.admitted,
    }
    return {
        "number": assessment.number,
        "matter": matter.id,
        "currency": matter.currency,
        "as_of": str(as_of),
        "lines": lines,
        "total": total,
    }


def _line_json(
    line: Line, due: InterestLine, matter: Matter, language: Language
) -> dict[str, object]:
    steps = [
        {
            "do": told.text,
            "operand": told.operand,
            "running": told.running,
            "origin": told.origin,
            "authority": told.authority,
            "verified": told.verified,
            "depth": told.depth,
        }
        for told in explain(line, matter, language)
    ]
    refused = sentence(due.refused, language) if due.refused else ""
    warnings = [sentence(problem, language) for problem in (*line.warnings, *due.warnings)]
    return {
        "loss": line.loss,
        "head": line.head,
        "service": line.service,
        "group": line.group,
        "subgroup": line.subgroup,
        "grade": line.grade,
        "declared_cents": line.declared,
        "supported_cents": line.supported,
        "admitted_cents": line.admitted,
        "interest_cents": None if refused else due.interest,
        "indemnity_cents": None if refused else due.indemnity,
        "interest_refused": refused,
        "steps": steps,
        "warnings": warnings,
    }
