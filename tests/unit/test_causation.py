"""A fall of sales smaller than the matter asks for is flagged, and no amount changes."""

from datetime import date
from decimal import Decimal

import pytest

from claims.damages.engine import assess
from claims.i18n.sentences import sentence
from claims.i18n.text import Text
from claims.matter.model import Figure, Value
from tests.unit.test_engine import RATES, WHC, a_claim, emergency

AUTHORITY = Text(fr="seuil convenu", en="agreed threshold")
LEAST = Figure(
    label=Text(fr="baisse de ventes exigée", en="fall of sales asked for"), unit="percent",
    values=(Value(since=date(2021, 8, 1), value=Decimal("8.5"), authority=AUTHORITY,
                  verified=False),),
)  # fmt: skip
SCREENED = WHC.model_copy(
    update={
        "figures": {**WHC.figures, "least_fall": LEAST},
        "heads": {
            **WHC.heads,
            "lost_profit": WHC.heads["lost_profit"].model_copy(update={"screen": "least_fall"}),
        },
    }
)


def a_line(expected, actual, matter=SCREENED):
    typed = {"expected": expected, "actual": actual, "avoided_costs": "45"}
    loss = emergency(0, 1) | {"head": "lost_profit", "inputs": typed}
    (line,) = assess(a_claim([loss]), matter, RATES).lines
    return line


@pytest.mark.parametrize(
    ("expected", "actual", "codes"),
    [
        ("10000.00", "9151.00", ["sales-fell-too-little", "figure-unverified"]),  # 8.49 %
        ("10000.00", "9150.01", ["sales-fell-too-little", "figure-unverified"]),
        ("10000.00", "9150.00", []),  # 8.50 %
        ("10000.00", "12000.00", ["sales-fell-too-little", "figure-unverified"]),
        ("0", "0", []),
    ],
)
def test_sales_that_fell_by_less_than_eight_and_a_half_percent_are_flagged_to_the_cent(
    expected, actual, codes
):
    line = a_line(expected, actual)
    assert [warning.code for warning in line.warnings] == codes
    assert line.declared == a_line(expected, actual, WHC).declared


def test_the_flag_says_both_percentages_and_never_rounds_the_fall_up_to_what_is_asked():
    fell, unsure = a_line("10000.00", "9150.01").warnings
    assert (fell.where, unsure.where) == ("losses.l0", "least_fall")
    assert "(seuil convenu)" in sentence(fell, "fr")
    told = sentence(fell, "en")
    assert told.startswith("Sales fell by 8.49% during the outage, and the matter asks for 8.5%")
    assert "(agreed threshold)" in told


def test_the_fall_asked_for_is_that_of_the_type_of_the_service():
    shop = LEAST.values[0].model_copy(update={"value": Decimal(5)})
    least = LEAST.model_copy(update={"by_type": {"shop": (shop,)}})
    figures = {**SCREENED.figures, "least_fall": least}
    line = a_line("10000.00", "9400.00", SCREENED.model_copy(update={"figures": figures}))
    assert line.warnings == ()


def test_a_head_that_does_not_take_the_sales_made_away_is_not_screened():
    head = SCREENED.heads["lost_profit"]
    tape = tuple(step for step in head.tape if step.name != "actual_revenue")
    heads = {**SCREENED.heads, "lost_profit": head.model_copy(update={"tape": tape})}
    line = a_line("10000.00", "9999.00", SCREENED.model_copy(update={"heads": heads}))
    assert "sales-fell-too-little" not in [warning.code for warning in line.warnings]


def test_a_matter_that_sets_no_figure_screens_nothing():
    assert a_line("10000.00", "9999.00", WHC).warnings == ()
