"""What the words of an exhibit mention, each with its place, however the words are made."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.evidence.findings import LINE, MOST, Findings, Word, find, flat
from tests.depth import examples

NAMES = ("Hébergement Web Canada", "WHC")
INVOICE = """Hébergement  Web-Canada inc.
Facture du 4 octobre 2021
www.Tremblay.example — info@boutique.ca
Total 2 759,40 $ dont TPS (5 %) 120,00 $
PAYÉ EN ENTIER
"""


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_an_invoice_says_who_what_when_and_how_much():
    found = find([INVOICE], NAMES)
    assert found.provider == (Word(text="Hébergement  Web-Canada", page=1, line=1),)
    assert [(w.text, w.means) for w in found.domains] == [
        ("www.Tremblay.example", ("tremblay.example",)),
        ("boutique.ca", ("boutique.ca",)),
    ]
    assert [w.means for w in found.days] == [("2021-10-04",)]
    assert [(w.text, w.line) for w in found.amounts] == [("2 759,40 $", 4), ("120,00 $", 4)]
    assert texts(found.paid) == ["PAYÉ"]
    assert found.unpaid == ()


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1 149,75 $", ["114975", "14975"]),
        ("$1,149.75", ["114975"]),
        ("1.149,75 €", ["114975"]),
        ("CA$ 1149.75", ["114975"]),
        ("1149,75", ["114975"]),
        ("500 $", ["50000"]),
        ("$30 000", ["3000000"]),
        ("30\u00a0000\u00a0$", ["3000000"]),
        ("9,975 %", []),
        ("14,50 %", []),
        ("v2.10.33", []),
        ("28.08.2021", []),
        ("514 555 0199", []),
    ],
)
def test_an_amount_is_read_as_people_of_quebec_and_others_write_it(written, cents):
    found = find([f"Total : {written}"], ())
    assert [cents for word in found.amounts for cents in word.means] == cents


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2021-08-28", ("2021-08-28",)),
        ("28/08/2021", ("2021-08-28",)),
        ("05/06/2021", ("2021-06-05", "2021-05-06")),
        ("28.08.2021", ("2021-08-28",)),
        ("1er septembre 2021", ("2021-09-01",)),
        ("28 août 2021", ("2021-08-28",)),
        ("August 28, 2021", ("2021-08-28",)),
        ("Sept. 3rd, 2021", ("2021-09-03",)),
        ("3 févr. 2022", ("2022-02-03",)),
        ("Sat, 28 Aug 2021 09:00", ("2021-08-28",)),
        ("31 février 2021", ()),
        ("99/99/2021", ()),
    ],
)
def test_a_day_is_read_in_both_languages(written, days):
    found = find([f"le {written}."], ())
    assert tuple(day for word in found.days for day in word.means) == days


SAYS_PAID = (
    "Cette facture est payée", "La facture a été payée le 4 octobre 2021", "Payé par Visa 4242",
    "Facture no 4512 payée", "Facture n° 12 acquittée", "Montant réglé : 120,00 $",
    "Paiement reçu, merci", "This invoice has been paid", "Paid by Visa ending in 4242",
    "Amount paid: $120.00", "Not a receipt for tax purposes. PAID in full",
    "Payée. Ne pas répondre à ce courriel.", "Paid - do not send a cheque",
    "Payé avant l’échéance", "Reçu pour la facture payée", "Payé 120,00 $ (solde 0,00 $)",
)  # fmt: skip
SAYS_UNPAID = (
    "Cette facture n’est pas payée", "Cette facture n'est pas payée", "pas encore payée",
    "n’a pas encore été payée", "jamais payée", "n’a jamais été acquittée", "non réglée",
    "Facture non acquittée", "Aucun paiement reçu", "Paiement non reçu", "Payée : non",
    "impayée", "IMPAYÉ", "unpaid", "not yet paid", "never paid", "has not been paid",
    "This invoice isn’t paid", "hasn't been fully paid", "No payment received",
    "Payment not received", "Paid: No", "payment has never been paid",
)  # fmt: skip
DOES_NOT_SAY = (
    "to be paid by August 31", "must be paid within 30 days", "will be paid", "if paid by Friday",
    "until it is paid", "once the invoice is paid", "remains to be paid", "Amount paid: $0.00",
    "à payer", "À payer : 100,00 $", "Payable à 30 jours", "doit être payée avant le 31 août",
    "sera payée", "devra avoir été réglée", "si elle est payée d’ici vendredi",
    "une fois la facture payée", "reste à être payé",
    "Montant payé : 0,00 $", "pour être acquittée",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "paid", "unpaid"),
    [
        ("Facture acquittée", True, False),
        ("Payment received, thank you", True, False),
        ("Solde dû : 0,00 $", True, False),
        ("Amount due: $0.00", True, False),
        ("Balance due: $120.00", False, True),
        ("Facture impayée", False, True),
        ("non payé", False, True),
        ("OVERDUE", False, True),
        ("payroll, unpaidness, dépayser", False, False),
        *((said, True, False) for said in SAYS_PAID),
        *((said, False, True) for said in SAYS_UNPAID),
        *((said, False, False) for said in DOES_NOT_SAY),
    ],
)
def test_paid_and_unpaid_are_told_apart(written, paid, unpaid):
    found = find([written], ())
    assert (bool(found.paid), bool(found.unpaid)) == (paid, unpaid)


def test_a_denial_is_told_whole_in_the_words_of_the_exhibit():
    assert texts(find(["La facture n’est pas encore payée."], ()).unpaid) == ["pas encore payée"]
    assert texts(find(["Paid : no"], ()).unpaid) == ["Paid : no"]


@pytest.mark.parametrize(
    "text", ["Cette facture n’est pas encore\npayée", "will be\npaid", "has not yet been\n paid"]
)
def test_a_sentence_cut_in_two_lines_does_not_say_that_it_is_paid(text):
    assert find([text], ()).paid == ()
    assert texts(find([text + "\nPAYÉ"], ()).paid) == ["PAYÉ"]


def test_a_name_within_another_word_is_not_the_provider():
    assert find(["archwhcx.example"], NAMES).provider == ()
    assert texts(find(["chez whc, depuis 2020"], NAMES).provider) == ["whc"]


def test_each_mention_has_its_page_and_line():
    (word,) = find(["rien\n", "a\nb\nTotal 5,00 $"], ()).amounts
    assert (word.page, word.line) == (2, 3)


def test_a_file_that_repeats_itself_is_kept_short():
    found = find(["\n".join(f"{n},00 $ site{n}.example" for n in range(1, 500))], NAMES)
    assert (len(found.amounts), len(found.domains)) == (MOST, MOST)


EVIL = (
    *("a.", "1 ", "1", "1,111", "1 111", "solde du ", "2021-", "$", "janv ", "1.1.1.", "$1 111"),
    *("pas payee ", "pas encore " * 9 + "payee", "n't "),
    *("montant du" + " " * 50, "a" * 63 + ".", "hebergement web ", "\n", "é\u0301"),
)


@pytest.mark.parametrize("piece", EVIL)
def test_R32_words_made_to_be_slow_are_not(piece):
    begun = time.process_time()
    find([piece * (200_000 // len(piece))], NAMES)
    assert time.process_time() - begun < 3


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.text(max_size=300) | st.sampled_from([INVOICE, *EVIL]), max_size=4))
def test_whatever_the_words_every_mention_stands_where_it_says(pages):
    found = find(pages, NAMES)
    assert Findings.model_validate_json(found.model_dump_json()) == found
    for words in (found.provider, found.domains, found.amounts, found.days, found.paid):
        for word in words:
            assert word.text in pages[word.page - 1].splitlines()[word.line - 1]
        places = [(word.page, word.line) for word in words]
        assert all(one <= other for one, other in pairwise(places))


@given(st.text(max_size=LINE))
def test_flattening_keeps_every_letter_in_its_place(text):
    assert len(flat(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Facture no 4512 du 4 octobre 2021", "4512"),
        ("FACTURE N° : F-2021/044", "f-2021/044"),
        ("Invoice #INV-0099", "inv-0099"),
        ("Numéro de la facture", None),
        ("Facture du 2021-10-04", None),
        ("Invoice total 120.00", None),
    ],
)
def test_the_number_of_an_invoice_is_read_after_the_word(line, number):
    found = find([line], ["WHC"]).invoices
    assert [word.means for word in found] == ([(number,)] if number else [])


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("Numéro de confirmation du virement : 8H2K-D9X1", "8h2kd9x1"),
        ("Virement Interac, no de référence CAqT4WkE", "caqt4wke"),
        ("N° de confirmation (virement Interac) : 20461187", "20461187"),
        ("Interac e-Transfer reference number: C1AqT4Wk9", "c1aqt4wk9"),
        ("Transaction ID: 8AB12345CD678901E", "8ab12345cd678901e"),
        ("Identifiant de transaction\n8AB12345CD678901E", "8ab12345cd678901e"),
        ("Wire reference #FT21247-00912.", "ft2124700912"),
        ("IBAN FR76 3000 6000 0112 3456\nRéférence : RF18 5390 0754 7034", "rf18539007547034"),
        ("Banque Boréale\nSeptembre 2021\nNuméro de référence : 7719-20461187", "771920461187"),
        ("Paid by bank transfer\nConfirmation number: 2046-1187-33", "2046118733"),
        ("Numéro de référence : 20461187", None),
        ("Virement Interac\nOrder confirmation no 20461187", None),
        ("Virement Interac\nRéférence client : 20461187", None),
        ("Transfert de domaine boreal.ca\nRéférence : 20461187", None),
        ("Code de transfert du domaine : 20461187", None),
        ("Numéro de compte bancaire 20461187", None),
        ("Référence du virement : 4512", None),
        ("Virement Interac, référence 2021-09-04", None),
        ("Virement Interac, référence 20210904", None),
        ("Référence du virement 514-555-0134", None),
        ("Référence du virement : 123456789", None),
        ("Référence du virement : 0000000", None),
        ("Référence du virement : xxxx4512", None),
        ("Transaction number 204611.87 $", None),
        ("Transaction no 204611 $", None),
        ("Référence du virement : remboursement", None),
        ("Virement à Studio Boréal 20461187", None),
    ],
)  # fmt: skip
def test_a_bank_reference_is_read_after_words_that_name_one(lines, number):
    found = find([lines], ["WHC"]).references
    assert [word.means for word in found] == ([(number,)] if number else [])


def test_a_bank_spoken_of_far_away_or_on_another_page_makes_no_reference_of_an_order_number():
    bank, number, between = "Payable par virement bancaire", "Référence : 20461187", ["Merci"] * 8
    for lines in ([bank, *between, number], [number, *between, bank]):
        assert not find(["\n".join(lines)], ["WHC"]).references
    assert not find([bank, number], ["WHC"]).references
    for pages in (["\n".join([bank, *between[1:], number])], [f"{number}\n{bank}"]):
        assert len(find(pages, ["WHC"]).references) == 1
