"""The losses page takes an export, months, calls; says what it read, and draws it."""

import json
import secrets
from datetime import date, timedelta

import pytest

from claims.evidence.keyring import WrappedKey
from claims.office import claimant
from claims.office.entrance import start
from claims.problems import NotSaved
from tests.evidence.export_makers import SHOPIFY, a_shop_s_year, a_shopify_order, an_export
from tests.makers import NOW, WHC, a_claimant
from tests.office.test_sales_import import SHOP
from tests.ui.test_claimant_pages import Visit, house, visit  # noqa: F401  fixtures

NBSP = "\u00a0"


def on_losses(visit, language="fr", form=None, opened="l1") -> Visit:  # noqa: F811
    tab = visit(language, form=form or SHOP)
    tab.app.session_state["ouvert losses"] = opened
    return tab.goes_to("pertes")


def brings(tab: Visit, name: str, content: bytes) -> Visit:
    (place,) = tab.app.file_uploader
    place.set_value((name, content, "text/csv")).run()
    return tab.stands()


def test_an_export_is_told_then_taken_drawn_and_counted(visit):  # noqa: F811
    tab = brings(on_losses(visit), "orders.csv", a_shop_s_year())
    said = tab.words()
    assert "| Reconnu comme | Shopify |" in said
    assert f"| Lignes lues | 1{NBSP}152 |" in said
    assert "du 1er juin 2020 au 31 octobre 2021" in said
    assert tab.draft()["losses"][0]["inputs"] == {}
    tab.presses("prendre-l1")
    assert "504 jours de ventes inscrits" in tab.app.success[0].value
    assert f"Ventes attendues pendant la panne{NBSP}: **1{NBSP}320,00{NBSP}\\$**" in tab.words()
    assert f"726,00{NBSP}\\$" in tab.words()
    assert f"Relevé bancaire{NBSP}: 72,60{NBSP}\\$ de plus" in tab.words()
    (chart,) = tab.app.get("vega_lite_chart") or tab.app.get("arrow_vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    assert spec["config"]["locale"]["time"]["months"][7] == "août"
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rect", "bar", "tick"]


def test_how_far_an_estimate_may_be_off_is_said_once(visit):  # noqa: F811
    tab = brings(on_losses(visit), "orders.csv", a_shop_s_year())
    tab.presses("prendre-l1")
    for said in ("La méthode a été essayée", "La moitié de ces périodes"):
        assert tab.words().count(said) == 1


def test_no_chart_is_drawn_without_a_history(visit):  # noqa: F811
    tab = on_losses(visit)
    assert not tab.app.get("vega_lite_chart")
    assert not tab.app.get("arrow_vega_lite_chart")


def test_two_currencies_are_asked_before_anything_is_taken(visit):  # noqa: F811
    export = an_export(SHOPIFY, [
        a_shopify_order("#1", "2021-07-26 09:00:00 -0400", "10.00"),
        a_shopify_order("#2", "2021-07-26 09:00:00 -0400", "20.00", Currency="USD"),
    ])  # fmt: skip
    tab = brings(on_losses(visit, "en"), "orders.csv", export)
    assert "mixes several currencies: CAD, USD" in tab.texts()
    assert not [b for b in tab.app.button if b.key == "prendre-l1"]
    tab.app.selectbox(key="choix-l1-monnaie").select("CAD").run()
    assert "| In another currency: not counted | 1 |" in tab.stands().words()
    tab.presses("prendre-l1")
    assert tab.draft()["losses"][0]["inputs"]["history"] == "2021-07-26; 10.00"


def test_columns_of_an_unknown_file_are_asked_and_dates_that_say_two_things(visit):  # noqa: F811
    typed = SHOP["losses"][0] | {"inputs": {"history": "2021-07; 9 000,00"}}
    tab = on_losses(visit, form=SHOP | {"losses": [typed]})
    brings(tab, "ventes.csv", b"quand;combien\n05/06/2021;12,00\n")
    assert "ne ressemble à aucune exportation connue" in tab.texts()
    tab.app.selectbox(key="choix-l1-day").select(0).run()
    tab.app.selectbox(key="choix-l1-total").select(1).run()
    assert "peuvent se lire de deux façons" in tab.stands().texts()
    tab.app.radio(key="choix-l1-ordre").set_value("dmy").run()
    assert "remplaceront l’historique déjà inscrit" in tab.stands().words()
    tab.presses("prendre-l1")
    assert tab.draft()["losses"][0]["inputs"]["history"] == "2021-06-05; 12.00"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Ce fichier est vide"), (b"date,net_sales\n", "qu’une ligne de titres"),
     (b"date,net_sales\nx,y\n", "Aucune vente n’a pu être lue")],
)  # fmt: skip
def test_a_file_that_says_nothing_leaves_the_page_standing(visit, content, said):  # noqa: F811
    assert said in brings(on_losses(visit), "ventes.csv", content).texts()


