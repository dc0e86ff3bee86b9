"""Lost sales at the terminal, from a plain file without any database, and from a claim."""

import json
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from typer.testing import CliRunner

from claims.cli import app, exchange
from claims.cli.screen import Screen
from claims.damages.backtest import held_out
from tests.makers import a_filed_claim, a_house

NBSP = "\u00a0"
START, END = "2021-08-28", "2021-09-03"
KEYS = {"expected_cents", "actual_cents", "lost_cents", "low_cents", "high_cents", "method",
        "warnings"}  # fmt: skip


def told(*words, code=0):
    ran = CliRunner().invoke(app, [str(word) for word in words])
    assert ran.exit_code == code, ran.output
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.output.replace(NBSP, " ")


def days(first, n, amount="100.00", without=()):
    every = (first + timedelta(days=i) for i in range(n))
    return "".join(f"{day},{amount}\n" for day in every if day not in without)


@pytest.fixture
def history(tmp_path):
    """100.00 a day from January to December 2021, 30.00 on each day of the outage."""
    path = tmp_path / "sales.csv"
    start = date.fromisoformat(START)
    away = {start + timedelta(days=n) for n in range(7)}
    rows = days(date(2021, 1, 1), 365, without=away) + days(start, 7, "30.00")
    path.write_text("date,revenue\n" + rows, encoding="utf-8")
    return path


def test_a_week_at_thirty_dollars_where_a_hundred_were_expected_lost_490(history, monkeypatch):
    monkeypatch.setenv("CLAIMS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    said = json.loads(told("lost-sales", "--history", history, "--from", START, "--to", END,
                           "--json"))  # fmt: skip
    assert set(said) >= KEYS
    assert (said["expected_cents"], said["actual_cents"]) == (70000, 21000)
    assert (said["lost_cents"], said["low_cents"], said["high_cents"]) == (49000, 49000, 49000)
    assert (said["method"], said["coverage"]) == ("before-and-after", "0.8")


def test_the_same_is_said_in_words(history):
    asked = ("lost-sales", "--history", history, "--from", START, "--to", END)
    assert "attendues 700,00 $ · faites 210,00 $ · reprises 0,00 $ · perdues 490,00 $" in told(
        *asked
    )
    assert "lost $490.00" in told(*asked, "--lang", "en")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "bad.csv : Ce fichier ne contient aucune vente. Il doit donner une ligne par jour"),
        ("2021-01-01,abc\n", "Ligne 2"),
        ("2021-01-01,1\n2021-01-01,2\n", "Ligne 3"),
        ("2021-01-01,100.00\n", "bad.csv : L’historique est trop court"),
    ],
    ids=["empty", "not-an-amount", "a-day-twice", "too-short"],
)
def test_a_history_that_says_nothing_is_refused_in_one_sentence(tmp_path, rows, said):
    path = tmp_path / "bad.csv"
    path.write_text("date,revenue\n" + rows, encoding="utf-8")
    text = told("lost-sales", "--history", path, "--from", START, "--to", END, code=1)
    assert said in text
    assert "Traceback" not in text


def test_visits_are_never_counted_as_dollars_and_the_title_read_is_named(history):
    history.write_text(history.read_text().replace("date,revenue", "date,visites"))
    asked = ("lost-sales", "--history", history, "--from", START, "--to", END)
    said = " ".join(told(*asked, code=1).split())
    assert "la colonne « visites » n’est pas reconnue comme des ventes" in said
    assert "$" not in said
    assert "“visites” is not recognized" in " ".join(told(*asked, "--lang", "en", code=1).split())


def test_euros_are_never_counted_as_dollars_and_the_option_that_names_them_is_told(history):
    history.write_text(history.read_text().replace("date,revenue", "date,ventes €"))
    asked = ("lost-sales", "--history", history, "--from", START, "--to", END)
    said = told(*asked, code=1)
    assert "sales.csv : Ligne 1 : « ventes € » n’est pas en CAD. Dites la monnaie" in said
    assert json.loads(told(*asked, "--currency", "EUR", "--json"))["lost_cents"] == 49000
    history.write_text("2021-01-01;100,00 €\n2021-01-02;100,00 $\n")
    assert "sales.csv : Ligne 2 : « 100,00 $ » est dans une autre monnaie" in told(
        "backtest", history, code=1
    )
    assert "sales.csv: Line 1: “100,00 €” is not in CAD" in told(*asked, "--lang", "en", code=1)


