"""The class estimate in the office: who is counted, what is drawn, and what each person is told."""

import json
from dataclasses import fields, replace
from decimal import Decimal
from itertools import count

import pytest

from claims.claim.states import Status
from claims.cli.estimating import of_matter
from claims.damages.rows import rows_of
from claims.i18n.sentences import sentence
from claims.matter.model import Members
from claims.office import auditing, representative
from claims.office.estimating import class_estimate, supposed
from claims.office.house import House
from claims.office.lawyer import decide
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotFound, Refused
from claims.totals.sampling import draw
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    TODAY,
    WHC,
    a_filed_claim,
    an_exhibit,
)

NOBODY = {"A2": 0, "B1": 0, "B2": 0, "C1": 0}
SURE = {"l1": "accepted", "l2": "accepted"}
DRAWN = count(1)


def entropy(size: int) -> bytes:
    return next(DRAWN).to_bytes(size, "big")


def filed(house: House, n: int, hours: int, *, proved: bool = False) -> str:
    """A claim of A1 that declares 85 $ an hour."""
    papers = [an_exhibit(k, f"{kind} {n}".encode(), kind=kind, id=f"e{n}-{k}")
              for k, kind in enumerate(("time_sheet",)) if proved]  # fmt: skip
    return a_filed_claim(house, n, exhibits=tuple(papers), domain=f"site{n}.ca", losses=[
        {"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
         "end": "2021-09-12", "inputs": {"hours": str(hours)}}])  # fmt: skip


def admitted(house: House, *numbers: str) -> None:
    for number in numbers:
        seen = house.store.claims.find(number).version
        decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")],
               seen=seen, key=f"decide {number}", now=NOW)  # fmt: skip


def counted(house: House, **said) -> House:
    """The same house, its matter with members of A1 as a source says them, and of no other."""
    source = {"source": {"fr": "communiqué", "en": "press release"}, "on": NOW.date()}
    matter = house.matters[WHC]
    members = Members.model_validate({"verified": False} | source | said)
    alone = {"A1": matter.subgroups["A1"].model_copy(update={"members": members})}
    changed = matter.model_copy(update={"subgroups": alone})
    return replace(house, matters=house.matters | {WHC: changed})


def test_without_members_the_estimate_says_of_which_subgroups_they_are_missing(house):
    filed(house, 1, 10)
    found = class_estimate(house, GAGNON, WHC)
    assert found.found is None
    assert {p.where: p.code for p in found.missing}["A1"] == "stratum-members-missing"


def test_members_counsel_supposes_are_an_assumption_and_the_claims_are_volunteers(house):
    for n, hours in enumerate((19, 20, 21), 1):
        filed(house, n, hours)
    read = class_estimate(house, GAGNON, WHC, assumed={"A1": 300} | NOBODY, basis="declared")
    assert read.found is not None
    assert read.found.total == 300 * 20 * 85_00
    assert (read.known[0].assumed, read.known[0].source) == (300, None)
    assert [warning.code for warning in read.found.warnings] == ["estimate-volunteers"]
    assert sum(read.needs[Decimal("0.10")].values()) > sum(read.needs[Decimal("0.20")].values())


def test_who_opted_out_leaves_the_members_and_the_sample(house):
    numbers = [filed(house, n, n * 10) for n in (1, 2, 3)]
    house.store.claims.move(numbers[2], Status.OPTED_OUT, reason="opt out", seen=2, at=NOW,
                            by="x")  # fmt: skip
    read = class_estimate(house, GAGNON, WHC, assumed={"A1": 101} | NOBODY, basis="declared")
    assert read.found is not None
    assert (read.known[0].left, read.known[0].members, read.known[0].examined) == (1, 100, 2)
    assert read.known[0].counted == 101  # as typed
    assert read.found.total == 100 * 15 * 85_00


def test_members_a_source_counts_within_a_range_give_a_total_at_each_end(house):
    for n in (1, 2, 3):
        filed(house, n, 18 + n)
    read = class_estimate(counted(house, low=100, high=200), GAGNON, WHC, basis="declared")
    assert read.found is not None
    assert read.ends is not None
    assert [e.total for e in (read.ends[0], read.found, read.ends[1])] == [
        n * 20 * 85_00 for n in (100, 150, 200)
    ]
    assert [w.code for w in read.found.warnings] == ["estimate-volunteers", "members-doubtful"]


