"""Counsel see the sales of the loss they opened, as its claimant drew them."""

import json
from datetime import date, timedelta

from tests.makers import a_filed_claim
from tests.ui.test_staff_pages import house, visit, words  # noqa: F401

AWAY = {"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-08-28",
        "end": "2021-09-03"}  # fmt: skip


def a_year() -> str:
    """A hundred dollars a day of 2021."""
    every = (date(2021, 1, 1) + timedelta(days=n) for n in range(365))
    return "\n".join(f"{day}; 100,00" for day in every)


def test_counsel_see_the_chart_of_the_opened_loss_and_how_far_it_may_be_off(house, visit):  # noqa: F811
    sales = AWAY | {"inputs": {"history": a_year(), "actual": "10,00", "avoided_costs": "45"}}
    typed = AWAY | {"id": "l2", "start": "2021-10-01", "end": "2021-10-01"}
    typed |= {"inputs": {"expected": "5,00", "actual": "0", "avoided_costs": "45"}}
    number = a_filed_claim(house, 1, subgroup="B1", losses=[sales, typed], credits=[])
    seen = visit("reclamation", numero=number, perte="l1")
    (chart,) = seen.get("vega_lite_chart") or seen.get("arrow_vega_lite_chart")
    layers = json.loads(chart.proto.spec)["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["rect", "bar", "tick"]
    said = words(seen).replace("\u00a0", " ")
    assert "attendues pendant la panne : **700,00 $** (de 700,00 $ à 700,00 $)" in said
    assert "| Période | Ventes | Attendu |" in said
    without = visit("reclamation", numero=number, perte="l2")
    assert not without.get("vega_lite_chart")
    assert not without.get("arrow_vega_lite_chart")
