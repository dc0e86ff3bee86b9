"""The tape with its figures filled in, in the reader's language: what counsel reads and signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from claims.damages.assessment import Line, Step
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import NBSP, unrounded, unrounded_number
from claims.i18n.sentences import SENTENCES, sentence
from claims.i18n.text import Language
from claims.matter.model import Matter, Unit
from claims.problems import Problem

SIGNS = {
    "take": "",
    "plus": "+",
    "less": "−",
    "times": "×",
    "keep_percent": "×",
    "less_percent": "−",
    "divided_by": "÷",
    "not_above": "≤",
    "not_below": "≥",
}
"""The sign an adding machine prints beside the operand."""

DOING = {
    "take": N_("Prendre : {label}"),
    "plus": N_("Ajouter : {label}"),
    "less": N_("Retrancher : {label}"),
    "times": N_("Multiplier par : {label}"),
    "keep_percent": N_("Garder ce pourcentage : {label}"),
    "less_percent": N_("Retrancher ce pourcentage : {label}"),
    "divided_by": N_("Diviser par : {label}"),
    "not_above": N_("Sans dépasser : {label}"),
    "not_below": N_("Jamais moins que : {label}"),
}

ORIGINS = {
    "declared": N_("déclaré par le réclamant"),
    "blank": N_("non indiqué, compté pour zéro"),
    "figure": N_("chiffre du dossier"),
    "rate": N_("taux en vigueur"),
    "credit": N_("sommes reçues déclarées"),
    "computed": N_("calculé"),
    "history": N_("historique des ventes"),
    "unproved": N_("non prouvé à cette catégorie, compté pour rien"),
    "accepted": N_("part que le dossier accepte"),
    "nothing": "",
}
DECIMALS = 4
"""Decimals of a quantity that are printed; a factor has more."""
QUOTED = frozenset({"figure", "rate"})
"""Origins that someone else than the claimant vouches for."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step as read: sign, words, operand and running amount written out, and who says so.

    running is empty until the tape reaches an amount; number: what the step is cited by, "3.1" the
    first inside the third; quoted: a figure or a rate, which someone can verify, unlike what was
    declared or computed.
    name, origin_code: of the step itself, to find what it takes.
    """

    sign: str
    text: str
    operand: str
    running: str
    origin: str
    authority: str
    verified: bool
    number: str = ""
    quoted: bool = False
    name: str = ""
    origin_code: str = ""

    @property
    def depth(self) -> int:
        """How many steps it stands inside."""
        return depth_of(self.number)


def explain(line: Line, matter: Matter, language: Language) -> tuple[Told, ...]:
    """Every step of a line from top to bottom; the steps inside a step follow it, one deeper."""
    return steps_told(line.steps, matter.currency, language)


def steps_told(
    steps: tuple[Step, ...], currency: str, language: Language, *, first: int = 1
) -> tuple[Told, ...]:
    """Steps that lead to an amount, and those inside them, as a tape tells them."""
    return tuple(_told(steps, currency, language, first))


def support_told(line: Line, matter: Matter, language: Language) -> tuple[Told, ...]:
    """What each grade adds to the supported amount, with the steps inside; nothing where one grade
    holds for the whole loss: its share of the declared amount is all there is to say."""
    return steps_told(line.support, matter.currency, language, first=first_of_support(line))


def result_number(line: Line) -> str:
    """What the declared amount, rounded, is cited by: the step after the last of its tape."""
    return str(len(line.steps) + 1)


def first_of_support(line: Line) -> int:
    """The place of the first step of what is supported: after the amount declared."""
    return len(line.steps) + 2


def supported_number(line: Line) -> str:
    """What the supported amount, rounded, is cited by."""
    return str(first_of_support(line) + len(line.support))


def unfolded(
    steps: tuple[Step, ...], within: Unit = "money", *, first: int = 1, inside: str = ""
) -> Iterator[tuple[str, Step, Unit | None]]:
    """Each step, those inside it after it, with the number that every page and document cites it
    by and the unit of its running amount: 1, 1.1, 1.2, 2. Those inside lead to its operand and
    count in its unit."""
    for place, (step, unit) in enumerate(zip(steps, units(steps, within), strict=True), first):
        number = f"{inside}{place}"
        yield number, step, unit
        yield from unfolded(step.parts, step.unit, inside=f"{number}.")


def depth_of(number: str) -> int:
    """How many steps the step of that number stands inside."""
    return number.count(".")


def in_money(steps: tuple[Step, ...]) -> tuple[bool, ...]:
    """For each step, whether the tape has reached an amount: hours alone are not one."""
    reached, answers = False, []
    for step in steps:
        reached = step.unit == "money" or (reached and step.verb != "take")
        answers.append(reached)
    return tuple(answers)


def units(steps: tuple[Step, ...], within: Unit) -> tuple[Unit | None, ...]:
    """For each step that leads to something counted in `within`, the unit of its running amount;
    None where a tape has reached no amount.

    A ratio is reached by dividing: until then, what was taken counts in its own unit.
    """
    if within == "money":
        return tuple("money" if reached else None for reached in in_money(steps))
    unit: Unit = within
    answers: list[Unit | None] = []
    for step in steps:
        if step.verb == "take":
            unit = step.unit
        elif step.verb == "divided_by" and step.unit == unit:
            unit = within
        answers.append(unit)
    return tuple(answers)


def _told(steps: tuple[Step, ...], currency: str, language: Language, first: int) -> Iterator[Told]:
    for number, step, unit in unfolded(steps, first=first):
        origin = ORIGINS[step.origin]
        yield Told(
            sign=SIGNS[step.verb],
            text=say(DOING[step.verb], language, label=step.label.in_(language)),
            operand=written(step.operand, step.unit, currency, language),
            running=written(step.running, unit, currency, language) if unit else "",
            origin=say(origin, language) if origin else "",
            authority=step.authority.in_(language) if step.authority else "",
            verified=step.verified,
            number=number,
            quoted=step.origin in QUOTED,
            name=step.name,
            origin_code=step.origin,
        )


def written(amount: Decimal, unit: Unit, currency: str, language: Language) -> str:
    """An operand in its unit: "42 h", "85,00 $", "45 %", "14 jours".

    An amount between two cents, like any quantity, is cut at the fourth decimal and says so:
    "750,2742… $". Rounded, it would not add up by hand.
    """
    if unit == "money":
        return unrounded(amount, currency, language)
    if unit == "days":
        return _days(amount, language)
    shown = unrounded_number(amount, language, DECIMALS)
    if unit == "percent":
        return f"{shown}{NBSP}%" if language == "fr" else f"{shown}%"
    if unit in ("hours", "call_log"):
        return say("{hours} h", language, hours=shown)
    return unrounded_number(amount, language)


def _days(amount: Decimal, language: Language) -> str:
    """Days, of which a part may be paid for: "30,5 jours"; a day and a half is one in French."""
    agreeing = floor(amount) if language == "fr" else ceil(amount)
    days = unrounded_number(amount, language, DECIMALS)
    return say_n("{days} jour", "{days} jours", agreeing, language, days=days)


def warnings_of(line: Line, language: Language, *, yours: bool = False) -> tuple[str, ...]:
    """What counsel must confirm before relying on the line, and what a reader should know of it;
    yours: as its claimant reads it."""
    return tuple(
        sentence(_to_its_claimant(problem) if yours else problem, language)
        for problem in (*line.warnings, *line.notes)
    )


def _to_its_claimant(problem: Problem) -> Problem:
    own = f"{problem.code}-yours"
    return Problem(problem.where, own, problem.values) if own in SENTENCES else problem


def listed(names: Sequence[str], language: Language) -> str:
    """Names in one breath: "a, b et c"."""
    if len(names) < 2:
        return "".join(names)
    return say("{names} et {last}", language, names=", ".join(names[:-1]), last=names[-1])


def lowered(text: str) -> str:
    """A label inside a sentence: "facture", but "TVA" and "WHOIS" as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