def test_cells_of_a_hostile_file_are_never_markup(visit):  # noqa: F811
    hostile = b"![x](http://h/p.png);<b>combien</b>\n**x**;=1+1\n"
    tab = brings(on_losses(visit), "ventes.csv", hostile)
    assert "http://h" not in tab.words()


def test_sales_month_by_month_make_a_history_and_are_read_back(visit):  # noqa: F811
    tab = on_losses(visit)
    tab.app.radio(key="ventes-l1").set_value("months").run()
    key = "mois-champ-losses-l1-inputs-history-{}"
    for month, typed in (("2021-06", "9000"), ("2021-07", "10 250,50"), ("2021-06", "8 000")):
        tab.app.text_input(key=key.format(month)).input(typed).run()
        tab.stands()
    assert tab.draft()["losses"][0]["inputs"]["history"] == "2021-06; 8 000\n2021-07; 10 250,50"
    assert f"Lu{NBSP}: 10{NBSP}250,50{NBSP}\\$" in tab.words()
    assert "2 mois, de juin 2021 à juillet 2021" in tab.words()
    assert "Les mois de la panne peuvent rester vides" in tab.words()
    (chart,) = tab.app.get("vega_lite_chart") or tab.app.get("arrow_vega_lite_chart")
    (bars,) = json.loads(chart.proto.spec)["layer"]
    assert bars["encoding"]["color"]["scale"]["domain"] == ["Ventes"]  # none in the outage
    tab.app.text_input(key=key.format("2021-05")).input("beaucoup").run()
    assert "n’est pas un montant lisible" in tab.stands().texts()
    tab.app.text_input(key=key.format("2021-05")).input("").run()
    assert tab.stands().draft()["losses"][0]["inputs"]["history"].startswith("2021-06")


def test_a_history_by_days_is_not_undone_by_the_months(visit):  # noqa: F811
    daily = SHOP["losses"][0] | {"inputs": {"history": "2021-08-01; 10.00"}}
    tab = on_losses(visit, form=SHOP | {"losses": [daily]})
    tab.app.radio(key="ventes-l1").set_value("months").run()
    assert "Votre historique est par jour" in tab.stands().words()
    assert not [box for box in tab.app.text_input if box.key.startswith("mois-")]


def test_days_brought_by_another_tab_are_not_overwritten_by_a_month(visit):  # noqa: F811
    tab = on_losses(visit)
    tab.app.radio(key="ventes-l1").set_value("months").run()
    path, days = "losses.l1.inputs.history", "2021-08-01; 5,00\n2021-08-02; 6,00"
    claimant.save_field(tab.house, a_claimant(tab.number), path, "", days, now=NOW)
    tab.app.text_input(key="mois-champ-losses-l1-inputs-history-2021-09").input("100").run()
    assert "modifiée dans un autre onglet" in tab.stands().texts()
    assert tab.draft()["losses"][0]["inputs"]["history"] == days


