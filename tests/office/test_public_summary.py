"""The public summary handed out: no name, no number, no small figure; that it was is journalled."""

from hashlib import sha256
from pathlib import Path

import pytest

from claims.office.handing_public import hand_summary
from claims.office.representative import summary, totals
from claims.problems import NotAllowed
from tests.documents.reading_back import text_of
from tests.makers import ELSEWHERE, GAGNON, NOW, OXIA, WHC, a_claimant, a_filed_claim


def handed(house, actor=OXIA, language="fr") -> bytes:
    return b"".join(hand_summary(house, actor, WHC, language, now=NOW).chunks)


def test_R13_the_paper_says_ranges_of_what_the_totals_show_and_nothing_they_mask(
    house, tmp_path: Path
):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, 7)]
    numbers.append(a_filed_claim(house, 7, domain="seul.ca", subgroup="B1", capacity="owner",
                                 type="shop"))  # fmt: skip
    shown = {row.key: row for row in totals(house, OXIA, WHC).by_subgroup.subtotals}
    assert (shown["A",].claims, shown["B",].claims) == (None, None)
    told = summary(house, OXIA, WHC).told
    assert {(group.claims, group.declared) for group in told.groups} == {(None, None)}
    read = {lang: text_of(handed(house, language=lang), tmp_path) for lang in ("fr", "en")}
    assert "de 33 000 $ à 34 000 $" in read["fr"]  # of 33 390,00 $
    assert "$33,000 to $34,000" in read["en"]
    assert "A – Concepteurs et agences web masqué masqué masqué" in read["fr"]
    for secret in (*numbers, "Studio Boréal", "site1.ca", "33 390", "4 770"):
        assert secret not in read["fr"].replace("\u00a0", " ")


def test_who_took_a_summary_and_its_hash_are_in_the_journal_and_others_have_none(house):
    made = handed(house, GAGNON, "en")
    [entry] = [e for e in house.store.journal.latest(5) if e.action == "hand summary"]
    assert (entry.actor, entry.subject) == (GAGNON.name, WHC)
    assert sha256(made).hexdigest() in entry.body
    for other in (ELSEWHERE, a_claimant("R-2K7Q-48XM-0")):
        with pytest.raises(NotAllowed):
            handed(house, other)
