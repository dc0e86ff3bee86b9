"""Counsel finds claims by words, state and subgroup; totals read lines by column."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.claim.model import Claimant, Service
from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.folding import fold
from claims.store import Store
from claims.store.search import Search
from tests.depth import examples
from tests.store.store_makers import WHC, a_claim, a_line, an_exhibit, begun, filed, later


def named(number: str, name: str, domain: str, subgroup: str) -> tuple[str, str, str, str]:
    return (number, name, domain, subgroup)


PEOPLE = (
    named("K-1", "Élan Œuvres", "elan.ca", "A1"),
    named("K-2", "Boutique 100 % laine", "laine.ca", "B1"),
    named("K-3", "auberge du lac", "auberge.ca", "B1"),
    named("K-4", "Zoé_Tech", "zoe.ca", "A2"),
)


@pytest.fixture
def full(store: Store) -> Store:
    for i, (number, name, domain, subgroup) in enumerate(PEOPLE):
        site = Service(id="s1", typed=domain, domain=domain, type="shop", subgroup=subgroup)
        who = Claimant(kind="business", name=name, capacity="owner")
        claim = a_claim(number, claimant=who, services=(site,), credits=())
        filed(store, claim, a_line(number, declared=(i + 1) * 100_00), at=later(i))
    begun(store, "K-5")
    filed(store, a_claim("K-6", name="Partie"))
    store.claims.move("K-6", Status.WITHDRAWN, reason="asked", seen=2, at=later(9), by="K-6")
    store.claims.move("K-3", Status.IN_REVIEW, reason="opened", seen=2, at=later(10), by="lawyer")
    return store


def numbers(store: Store, **asked: object) -> list[str]:
    return [found.claim.number for found in store.finder.page(Search(WHC, **asked)).rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("oeuvres", ["K-1"]),
        ("ÉLAN", ["K-1"]),
        ("Lac", ["K-3"]),
        ("100 %", ["K-2"]),
        ("zoe_", ["K-4"]),
        ("laine.CA", ["K-2"]),
        ("k-3", ["K-3"]),
        ("", ["K-1", "K-2", "K-3", "K-4"]),
        ("personne", []),
    ],
)
def test_words_are_found_without_case_or_accents(full: Store, words: str, expected: list[str]):
    assert numbers(full, words=words) == expected


def test_drafts_and_claims_that_left_are_listed_only_when_asked(full: Store):
    assert numbers(full, statuses=(Status.DRAFT, Status.WITHDRAWN), order="number") == [
        "K-5",
        "K-6",
    ]
    assert numbers(full, statuses=(Status.IN_REVIEW,)) == ["K-3"]


def test_subgroups_and_states_narrow_the_list(full: Store):
    assert numbers(full, subgroups=("B1",)) == ["K-2", "K-3"]
    assert numbers(full, subgroups=("A1", "B1"), statuses=(Status.SUBMITTED,)) == ["K-1", "K-2"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["K-3", "K-2", "K-1", "K-4"]),
        ("declared", ["K-1", "K-2", "K-3", "K-4"]),
        ("submitted", ["K-1", "K-2", "K-3", "K-4"]),
        ("updated", ["K-1", "K-2", "K-4", "K-3"]),
        ("status", ["K-3", "K-1", "K-2", "K-4"]),
    ],
)
def test_a_list_has_an_order_both_ways(full: Store, order: str, expected: list[str]):
    assert numbers(full, order=order) == expected
    if order != "status":
        assert numbers(full, order=order, descending=True) == expected[::-1]


def test_a_page_tells_how_many_there_are_in_all(full: Store):
    page = full.finder.page(Search(WHC, order="number", page=2, size=3))
    assert [found.claim.number for found in page.rows] == ["K-4"]
    assert page.total == 4


def test_a_claim_is_listed_with_its_sums_and_subgroups(full: Store):
    found = full.finder.page(Search(WHC, words="laine")).rows[0]
    assert (found.declared, found.supported, found.admitted) == (200_00, 180_00, 0)
    assert found.subgroups == ("B1",)
    assert found.claim.claimant_name == "Boutique 100 % laine"


def test_counts_name_every_state(full: Store):
    counts = full.finder.counts(WHC)
    assert set(counts) == set(Status)
    assert (counts[Status.SUBMITTED], counts[Status.IN_REVIEW]) == (3, 1)
    assert (counts[Status.DRAFT], counts[Status.WITHDRAWN], counts[Status.REFUSED]) == (1, 1, 0)
    assert sum(full.finder.counts("ovh-2021").values()) == 0


def test_R38_claims_that_list_one_domain_are_found_by_it(full: Store):
    site = Service(id="s9", typed="laine.ca", domain="laine.ca", type="shop", subgroup="A1")
    filed(full, a_claim("K-7", services=(site,), credits=()), a_line("K-7", service="laine.ca"))
    assert [line.number for line in full.lines.of_domain(WHC, "laine.ca")] == ["K-7"]
    assert full.lines.of_domains(WHC, ()) == ()


def test_R38_the_lines_of_many_domains_are_those_of_each_and_of_their_matter_alone(full: Store):
    sites = [Service(id=f"s{n}", typed=domain, domain=domain, type="shop", subgroup="A1")
             for n, domain in enumerate(("laine.ca", "fil.ca", "lin.ca"), 1)]  # fmt: skip
    lines = [a_line("K-7", loss=f"l{n}", service=site.domain) for n, site in enumerate(sites, 1)]
    filed(full, a_claim("K-7", services=tuple(sites), credits=()), *lines)
    filed(full, a_claim("K-8", services=(sites[1],), credits=()), a_line("K-8", service="fil.ca"))
    found = full.lines.of_domains(WHC, ["lin.ca", "fil.ca"])
    assert [(line.number, line.service) for line in found] == [
        ("K-7", "fil.ca"), ("K-7", "lin.ca"), ("K-8", "fil.ca"),
    ]  # fmt: skip
    each = [line for name in ("fil.ca", "lin.ca") for line in full.lines.of_domain(WHC, name)]
    assert sorted(each, key=lambda line: (line.number, line.loss)) == list(found)
    assert full.lines.of_domains("ovh-2021", ["lin.ca", "fil.ca"]) == ()


def test_R38_a_site_that_claims_list_under_several_types_is_found(full: Store):
    assert full.lines.several_types(WHC) == {}
    site = Service(id="s1", typed="laine.ca", domain="laine.ca", type="mail", subgroup="A1")
    filed(full, a_claim("K-7", services=(site,), credits=()), a_line("K-7", service="laine.ca"))
    assert full.lines.several_types(WHC) == {"laine.ca": ("mail", "shop")}


def test_claims_without_an_exhibit_are_found(full: Store):
    full.exhibits.add("K-2", an_exhibit(), at=later(20), by="K-2")
    assert "K-2" not in full.finder.without_exhibit(WHC)
    assert "K-1" in full.finder.without_exhibit(WHC)


def test_lines_come_back_as_the_values_that_were_filed(store: Store):
    lines = (a_line(loss="l1"), a_line(loss="l2", service="", declared=7, grade="D", decided=True))
    filed(store, None, *lines)
    assert store.lines.rows(WHC) == lines
    assert store.lines.of_claim("K-1") == lines


def test_columns_hold_counted_claims_only_and_say_as_of_when(full: Store):
    kept = full.lines.as_columns(WHC)
    assert kept.head == full.journal.head()
    assert kept.columns["number"] == ["K-1", "K-2", "K-3", "K-4"]
    assert kept.columns["declared"] == [100_00, 200_00, 300_00, 400_00]
    assert kept.columns["status"] == ["submitted", "submitted", "in_review", "submitted"]
    assert kept.columns["start"] == ["2021-08-28"] * 4
    assert kept.columns["month"] == ["2021-08"] * 4
    assert kept.columns["submitted"] == ["2021-09-01"] * 4
    assert kept.columns["decided"] == [False] * 4
    assert kept.columns["fictional"][0] is False
    assert set(kept.columns) == {*LineRow.__slots__, "month"}


def test_columns_of_some_claims_or_states(full: Store):
    assert full.lines.as_columns(WHC, numbers=["K-2", "K-6"]).columns["number"] == ["K-2"]
    assert full.lines.as_columns(WHC, [Status.WITHDRAWN]).columns["number"] == ["K-6"]
    assert full.lines.as_columns("ovh-2021").columns["number"] == []


def test_columns_are_given_again_until_a_claim_changes(full: Store):
    first = full.lines.as_columns(WHC)
    full.journal.note("read claim", "K-1", {}, at=later(30), by="lawyer")
    again = full.lines.as_columns(WHC)
    assert again.columns is first.columns
    assert again.head == full.journal.head() != first.head
    full.claims.move("K-1", Status.IN_REVIEW, reason="opened", seen=2, at=later(31), by="lawyer")
    moved = full.lines.as_columns(WHC)
    assert moved.columns["status"] == ["in_review", "submitted", "in_review", "submitted"]
    assert first.columns["status"] == ["submitted", "submitted", "in_review", "submitted"]


def test_totals_leave_out_drafts_and_those_who_left():
    assert set(Status) - COUNTED == {Status.DRAFT, Status.WITHDRAWN, Status.OPTED_OUT}


@given(st.text())
@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow])
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("  Hébergement  ŒUVRE ", "hebergement oeuvre"), ("L’Île", "l'ile"), ("STRAẞE", "strasse")],
)
def test_folding_drops_case_accents_and_ligatures(typed: str, folded: str):
    assert fold(typed) == folded
