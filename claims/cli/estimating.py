"""What a whole class lost: `estimate`, of a matter's claims or of strata written down apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from claims.cli.parsing import WRONG_WORD, Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    language_of,
    must_be_files,
    one_of,
    opened,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.problems import Problem, Refused

if TYPE_CHECKING:
    from claims.office.estimating import ClassEstimate
    from claims.office.examining import Drawn, Known
    from claims.totals.estimate import Estimate

BASES = ("supported", "declared", "audit")
INTERVAL = ("total", "standard_error", "low", "high")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("estimate", cls=Command)(estimate_command)


def estimate_command(
    name: MatterId = "",
    strata: Annotated[
        Path | None,
        typer.Option(
            "--strata",
            metavar="FICHIER.csv · FILE.csv",
            help="stratum,members,sampled,mean,variance",
        ),
    ] = None,
    confidence: Annotated[
        str, typer.Option("--confidence", help="0,5 à 0,999 · 0.5 to 0.999")
    ] = "0.95",
    members: Annotated[
        list[str] | None,
        typer.Option(
            "--members", metavar="A1=1200", help="Effectif supposé · Members, as supposed"
        ),
    ] = None,
    basis: Annotated[str, typer.Option("--basis", help="supported | declared | audit")] = "",
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Bootstrap")] = None,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Le total de tous les membres, avec sa marge · The total of all members, and its margin."""
    if bool(name) == (strata is not None):
        refuse((Problem("", "estimate-of-one"),), lang, code=WRONG_WORD)
    sure = _confidence(confidence, lang)
    if strata is not None:
        _must_be_alone(basis=basis, members=members, seed=seed, lang=lang)
        return _of_strata(strata, sure, lang, as_json=as_json)
    one_of(basis or BASES[0], "--basis", BASES, lang)
    from claims.office.estimating import SEED, class_estimate

    with speaking(lang):
        house, matter = opened(name)
        known = class_estimate(
            house, operator(house), matter.id, assumed=_supposed(members or (), matter),
            basis=basis or BASES[0], confidence=sure, seed=SEED if seed is None else seed,  # type: ignore[arg-type]  # one of BASES
        )  # fmt: skip
        if known.found is None:
            raise Refused(known.missing)
    if as_json:
        return write_json(of_matter(known, matter, language_of(lang)))
    print_basis(known, language_of(lang))
    print_estimate(known.found, matter.currency, language_of(lang), known.draw)
    return print_left(known.known, language_of(lang))


def _must_be_alone(lang: str, **given: object) -> None:
    """Refuse what would change nothing beside a file of strata."""
    if unread := [f"--{name}" for name, value in given.items() if value not in ("", None, [])]:
        told = {"names": ", ".join(unread)}
        refuse((Problem("--strata", "estimate-strata-alone", told),), lang, code=WRONG_WORD)


def _of_strata(path: Path, confidence: Decimal, lang: str, *, as_json: bool) -> None:
    from claims.totals.estimate import estimate
    from claims.totals.strata import read_strata

    must_be_files([path], lang)
    with speaking(lang):
        found = estimate(read_strata(path.read_bytes(), path.name), confidence, path.name)
    if as_json:
        return write_json(as_contract(found, language_of(lang)))
    return print_estimate(found, "", language_of(lang))


def _supposed(typed: Sequence[str], matter: Matter) -> dict[str, int]:
    """Subgroup → members, as counsel supposes them for this reading alone."""
    from claims.office.estimating import supposed

    pairs = {each: each.partition("=") for each in typed}
    for each, (subgroup, _, number) in pairs.items():
        if subgroup not in matter.subgroups or not number:
            told = {"value": each[:80], "near": ", ".join(matter.subgroups)}
            raise Refused([Problem("--members", "members-option", told)])
    for subgroup, times in Counter(each.partition("=")[0] for each in typed).items():
        if times > 1:
            raise Refused([Problem("--members", "members-twice", {"name": subgroup})])
    return supposed({subgroup: number for subgroup, _, number in pairs.values()})


def _confidence(typed: str, language: str) -> Decimal:
    """The level asked for; ends the command when it is none, and says it as it was typed."""
    from claims.totals.estimate import is_confidence

    try:
        level = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        level = Decimal("NaN")
    if is_confidence(level):
        return level
    told = {"value": typed[:80]}
    return refuse((Problem("--confidence", "confidence-range", told),), language, code=WRONG_WORD)


def as_contract(found: "Estimate", language: Language) -> dict[str, Any]:
    """An estimate as other programs read it: amounts in dollars or euros, and beside each its whole
    cents; warnings in sentences."""
    return _amounts(found, *INTERVAL) | {
        "relative_margin": None if found.margin is None else float(found.margin),
        "gauged_margin": None if found.gauged is None else float(found.gauged),
        "level": found.level,
        "confidence": float(found.confidence),
        "degrees_of_freedom": None if found.freedom is None else float(found.freedom),
        "strata": [
            {
                "stratum": part.stratum.name,
                "members": part.stratum.members,
                "sampled": part.stratum.sampled,
                **_amounts(part, *INTERVAL),
            }
            for part in found.parts
        ],
        "warnings": [sentence(warning, language) for warning in found.warnings],
    }