def test_an_amount_too_large_is_told_with_the_limit_and_not_as_unreadable(tmp_path):
    path = tmp_path / "large.csv"
    path.write_text("date,revenue\n2021-01-01,1.00\n2021-01-02,99999999999999.00\n")
    asked = ("lost-sales", "--history", path, "--from", START, "--to", END)
    said = " ".join(told(*asked, code=1).split())
    assert "Ligne 3 : « 99999999999999.00 » dépasse 1" in said
    assert "en chiffres" not in said
    assert "the largest amount accepted" in " ".join(told(*asked, "--lang", "en", code=1).split())


def test_days_of_the_outage_without_a_line_are_said_to_count_for_zero(tmp_path):
    path = tmp_path / "sales.csv"
    asked = ("lost-sales", "--history", path, "--from", START, "--to", END)
    path.write_text(days(date(2021, 1, 1), 241))
    assert "sans ligne dans l’historique : 5, sur 7" in told(*asked)
    path.write_text(days(date(2021, 1, 1), 300))
    assert "sans ligne" not in told(*asked)
    path.write_text("".join(f"2021-{month:02},3000.00\n" for month in range(1, 13)))
    assert "elles sont comptées à zéro" in told(*asked)


def test_a_word_off_or_bounds_turned_round_are_said(history):
    asked = ("lost-sales", "--history", history, "--from", END, "--to", START)
    assert "La fin précède le début" in told(*asked, code=1)
    assert "--history" in told("lost-sales", code=2)
    assert "0,5 à 0,98" in told(*asked, "--coverage", "2", code=2)
    assert "0,5 à 0,98" in told(*asked, "--coverage", "NaN", code=2)
    assert "CAD" in told(*asked, "--currency", "XYZ", code=2)


def test_a_claim_says_each_loss_that_rests_on_a_history(history, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(tmp_path / "var"))
    house = a_house(tmp_path)
    typed = history.read_text(encoding="utf-8").replace(",", "; ", 400)
    loss = {"id": "l1", "head": "lost_profit", "service": "s1", "start": START, "end": END,
            "inputs": {"history": typed, "actual": "10,00", "avoided_costs": "45"}}  # fmt: skip
    short = loss | {"id": "l2", "start": "2021-10-01", "end": "2021-10-01",
                    "inputs": {"history": "2021-09-01; 1,00", "expected": "5,00"}}  # fmt: skip
    number = a_filed_claim(house, 1, subgroup="B1", losses=[loss], credits=[])
    two = a_filed_claim(house, 3, subgroup="B1", losses=[loss, short], credits=[], domain="b.ca")
    unsaid = loss | {"inputs": {"history": typed, "avoided_costs": "45"}}
    silent = a_filed_claim(house, 4, subgroup="B1", losses=[unsaid], credits=[], domain="c.ca")
    empty = a_filed_claim(house, 2)
    house.store.close()
    said = json.loads(told("lost-sales", "whc-2021", number, "--json"))
    assert (said["loss"], said["expected_cents"], said["actual_cents"]) == ("l1", 70000, 22000)
    assert said["lost_cents"] == 48000
    both = json.loads(told("lost-sales", "whc-2021", two, "--json"))["losses"]
    assert both[0]["lost_cents"] == 48000
    assert "trop court" in both[1]["refused"]
    assert not any("elles sont comptées à zéro" in each for each in both[0]["warnings"])
    assert "elles sont comptées à zéro" in told("lost-sales", "whc-2021", silent)
    assert "trop court" in told("lost-sales", "whc-2021", two)
    assert "historique" in told("lost-sales", "whc-2021", empty, code=1)


def test_the_backtest_of_a_steady_shop_errs_by_nothing(tmp_path):
    steady = tmp_path / "steady.csv"
    steady.write_text(days(date(2021, 1, 1), 240))
    said = json.loads(told("backtest", steady, "--json"))
    assert [one["days"] for one in said] == [1, 3, 7, 14, 30]
    for one in said:
        assert one["stretches"] > 0
        assert set(one["methods"]) >= {"before-and-after", "seasonal-naive"}
        assert {each["mean_error_cents"] for each in one["methods"].values()} == {0}


def test_what_a_backtest_found_of_one_length_is_said_before_the_next_is_tried(history, monkeypatch):
    def two_lengths(*asked, **how):
        if asked[1] == 7:
            raise KeyboardInterrupt
        return held_out(*asked, **how)

    monkeypatch.setattr("claims.damages.backtest.held_out", two_lengths)
    said = CliRunner().invoke(app, ["backtest", str(history)]).output.replace(NBSP, " ")
    assert (
        "sales.csv · jours par période : 1 · périodes : 55 · jours de l’une à l’autre : 5" in said
    )
    assert "Erreur médiane" in said
    assert "jours par période : 3 ·" in said
    assert "jours par période : 7" not in said


