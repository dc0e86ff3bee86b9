"""From each total on counsel's pages to its losses, to their steps and to their exhibits."""

import re
from collections.abc import Iterator
from secrets import token_bytes
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from claims.claim.model import Exhibit
from claims.office import snapshots
from claims.office.handing import exhibit_for
from claims.office.house import House
from claims.office.lawyer import open_claim
from claims.office.opened import Asked, Opened, opened
from claims.office.verdicts import Verdict
from claims.totals.cells import Key
from tests.evidence.file_makers import a_pdf
from tests.makers import GAGNON, NOW, TODAY, WHC, a_filed_claim, an_exhibit
from tests.office.test_decisions import decided
from tests.ui.test_allocation_page import typed
from tests.ui.test_staff_pages import house, read, visit

__all__ = ["house", "visit"]
ADDRESS = re.compile(r"\[([^\]]+)\]\((/totaux\?[^)]+)\)")
AMOUNT = re.compile(r"\d[\d ]*,\d\d \$")


@pytest.fixture
def claims(house: House) -> list[str]:
    """A claim with an invoice and one on its claimant's word, in two subgroups; all is admitted."""
    found = [
        a_filed_claim(house, 1, exhibits=(an_exhibit(content=a_pdf(2)),)),
        a_filed_claim(house, 2, domain="ailleurs.ca", subgroup="B1", capacity="owner", type="shop"),
    ]
    for number in found:
        losses = ("l1", "l2")
        decided(house, number, *(Verdict(each, "accepted", reason="proof_complete")
                                 for each in losses))  # fmt: skip
    return found


def rows(app: AppTest) -> Iterator[tuple[str, str]]:
    """The rows of the short tables that lead somewhere: what each says, and where."""
    for table in app.table:
        for told in table.value.itertuples(index=False):
            said = read(" | ".join(map(str, told)))
            if leads := ADDRESS.search(said):
                yield said, leads.group(2)


def key_of(address: str) -> Key:
    asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert asked["dossier"] == [WHC]
    names = [name for name in ("groupe", "sous-groupe", "chef") if name in asked]
    assert bool(names) is not ("tout" in asked)
    return tuple(asked[name][0] for name in names)


def proved(house: House, found: Opened, key: Key) -> Iterator[Exhibit | None]:
    """Behind each loss of a total: its steps, then each of its exhibits, or none."""
    for loss in found.behind(key).losses:
        claim = open_claim(house, GAGNON, loss.number, now=NOW)
        [line] = [each for each in claim.assessment.lines if each.loss == loss.loss]
        assert line.steps
        assert line.declared == loss.declared
        of_it = [each for each in claim.claim.exhibits if loss.loss in each.losses]
        for each in of_it:
            assert exhibit_for(house, GAGNON, loss.number, each.id).exhibit.sha256 == each.sha256
        yield from of_it or [None]


def test_every_total_of_counsels_pages_ends_at_an_exhibit_or_says_there_is_none(
    visit, house, claims
):
    """The totals of the first page, of the scenarios, of the estimate and of a fund."""
    found = opened(house, GAGNON, WHC, Asked(TODAY))
    pages = {
        "tableau": visit("tableau"), "scenarios": visit("scenarios"),
        "estimation": visit("estimation"),
        "repartition": typed(visit("repartition"), fund="3 000,00"),
    }  # fmt: skip
    seen = set[Key]()
    for name, app in pages.items():
        reached = list(rows(app))
        assert reached, name
        for said, address in reached:
            key = key_of(address)
            row = found.row(key)
            assert row or "0,00 $" in said or name == "estimation", (name, said)
            if row is None:
                continue
            if name == "tableau":
                assert AMOUNT.findall(said)[0] == amount(row.declared)
            assert list(proved(house, found, key)), (name, said)
            seen.add(key)
    assert {(), ("A", "A1"), ("B", "B1"), ("A", "A1", "rebuild")} <= seen


def amount(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", " ") + f",{cents % 100:02} $"


def test_the_whole_ends_at_the_invoice_and_at_a_loss_on_its_claimants_word(house, claims):
    found = opened(house, GAGNON, WHC, Asked(TODAY))
    ends = [each and each.name for each in proved(house, found, ())]
    assert (ends.count("facture.pdf") > 0, ends.count(None) > 0) == (True, True)


def test_an_address_opens_the_very_losses_of_its_total(visit, claims):
    [(said, address)] = [row for row in rows(visit("tableau")) if "B1" in row[0]]
    asked = {name: of[0] for name, of in parse_qs(urlsplit(address).query).items()}
    app = visit("totaux", **asked)
    assert any("B1" in str(header.value) for header in app.header)
    shown = app.dataframe[1].value
    assert set(shown["Numéro"]) == {claims[1]}
    assert AMOUNT.findall(said)


def test_a_snapshot_keeps_no_losses_to_open(visit, claims, house):
    snapshots.take(house, GAGNON, WHC, now=NOW, entropy=token_bytes)
    app = visit("tableau")
    assert list(rows(app))
    [taken] = snapshots.taken(house, GAGNON, WHC)
    app.selectbox(key="totals.of").set_value(taken.id).run()
    assert not app.exception
    assert not list(rows(app))
