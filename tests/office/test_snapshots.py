"""Totals frozen, and what the representative may see of them."""

from dataclasses import asdict, replace
from itertools import count

import pytest

from claims.claim.states import Status
from claims.office import representative, snapshots, totalling
from claims.office.house import House
from claims.office.lawyer import decide
from claims.office.opened_then import opened_then
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotFound, Refused
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    TODAY,
    WHC,
    a_claimant,
    a_filed_claim,
)  # fmt: skip

DRAWN = count(1)


def taken(house: House, actor=GAGNON):
    return snapshots.take(house, actor, WHC, now=NOW,
                          entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip


def test_totals_are_exact_and_sum_what_each_line_declares(house):
    a_filed_claim(house, 1)
    a_filed_claim(house, 2, domain="ailleurs.ca")
    total = totalling.totals(house, GAGNON, WHC).table.total
    assert (total.claims, total.services, total.lines, total.declared) == (2, 2, 4, 954000)


def test_totals_of_a_past_day_leave_out_what_was_filed_later(house):
    a_filed_claim(house, 1, today=TODAY.replace(day=3))
    a_filed_claim(house, 2, today=TODAY.replace(day=5), domain="ailleurs.ca")
    then = totalling.totals(house, GAGNON, WHC, as_of=TODAY.replace(day=4))
    assert then.table.total.claims == 1


def test_a_snapshot_keeps_its_number_its_head_and_its_figures(house):
    number = a_filed_claim(house)
    first = taken(house)
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")], seen=2,
           key="k", now=NOW)  # fmt: skip
    assert (first.number, first.journal_seq, taken(house).number) == (1, 2, 2)
    assert snapshots.read(house, GAGNON, first.id)["by_subgroup"].total.admitted == 0


def test_a_snapshot_is_stale_when_figures_change_not_when_the_journal_grows(house):
    number = a_filed_claim(house)
    first = taken(house)
    house.store.journal.note("read claim", number, {}, at=NOW, by="x")
    assert not snapshots.is_stale(house, GAGNON, first, now=NOW)
    a_filed_claim(house, 2, domain="ailleurs.ca")
    assert snapshots.is_stale(house, GAGNON, first, now=NOW)


def test_what_changed_since_a_snapshot_is_told_by_subgroup_then_in_all(house):
    a_filed_claim(house, 1)
    first = taken(house)
    a_filed_claim(house, 2, subgroup="A2", domain="ailleurs.ca", losses=[
        {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
         "inputs": {"hours": "8"}}])  # fmt: skip
    found = snapshots.differences(house, GAGNON, first.id, now=NOW)
    assert [(d.key, d.declared) for d in found] == [
        (("A", "A1"), 0), (("A", "A2"), 20000), ((), 20000),
    ]  # fmt: skip
    assert found[1].then is None


def test_R02_a_snapshot_of_another_matter_does_not_exist(house):
    a_filed_claim(house)
    first = taken(house)
    with pytest.raises(NotFound):
        snapshots.read(house, ELSEWHERE, first.id)
    for actor in (OXIA, a_claimant("R-0000-0000-0")):
        with pytest.raises(NotAllowed):
            snapshots.read(house, actor, first.id)


def test_R13_four_claims_of_a_subgroup_are_hidden_from_the_representative(house):
    for n in range(1, 10):
        a_filed_claim(house, n, domain=f"site{n}.ca", subgroup="A1" if n < 5 else "A2",
                      losses=[own_time()])  # fmt: skip
    shown = {
        row.key: row.claims for row in representative.totals(house, OXIA, WHC).by_subgroup.rows
    }
    assert shown == {("A", "A1", "own_time"): None, ("A", "A2", "own_time"): None}


def own_time() -> dict[str, object]:
    return {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
            "inputs": {"hours": "8"}}  # fmt: skip


def test_R13_five_claims_of_every_subgroup_are_shown(house):
    for n in range(1, 11):
        a_filed_claim(house, n, domain=f"site{n}.ca", subgroup="A1" if n < 6 else "A2",
                      losses=[own_time()])  # fmt: skip
    table = representative.totals(house, OXIA, WHC).by_subgroup
    assert [(row.claims, row.declared) for row in table.rows] == [(5, 100000), (5, 100000)]


def test_the_representative_reads_no_name_no_address_and_no_number(house):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, 8)]
    told = repr(asdict(representative.totals(house, OXIA, WHC)))
    told += repr(asdict(snapshots.read_masked(house, OXIA, taken(house, OXIA).id)).pop("by_head"))
    for secret in (*numbers, "Boréal", "studio-boreal", "site1", "Note"):
        assert secret not in told


