"""What patterns and typed words find in a text, however people write it, and where on the page."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from claims.evidence.patterns import AROUND, PATTERNS, boxes_in
from claims.evidence.searching import read

TEXT = (
    "Ecrire à Marie.Côté@exemple.qc.ca ou au (514) 555-0134, poste 2. NAS 046 454 286, "
    "carte 4539 1488 0343 6467, commande 4539 1488 0343 6468, compte 00005-815-1234567, "
    "IBAN FR76 3000 6000 0112 3456 7890 189, montant 12 345,67 et facture 123456789."
)


def found_in(text: str, codes=tuple(PATTERNS), words=()) -> list[str]:
    """What each box covers, when every letter has a place of its own."""
    letters = [(sign, (i * 10, 0, i * 10 + 10, 10)) for i, sign in enumerate(f"    {text}", -4)]
    letters = [(sign, (x + 40, y, u + 40, v)) for sign, (x, y, u, v) in letters]
    boxes = boxes_in(1, letters, codes, words)
    return [text[(box.left - 20) // 10 : (box.right - 60) // 10] for box in boxes]


def test_patterns_find_addresses_and_numbers_whose_check_digit_holds_and_leave_the_rest():
    assert set(found_in(TEXT)) == {
        "Marie.Côté@exemple.qc.ca", "(514) 555-0134", "046 454 286", "4539 1488 0343 6467",
        "00005-815-1234567", "FR76 3000 6000 0112 3456 7890 189",
    }  # fmt: skip


def test_a_typed_word_is_found_whatever_its_case_its_accents_and_its_line_ends():
    assert found_in("chez STUDIO BORÉAL, le studio\nboreal", (), ["Studio  Boreal"]) == [
        "STUDIO BORÉAL", "studio\nboreal",
    ]  # fmt: skip
    assert found_in("bou\x02\r\ntique", (), ["boutique"]) == ["bou\x02\r\ntique"]


@pytest.mark.parametrize(
    "text",
    [
        "marie.cote@\r\nexemple.qc.ca", "marie@exemple\r\n.ca", "marie@exemple.qc.\r\nca",
        "marie@exem\r\nple.ca", "marie @ exemple.ca", "o'brien@exemple.ca",
        "o\u2019brien@exemple.ca", f"{'x' * 65}@exemple.ca", "a@xn--caf-dma.ca",
    ],
)  # fmt: skip
def test_an_address_is_found_whole_whatever_line_it_ends_on(text: str):
    assert found_in(f"Écrire à {text}. Merci", ["email"]) == [text]


@pytest.mark.parametrize("text", ["2 @ 19.99", "3 @ 5 $", "@marie", "rendez-vous @ midi"])
def test_a_price_or_a_name_alone_is_no_address(text: str):
    assert found_in(text, ["email"]) == []


def test_the_sentence_that_follows_an_address_at_the_end_of_a_line_is_no_part_of_it():
    assert found_in("à marie@exemple.ca.\r\nBonjour", ["email"]) == ["marie@exemple.ca"]


@pytest.mark.parametrize(
    "text",
    [
        "514\r\n555-0134", "514-555-\r\n0134", "514-555-\x02\r\n0134", "514/555-0134",
        "514.555.0134", "(514)555-0134", "514 - 555 - 0134", "+1 514\u202f555\u20110134",
        "+33 (0)1 23 45 67 89", "5 1 4 5 5 5 0 1 3 4",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["tél. {}", "tél.,{}-cell", "({}, poste 2)"])
def test_a_telephone_number_is_found_however_it_is_written(text: str, around: str):
    assert found_in(around.format(text), ["phone"]) == [text]


def test_figures_of_a_column_and_amounts_are_no_telephone_number():
    assert found_in("250\r\n300\r\n4512 et 1,250 300 4512", ["phone"]) == []


@pytest.mark.parametrize(
    "digits", ["{}{}{}", "{}.{}.{}", "{} {}-{}", "{} {}\r\n{}", "{} - {} - {}"]
)
def test_a_social_insurance_number_is_found_however_it_is_written(digits: str):
    text = digits.format("046", "454", "286")
    assert found_in(f"NAS-{text}, puis {digits.format('046', '454', '287')}", ["sin"]) == [text]


def test_a_number_whose_digits_stand_apart_in_a_form_is_found():
    assert found_in("NAS 0 4 6 4 5 4 2 8 6 Nom", ["sin"]) == ["0 4 6 4 5 4 2 8 6"]
    assert found_in("4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7", ["card"]) == [
        "4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "4539 1488 0343 6467", "4539.1488.0343.6467", "4539-1488-0343-6467", "4539148803436467",
        "4539 1488\r\n0343 6467", "3782 822463 10005",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "2021 {} 123", "12 {} exp. 04/27"])
def test_a_card_is_found_however_it_is_written_and_whatever_figures_stand_beside(
    text: str, around: str
):
    (found,) = found_in(around.format(text), ["card"])
    assert text in found


def test_a_number_that_no_issuer_gives_is_no_card():
    assert found_in("1234 5678 9012 3452", ["card"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "00005-815-123-456-7", "815 00005 1234567", "00005 815\r\n1234567",
        "transit 00005 institution 815 compte 1234567", "FR76-3000-6000-0112-3456-7890-189",
        "FR76\xa03000 6000 0112\r\n3456 7890 189", "GB29NWBK60161331926819",
    ],
)  # fmt: skip
def test_an_account_is_found_however_it_is_written_and_whatever_follows(text: str):
    assert found_in(f"Virement à {text} merci beaucoup", ["account"]) == [text]


def test_an_iban_that_does_not_check_out_is_no_account():
    assert found_in("FR76 3000 6000 0112 3456 7890 188 merci", ["account"]) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("œuvre", "oeuvre"), ("OEuvre", "œuvre"), ("Straße", "strasse"), ("Lætitia", "laetitia"),
        ("d\u2019Émilie", "d'emilie"), ("d'Émilie", "d\u2019émilie"), ("R o y", "Roy"),
        ("T r e m b l a y", "Tremblay"), ("T re mb lay", "Tremblay"),
        ("Josephine\r\nTremblay", "Josephine Tremblay"),
        ("Jean-\r\nPierre", "Jean-Pierre"), ("Jean-\x02\r\nPierre", "jean pierre"),
        ("Trem-\nblay", "Tremblay"), ("046.454.286", "046 454 286"), ("Be\u0301atrice", "Béatrice"),
        ("Trem\u200bblay", "Tremblay"), ("Josephine \t Tremblay", "Josephine Tremblay"),
    ],
)  # fmt: skip
def test_a_typed_word_is_found_however_a_page_writes_it(text: str, word: str):
    assert found_in(f"Madame {text} est là", (), [word]) == [text]


@pytest.mark.parametrize(("text", "word"), [("si mon avocat", "Simon"), ("pro yeux", "Roy")])
def test_the_end_of_a_word_and_the_next_are_no_short_word_that_was_typed(text: str, word: str):
    assert found_in(text, (), [word]) == []


def test_what_goes_over_two_lines_has_a_box_on_each_where_its_letters_stand():
    made = BytesIO()
    canvas = Canvas(made, pagesize=(600, 800))
    canvas.setFont("Courier", 10)  # each letter is 6 points wide
    canvas.drawString(60, 700, "NAS 046 454")
    canvas.drawString(60, 680, "286 de Marie")
    canvas.save()
    first, second = read("application/pdf", made.getvalue()).boxes(["sin"], ())
    assert [(box.left, box.right) for box in (first, second)] == [
        pytest.approx((share - AROUND, other + AROUND), abs=3)
        for share, other in ((1400, 2100), (1000, 1300))
    ]
    assert first.top < 1250 - 100 < 1250 < first.bottom < second.bottom
    assert second.top < 1500 - 100 < 1500 < second.bottom


def test_a_text_made_to_slow_the_search_is_searched_all_the_same():
    assert found_in("a." * 900 + " " + "1 " * 900, words=["x"]) == []
    assert found_in("4" * 4000 + " 4" * 4000 + "\n@" * 2000, words=["4" * 60 + "5"]) == []
