"""What the claims come to: `totals`, and `assess` for one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from claims.claim.numbers import read_number
from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    day_of,
    house_of,
    language_of,
    matter_of,
    now,
    one_of,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.damages.accrual import accrued
from claims.damages.assessment import Assessment, InterestLine, Line, Step
from claims.damages.explain import Told, explain, support_told, warnings_of
from claims.damages.proof_told import gain_of, grades_said, proof_said
from claims.i18n.catalogue import say
from claims.i18n.formats import day, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter, Unit
from claims.problems import Problem, Refused

if TYPE_CHECKING:
    from claims.office.house import House
    from claims.office.recounting import Sums


ENGINES = ("pandas", "parts", "dask")
"""How totals are counted: the class whole, part by part, or by the workers of a scheduler."""


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("totals", cls=Command)(totals_command)
    app.command("assess", cls=Command)(assess)
    app.command("recount", cls=Command)(recount_command)


def totals_command(
    name: MatterId,
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="2026-11-22")] = "",
    engine: Annotated[str, typer.Option("--engine", metavar="|".join(ENGINES))] = "",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="tcp://10.0.0.5:8786 (dask)")
    ] = "",
    interest_to: Annotated[
        str,
        typer.Option(
            "--interest", metavar="DATE", help="Intérêts jusqu’à ce jour · Interest up to this day"
        ),
    ] = "",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Les totaux, par groupe, sous-groupe et chef · Totals by group, subgroup and head."""
    from claims.cli.totals_said import doubts, print_totals, stale
    from claims.office.engines import counted
    from claims.office.folder import local_day
    from claims.totals.contract import as_contract

    if engine:
        one_of(engine, "--engine", ENGINES, lang)
    if interest_to:
        alone = not (as_of or engine or scheduler)
        return _interest_totals(name, interest_to, lang, as_json=as_json, alone=alone)
    asked = day_of(as_of, "--as-of", lang) if as_of else None
    with speaking(lang):
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        if asked and asked > local_day(now(), matter):
            raise Refused([Problem("--as-of", "day-in-future", {"typed_day": str(asked)})])
        standing = counted(
            house, operator(house), matter.id, engine=engine, scheduler=scheduler, as_of=asked
        )
    if as_json:
        write_json(
            as_contract(
                standing.table,
                matter=matter.id,
                currency=matter.currency,
                as_of=asked or local_day(now(), matter),
                head=standing.head,
                warnings=(
                    *doubts(standing, matter, house.rates, language_of(lang)),
                    *stale(house, matter, language_of(lang)),
                ),
            )
        )
    else:
        print_totals(standing, matter, house.rates, language_of(lang))
        print_stale(house, matter, lang)
    return None


def _interest_totals(name: str, typed: str, lang: str, *, as_json: bool, alone: bool) -> None:
    from claims.cli.interest_said import interest_json, print_interest
    from claims.office.interest_totals import interest_totals

    until = day_of(typed, "--interest", lang)
    with speaking(lang):
        if not alone:
            raise Refused([Problem("--interest", "interest-is-now")])
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        found = interest_totals(house, operator(house), matter.id, until)
    if as_json:
        return write_json(interest_json(found, matter, language_of(lang)))
    print_interest(found, matter, language_of(lang))
    return print_stale(house, matter, lang)


def print_stale(house: "House", matter: Matter, lang: str) -> None:
    """What must be counted again before documents are made."""
    from claims.cli.totals_said import stale

    for told in stale(house, matter, language_of(lang)):
        out.print(told, style="yellow", markup=False)


def recount_command(
    name: MatterId,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Sans rien garder · Keep nothing")
    ] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Recalculer sous les règles en vigueur · Compute again under the rules in force."""
    from claims.cli.totals_said import print_recount
    from claims.office.recounting import recount

    with speaking(lang):
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        done = recount(house, operator(house), matter.id, now=now(), keep=not dry_run)
    if as_json:
        return write_json(
            {
                "matter": matter.id,
                "kept": not dry_run,
                "claims": done.claims,
                "changed": list(done.changed),
                "before": _in_cents(done.before),
                "after": _in_cents(done.after),
            }
        )
    return print_recount(done, matter, language_of(lang), kept=not dry_run)


def _in_cents(sums: "Sums") -> dict[str, int]:
    return {f"{name}_cents": cents for name, cents in asdict(sums).items()}


def assess(
    name: MatterId,
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    explain_steps: Annotated[bool, typer.Option("--explain", help="Ruban · Tape")] = False,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar="DATE", help="Intérêts jusqu’à ce jour · Interest up to this day"
        ),
    ] = "",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Une réclamation, calculée de nouveau · One claim, computed anew."""
    from claims.office import lawyer

    known = read_number(number, "NUMBER")
    if isinstance(known, Problem):
        refuse((known,), lang)
    asked = day_of(as_of, "--as-of", lang) if as_of else None
    with speaking(lang):
        house = house_of()
        matter = matter_of(house.matters, name, lang)
        actor = operator(house, matter=matter.id)
        opened = lawyer.open_claim(house, actor, known, now=now())
        day_counted, interest = opened.as_of, opened.interest
        if asked:
            day_counted = asked
            interest = accrued(opened.assessment, opened.claim, matter, house.rates, as_of=asked)
    if as_json:
        said = _as_json(opened.assessment, interest, matter, day_counted, language_of(lang))
        return write_json(said)
    if opened.claim.fictional:
        told = say("DÉMONSTRATION — personnes et montants fictifs", language_of(lang))
        out.print(told, style="bold yellow", markup=False)
    for line, due in zip(opened.assessment.lines, interest, strict=True):
        _print_line(line, matter, language_of(lang), explain_steps)
        _print_interest(due, matter, language_of(lang))
    return _print_sums(opened.assessment, matter, language_of(lang))


