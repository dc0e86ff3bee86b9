"""What an exhibit seems to show of a claim: said in words, with its place, and never a verdict."""

from datetime import date
from pathlib import Path

import pytest

from claims.evidence.findings import find
from claims.evidence.precheck import ASKED, Expected, answers, expected
from claims.matter.reading import read_matters
from tests.makers import WHC, a_claim, a_form, a_house, a_number

WANTED = Expected(
    domains=frozenset({"tremblay.example", "boutique.ca"}),
    amounts=frozenset({275940}),
    start=date(2021, 8, 28),
    end=date(2022, 8, 27),
)
MATTERS = read_matters(Path(__file__).resolve().parents[2] / "data" / "matters")
PROVIDER, SITE, AMOUNT, DAY, PAID = range(5)


def said(text: str, place: int, language="fr", wanted: Expected = WANTED) -> tuple[str, str]:
    answer = answers(find([text], ("WHC",)), wanted)[place]
    return answer.shown, answer.said(language).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "place", "answer"),
    [
        ("a\nFacture WHC", PROVIDER, ("yes", "Nomme le fournisseur : « WHC ». Page 1, ligne 2.")),
        ("Facture", PROVIDER, ("no", "Ne semble pas nommer le fournisseur.")),
        ("www.tremblay.example", SITE,
         ("yes", "Nomme le site www.tremblay.example. Page 1, ligne 1.")),
        ("boutique.ca tremblay.example", SITE,
         ("yes", "Nomme le site boutique.ca et d’autres sites du dossier. Page 1, ligne 1.")),
        ("trembIay.example", SITE,
         ("unsure",
          "Nomme trembIay.example, presque le site tremblay.example du dossier. Page 1, ligne 1.")),
        ("ailleurs.com", SITE,
         ("unsure", "Nomme ailleurs.com, mais aucun des sites du dossier. Page 1, ligne 1.")),
        ("rien", SITE, ("no", "Ne semble nommer aucun site.")),
        ("Total 2 759,40 $", AMOUNT,
         ("yes", "Contient un montant déclaré : « 2 759,40 $ ». Page 1, ligne 1.")),
        ("5,00 $\n9,00 $", AMOUNT,
         ("unsure", "Contient des montants, dont « 9,00 $ », le plus élevé; aucun n’est déclaré. "
          "Page 1, ligne 2.")),
        ("rien", AMOUNT, ("no", "Aucun montant n’y a été lu.")),
        ("le 4 octobre 2021", DAY,
         ("yes", "Porte une date de la période visée : « 4 octobre 2021 ». Page 1, ligne 1.")),
        ("le 4 mai 2019", DAY,
         ("unsure", "Porte la date « 4 mai 2019 », hors de la période du 28 août 2021 au 27 août "
          "2022. Page 1, ligne 1.")),
        ("rien", DAY, ("no", "Aucune date n’y a été lue.")),
        ("PAYÉ", PAID, ("yes", "Dit que c’est payé : « PAYÉ ». Page 1, ligne 1.")),
        ("impayé", PAID, ("no", "Dit que ce n’est pas payé : « impayé ». Page 1, ligne 1.")),
        ("payé; impayé", PAID, ("unsure", "Dit « payé », mais aussi « impayé ». Page 1, ligne 1.")),
        ("rien", PAID, ("no", "Ne dit pas si c’est payé.")),
    ],
)  # fmt: skip
def test_each_question_has_its_answer_and_its_place(text, place, answer):
    assert said(text, place) == answer


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("invoice", (PROVIDER, SITE, AMOUNT, DAY, PAID)), ("other", (PROVIDER, SITE, AMOUNT, DAY,
                                                                     PAID)),
        ("platform_export", ()), ("order_book", ()), ("time_sheet", (SITE, DAY)),
        ("whois", (SITE,)),
        ("bank_statement", (PROVIDER, AMOUNT, DAY)), ("identity", ()),
    ],
)  # fmt: skip
def test_an_exhibit_is_asked_only_what_its_kind_could_show(kind, places):
    every = answers(find(["rien"], ("WHC",)), WANTED)
    assert answers(find(["rien"], ("WHC",)), WANTED, kind) == tuple(every[n] for n in places)


def test_every_kind_asked_less_is_one_of_a_matter():
    kinds = {kind for matter in MATTERS.values() for kind in matter.exhibit_kinds}
    assert not ASKED.keys() - kinds


def test_the_answers_are_said_in_english_too():
    assert said("Total 2 759,40 $", AMOUNT, "en") == (
        "yes", "Contains a declared amount: “2 759,40 $”. Page 1, line 1.",
    )  # fmt: skip


def test_words_of_the_file_are_only_quoted():
    naughty = "WHC {told} **gras** ![x](http://h/p.png)"
    answer = answers(find([naughty], ("WHC {told} **gras** ![x](http://h/p.png)",)), WANTED)[0]
    assert naughty in answer.said("fr")


def test_a_claim_says_what_to_look_for(tmp_path):
    house = a_house(tmp_path)
    claim, matter = a_claim(house, a_form(), a_number(1)), house.matters[WHC]
    wanted = expected(claim, matter)
    assert wanted.domains == {service.domain for service in claim.services}
    assert wanted.amounts == {
        entry.cents for loss in claim.losses for entry in loss.inputs.values() if entry.cents
    } | {credit.cents for credit in claim.credits}
    assert (wanted.start, wanted.end) == (date(2021, 8, 28), date(2022, 8, 27))
    assert expected(claim, matter, ["another loss"]).amounts <= wanted.amounts
    assert expected(None, matter).domains == frozenset()