def test_a_history_that_cannot_be_read_is_not_said_to_be_by_day(visit):  # noqa: F811
    odd = SHOP["losses"][0] | {"inputs": {"history": "tout août; 10.00"}}
    tab = on_losses(visit, form=SHOP | {"losses": [odd]})
    tab.app.radio(key="ventes-l1").set_value("months").run()
    assert "ne se lit pas comme un mois" in tab.stands().words()
    assert "historique est par jour" not in tab.words()


def test_months_told_are_shown_again_to_who_comes_back_to_them(visit):  # noqa: F811
    monthly = SHOP["losses"][0] | {"inputs": {"history": "2021-06; 9000"}}
    tab = on_losses(visit, form=SHOP | {"losses": [monthly]})
    for way in ("months", "list", "months"):
        tab.app.radio(key="ventes-l1").set_value(way).run()
    key = "mois-champ-losses-l1-inputs-history-2021-06"
    assert tab.app.text_input(key=key).value == "9000"


def test_calls_add_up_to_hours_and_the_list_is_kept(visit):  # noqa: F811
    tab = on_losses(visit, opened="l2")
    cell = "appel-champ-losses-l2-inputs-calls-{}-{}"
    for name, typed in (("day", "2021-08-29"), ("whom", "soutien WHC"), ("minutes", "30")):
        tab.app.text_input(key=cell.format(1, name)).input(typed).run()
        tab.stands()
    wanted = "2021-08-28; soutien; 90\n2021-08-29; soutien WHC; 30"
    assert tab.draft()["losses"][1]["inputs"]["calls"] == wanted
    assert f"2 appels, 2{NBSP}h en tout" in tab.words()
    assert f"50,00{NBSP}\\$" in tab.words()
    tab.app.text_input(key=cell.format(1, "minutes")).input("longtemps").run()
    assert "n’est pas un nombre de minutes" in tab.stands().texts()
    for name in ("day", "whom", "minutes"):
        tab.app.text_input(key=cell.format(1, name)).input("").run()
    assert tab.stands().draft()["losses"][1]["inputs"]["calls"] == "2021-08-28; soutien; 90"


@pytest.mark.parametrize("page", ["dossier", "pieces"])
def test_the_hub_and_the_exhibits_page_rank_what_is_missing(visit, page):  # noqa: F811
    tab = visit(form=SHOP).goes_to(page)
    assert f"1. **22,50{NBSP}\\$** de plus" in tab.words()


def test_free_hosting_says_that_it_is_not_deducted_here(visit):  # noqa: F811
    credit = {"id": "c1", "kind": "free_hosting", "amount": "60,00", "head": "hosting_refund"}
    tab = visit(form=SHOP | {"credits": [credit]})
    tab.app.session_state["ouvert credits"] = "c1"
    assert "l’hébergement offert n’est pas évalué" in tab.goes_to("pertes").words()


