"""Two files that say the same thing are found to, whatever program wrote them."""

import pytest

from claims.evidence.sameness import words_hash

INVOICE = "Facture n° 4512 — Récupération du site boutique.ca : 1 234,00 $ payés."


@pytest.mark.parametrize(
    "pages",
    [[INVOICE.upper()], INVOICE.split(" "), [INVOICE.replace(" ", "\n\u00a0")],
     [INVOICE.replace("é", "e\u0301")], [INVOICE.replace("—", "-")],
     [INVOICE.replace("4512", "\u0664\u0665\u0661\u0662")], [INVOICE.replace("fi", "\ufb01")]],
)  # fmt: skip
def test_R37_case_accents_blanks_and_marks_change_nothing(pages):
    assert words_hash(pages) == words_hash([INVOICE])


def test_R37_another_number_is_another_text():
    assert words_hash([INVOICE.replace("4512", "4513")]) != words_hash([INVOICE])


@pytest.mark.parametrize("pages", [[], [""], ["Facture payée"], [" — $ " * 50], ["\ud800" * 5]])
def test_a_text_that_says_too_little_is_compared_to_none(pages):
    assert words_hash(pages) == ""
