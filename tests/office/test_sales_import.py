"""An export taken for a loss: the days in its history, the file as its proof, once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from claims.access import ANONYMOUS
from claims.evidence.sales import Choices
from claims.office import claimant
from claims.office.house import House
from claims.office.missing import missing
from claims.office.sales_import import clocks, export_kind, look, take
from claims.problems import NotAllowed, NotFound, Refused
from tests.evidence.export_makers import (
    SHOPIFY,
    a_shop_s_year,
    a_shopify_order,
    a_statement,
    an_export,
)
from tests.makers import NOW, WHC, a_claimant, a_form, a_house, a_number

SHOP = a_form(
    kind="person", capacity="owner", registrant="no", type="shop", subgroup="B1",
    losses=[{"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-08-28",
             "end": "2021-09-10", "inputs": {}},
            {"id": "l2", "head": "own_time", "start": "2021-08-28", "end": "2021-08-31",
             "inputs": {"calls": "2021-08-28; soutien; 90"}}],
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> House:
    opened = a_house(tmp_path)
    opened.store.claims.start(a_number(1), WHC, language="fr", form=SHOP, code_hash="",
                              key="start 1", at=NOW, by=a_number(1))  # fmt: skip
    return opened


ZOE = a_claimant(a_number(1))


def draw(size: int) -> bytes:
    return bytes(range(size))


def taken(house, content, *, name="commandes.csv", net=False, loss="l1", choices=None, turn=0):
    return take(house, ZOE, loss, name=name, content=content, choices=choices or Choices(), net=net,
                draw=lambda size: bytes(turn + n for n in range(size)), now=NOW)  # fmt: skip


def folder(house):
    return claimant.my_draft(house, ZOE, now=NOW)


def test_an_export_becomes_a_history_and_its_proof_in_one_step(house):
    """Two weeks at 660.00 expected, none made, 45 % of costs avoided: 726.00; grade B, 90 %."""
    done = taken(house, a_shop_s_year())
    assert (done.days, done.left_out, str(done.first)) == (504, 0, "2020-06-01")
    loss = folder(house).form.losses[0]
    assert loss.inputs["history"].splitlines()[:2] == ["2020-06-01; 100.00", "2020-06-02; 100.00"]
    (exhibit,) = folder(house).exhibits
    assert (exhibit.kind, exhibit.losses) == ("platform_export", ("l1",))
    assert exhibit.name == "commandes.csv"
    line = folder(house).line("l1")
    assert (line.declared, line.supported, line.grade) == (72600, 65340, "B")


def test_the_same_file_taken_again_stays_one_exhibit(house):
    content = a_shop_s_year()
    taken(house, content)
    taken(house, content, turn=9)
    assert len(folder(house).exhibits) == 1


def test_a_bank_statement_is_proof_of_its_own_kind_and_may_lose_its_taxes(house):
    """114.98 with GST and QST inside: 114.98 ÷ 1.14975 = 100.00."""
    statement = a_statement(("20210726", "114.98", "F1"), ("20210727", "-50.00", "F2"))
    taken(house, statement, name="releve.ofx", net=True)
    assert folder(house).form.losses[0].inputs["history"] == (
        "date; ventes / sales; taxes: CA GST 5 2008-01-01, QC QST 9.975 2013-01-01\n"
        "2021-07-26; 100.00"
    )
    assert folder(house).exhibits[0].kind == "bank_statement"


def test_an_export_in_another_currency_is_refused_in_words(house):
    euros = an_export(SHOPIFY, [
        a_shopify_order("#1", "2021-08-26 09:00:00 +0200", "10.00", Currency="EUR")
    ])  # fmt: skip
    seen = look(house, ZOE, name="x.csv", content=euros, choices=Choices(), now=NOW)
    assert seen.problem.code == "export-other-currency"
    with pytest.raises(Refused):
        taken(house, euros)
    assert folder(house).exhibits == ()
    assert folder(house).form.losses[0].inputs == {}


def test_a_file_the_gate_refuses_leaves_no_history_either(house):
    with pytest.raises(Refused) as refused:
        taken(house, b"date,net_sales\n2021-08-01,10.00\n", name="ventes.exe")
    assert refused.value.problems[0].code == "file-kind"
    assert folder(house).form.losses[0].inputs == {}


def test_only_a_loss_with_sales_takes_an_export_and_only_its_claimant(house):
    with pytest.raises(NotFound):
        taken(house, a_shop_s_year(), loss="l2")
    with pytest.raises(NotAllowed):
        look(house, ANONYMOUS, name="x", content=b"x", choices=Choices(), now=NOW)


def test_the_oldest_days_of_a_very_long_history_stay_in_the_file_only(house):

    lines = [f"{date(2000, 1, 1) + timedelta(days=n)},5.00" for n in range(7000)]
    done = taken(house, ("date,net_sales\n" + "\n".join(lines)).encode())
    assert (done.days, done.left_out, str(done.first)) == (5000, 2000, "2005-06-23")
    assert folder(house).problems == ()


def test_days_of_forty_years_ago_are_kept(house):
    done = taken(house, b"date,net_sales\n1981-05-01,10.00\n2021-07-26,20.00\n")
    assert (done.days, done.left_out) == (2, 0)
    assert folder(house).form.losses[0].inputs["history"] == (
        "1981-05-01; 10.00\n2021-07-26; 20.00"
    )
    assert folder(house).problems == ()


def test_every_matter_has_a_kind_for_an_export(house):
    kinds = {m.id: export_kind(m, bank=False) for m in house.matters.values()}
    assert kinds == {"whc-2021": "platform_export", "ovh-2021": "platform_export",
                     "telus-2019": "order_book"}  # fmt: skip


def test_what_is_missing_is_ranked_by_what_it_would_add(house):
    taken(house, a_shop_s_year())
    assert [(one.loss, one.kinds, one.cents) for one in missing(folder(house))] == [
        ("l1", ("bank_statement",), 7260),
        ("l2", ("call_log",), 2250),
    ]


def test_the_zone_of_times_that_name_none_is_kept_with_the_sales(house):
    content = b"date,net_sales\n2021-07-27 01:30,10.00\n"
    taken(house, content, choices=Choices(clock="UTC"))
    assert folder(house).form.losses[0].inputs["history"] == (
        "date; ventes / sales; UTC → America/Toronto\n2021-07-26; 10.00"
    )
    assert folder(house).problems == ()
    taken(house, content, turn=9)
    assert folder(house).form.losses[0].inputs["history"] == (
        "date; ventes / sales; America/Toronto → America/Toronto\n2021-07-27; 10.00"
    )


def test_the_clocks_offered_are_the_matter_s_the_shop_s_and_universal_time(house):
    assert clocks(folder(house)) == ("America/Toronto", "UTC")
    claimant.save_field(house, ZOE, "contact.place", "QC", "BC", now=NOW)
    assert clocks(folder(house)) == ("America/Toronto", "America/Vancouver", "UTC")