def test_a_history_by_months_is_drawn_by_months_without_days_it_does_not_know(visit):  # noqa: F811
    history = "\n".join(f"{2020 + n // 12}-{n % 12 + 1:02}; 9000,00" for n in range(22))
    monthly = SHOP["losses"][0] | {"inputs": {"history": history}}
    tab = on_losses(visit, form=SHOP | {"losses": [monthly]}, opened="")
    (chart,) = tab.app.get("vega_lite_chart") or tab.app.get("arrow_vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    (bars,) = spec["layer"]
    assert bars["mark"]["type"] == "bar"
    assert bars["encoding"]["x"]["field"] == "month"
    assert bars["encoding"]["color"]["scale"]["domain"] == ["Ventes", "Ventes pendant la panne"]
    assert f"septembre 2021 | 9{NBSP}000,00{NBSP}\\$ | —" in tab.words()


def test_two_tabs_that_write_other_months_lose_nothing_and_the_same_month_is_told(visit):  # noqa: F811
    tab = on_losses(visit)
    tab.app.radio(key="ventes-l1").set_value("months").run()
    key = "mois-champ-losses-l1-inputs-history-{}"
    path = "losses.l1.inputs.history"
    actor = a_claimant(tab.number)
    claimant.save_field(tab.house, actor, path, "", "2021-06; 9000", now=NOW)
    tab.app.text_input(key=key.format("2021-07")).input("10000").run()
    assert tab.stands().draft()["losses"][0]["inputs"]["history"] == "2021-06; 9000\n2021-07; 10000"
    claimant.save_field(
        tab.house, actor, path, "2021-06; 9000\n2021-07; 10000", "2021-07; 1", now=NOW
    )
    tab.app.text_input(key=key.format("2021-07")).input("555").run()
    assert "modifiée dans un autre onglet" in tab.stands().texts()
    assert tab.draft()["losses"][0]["inputs"]["history"] == "2021-07; 1"


def test_times_without_a_zone_are_asked_about_and_the_effect_is_shown(visit):  # noqa: F811
    tab = brings(on_losses(visit), "ventes.csv", b"date,net_sales\n2021-07-27 01:30,10.00\n")
    moved = "| Lignes comptées un autre jour que celui écrit |"
    assert f"{moved} 0 |" in tab.words()
    tab.app.radio(key="choix-l1-heures").set_value("UTC").run()
    assert f"{moved} 1 |" in tab.stands().words()
    tab.presses("prendre-l1")
    assert tab.draft()["losses"][0]["inputs"]["history"].endswith("\n2021-07-26; 10.00")


def a_gap(first="2021-07-05", last="2021-08-01"):
    """Twenty weeks at 100.00 a day, without a line from the first to the last day."""
    days = [date(2021, 4, 10) + timedelta(days=n) for n in range(140)]
    history = "\n".join(f"{d}; 100,00" for d in days if not first <= str(d) <= last)
    return SHOP | {"losses": [SHOP["losses"][0] | {"inputs": {"history": history}}]}


@pytest.mark.parametrize(
    ("language", "question", "missing", "kept"),
    [
        ("fr", "Du 5 juillet 2021 au 1er août 2021, 28 jours n’ont aucune ligne", "1\xa0400,00",
         "ces jours manquent au fichier\xa0: ils sont écartés"),
        ("en", "From July 5, 2021 to August 1, 2021, 28 days have no line", "1,400.00",
         "these days are missing from the file: they are left out"),
    ],
)  # fmt: skip
def test_days_absent_are_asked_about_with_what_each_answer_changes(
    visit,  # noqa: F811
    language,
    question,
    missing,
    kept,
):
    tab = on_losses(visit, language, form=a_gap())
    key = "absents-losses-l1-inputs-absent_days-2021-07-05-2021-08-01"
    (asked,) = [radio for radio in tab.app.radio if "2021-07-05" in radio.key]
    assert question in asked.label, key
    assert missing in tab.words()
    asked.set_value("absent").run()
    tab.stands()
    assert tab.draft()["losses"][0]["inputs"]["absent_days"] == "2021-07-05; 2021-08-01; absent"
    assert kept in tab.words()


HISTORY, CALLS = "mois-champ-losses-l1-inputs-history-", "appel-champ-losses-l2-inputs-calls-"


@pytest.mark.parametrize(
    ("opened", "cells", "name", "saved"),
    [
        ("l1", {HISTORY + "2021-06": "9000", HISTORY + "2021-07": "8"}, "history",
         "2021-06; 9000\n2021-07; 8"),
        ("l2", {CALLS + "1-day": "2021-08-29", CALLS + "0-minutes": "15"}, "calls",
         "2021-08-28; soutien; 15\n2021-08-29; "),
    ],
)  # fmt: skip
def test_R42_cells_of_a_list_the_disk_refused_stay_typed_until_all_are_saved(
    visit, monkeypatch, opened, cells, name, saved  # noqa: F811
):  # fmt: skip
    tab = on_losses(visit, opened=opened)
    if opened == "l1":
        tab.app.radio(key="ventes-l1").set_value("months").run()

    def full(*args, **kwargs):
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tab.house.store.drafts, "save", full)
        for key, typed in cells.items():
            tab.app.text_input(key=key).input(typed).run()
            assert "n’a pas été enregistrée" in tab.stands().texts()
    assert {key: tab.app.text_input(key=key).value for key in cells} == cells
    again = f"encore-champ-losses-{opened}-inputs-{name}"
    inputs = tab.presses(again).draft()["losses"][int(opened[1]) - 1]["inputs"]
    assert inputs[name].startswith(saved)
    assert "n’a pas été enregistrée" not in tab.texts()