def test_R02_only_counsel_reads_exact_totals(house):
    for actor in (OXIA, ELSEWHERE, a_claimant("R-0000-0000-0")):
        with pytest.raises(NotAllowed):
            totalling.totals(house, actor, WHC)
    for actor in (ELSEWHERE, a_claimant("R-0000-0000-0")):
        with pytest.raises(NotAllowed):
            representative.totals(house, actor, WHC)


def test_a_snapshot_keeps_the_scenarios_in_force_for_counsel_alone(house):
    a_filed_claim(house, 1)
    first = taken(house, OXIA)
    a_filed_claim(house, 2, domain="ailleurs.ca")
    kept = snapshots.read_scenarios(house, GAGNON, first.id)
    assert kept is not None
    assert [each.id for each in kept.scenarios] == list(house.matters[WHC].scenarios)
    assert (kept.base.declared, kept.scenarios[0].tried.totals.declared) == (477000, 11988 + 20000)
    with pytest.raises(NotAllowed):
        snapshots.read_scenarios(house, OXIA, first.id)


def test_a_snapshot_of_before_scenarios_has_none(house):
    a_filed_claim(house, 1)
    body = {name: each for name, each in taken(house).body.items() if name != "scenarios"}
    older = house.store.snapshots.add("older", WHC, body, head=house.store.journal.head(), at=NOW,
                                      by=GAGNON.name)  # fmt: skip
    assert snapshots.read_scenarios(house, GAGNON, older.id) is None
    assert snapshots.read(house, GAGNON, older.id)["by_subgroup"].total.declared == 477000


def test_a_total_of_a_snapshot_opens_its_losses_as_they_stood_then(house):
    """Two claims; since, one was decided, one withdrawn, and a third came."""
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="ailleurs.ca")
    then = taken(house)
    seen = house.store.claims.find(first).version
    decide(house, GAGNON, first, [Verdict("l1", "accepted", reason="proof_complete")], seen=seen,
           key="d", now=NOW)  # fmt: skip
    seen = house.store.claims.find(second).version
    house.store.claims.move(second, Status.WITHDRAWN, reason="w", seen=seen, at=NOW, by=second)
    a_filed_claim(house, 3, domain="plus-tard.ca")
    opened = opened_then(house, GAGNON, then.id)
    for row in opened.table.every:
        losses = opened.behind(row.key)
        assert (len(losses), sum(loss.declared for loss in losses)) == (row.lines, row.declared)
        assert {loss.number for loss in losses} == {first, second}
        assert {(loss.status, loss.admitted) for loss in losses} == {(Status.SUBMITTED, None)}
    now = opened_then(house, GAGNON, taken(house).id)
    assert now.row(()).declared == now.table.total.declared == 954000
    assert {loss.admitted for loss in now.behind(())} == {457000, None}


def test_a_snapshot_names_claimants_as_they_stood_then(house):
    """One filed again since under another name, one only decided."""
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="ailleurs.ca")
    then = taken(house)
    before = house.store.claims.body(first)
    renamed = before.claimant.model_copy(update={"name": "Studio Austral inc."})
    house.store.claims.file(
        before.model_copy(update={"claimant": renamed}), house.store.lines.of_claim(first),
        Status.SUBMITTED, reason="amended", seen=house.store.claims.find(first).version,
        key="again", today=TODAY, at=NOW, by=first,
    )  # fmt: skip
    decide(house, GAGNON, second, [Verdict("l1", "accepted", reason="proof_complete")],
           seen=house.store.claims.find(second).version, key="d", now=NOW)  # fmt: skip
    opened = opened_then(house, GAGNON, then.id).behind(())
    assert {loss.claimant for loss in opened} == {before.claimant.name}
    now = opened_then(house, GAGNON, taken(house).id).behind(())
    assert {(loss.number, loss.claimant) for loss in now} == {
        (first, "Studio Austral inc."), (second, before.claimant.name),
    }  # fmt: skip


def test_losses_that_do_not_make_what_a_snapshot_kept_are_not_shown(house):
    number = a_filed_claim(house, 1)
    then = opened_then(house, GAGNON, taken(house).id)
    later = opened_then(house, GAGNON, taken(house).id)
    assert len(then.behind(())) == 2
    assert house.store.claims.find(number)
    off = replace(later, table=replace(later.table, total=replace(later.table.total, declared=1)))
    with pytest.raises(Refused) as refusal:
        off.behind(())
    assert refusal.value.problems[0].code == "snapshot-not-opened"


@pytest.mark.parametrize(("someone", "fault"), [(OXIA, NotAllowed), (ELSEWHERE, NotFound)])
def test_the_losses_of_a_snapshot_are_counsel_s_of_its_matter(house, someone, fault):
    a_filed_claim(house, 1)
    with pytest.raises(fault):
        opened_then(house, someone, taken(house).id)
