"""A figure corrected later changes no amount already counted, until a recount."""

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from claims.access import Actor, Role
from claims.i18n.sentences import sentence
from claims.office import claimant, lawyer
from claims.office.exporting import export
from claims.office.handing import hand_receipt
from claims.office.house import House, open_house
from claims.office.recounting import counted_otherwise, recount
from claims.office.totalling import totals
from claims.problems import NotAllowed, Refused
from tests.makers import GAGNON, WHC, a_claimant, a_filed_claim
from tests.office.test_past_totals import accepted

FILED, DECIDED = date(2026, 11, 3), datetime(2026, 11, 10, 17, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 17, tzinfo=UTC)
HOUR = "value = 85"


def corrected(house: House, folder: Path) -> House:
    """The same registry, opened once the hourly rate of its file went from 85 to 90."""
    matters = folder / "corrigés"
    copytree(house.settings.matters_dir, matters)
    file = matters / WHC / "matter.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(HOUR) == 1
    file.write_text(text.replace(HOUR, "value = 90"), encoding="utf-8")
    house.store.close()
    return open_house(house.settings.model_copy(update={"matters_dir": matters}))


def receipt(house: House, number: str) -> bytes:
    return b"".join(hand_receipt(house, a_claimant(number), number, "fr", now=LATER).chunks)


def declared(house: House, day: date | None = None) -> int:
    return totals(house, GAGNON, WHC, as_of=day).table.total.declared


def test_what_was_counted_keeps_its_rules_until_a_recount(house, tmp_path):
    number = a_filed_claim(house, today=FILED)  # 42 hours at 85 and 1,200.50
    before = receipt(house, number)
    after = corrected(house, tmp_path)
    assert receipt(after, number) == before
    assert declared(after) == 477000
    assert lawyer.open_claim(after, GAGNON, number, now=LATER).assessment.declared == 477000
    assert claimant.my_draft(after, a_claimant(number), now=LATER).declared == 477000
    done = recount(after, GAGNON, WHC, now=LATER)
    assert (done.claims, done.changed) == (1, (number,))
    assert (done.before.declared, done.after.declared) == (477000, 477000 + 42 * 500)
    assert declared(after) == 498000
    assert lawyer.open_claim(after, GAGNON, number, now=LATER).assessment.declared == 498000
    assert receipt(after, number) == before


def test_totals_of_a_past_day_follow_the_rules_of_that_day(house, tmp_path):
    number = a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    accepted(after, a_filed_claim(after, 2, today=FILED, domain="ailleurs.ca"), DECIDED)
    assert declared(after, DECIDED.date()) == declared(after) == 477000 + 498000
    recount(after, GAGNON, WHC, now=LATER)
    assert declared(after) == 2 * 498000
    assert declared(after, LATER.date() - timedelta(days=1)) == 477000 + 498000
    assert declared(after, LATER.date()) == 2 * 498000
    assert after.store.claims.find(number).updated_at.date() == FILED  # a delay may run from it


def test_a_decision_stands_as_counsel_wrote_it(house, tmp_path):
    number = a_filed_claim(house, today=FILED)
    accepted(house, number, DECIDED)
    after = corrected(house, tmp_path)
    recount(after, GAGNON, WHC, now=LATER)
    total = totals(after, GAGNON, WHC).table.total
    assert (total.declared, total.admitted) == (498000, 457000)


def test_a_line_is_decided_under_the_rules_it_is_shown_with(house, tmp_path):
    number = a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    accepted(after, number, DECIDED)
    assert totals(after, GAGNON, WHC).table.total.admitted == 457000
    assert counted_otherwise(after, WHC) == 1


@pytest.mark.parametrize("kind", ["workbook", "report", "bundle"])
def test_no_document_is_made_while_claims_follow_other_rules(house, tmp_path, kind):
    a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    make = {"now": LATER, "entropy": secrets.token_bytes}
    with pytest.raises(Refused) as refused:
        export(after, GAGNON, WHC, kind, "fr", **make)
    [problem] = refused.value.problems
    assert "python -m claims recount whc-2021" in sentence(problem, "fr")
    recount(after, GAGNON, WHC, now=LATER)
    assert export(after, GAGNON, WHC, kind, "fr", **make).path.stat().st_size > 1000


def test_a_look_at_a_recount_keeps_nothing(house, tmp_path):
    a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    head = after.store.journal.latest(1)[0].seq
    assert recount(after, GAGNON, WHC, now=LATER, keep=False).after.declared == 498000
    assert (declared(after), after.store.journal.latest(1)[0].seq) == (477000, head)


def test_a_recount_twice_counts_nothing_more(house, tmp_path):
    a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    recount(after, GAGNON, WHC, now=LATER)
    assert recount(after, GAGNON, WHC, now=LATER).claims == 0
    assert after.store.verify().fault is None


def test_a_recount_is_told_claim_by_claim_in_the_journal_and_verifies(house, tmp_path):
    number = a_filed_claim(house, today=FILED)
    after = corrected(house, tmp_path)
    recount(after, GAGNON, WHC, now=LATER)
    [entry] = [e for e in after.store.journal.latest(9) if e.action == "recount claim"]
    assert (entry.subject, entry.actor) == (number, GAGNON.name)
    assert '"declared":498000' in entry.body
    assert after.store.verify().fault is None


def test_a_recount_is_for_counsel_of_the_matter(house):
    for actor in (replace(GAGNON, matters=()), Actor(Role.REPRESENTATIVE, "r", matters=(WHC,))):
        with pytest.raises(NotAllowed):
            recount(house, actor, WHC, now=LATER)
