"""A figure revised by counsel: its effect to the cent first, then every process, then a recount."""

import secrets
from dataclasses import replace
from datetime import date, timedelta
from zipfile import ZipFile

import pytest

from claims.access import Actor, Role
from claims.i18n.sentences import sentence
from claims.office import lawyer
from claims.office.exporting import export
from claims.office.gathering import standing_snapshot
from claims.office.handing import hand_receipt
from claims.office.house import open_house
from claims.office.recounting import Sums, counted_otherwise, recount
from claims.office.revising import Typed, revise, schedule, tried
from claims.office.rulebook import Rules
from claims.office.totalling import totals
from claims.problems import Conflict, NotAllowed, Refused
from tests.documents.reading_back import text_of
from tests.makers import GAGNON, NOW, OXIA, ROY, WHC, a_claimant, a_filed_claim, a_form

LATER = NOW + timedelta(days=1)
RATE = Typed("hourly_rate", "2021-08-01", "90,00", authority_fr="expertise de Mme Roy, p. 12",
             verified=True, reason="Rapport reçu.")  # fmt: skip


def typed(**changes: object) -> Typed:
    return replace(RATE, **changes)


def kept(house, how: Typed = RATE, seen: int = 0):
    return revise(house, GAGNON, WHC, how, seen=seen, now=NOW)


def look(house, how: Typed = RATE):
    return tried(house, GAGNON, WHC, how, now=NOW)


def declared(house) -> int:
    return totals(house, GAGNON, WHC).table.total.declared


def test_the_effect_is_shown_to_the_cent_and_nothing_is_kept(house):
    """42 hours at 85 and 1,000 of invoices are 4,570.00; at 90, 4,780.00. 8 hours of own time, at
    a rate of its own, stay 200.00. Without exhibits a tenth is supported, as the file says."""
    first = a_filed_claim(house)
    a_filed_claim(house, 2, domain="autre.ca", losses=a_form()["losses"][1:])
    head = house.store.journal.head()
    seen = look(house).effect
    assert (seen.claims, seen.moved, seen.waiting) == (2, (first,), 0)
    assert (seen.before.declared, seen.after.declared) == (4970_00, 5180_00)
    [cell] = seen.cells
    assert (cell.subgroup, cell.head) == ("A1", "rebuild")
    assert (cell.before.declared, cell.after.declared) == (4570_00, 4780_00)
    assert seen.most == Sums(210_00, cell.after.supported - cell.before.supported, 0)
    assert house.store.journal.head() == head
    assert (declared(house), counted_otherwise(house, WHC)) == (4970_00, 0)


def test_only_claims_that_a_figure_touches_are_counted_and_the_same_question_once(
    house, monkeypatch
):
    first = a_filed_claim(house)
    a_filed_claim(house, 2, domain="autre.ca", losses=a_form()["losses"][1:])
    counted = []
    count = Rules.assess
    monkeypatch.setattr(Rules, "assess", lambda rules, claim, **said: (
        counted.append(claim.number) or count(rules, claim, **said)))  # fmt: skip
    assert look(house).effect == look(house).effect
    assert counted == [first]
    third = a_filed_claim(house, 3, domain="trois.ca")
    assert look(house).effect.moved == tuple(sorted([first, third]))


def test_a_kept_revision_is_in_force_everywhere_and_claims_wait_for_a_recount(house):
    number = a_filed_claim(house)
    elsewhere = open_house(house.settings)
    assert kept(house).number == 1
    for each in (house, elsewhere):
        assert each.rules(WHC).matter.figures["hourly_rate"].on(date(2021, 9, 1)).value == 90
        assert counted_otherwise(each, WHC) == 1
    assert house.rules(WHC).book.sha256 == elsewhere.rules(WHC).book.sha256
    assert open_house(house.settings).books == house.books
    assert declared(house) == 4770_00
    assert lawyer.open_claim(house, GAGNON, number, now=LATER).assessment.declared == 4770_00
    a_filed_claim(elsewhere, 2, domain="autre.ca")
    assert counted_otherwise(house, WHC) == 2 - 1
    assert recount(elsewhere, GAGNON, WHC, now=LATER).changed == (number,)
    assert declared(house) == 2 * 4980_00
    assert house.store.verify().fault is None


def test_rules_with_revisions_are_read_again_from_the_hash_alone(house):
    a_filed_claim(house)
    kept(house)
    recount(house, GAGNON, WHC, now=LATER)
    book = house.rules(WHC).book
    kept(house, typed(value="95", since="2022-01-01"), seen=1)
    then = house.rules(WHC, book.sha256)
    assert then.matter.figures["hourly_rate"].on(date(2022, 6, 1)).value == 90
    assert house.rules(WHC).matter.figures["hourly_rate"].on(date(2022, 6, 1)).value == 95


def test_documents_made_after_say_the_value_its_authority_and_that_counsel_revised_it(
    house, tmp_path
):
    a_filed_claim(house)
    make = {"now": LATER, "entropy": secrets.token_bytes}
    first = standing_snapshot(house, GAGNON, WHC, **make)
    kept(house, typed(authority_fr='=1+1 <img src="/etc/hosts"> & Mme Roy, p. 12'))
    recount(house, GAGNON, WHC, now=LATER)
    assert standing_snapshot(house, GAGNON, WHC, **make).id != first.id
    number = a_filed_claim(house, 2, domain="autre.ca")
    receipt = b"".join(hand_receipt(house, a_claimant(number), number, "fr", now=LATER).chunks)
    bundle = ZipFile(export(house, GAGNON, WHC, "bundle", "fr", **make).path)
    report = next(bundle.read(name) for name in bundle.namelist() if name.endswith("rapport.pdf"))
    revised = "& Mme Roy, p. 12 (révisé le 21 novembre 2026 par les avocats)"
    for pdf in (receipt, report):
        said = " ".join(text_of(pdf, tmp_path).split())
        assert "90,00 $" in said
        assert revised in said
        assert "<img" in said
    assert revised in bundle.read("etapes.csv").decode()


