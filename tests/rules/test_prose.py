"""The rules in prose hold everything that decides an amount or a right, in both languages alike."""

import re
from itertools import chain
from pathlib import Path

import pytest

from claims.damages.explain import written
from claims.damages.prose import Article, rules
from claims.damages.rates import Rates
from claims.i18n.formats import day, percent
from claims.i18n.text import LANGUAGES
from claims.matter.model import Matter
from claims.matter.reading import read_matters

DATA = Path(__file__).resolve().parents[2] / "data"
MATTERS = read_matters(DATA / "matters")
RATES = Rates.read(DATA / "rates")
EVERY = pytest.mark.parametrize(
    ("matter", "language"), [(m, lang) for m in MATTERS.values() for lang in LANGUAGES],
    ids=[f"{m}-{lang}" for m in MATTERS for lang in LANGUAGES],
)  # fmt: skip
WHC = MATTERS["whc-2021"]


def articles(matter, language="fr") -> tuple[Article, ...]:
    return tuple(chain.from_iterable(part.articles for part in rules(matter, RATES, language)))


def whole(matter, language="fr") -> str:
    """Every clause, a line each."""
    return "\n".join(clause for article in articles(matter, language) for clause in article.clauses)


def article(matter, title, language="fr") -> str:
    """The clauses of one article, by its title."""
    found = [a for a in articles(matter, language) if a.title == title]
    assert len(found) == 1, title
    return "\n".join(found[0].clauses).replace("\u00a0", " ")


def changed(**more) -> Matter:
    """The main matter with other parts."""
    return WHC.model_copy(update=more)


@EVERY
def test_articles_are_numbered_in_one_run_and_refer_to_articles_that_exist(matter, language):
    told = articles(matter, language)
    assert [a.number for a in told] == list(range(1, len(told) + 1))
    assert [number for number, _ in told[2].numbered()][:2] == ["3.1", "3.2"]
    referred = {int(n) for n in re.findall(r"\(article (\d+)\)", whole(matter, language))}
    assert referred <= {a.number for a in told}
    assert "\x1a" not in whole(matter, language)


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS)
def test_both_languages_hold_the_same_articles_and_as_many_clauses(matter):
    french, english = articles(matter, "fr"), articles(matter, "en")
    assert [len(a.clauses) for a in french] == [len(a.clauses) for a in english]
    assert not re.search("[«»]|catégorie|réclamant|CONFIRMER", whole(matter, "en"))
    assert not re.search("“|evidence|claimant|CONFIRMED", whole(matter, "fr"))


@EVERY
def test_every_group_subgroup_condition_and_open_head_is_told(matter, language):
    told = whole(matter, language)
    for group in matter.groups.values():
        assert group.definition.in_(language) in told
    for code, subgroup in matter.subgroups.items():
        own = next(a for a in articles(matter, language) if f" {code}" in a.title)
        text = "\n".join(own.clauses)
        assert subgroup.definition.in_(language) in text
        assert day(subgroup.since, language) in text
        for question, answers in subgroup.when.items():
            assert matter.questions[question].text.in_(language) in text
            for answer in answers:
                assert matter.questions[question].answers[answer].in_(language) in text
        for head in subgroup.heads:
            assert matter.heads[head].label.in_(language) in text


@EVERY
def test_every_figure_stands_once_under_a_head_with_its_day_authority_and_mark(matter, language):
    mark = {"fr": "[À CONFIRMER]", "en": "[TO BE CONFIRMED]"}[language]
    for figure in matter.figures.values():
        for value in chain(figure.values, *figure.by_type.values()):
            amount = written(value.value, figure.unit, matter.currency, language)
            lines = [
                clause
                for clause in whole(matter, language).splitlines()
                if figure.label.in_(language)[1:] in clause
                and f"{amount}, " in clause
                and day(value.since, language) in clause
                and value.authority.in_(language)[1:] in clause
            ]
            assert lines
            assert all((mark in clause) is not value.verified for clause in lines)


@EVERY
def test_no_clause_of_a_head_is_told_twice(matter, language):
    for head in matter.heads.values():
        clauses = next(
            a.clauses for a in articles(matter, language) if a.title == head.label.in_(language)
        )
        assert len(set(clauses)) == len(clauses)


@EVERY
def test_every_grade_is_told_with_what_it_asks_and_the_share_it_supports(matter, language):
    for head in matter.heads.values():
        own = next(a for a in articles(matter, language) if a.title == head.label.in_(language))
        text = "\n".join(own.clauses)
        for rule in head.proof:
            for kind in rule.all_of:
                assert matter.exhibit_kinds[kind].in_(language)[1:] in text
            assert percent(head.accept[rule.grade], language) in text


