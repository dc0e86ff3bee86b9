"""The sentence of each problem, by code: what is wrong, where, and what to do about it.

French stands in `told/` and is the msgid; English in `en_CA/`. Braces are filled from the values of
the problem, and `{where}` from its place. By the name of a value one sees how it is said: `…_cents`
as an amount, in the value `currency`, `…_day` as a date in words, `…_number` as a number with
decimals, `…_fr` and `…_en` as the same name in each language, any other whole number with its
thousands apart. A count follows its label (« Lignes examinées : {rows} »), or the one sentence
would have to agree with every number.
"""

from datetime import date
from decimal import Decimal

from claims.i18n.catalogue import say
from claims.i18n.formats import SYMBOLS, count, day, money, number
from claims.i18n.text import Language
from claims.i18n.told import (
    after,
    allocating,
    builder,
    claim,
    claimant,
    damages,
    decisions,
    desk,
    estimate,
    evidence,
    identifiers,
    importing,
    letters,
    mail,
    matter,
    ownership,
    rates,
    redaction,
    refusals,
    revising,
    sales,
    sales_import,
    sales_yours,
    scenarios,
    sites,
    staff,
    starting,
    store,
    tables,
    typed,
    vault,
)
from claims.problems import Problem, Value

SENTENCES: dict[str, str] = {
    **typed.SENTENCES,
    **identifiers.SENTENCES,
    **matter.SENTENCES,
    **ownership.SENTENCES,
    **claim.SENTENCES,
    **claimant.SENTENCES,
    **damages.SENTENCES,
    **decisions.SENTENCES,
    **desk.SENTENCES,
    **estimate.SENTENCES,
    **scenarios.SENTENCES,
    **rates.SENTENCES,
    **redaction.SENTENCES,
    **letters.SENTENCES,
    **refusals.SENTENCES,
    **evidence.SENTENCES,
    **store.SENTENCES,
    **tables.SENTENCES,
    **sales.SENTENCES,
    **sales_yours.SENTENCES,
    **sites.SENTENCES,
    **sales_import.SENTENCES,
    **staff.SENTENCES,
    **importing.SENTENCES,
    **mail.SENTENCES,
    **starting.SENTENCES,
    **after.SENTENCES,
    **vault.SENTENCES,
    **builder.SENTENCES,
    **allocating.SENTENCES,
    **revising.SENTENCES,
}


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong and what to do, in the reader's language."""
    currency = str(problem.values.get("currency", ""))
    values = {
        key.removesuffix(f"_{language}"): written(key, value, currency, language)
        for key, value in problem.values.items()
    }
    return say(SENTENCES[problem.code], language, where=problem.where, **values)


def placed(problem: Problem, language: Language) -> str:
    """The sentence of a problem after the place it is about, where it names one."""
    told = sentence(problem, language)
    return said_of(problem.where, told, language) if problem.where else told


def said_of(place: str, told: str, language: Language) -> str:
    """A place, or a name, and what is said of it."""
    return say("{place} : {told}", language, place=place, told=told)


def written(key: str, value: Value, currency: str, language: Language) -> str:
    """One value as the sentence shows it, by the ending of its name."""
    if key.endswith("_day"):
        return day(date.fromisoformat(str(value)), language)
    if key.endswith("_number"):
        return number(Decimal(value), language)
    if isinstance(value, str):
        return value
    if key.endswith("_cents"):
        return money(value, currency if currency in SYMBOLS else "", language)
    return count(value, language)