def test_a_loss_that_two_claim_is_told_while_it_may_count_twice(house):
    for n, name in enumerate(("Atelier", "Épicerie"), 1):
        a_filed_claim(house, n, name=name, losses=[
            {"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
             "end": "2021-09-12", "inputs": {"hours": "10"}}])  # fmt: skip
    filed(house, 3, 10)
    read = class_estimate(house, GAGNON, WHC, assumed={"A1": 3} | NOBODY, basis="declared")
    assert read.found is not None
    [told] = [w for w in read.found.warnings if w.code == "estimate-disputed"]
    assert "awaits a decision: $1,700.00." in sentence(told, "en")


def test_when_every_member_filed_nobody_is_left_out(house):
    for n in (1, 2):
        filed(house, n, n * 10)
    read = class_estimate(house, GAGNON, WHC, assumed={"A1": 2} | NOBODY, basis="declared")
    assert read.found is not None
    assert (read.found.low, read.found.high, read.found.warnings) == (2550_00, 2550_00, ())


def test_what_counsel_supposes_is_a_whole_number_or_nothing():
    assert supposed({"A1": " 1\u00a0200 ", "A2": "", "B1": "1,500"}) == {"A1": 1200, "B1": 1500}
    with pytest.raises(Refused) as refused:
        supposed({"A1": "beaucoup", "A2": "-3", "B1": "1.5"})
    assert [problem.where for problem in refused.value.problems] == ["A1", "A2", "B1"]


def test_a_draw_is_kept_with_all_it_takes_to_draw_it_again(house):
    numbers = [filed(house, n, n) for n in range(1, 9)]
    made = auditing.draw_audit(house, GAGNON, WHC, {"A1": 3, "A2": 0}, now=NOW, entropy=entropy)
    assert auditing.audits(house, GAGNON, WHC) == (made,)
    assert made.frame == {"A1": tuple(sorted(numbers))}
    assert made.drawn["A1"] == draw(made.frame["A1"], 3, f"{made.seed} A1")
    entry = house.store.journal.latest(1)[0]
    assert (entry.action, json.loads(entry.body)["number"]) == ("draw audit", 1)
    assert house.store.verify().fault is None


@pytest.mark.parametrize(
    ("sizes", "code"),
    [({"A1": 9}, "audit-too-many"), ({"A1": 1}, "audit-too-few"), ({}, "audit-of-nobody")],
)
def test_a_draw_that_cannot_be_is_refused(house, sizes, code):
    for n in (1, 2, 3):
        filed(house, n, n)
    with pytest.raises(Refused) as refused:
        auditing.draw_audit(house, GAGNON, WHC, sizes, now=NOW, entropy=entropy)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_an_audit_says_what_all_the_claims_filed_would_be_admitted_for(house):
    for n in range(1, 9):
        filed(house, n, n)
    made = auditing.draw_audit(house, GAGNON, WHC, {"A1": 4}, now=NOW, entropy=entropy)
    waiting = auditing.reading(house, GAGNON, WHC, made.id)
    assert (waiting.found, waiting.waiting) == (None, made.drawn["A1"])
    admitted(house, *made.drawn["A1"][:3])
    read = auditing.reading(house, GAGNON, WHC, made.id)
    assert read.found is not None
    assert [warning.code for warning in read.found.warnings] == [
        "audit-undecided",
        "audit-constant",
    ]
    admitted(house, made.drawn["A1"][3])
    read = auditing.reading(house, GAGNON, WHC, made.id)
    assert read.found is not None
    assert [warning.code for warning in read.found.warnings] == ["audit-constant"]
    assert 0 < read.found.total <= sum(house.store.lines.as_columns(WHC).columns["declared"])
    assert class_estimate(
        house, GAGNON, WHC, assumed={"A1": 80} | NOBODY, basis="audit"
    ).known[0].examined == 4  # fmt: skip


def test_an_estimate_from_an_audit_waits_for_the_hard_claims_and_names_its_draw(house):
    for n in range(1, 12):
        filed(house, n, n)
    auditing.draw_audit(house, GAGNON, WHC, {"A1": 2}, now=NOW, entropy=entropy)
    made = auditing.draw_audit(house, GAGNON, WHC, {"A1": 10}, now=NOW, entropy=entropy)
    admitted(house, *made.drawn["A1"][:8])

    def read():
        return class_estimate(house, GAGNON, WHC, assumed={"A1": 80} | NOBODY, basis="audit")

    early = read()
    [late] = early.missing
    assert (early.found, late.where, late.code) == (None, "A1", "audit-too-undecided")
    assert late.values == {"n": 2, "drawn": 10}
    admitted(house, made.drawn["A1"][8])
    found = read()
    assert found.found is not None
    assert found.found.warnings[0].code == "audit-some-undecided"
    assert found.draw is not None
    assert (found.draw.number, found.draw.made, found.draw.seed) == (2, 2, made.seed)
    assert of_matter(found, house.matters[WHC], "fr")["draw"] == {
        "number": 2, "made": 2, "seed": made.seed, "drawn": 10, "undecided": 1, "left": 0,
    }  # fmt: skip
    admitted(house, made.drawn["A1"][9])
    last = read().found
    assert last is not None
    assert "audit-some-undecided" not in [warning.code for warning in last.warnings]


