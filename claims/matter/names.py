"""Names a tape may use beside a head's own inputs and the matter's figures.

What needs dates, law or statistics is computed in Python (`claims.damages.names`) and told here.
"""

from dataclasses import dataclass

from claims.i18n.text import Text
from claims.matter.model import Unit


@dataclass(frozen=True, slots=True)
class Name:
    """A computed operand: what it is called, its unit, the inputs it reads, its authority."""

    label: Text
    unit: Unit
    reads: tuple[str, ...] = ()
    authority: Text | None = None


NAMES: dict[str, Name] = {
    "nothing": Name(Text(fr="zéro", en="zero"), "money"),
    "credits": Name(
        Text(fr="sommes reçues pour ce chef", en="sums received for this head"),
        "money",
        authority=Text(
            fr="nul n’est indemnisé deux fois de la même perte",
            en="no one is compensated twice for the same loss",
        ),
    ),
    "days_without_service": Name(
        Text(fr="jours sans service", en="days without service"),
        "days",
        authority=Text(
            fr="premier et dernier jour de la période déclarée, tous deux comptés",
            en="first and last day of the declared period, both counted",
        ),
    ),
    "expected_revenue": Name(
        Text(fr="ventes attendues pendant la panne", en="sales expected during the outage"),
        "money",
        reads=("history", "expected"),
        authority=Text(
            fr="méthode « avant et après » : mêmes jours ou mêmes mois de part et d’autre de la "
            "panne",
            en="before-and-after method: the same days or months on both sides of the outage",
        ),
    ),
    "actual_revenue": Name(
        Text(fr="ventes faites pendant la panne", en="sales made during the outage"),
        "money",
        reads=("history", "actual"),
    ),
    "later_sales": Name(
        Text(fr="ventes reprises après la panne", en="sales made up after the outage"),
        "money",
        reads=("history", "made_up_later"),
    ),
}