@EVERY
def test_outages_facts_offers_deadlines_proofs_and_reasons_are_told_with_their_sources(
    matter, language
):
    told = whole(matter, language)
    sourced = (*matter.outages, *matter.facts, *matter.offers.values())
    for source in (each.source for each in sourced):
        assert source.in_(language) in told
    for text in (*(paper.label for paper in matter.proofs.values()), *matter.reasons.values()):
        assert text.in_(language) in told
    for deadline in matter.deadlines.values():
        assert deadline.label.in_(language) in told
        assert deadline.on is None or day(deadline.on, language) in told
    assert day(matter.period_start, language) in told
    assert day(matter.period_end, language) in told


@EVERY
def test_nothing_of_the_form_nor_of_the_machine_is_left_in_a_rule(matter, language):
    told = whole(matter, language)
    for word in ("facultatif", "optional", "None", "Decimal", "datetime", "..", " + ", "{", "}"):
        assert word not in told, word
    assert not re.search(r" [,.;]|\(\)", told)


def test_alternatives_of_a_grade_are_numbered():
    assert (
        "Catégorie de preuve B : (1) déclaration sous serment et dates des sauvegardes; "
        "ou (2) déclaration sous serment et feuille de temps. Part étayée : 90 %."
    ) in article(WHC, "Données à recréer")
    assert "(1)" not in article(WHC, "Temps perdu").split("Catégorie de preuve C")[0]


def test_a_head_of_natural_persons_says_so_and_over_what_its_cap_is_counted():
    text = article(WHC, "Troubles et inconvénients")
    assert "Réservé aux personnes physiques." in text
    assert "compté par réclamant" in text
    assert "personnes physiques" not in article(WHC, "Temps perdu")
    assert "Sans dépasser : somme forfaitaire pour troubles et inconvénients, pour toutes" in text
    assert text.count("250,00 $") == 1
    assert "Catégorie de preuve D : aucune pièce exigée. Part étayée : 100 %." in text


def test_a_cap_says_over_what_it_is_counted():
    assert "par site, pour toutes les pertes d’un même domaine" in article(
        WHC, "Reconstruction du site"
    )


def test_a_taxed_amount_and_a_figure_that_stands_in_are_told_in_their_step():
    text = article(WHC, "Remboursement de l’hébergement")
    assert "« Hébergement payé d’avance », selon le réclamant, taxes récupérables déduites" in text
    assert "« Nombre de jours payés », selon le réclamant; à défaut de réponse, une année" in text
    assert "Ajouter : « Option de sauvegarde payée », selon" in text


def test_rounding_is_told_for_the_declared_and_for_the_supported_amount():
    text = article(WHC, "Le calcul et l’arrondi")
    assert "Le montant déclaré est arrondi une fois" in text
    assert (
        "Le montant étayé est un pourcentage du montant déclaré déjà arrondi ou, si les preuves"
        in text
    )


def test_credits_are_told_with_their_order_and_what_free_hosting_counts_for():
    assert "n’est pas déduit, même accepté" in article(WHC, "Les sommes reçues")
    offer = WHC.offers["lifeboat"]
    valued = changed(offers={"lifeboat": offer.model_copy(update={"counts": True})})
    assert "une fois accepté, est déduit à sa valeur" in article(valued, "Les sommes reçues")
    assert "acceptée, elle est déduite" in article(valued, "Les offres")
    assert "d’abord les sommes reçues pour le service" in article(WHC, "Les sommes reçues")


def test_interest_says_its_law_its_days_and_what_of_its_rates_is_verified():
    text = article(WHC, "Le calcul des intérêts")
    assert (
        "Le jour de départ, que dit chaque chef, n’est pas compté; le dernier jour l’est." in text
    )
    assert "÷ 365" in text
    assert "Table « taux légal » : taux connus depuis le 1er janvier 2018. Taux vérifiés." in text
    assert "Taux non vérifiés : 31 sur 36" in text
    assert "partent du dernier jour de la perte" in article(WHC, "Mesures d’urgence")
    assert "partent du jour de l’événement" in article(WHC, "Perte de profits")
    telus = article(MATTERS["telus-2019"], "Computation of interest", "en")
    assert "Table “pre-judgment interest (Alberta)”: missing; computation is refused." in telus


def test_the_method_of_expected_sales_is_told_only_where_a_head_needs_it():
    text = article(WHC, "Les ventes attendues")
    assert "des 91 derniers jours sans panne qui précèdent la période" in text
    assert "les 56 jours d’avant seuls" in text
    assert "gardé entre 0,5 et 2" in text
    alone = changed(heads={"own_time": WHC.heads["own_time"]}, offers={}, subgroups={})
    assert "Ventes attendues" not in [part.title for part in rules(alone, RATES, "fr")]


def test_a_definition_the_court_confirmed_is_told_as_confirmed():
    sure = WHC.subgroups["A1"].model_copy(update={"status": "confirmed"})
    told = whole(changed(subgroups={**WHC.subgroups, "A1": sure}))
    assert told.count("Définition confirmée par le tribunal") == 1
    assert told.count("Définition proposée, non confirmée par le tribunal") == 4