@pytest.mark.parametrize(
    ("how", "sampled"), [(Status.WITHDRAWN, 4), (Status.OPTED_OUT, 3), ("moved", 4)]
)
def test_a_claim_drawn_that_left_counts_for_zero_where_it_was_drawn(house, how, sampled):
    """Eight claims of 10 hours at 85 $; of four drawn, three are admitted whole and one leaves:
    three quarters of what the eight declared, not all of it. Who opted out is no member any more,
    and leaves the estimate of the members."""
    for n in range(1, 9):
        filed(house, n, 10)
    made = auditing.draw_audit(house, GAGNON, WHC, {"A1": 4}, now=NOW, entropy=entropy)
    gone, *others = made.drawn["A1"]
    admitted(house, *others)
    if how == "moved":
        placed_elsewhere(house, gone)
    else:
        house.store.claims.move(gone, how, reason="left", seen=2, at=NOW, by="x")
    read = auditing.reading(house, GAGNON, WHC, made.id)
    assert read.found is not None
    assert read.by_mean is not None
    assert read.found.total == read.by_mean.total == 6 * 850_00
    stratum = read.found.parts[0].stratum
    assert (stratum.members, stratum.sampled, read.waiting) == (8, 4, ())
    assert read.left == (("A1", gone),)
    assert read.found.warnings[0].code == "audit-left"
    found = class_estimate(house, GAGNON, WHC, assumed={"A1": 80} | NOBODY, basis="audit")
    assert found.known[0].examined == sampled


def placed_elsewhere(house: House, number: str) -> None:
    """Filed again by its claimant, its site in another subgroup."""
    row, claim = house.store.claims.find(number), house.store.claims.body(number)
    moved = claim.model_copy(update={"services": tuple(
        each.model_copy(update={"subgroup": "A2"}) for each in claim.services)})  # fmt: skip
    rules = house.rules(WHC)
    lines = rows_of(moved, rules.assess(moved), status=Status.SUBMITTED, submitted=TODAY)
    house.store.claims.file(moved, lines, Status.SUBMITTED, reason="moved", seen=row.version,
                            key=f"move {number}", today=TODAY, at=NOW, by=number,
                            under=rules.book)  # fmt: skip


def test_an_audit_is_planned_from_the_claims_filed(house):
    for n in range(1, 31):
        filed(house, n, 20 + n % 3)
    found = auditing.planned(house, GAGNON, WHC, margin=Decimal("0.05"), allocation="neyman")
    assert (found.expected.margin or 1) <= Decimal("0.05")
    assert 2 <= found.sizes["A1"] < 30


def test_R02_only_counsel_of_the_matter_estimates_and_draws(house):
    filed(house, 1, 10)
    for actor in (OXIA, ELSEWHERE):
        with pytest.raises(NotAllowed):
            class_estimate(house, actor, WHC)
        with pytest.raises(NotAllowed):
            auditing.draw_audit(house, actor, WHC, {"A1": 1}, now=NOW, entropy=entropy)
    with pytest.raises(NotFound):
        auditing.reading(house, GAGNON, WHC, "none")


def in_words(house: House):
    shown = representative.totals(house, OXIA, WHC).by_subgroup
    return representative.in_words(house, OXIA, WHC, shown)


def test_R13_the_representative_reads_the_estimate_only_of_figures_already_shown(house):
    for n in range(1, 5):
        filed(house, n, 10 * n, proved=True)
    assert in_words(house) == "members"
    assert in_words(counted(house, count=300)) == "few"
    for n in range(5, 10):
        filed(house, n, 10 * n, proved=True)
    found = in_words(counted(house, count=300))
    assert not isinstance(found, str)
    assert len(str(found.total).rstrip("0")) <= 2
    assert {field.name for field in fields(found)} == {"total", "level"}


def test_R13_a_count_of_sites_claimed_twice_is_told_as_a_band():
    told = [representative.band(n) for n in (0, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 1_999)]
    bands = [(0, 4), (5, 9), (10, 19), (20, 49), (50, 99)]
    assert told == [*(each for each in bands for _ in range(2)), (100, 199), (1_000, 1_999)]
