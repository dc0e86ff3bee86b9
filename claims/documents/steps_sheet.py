"""The steps of the workbook: each loss re-added line by line, with figures, days and authorities.

Left out past so many losses: a tape has some ten steps, and what no one can read through would make
everyone wait. The bundle holds them all, whatever their number.
"""

from collections.abc import Iterable
from decimal import Decimal

from claims.damages.assessment import Assessment
from claims.damages.explain import ORIGINS, SIGNS
from claims.documents.lists import LongSheet
from claims.documents.sheet_rows import EPOCH, Column, Numbers, Repeated
from claims.documents.sheet_style import Looks
from claims.documents.steps import RESULTS, Row, Trace
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.matter.model import Matter

MOST_LOSSES = 20_000
UNITS = {
    "hours": N_("heures"),
    "days": N_("jours"),
    "percent": N_("%"),
    "count": N_("nombre"),
}
"""What an operand counts, beside the currency of the matter."""


def steps(
    assessments: Iterable[Assessment], matter: Matter, look: Looks, language: Language
) -> LongSheet:
    """Every step of every loss; the rows that end a loss hold its amounts in cents."""
    made = _Gathered(matter, look, language)
    for row in Trace(matter, language).rows(assessments):
        made.add(row)
    title, table = say("Étapes", language), say("Etapes", language)
    shares = [14, 9, 8, 11, 7, 48, 15, 10, 17, 24, 13, 60, 12]
    return LongSheet(title, table, made.columns, shares, made.rows)


class _Gathered:
    def __init__(self, matter: Matter, look: Looks, language: Language) -> None:
        self.look, self.language, self.rows = look, language, 0
        self.units = {key: say(text, language) for key, text in UNITS.items()}
        self.units["money"] = matter.currency
        self.origins = {key: say(o, language) if o else "" for key, o in ORIGINS.items()}
        self.sure = {None: "", True: say("oui", language), False: say("non", language)}
        text = look.text
        self.claim = Repeated(say("Réclamation", language), text)
        self.loss = Repeated(say("Perte", language), text)
        self.place = Repeated(say("Numéro", language), text)
        self.depth = Numbers(say("Profondeur", language))
        self.sign = Repeated(say("Signe", language), text)
        self.text = Repeated(say("Étape", language), text)
        self.operand = Numbers(say("Valeur", language))
        self.unit = Repeated(say("Unité", language), text)
        self.running = Numbers(say("Montant courant", language))
        self.origin = Repeated(say("Source", language), text)
        self.since = Numbers(say("Date du chiffre", language))
        self.authority = Repeated(say("Fondement", language), text)
        self.verified = Repeated(say("Vérifié", language), text)

    @property
    def columns(self) -> list[Column]:
        return [
            self.claim, self.loss, self.place, self.depth, self.sign, self.text, self.operand,
            self.unit, self.running, self.origin, self.since, self.authority, self.verified,
        ]  # fmt: skip

    def add(self, row: Row) -> None:
        self.rows += 1
        for column, text in (
            (self.claim, row.claim),
            (self.loss, row.loss),
            (self.place, row.place),
            (self.sign, "=" if row.verb in RESULTS else SIGNS[row.verb]),
            (self.text, row.text),
            (self.unit, self.units.get(row.unit, "")),
            (self.origin, self.origins.get(row.origin, "")),
            (self.authority, row.authority),
            (self.verified, self.sure[row.verified]),
        ):
            column.add(text)
        self.depth.add(Decimal(row.depth), self.look.whole)
        self.since.add(Decimal((row.since - EPOCH).days) if row.since else None, self.look.day)
        self.operand.add(row.operand, self._style(row.unit))
        self.running.add(row.running, self._style(row.within))

    def _style(self, unit: str) -> int:
        return self.look.amount if unit == "money" else self.look.number