def test_a_colleague_who_revised_meanwhile_is_named_and_nothing_is_kept(house):
    revise(house, ROY, WHC, typed(value="88"), seen=0, now=NOW)
    with pytest.raises(Conflict) as refused:
        kept(house)
    assert refused.value.by == ROY.name
    assert house.rules(WHC).matter.figures["hourly_rate"].values[-1].value == 88
    assert kept(house, seen=1).number == 2


def test_only_another_revision_undoes_one(house):
    a_filed_claim(house)
    kept(house)
    back = typed(value="85", reason="Erreur.")
    assert look(house, back).effect.before.declared == 4980_00  # as the rules in force count it
    assert look(house, back).effect.waiting == 1
    kept(house, back, seen=1)
    assert recount(house, GAGNON, WHC, now=LATER).changed == ()
    assert [r.body["value"] for r in schedule(house, GAGNON, WHC).revisions] == ["90.00", "85.00"]


def test_a_type_of_service_may_be_given_a_value_of_its_own(house):
    shop = a_filed_claim(house, type="shop", subgroup="A1")
    a_filed_claim(house, 2, domain="autre.ca")
    own = look(house, typed(service_type="shop"))
    assert own.effect.moved == (shop,)
    assert [note.code for note in own.notes] == ["revision-replaces", "revision-own-values"]
    kept(house, typed(service_type="shop"))
    figure = house.rules(WHC).matter.figures["hourly_rate"]
    assert figure.on(date(2021, 9, 1), "shop").value == 90
    assert figure.on(date(2021, 9, 1), "showcase").value == 85
    assert "revision-types-apart" in [n.code for n in look(house, typed(value="95")).notes]


WRONG = {
    "a percentage above 100": (
        {"figure": "avoided_cost_rate", "value": "101"}, "value", "Un pourcentage va de 0 à 100"),
    "a negative amount": ({"value": "-5"}, "value", "n’est jamais négatif"),
    "no amount": ({"value": "beaucoup"}, "value", "n’est pas un montant lisible"),
    "the sign of another currency": ({"value": "90 €"}, "value", "€"),
    "no day": ({"since": "demain"}, "since", "n’est pas une date"),
    "an unknown type": ({"service_type": "yacht"}, "service_type", "Ce type de service"),
    "a divisor of zero": ({"figure": "year", "value": "0", "since": "2021-01-01"}, "value", "zéro"),
    "what is in force already": (
        {"value": "85", "verified": False, "authority_en": "proposed by the plaintiff, to be "
         "confirmed by an expert", "authority_fr": "proposition de la partie demanderesse, à "
         "confirmer par expertise"}, "value", "déjà en vigueur"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "where", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_has_no_sense_is_refused_in_a_sentence_beside_its_field(house, changes, where, told):
    for act in (look, kept):
        with pytest.raises(Refused) as refused:
            act(house, typed(**changes))
        [problem] = refused.value.problems
        assert problem.where == where
        assert told in sentence(problem, "fr")
    assert house.store.figures.last(WHC) == 0


@pytest.mark.parametrize(
    ("changes", "where", "told"),
    [
        ({"authority_fr": " "}, "authority_fr", "Inscrivez la source"),
        ({"reason": ""}, "reason", "Dites pourquoi"),
    ],
)
def test_the_effect_is_seen_before_its_words_are_written_and_nothing_is_kept_without(
    house, changes, where, told
):
    a_filed_claim(house)
    found = look(house, typed(**changes))
    assert found.effect.claims == 1
    assert told in sentence(found.notes[-1], "fr")
    with pytest.raises(Refused) as refused:
        kept(house, typed(**changes))
    assert [problem.where for problem in refused.value.problems] == [where]
    assert house.store.figures.last(WHC) == 0


@pytest.mark.parametrize(
    ("since", "note"),
    [
        ("2020-01-01", "revision-no-difference"),
        ("2021-08-01", "revision-replaces"),
        ("2030-01-01", "revision-future"),
    ],
)
def test_a_day_that_may_surprise_is_allowed_and_told(house, since, note):
    a_filed_claim(house)
    seen = look(house, typed(since=since))
    assert [each.code for each in seen.notes] == [note]
    assert bool(seen.effect.moved) is (note == "revision-replaces")
    kept(house, typed(since=since))


def test_only_counsel_of_the_matter_reads_and_revises_figures(house):
    others = (replace(GAGNON, matters=()), OXIA, Actor(Role.ADMINISTRATOR, "a", matters=(WHC,)))
    for actor in others:
        with pytest.raises(NotAllowed):
            schedule(house, actor, WHC)
        with pytest.raises(NotAllowed):
            tried(house, actor, WHC, RATE, now=NOW)
        with pytest.raises(NotAllowed):
            revise(house, actor, WHC, RATE, seen=0, now=NOW)