def test_how_far_a_backtest_is_is_told_to_whoever_looks_and_to_no_file(history, monkeypatch):
    looked_at = StringIO()
    monkeypatch.setattr(exchange, "err", Screen(file=looked_at, force_terminal=True, width=200))
    assert "55/55" not in told("backtest", history)
    assert re.search(r"sales.csv · jours par période : 1 .*55/55", readable(looked_at))
    monkeypatch.setattr(exchange, "err", Screen(file=(nobody := StringIO())))
    told("backtest", history)
    assert nobody.getvalue() == ""


def readable(written):
    return written.getvalue().replace(NBSP, " ")


def test_the_method_the_steps_and_the_bounds_of_the_loss_are_told(history):
    asked = ("lost-sales", "--history", history, "--from", START, "--to", END)
    said = told(*asked, "--lang", "en")
    assert "before-and-after method: the same weekdays on both sides of the outage" in said
    assert "Take: Monday sales before and after the outage" in said
    assert "Sales lost, at the bounds of the interval: from $490.00 to $490.00" in said
    steps = json.loads(told(*asked, "--json"))["steps"]
    assert [(step["name"], step["depth"]) for step in steps[:4]] == [
        ("weekday_1", 0), ("sold", 1), ("days_before", 1), ("days_without_service", 1),
    ]  # fmt: skip
    assert [step["running_value"] for step in steps if not step["depth"]][-1] == "700.00"


def test_a_shop_that_sold_nothing_has_no_backtest(tmp_path):
    path = tmp_path / "nothing.csv"
    days = (f"2021-{m:02d}-{d:02d},0" for m in range(1, 10) for d in range(1, 29))
    path.write_text("\n".join(days))
    said = told("backtest", path, code=1)
    assert "nothing.csv" in said
    assert "aucune vente nette" in said


def test_a_history_by_month_has_no_backtest(tmp_path):
    path = tmp_path / "months.csv"
    path.write_text("2021-01,100.00\n2021-02,100.00\n", encoding="utf-8")
    assert "par jour" in told("backtest", path, code=1)


def test_a_history_too_short_to_try_the_method_on_is_refused_in_one_sentence(tmp_path):
    short, least = tmp_path / "short.csv", tmp_path / "least.csv"
    short.write_text(days(date(2021, 1, 1), 92))
    least.write_text(days(date(2021, 1, 1), 93))
    said = "short.csv : L’historique est trop court pour y essayer la méthode. Jours du premier"
    for asked in ((), ("--json",)):
        text = " ".join(told("backtest", short, *asked, code=1).split())
        assert text.startswith(said)
        assert text.endswith("au dernier : 92; il en faut 93. Donnez un historique plus long.")
    assert "too short to try" in told("backtest", short, "--lang", "en", code=1)
    assert "jours par période : 1 · périodes : 1" in told("backtest", least)
    assert "jours par période : 3 · historique trop court" in told("backtest", least)


def test_every_history_that_cannot_be_tried_is_told_at_once(tmp_path):
    paths = [tmp_path / f"{name}.csv" for name in ("short", "months", "nothing")]
    paths[0].write_text(days(date(2021, 1, 1), 10))
    paths[1].write_text("2021-01,100.00\n2021-02,100.00\n")
    paths[2].write_text(days(date(2021, 1, 1), 93, "0.00"))
    said = told("backtest", *paths, code=1)
    assert [line.split(" :")[0] for line in said.splitlines() if ".csv :" in line] == [
        path.name for path in paths
    ]


def test_a_row_at_the_median_counts_the_periods_that_have_an_interval_and_no_other(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text(days(date(2021, 1, 1), 120))
    week = json.loads(told("backtest", path, "--json"))[2]
    assert (week["days"], week["coverage"]) == (7, None)
    assert "before-and-after-middle" not in week["methods"]
    assert "before-and-after" in week["methods"]
    assert "à la médiane, s’il y a un intervalle" in " ".join(told("backtest", path).split())


def test_backtest_tells_the_faults_of_every_file_at_once(tmp_path):
    files = {
        "short.csv": "date,revenue\n2021-01-01,5\n2021-01-09,5\n",
        "twice.csv": "date,revenue\n2021-01-01,5\n2021-01-01,6\n",
        "empty.csv": "date,revenue\n",
        "monthly.csv": "date,revenue\n2021-01,5\n2021-02,5\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    said = told("backtest", *(tmp_path / name for name in files), code=1)
    assert [name for name in files if f"{name} :" not in said] == []
