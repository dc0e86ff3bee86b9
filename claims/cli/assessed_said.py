"""One claim computed anew, as the terminal prints it and as other programs read it."""

from collections.abc import Iterable
from datetime import date

from claims.cli.terminal import out
from claims.damages.assessment import Assessment, InterestLine, Line, Step
from claims.damages.explain import Told, explain, support_told, unfolded, warnings_of
from claims.damages.proof_told import gain_of, grades_said, proof_said
from claims.i18n.catalogue import say
from claims.i18n.formats import day, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter, Unit
from claims.problems import Problem


def print_fictional(language: Language) -> None:
    """The mark of a demonstration."""
    told = say("DÉMONSTRATION — personnes et montants fictifs", language)
    out.print(told, style="bold yellow", markup=False)


def print_assessed(
    assessment: Assessment,
    interest: tuple[InterestLine, ...],
    matter: Matter,
    language: Language,
    *,
    steps: bool,
) -> None:
    """Each line, its steps when asked, its interest; then the three sums."""
    for line, due in zip(assessment.lines, interest, strict=True):
        _print_line(line, matter, language, steps)
        _print_interest(due, matter, language)
    _print_sums(assessment, matter, language)


def _print_line(line: Line, matter: Matter, language: Language, steps: bool) -> None:
    head = matter.heads[line.head].label.in_(language)
    out.print(f"{head}  {line.service}".rstrip(), style="bold", markup=False)
    for told in (
        (*explain(line, matter, language), *support_told(line, matter, language)) if steps else ()
    ):
        print_step(told, language)
    out.print(
        say(
            "  déclaré {declared} · étayé {supported} (catégorie de preuve {grade} : {meaning}) "
            "· admis {admitted}",
            language,
            declared=money(line.declared, matter.currency, language),
            supported=money(line.supported, matter.currency, language),
            admitted=money(line.admitted, matter.currency, language) if line.decided else "—",
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
    if early := _early(due):
        return out.print(f"  {sentence(early, language)}", style="yellow", markup=False)
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


def _early(due: InterestLine) -> Problem | None:
    """That the day asked is not past the day a line starts to bear from."""
    from claims.totals.accrued import not_yet  # numpy, for the few who ask for such a day

    return None if due.refused or due.days else not_yet(due.start, due.end)


def print_step(told: Told, language: Language) -> None:
    """One step by its number, deeper by its depth; under it, who says so."""
    indent = "  " * (told.depth + 1)
    sure = "" if told.verified else say("à confirmer", language)
    source = ". ".join(part for part in (told.origin, told.authority, sure) if part)
    reached = f" → {told.running}" if told.running else ""
    out.print(
        f"{indent}{told.number} {told.text}  {told.sign} {told.operand}{reached}", markup=False
    )
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
    if not assessment.any_decided:
        said["admitted"] = "—"
    out.print(
        say("Total déclaré {declared} · étayé {supported} · admis {admitted}", language, **said),
        style="bold",
        markup=False,
    )


def assessed_json(
    assessment: Assessment,
    interest: tuple[InterestLine, ...],
    matter: Matter,
    as_of: date,
    language: Language,
) -> dict[str, object]:
    """A claim as other programs read it: every line, every step, amounts in whole cents."""
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
    steps = steps_json(line.steps, explain(line, matter, language))
    support = steps_json(line.support, support_told(line, matter, language))
    refused = sentence(due.refused, language) if due.refused else ""
    early = _early(due)
    told = (*line.warnings, *due.warnings, *((early,) if early else ()))
    warnings = [sentence(problem, language) for problem in told]
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


def steps_json(steps: tuple[Step, ...], told: Iterable[Told]) -> list[dict[str, object]]:
    """Every step, those inside after it, as other programs read them; told: the same in words."""
    return [
        _step_json(step, unit, said)
        for (_, step, unit), said in zip(unfolded(steps), told, strict=True)
    ]


def _step_json(step: Step, unit: Unit | None, told: Told) -> dict[str, object]:
    """A step twice: for a reader in words, for a program in decimal numbers and their units."""
    return {
        "number": told.number,
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
        "running_value": f"{step.running:f}" if unit else None,
        "running_unit": unit,
    }
