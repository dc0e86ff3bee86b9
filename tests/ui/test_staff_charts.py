"""Charts get whole cents and write them in the reader's own notation."""

import pytest

from claims.ui.charts import amounts_by_part, counts_by_day
from claims.ui.charts_page import page_with_boxes

BARS = [("A1", "Reconstruction", 457000, "4 570,00 $"), ("A1", "Temps perdu", 20000, "200,00 $")]


def drawn(language: str) -> dict:
    return amounts_by_part(BARS, part="Sous-groupe", series="Chef", axis="Déclaré", currency="CAD",
                           language=language).to_dict()  # fmt: skip


def test_amounts_reach_the_chart_as_whole_cents():
    [rows] = drawn("fr")["datasets"].values()
    assert [row["cents"] for row in rows] == [457000, 20000]


@pytest.mark.parametrize(
    ("language", "decimal", "axis"),
    [
        ("fr", ",", "format(datum.value / 100, ',.0f') + '\u00a0$'"),
        ("en", ".", "'$' + format(datum.value / 100, ',.0f')"),
    ],
)
def test_the_axis_reads_as_the_reader_writes(language, decimal, axis):
    spec = drawn(language)
    assert spec["config"]["locale"]["number"]["decimal"] == decimal
    assert spec["encoding"]["x"]["axis"]["labelExpr"] == axis


def test_a_page_of_an_exhibit_is_as_tall_as_its_width_makes_it():
    spec = page_with_boxes("/piece/R/e1/page/1.png", (780, 1103), []).to_dict()
    [tall] = [param for param in spec["params"] if param["name"] == "height"]
    assert tall["expr"] == "width * 1103 / 780"


def test_a_day_is_one_bar():
    spec = counts_by_day([("2026-11-01", 6), ("2026-11-02", 0)], day="Jour", axis="Réclamations",
                         language="fr").to_dict()  # fmt: skip
    [rows] = spec["datasets"].values()
    assert rows == [{"day": "2026-11-01", "claims": 6}, {"day": "2026-11-02", "claims": 0}]