def _print_line(line: Line, matter: Matter, language: Language, steps: bool) -> None:
    head = matter.heads[line.head].label.in_(language)
    out.print(f"{head}  {line.service}".rstrip(), style="bold", markup=False)
    for told in (
        (*explain(line, matter, language), *support_told(line, matter, language)) if steps else ()
    ):
        _print_step(told, language)
    amounts = [
        money(c, matter.currency, language) for c in (line.declared, line.supported, line.admitted)
    ]
    out.print(
        say(
            "  déclaré {declared} · étayé {supported} (catégorie de preuve {grade} : {meaning}) "
            "· admis {admitted}",
            language,
            declared=amounts[0],
            supported=amounts[1],
            admitted=amounts[2],
            grade=grades_said(line),
            meaning=proof_said(line, matter, language),
        ),
        markup=False,
    )
    for said in (*warnings_of(line, language), gain_of(line, matter, language)):
        if said:
            out.print(f"  {said}", style="yellow", markup=False)


def _print_interest(due: InterestLine, matter: Matter, language: Language) -> None:
    """What the amount declared, or decided, bore; or why nothing was computed."""
    if due.refused:
        return out.print(f"  {sentence(due.refused, language)}", style="yellow", markup=False)
    told = say(
        "  intérêts {interest} · indemnité additionnelle {indemnity}, du {start} au {end}",
        language,
        interest=money(due.interest, matter.currency, language),
        indemnity=money(due.indemnity, matter.currency, language),
        start=day(due.start, language),
        end=day(due.end, language),
    )
    out.print(told, markup=False)
    for warning in due.warnings:
        out.print(f"  {sentence(warning, language)}", style="yellow", markup=False)
    return None


def _print_step(told: Told, language: Language) -> None:
    indent = "  " * (told.depth + 1)
    sure = "" if told.verified else say("à confirmer", language)
    source = ". ".join(part for part in (told.origin, told.authority, sure) if part)
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
    steps = _steps_json(line.steps, explain(line, matter, language))
    support = _steps_json(line.support, support_told(line, matter, language))
    refused = sentence(due.refused, language) if due.refused else ""
    warnings = [sentence(problem, language) for problem in (*line.warnings, *due.warnings)]
    return {
        "loss": line.loss,
        "head": line.head,
        "service": line.service,
        "group": line.group,
        "subgroup": line.subgroup,
        "grade": line.grade,
        "proofs": [
            {"name": proof.name, "grade": proof.grade, "kinds": list(proof.kinds)}
            for proof in line.proofs
        ],
        "declared_cents": line.declared,
        "supported_cents": line.supported,
        "admitted_cents": line.admitted,
        "interest_regime": due.regime,
        "interest_principal_cents": due.principal,
        "interest_from": str(due.start),
        "interest_to": str(due.end),
        "interest_cents": None if refused else due.interest,
        "indemnity_cents": None if refused else due.indemnity,
        "interest_refused": refused,
        "steps": steps,
        "support_steps": support,
        "warnings": warnings,
    }


def _steps_json(steps: Iterable[Step], told: Iterable[Told]) -> list[dict[str, object]]:
    return [
        _step_json(step, within, said)
        for (step, within), said in zip(_unfolded(steps), told, strict=True)
    ]


def _unfolded(steps: Iterable[Step], within: Unit = "money") -> Iterator[tuple[Step, Unit]]:
    """Every step with those inside it after it, as they are told, and the unit they lead to."""
    for step in steps:
        yield step, within
        yield from _unfolded(step.parts, step.unit)


def _step_json(step: Step, within: Unit, told: Told) -> dict[str, object]:
    """A step twice: for a reader in words, for a program in decimal numbers and their units."""
    return {
        "do": told.text,
        "operand": told.operand,
        "running": told.running,
        "origin": told.origin,
        "authority": told.authority,
        "verified": told.verified if told.quoted else None,
        "depth": told.depth,
        "verb": step.verb,
        "name": step.name,
        "source": step.origin,
        "operand_value": f"{step.operand:f}",
        "operand_unit": step.unit,
        "running_value": f"{step.running:f}" if told.running else None,
        "running_unit": within if told.running else None,
    }