def test_R42_a_month_the_disk_refused_is_still_told_once_another_is_saved(
    visit, monkeypatch  # noqa: F811
):  # fmt: skip
    tab = on_losses(visit)
    tab.app.radio(key="ventes-l1").set_value("months").run()

    def full(*args, **kwargs):
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tab.house.store.drafts, "save", full)
        tab.app.text_input(key=HISTORY + "2021-06").input("9000").run()
    tab.app.text_input(key=HISTORY + "2021-07").input("8").run()
    assert "n’a pas été enregistrée" in tab.stands().texts()
    tab.presses("encore-champ-losses-l1-inputs-history")
    assert tab.draft()["losses"][0]["inputs"]["history"] == "2021-06; 9000\n2021-07; 8"


def test_R42_an_answer_on_days_absent_that_the_disk_refused_stays_chosen(
    visit, monkeypatch  # noqa: F811
):  # fmt: skip
    tab = on_losses(visit, form=a_gap())

    def full(*args, **kwargs):
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tab.house.store.drafts, "save", full)
        next(r for r in tab.app.radio if "2021-07-05" in r.key).set_value("absent").run()
        assert "n’a pas été enregistrée" in tab.stands().texts()
    assert next(r for r in tab.app.radio if "2021-07-05" in r.key).value == "absent"
    tab.presses("encore-champ-losses-l1-inputs-absent-days")
    assert tab.draft()["losses"][0]["inputs"]["absent_days"] == "2021-07-05; 2021-08-01; absent"


def test_an_export_that_no_key_can_keep_is_told_and_its_days_are_not_taken(visit):  # noqa: F811
    tab = brings(on_losses(visit), "orders.csv", a_shop_s_year())
    other = start(tab.house, WHC, "fr", key="o" * 43, now=NOW, entropy=secrets.token_bytes)
    lost = WrappedKey(other.number, "a master nobody has", "AAAA")
    tab.house.store.keys.give(lost, at=NOW)
    tab.presses("prendre-l1")
    assert "une clé manque au serveur" in tab.texts()
    assert tab.draft()["losses"][0]["inputs"] == {}


def test_a_file_pasted_twice_is_asked_about_before_anything_is_taken(visit):  # noqa: F811
    rows = [f"2021-07-{n:02},vente,,{n}.00,1" for n in range(1, 8)]
    content = "\n".join(("Date,Description,Debit,Credit,Balance", *rows, *rows)).encode()
    tab = brings(on_losses(visit), "releve.csv", content)
    assert "(7 en tout)" in tab.texts()
    assert not [b for b in tab.app.button if b.key == "prendre-l1"]
    tab.app.radio(key="choix-l1-double").set_value("each").run()
    assert f"7 lignes identiques à d’autres comptent aussi, pour 28,00{NBSP}\\$" in tab.words()
    tab.app.radio(key="choix-l1-double").set_value("once").run()
    assert "| Doublons retirés | 7 |" in tab.stands().words()
    tab.presses("prendre-l1")
    title, *days = tab.draft()["losses"][0]["inputs"]["history"].splitlines()
    assert title.startswith("date; ventes / sales; taxes: CA GST 5 ")
    assert len(days) == 7