def _amounts(told: object, *names: str) -> dict[str, Any]:
    """Each amount in dollars or euros, then in cents under `…_cents`."""
    cents = {name: getattr(told, name) for name in names}
    units = {name: amount / 100 for name, amount in cents.items()}
    return units | {f"{name}_cents": amount for name, amount in cents.items()}


def of_matter(known: "ClassEstimate", matter: Matter, language: Language) -> Mapping[str, Any]:
    """The estimate of a matter, with whose members it counts and the same total by other roads."""
    from claims.totals.robust import TAKE_UP, at_take_up

    found, others = known.found, known.others
    if found is None or others is None:
        raise ValueError("nothing was estimated")
    redrawn = others.redrawn
    share = {str(percent): at_take_up(found, percent)[0] for percent in TAKE_UP}
    return as_contract(found, language) | {
        "matter": matter.id,
        "currency": matter.currency,
        "journal_head": known.head.hash,
        "basis": known.basis,
        "draw": _draw(known.draw) if known.draw else None,
        "members": {
            each.subgroup: {
                "members": each.members,
                "assumed": each.assumed is not None,
                "opted_out": each.left,
                "filed": each.filed,
                "examined": each.examined,
            }
            for each in known.known
        },
        "bootstrap": {
            **_amounts(redrawn, "low", "high"),
            "seed": redrawn.seed,
            "times": redrawn.times,
        },
        "winsorised": _ends(others.winsorised),
        "trimmed": _ends(others.trimmed),
        "members_low": _ends(known.ends[0]) if known.ends else None,
        "members_high": _ends(known.ends[1]) if known.ends else None,
        "take_up": {percent: cents / 100 for percent, cents in share.items()},
        "take_up_cents": share,
        "to_be_filed_first": list(known.unfiled),
        "more_to_examine": {str(margin): dict(more) for margin, more in known.needs.items()},
    }


def print_left(known: "Sequence[Known]", language: Language) -> None:
    """Who opted out, and is taken from the members that were counted or supposed."""
    if left := {each.subgroup: each.left for each in known if each.left}:
        each = ", ".join(f"{subgroup} {count(n, language)}" for subgroup, n in left.items())
        out.print(say("Exclus, retirés des membres : {each}.", language, each=each), markup=False)


ESTIMATED = {
    "supported": N_("Ce qui est estimé : les montants étayés."),
    "declared": N_("Ce qui est estimé : les montants déclarés."),
    "audit": N_("Ce qui est estimé : les montants admis de l’échantillon tiré."),
}


def print_basis(known: "ClassEstimate", language: Language) -> None:
    """What is estimated, and from how many claims."""
    examined = say(
        "Réclamations examinées, comptées dans chacun de leurs sous-groupes : {n}.", language,
        n=count(sum(each.examined for each in known.known), language),
    )  # fmt: skip
    out.print(f"{say(ESTIMATED[known.basis], language)} {examined}", markup=False)


def _draw(draw: "Drawn") -> dict[str, Any]:
    return {
        "number": draw.number,
        "made": draw.made,
        "seed": draw.seed,
        "drawn": draw.drawn,
        "undecided": draw.waiting,
        "left": draw.left,
    }


def _ends(found: "Estimate") -> dict[str, Any]:
    return _amounts(found, "total", "low", "high")


def print_estimate(
    found: "Estimate", currency: str, language: Language, draw: "Drawn | None" = None
) -> None:
    """One row a stratum, then the whole in words, its gauge and what to read it with."""
    from claims.totals.estimate_said import SUFFICIENT, gauge, read_from, spread, whole

    table = Table(box=None, header_style="bold")
    table.add_column(say("Sous-groupe", language), no_wrap=True)
    titles = (
        N_("Membres"), N_("Examinées"), N_("Total estimé"), N_("Au moins"), N_("Au plus")
    )  # fmt: skip
    for title in titles:
        table.add_column(say(title, language), justify="right", no_wrap=True)
    for part in found.parts:
        counts = (part.stratum.members or 0, part.stratum.sampled)
        amounts = (part.total, part.low, part.high)
        table.add_row(
            part.stratum.name[:40],
            *(count(n, language) for n in counts),
            *(money(cents, currency, language) for cents in amounts),
        )
    out.print(table, markup=False)
    for told in (whole(found, currency, language), spread(found, currency, language)):
        out.print(told, style="bold", markup=False)
    if draw:
        out.print(read_from(draw.number, draw.made, draw.seed, language), markup=False)
    color = "red" if found.level == "too_wide" else "default"
    out.print(gauge(found, language), style=color, markup=False)
    out.print(say(SUFFICIENT, language), markup=False)
    for warning in found.warnings:
        out.print(sentence(warning, language), style="yellow", markup=False)
